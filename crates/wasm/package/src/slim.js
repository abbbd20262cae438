// The package without the wasm: give it the bytes, a compiled module, or a response to stream from.
import { functions } from "./engine.js";
import { starter } from "./start.js";

/** Compiles the wasm and gives the functions of the package. */
export async function init(core, scripts) {
  const [first, second] = await Promise.all([compile(core), compile(scripts)]);
  return functions(starter(first, () => second));
}

async function compile(source) {
  const given = await source;
  if (given === undefined || given instanceof WebAssembly.Module) return given;
  const streams = typeof Response === "function" && given instanceof Response;
  return streams ? WebAssembly.compileStreaming(given) : WebAssembly.compile(given);
}
