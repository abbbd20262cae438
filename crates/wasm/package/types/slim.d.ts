import type * as everything from "./index.cjs";

/** All functions of the package. */
export type ElastiCacheUser = Pick<
  typeof everything,
  "check" | "checkMany" | "predict" | "emit" | "importText" | "applyFix" | "accessString" | "recipes" | "fillRecipe" | "rules" | "targets"
>;

/** What the wasm can be given as: its bytes, a compiled module, or a response to stream from. */
export type WasmSource = ArrayBuffer | ArrayBufferView | WebAssembly.Module | Response;

/**
 * Compiles the wasm and gives the functions of the package.
 *
 * `scripts` is only for `emit`, `importText` and `fillRecipe`. Without it these three answer that it was not given, and
 * all others work.
 *
 * @param core `elasticache-user/core.wasm`
 * @param scripts `elasticache-user/scripts.wasm`
 *
 * @example
 * const { check } = await init(fetch("/assets/core.wasm"));
 * const { emit } = await init(fetch("/assets/core.wasm"), fetch("/assets/scripts.wasm"));
 */
export declare function init(core: WasmSource | Promise<WasmSource>, scripts?: WasmSource | Promise<WasmSource>): Promise<ElastiCacheUser>;
