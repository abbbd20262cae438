/**
 * The package without the embedded wasm, for streaming it.
 *
 * @packageDocumentation
 */
import { start } from "./call.js";

/** All functions of the package. */
export type ElastiCacheUser = typeof import("./everything.js");

/** The wasm: its bytes, a compiled module, or a response to stream from. */
export type WasmSource = ArrayBuffer | ArrayBufferView | WebAssembly.Module | Response;

/**
 * Compiles the wasm and returns the package's functions.
 *
 * @param wasm `elasticache-user/elasticache-user.wasm`
 *
 * @example
 * const { check } = await init(fetch("/assets/elasticache-user.wasm"));
 */
export async function init(wasm: WasmSource | Promise<WasmSource>): Promise<ElastiCacheUser> {
  start(await compile(await wasm));
  // Only now, as this module reads its lists from the wasm.
  return import("./everything.js");
}

async function compile(wasm: WasmSource): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (typeof Response === "function" && wasm instanceof Response) return WebAssembly.compileStreaming(wasm);
  return WebAssembly.compile(wasm as BufferSource);
}
