// Cloudflare's runtime compiles wasm only from a file it was given at deployment.
import module from "./core.wasm";
import { functions } from "./engine.js";
import { starter } from "./start.js";

const api = functions(starter(module));

export const { check, checkMany, predict, emit, importText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;
