// The package as a CommonJS module: the second wasm is not even read before it is needed.
import "./core.wasm.js";
import { functions } from "./engine.js";
import { starter } from "./start.js";
import { compiled } from "./unpack.js";

let module;

function scripts() {
  require("./scripts.wasm.js");
  return (module ??= compiled("scripts.wasm"));
}

const api = functions(starter(compiled("core.wasm"), scripts));

export const { check, checkMany, predict, emit, importText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;
