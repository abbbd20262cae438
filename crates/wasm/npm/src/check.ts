/**
 * Only the checker of `elasticache-user`. Its wasm is half as large.
 *
 * @packageDocumentation
 */
import "./inlined.js";

export * from "./checks.js";
