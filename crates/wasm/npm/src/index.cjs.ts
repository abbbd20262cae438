import "./beside.js";

export * from "./everything.js";
