// The package as most people import it: the wasm is inside, as text, and compiled when the module is loaded.
import "./core.wasm.js";
import { functions } from "./engine.js";
import { starter } from "./start.js";
import { unpack } from "./unpack.js";

const api = functions(starter(new WebAssembly.Module(unpack(globalThis[Symbol.for("elasticache-user/core.wasm")]))));

export const { check, checkMany, predict, emit, importText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;
