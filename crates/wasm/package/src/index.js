// The package as most people import it: the wasm is inside, as text, and compiled when the module is loaded.
import "./core.wasm.js";
import { functions } from "./engine.js";
import { starter } from "./start.js";

const api = functions(starter(new WebAssembly.Module(bytes(globalThis[Symbol.for("elasticache-user/core.wasm")]))));

export const { check, checkMany, predict, emit, importText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;

// By what the engine has built in; a loop of our own takes longer than to compile all of it.
function bytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  if (globalThis.Buffer) return globalThis.Buffer.from(text, "base64");
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
