import type * as everything from "./index.cjs";

/** All functions of the package. */
export type ElastiCacheUser = Pick<
  typeof everything,
  "check" | "checkMany" | "predict" | "emit" | "importText" | "applyFix" | "accessString" | "recipes" | "fillRecipe" | "rules" | "targets"
>;

/** What the wasm can be given as: its bytes, a compiled module, or a response to stream from. */
export type WasmSource = ArrayBuffer | ArrayBufferView | WebAssembly.Module | Response;

/**
 * Compiles the wasm (`elasticache-user/core.wasm`) and gives the functions of the package.
 *
 * @example
 * const { check } = await init(fetch("/assets/core.wasm"));
 */
export declare function init(source: WasmSource | Promise<WasmSource>): Promise<ElastiCacheUser>;
