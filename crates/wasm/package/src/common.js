// The package as a CommonJS module, which is also what Node's ECMAScript modules get. The second wasm is not even read
// before it is needed.
import { functions } from "./engine.js";
import { starter } from "./start.js";
import { compiled } from "./unpack.js";

const core = beside("core.wasm", CORE_BYTES) ?? (require("./core.wasm.js"), compiled("core.wasm"));

let module;

function scripts() {
  return (module ??= beside("scripts.wasm", SCRIPTS_BYTES) ?? (require("./scripts.wasm.js"), compiled("scripts.wasm")));
}

/** The wasm file beside this module: to read it is faster than to make it of its text. A bundle has no such file, or not this one. */
function beside(name, bytes) {
  try {
    // It would ask its user for a permission.
    if (globalThis.Deno) return null;
    const file = process.getBuiltinModule("fs").readFileSync(`${__dirname}/${name}`);
    return file.length === bytes ? new WebAssembly.Module(file) : null;
  } catch {
    return null;
  }
}

const api = functions(starter(core, scripts));

export const { check, checkMany, predict, emit, importText, rewriteText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;
