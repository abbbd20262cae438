/**
 * The part of `elasticache-user` that checks: its wasm is half as large.
 *
 * @packageDocumentation
 */
import "./inlined.js";

export * from "./checks.js";
