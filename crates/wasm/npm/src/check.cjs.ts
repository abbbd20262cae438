import "./beside.js";

export * from "./checks.js";
