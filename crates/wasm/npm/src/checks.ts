// The exports of `elasticache-user/check`.
import * as bindings from "#bindings";
import type { Rule } from "#bindings";
import { list } from "./call.js";

export { accessString } from "./access-string.js";
export { applyFix, check, checkMany, predict } from "./requests.js";
export type { AccessStringFunctions } from "./access-string.js";
export type {
  AccessStringError,
  AccessStringToken,
  Answer,
  Applicability,
  CanonicalAccessString,
  CellChange,
  Change,
  ChangeRow,
  Changes,
  DecidingRule,
  Difference,
  Edit,
  EffectiveCommand,
  Explanation,
  Finding,
  Fix,
  KeptOut,
  MatrixCell,
  MatrixCommand,
  Operation,
  ParsedAccessString,
  PermissionMatrix,
  Prediction,
  Refusal,
  Report,
  Rights,
  Rule,
  Severity,
  Source,
  Span,
  Suggestion,
  Evidence,
  Verdict,
  VerdictPoint,
} from "#bindings";
export type { MatrixColumn, MatrixRow } from "./matrix.js";
export type { AnyInput, AuthenticationMode, CheckRequest, Context, CreateUserGroupInput, CreateUserInput, Engine, EngineOptions, Input, Inputs, ModifyUserGroupInput, ModifyUserInput, RuleId, Tag, User, UserGroup } from "./input.js";

/** Every rule. */
export const rules: readonly Rule[] = /* @__PURE__ */ list(bindings.rules);
