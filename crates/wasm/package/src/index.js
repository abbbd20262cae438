// The package as most people import it: the wasm is inside, compiled when the module is loaded.
import bytes from "core.wasm";
import { functions } from "./engine.js";
import { starter } from "./start.js";

const api = functions(starter(new WebAssembly.Module(bytes)));

export const { check, checkMany, predict, emit, importText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;
