// What writes and reads whole texts. Its wasm is compiled when one of these functions is first called.
import "./scripts.wasm.js";
import { api, provide } from "./core.mjs";

provide("scripts.wasm");

export const { emit, importText, rewriteText, fillRecipe } = api;
