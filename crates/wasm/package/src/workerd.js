// Cloudflare's runtime compiles wasm only from files it was given at deployment.
import core from "./core.wasm";
import { functions } from "./engine.js";
import scripts from "./scripts.wasm";
import { starter } from "./start.js";

const api = functions(starter(core, () => scripts));

export const { check, checkMany, predict, emit, importText, rewriteText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;
