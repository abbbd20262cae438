// The access strings that popular libraries need.
import * as bindings from "#bindings";
import type { FilledRecipe } from "#bindings";
import { call, Refused } from "./call.js";
import type { RecipeId, RecipeOptions } from "./input.js";

/**
 * The request of a recipe.
 *
 * @example
 * fillRecipe("celery", { engine: "valkey-8.1", parameters: { queue: "mail" } }).input?.AccessString;
 */
export function fillRecipe(id: RecipeId | (string & {}), options?: RecipeOptions): FilledRecipe {
  const result = call(bindings.fillRecipe, [id, options]);
  if (!(result instanceof Refused)) return result;
  return { input: null, sentence: null, measured: false, restricted: [], error: { parameter: null, message: result.message } };
}
