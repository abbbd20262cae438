// The package as most people import it. Bundlers leave out scripts.mjs, and its wasm, where nothing of it is used.
export { check, checkMany, predict, applyFix, accessString, recipes, rules, targets } from "./core.mjs";
export { emit, importText, rewriteText, fillRecipe } from "./scripts.mjs";
