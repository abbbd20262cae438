// The access strings that popular libraries need, or an application that uses certain features.
import * as bindings from "#bindings";
import type { FilledRecipe, FilledUses } from "#bindings";
import { call, Refused } from "./call.js";
import type { RecipeId, RecipeOptions, UsesOptions } from "./input.js";

/**
 * Fills in a recipe, and returns its request.
 *
 * @example
 * fillRecipe("celery", { engine: "valkey-8.1", parameters: { queue: "mail" } }).input?.AccessString;
 */
export function fillRecipe(id: RecipeId | (string & {}), options?: RecipeOptions): FilledRecipe {
  const result = call(bindings.fillRecipe, [id, options]);
  if (!(result instanceof Refused)) return result;
  return { input: null, sentence: null, measured: false, restricted: [], error: { parameter: null, message: result.message } };
}

/**
 * The least permissive access string for the features that an application uses: each command by name, and only commands that the engine has.
 *
 * @example
 * fillUses({ uses: ["strings", "scan"], keys: "app:*", engine: "valkey-8.1" }).accessString;
 */
export function fillUses(options: UsesOptions): FilledUses {
  const result = call(bindings.fillUses, [options]);
  if (!(result instanceof Refused)) return result;
  return { accessString: null, sentence: null, error: { parameter: null, message: result.message } };
}
