// The package without the wasm: give it the bytes, a compiled module, or a response to stream from.
import { functions } from "./engine.js";
import { starter } from "./start.js";

/** Compiles the wasm and gives the functions of the package. */
export async function init(source) {
  const given = await source;
  const module =
    given instanceof WebAssembly.Module
      ? given
      : typeof Response === "function" && given instanceof Response
        ? await WebAssembly.compileStreaming(given)
        : await WebAssembly.compile(given);
  return functions(starter(module));
}
