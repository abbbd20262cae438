// The exports of `elasticache-user`.
import * as bindings from "#bindings";
import type { Recipe, Target, Use } from "#bindings";
import { list } from "./call.js";

export * from "./checks.js";
export { auditUsers, testAccessStrings, testScript } from "./many.js";
export { fillRecipe, fillUses } from "./recipes.js";
export { emit, importText, rewriteText } from "./texts.js";
export type { TextChange } from "./texts.js";
export type { Audit, AuditRow, DoubtfulWord, Judged, JudgedSuite, Judgment, Login, RowFinding, Run, Unreadable } from "#bindings";
export type { AuditOptions, TestOptions } from "./many.js";
export type { EmittedFile, Emission, FilledRecipe, FilledUses, ImportedUser, ImportNote, ImportResult, Note, Piece, Place, Placeholder, Recipe, RewrittenText, Target, Use } from "#bindings";
export type { EmitOptions, RecipeId, RecipeOptions, TargetId, UseId, UsesOptions } from "./input.js";

/** Every recipe, libraries first. */
export const recipes: readonly Recipe[] = /* @__PURE__ */ list(bindings.recipes);

/** The features that an application can use, for `fillUses`. */
export const uses: readonly Use[] = /* @__PURE__ */ list(bindings.uses);

/** Every target. */
export const targets: readonly Target[] = /* @__PURE__ */ list(bindings.targets);
