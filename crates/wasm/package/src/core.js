// The package without what writes and reads whole texts: the wasm is inside, as text, and compiled when the module is loaded.
import "./core.wasm.js";
import { functions } from "./engine.js";
import { starter } from "./start.js";
import { compiled } from "./unpack.js";

let scripts;

/** All functions; some of them only when scripts.js has said where their wasm is. */
export const api = functions(starter(compiled("core.wasm"), () => scripts?.()));

/** Says where the second wasm is. A bundle without the functions that need it is without it. */
export function provide(name) {
  let module;
  scripts = () => (module ??= compiled(name));
}

export const { check, checkMany, predict, applyFix, accessString, recipes, rules, targets } = api;
