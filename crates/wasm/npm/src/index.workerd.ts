import "./compiled.js";

export * from "./everything.js";
