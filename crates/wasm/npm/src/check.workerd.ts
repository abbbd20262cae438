import "./compiled.js";

export * from "./checks.js";
