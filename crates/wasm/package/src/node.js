// The package as ECMAScript modules of Node import it. Node would look through the text of the wasm for exports, which takes
// longer than to load it; and so both kinds of modules share one instance.
import api from "./index.cjs";

export const { check, checkMany, predict, emit, importText, rewriteText, applyFix, accessString, recipes, fillRecipe, rules, targets } = api;
