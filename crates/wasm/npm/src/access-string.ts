// What an access string means to servers.
import * as bindings from "#bindings";
import type { CanonicalAccessString, CellChange, Difference, EffectiveCommand, Explanation, ParsedAccessString, PermissionMatrix, Refusal, Rights, Suggestion, Verdict } from "#bindings";
import { call, Refused } from "./call.js";
import type { Engine, EngineOptions } from "./input.js";
import type { MatrixColumn, MatrixRow } from "./matrix.js";

/** The access-string engine: what Redis OSS and Valkey servers do with an ACL string, version by version. */
export interface AccessStringFunctions {
  /** Parses an access string into its parts, with their errors. */
  parse(text: string, options?: EngineOptions): ParsedAccessString;
  /** The access string as the server prints it, and as ElastiCache stores it. */
  canonical(text: string, options?: EngineOptions): CanonicalAccessString;
  /**
   * Whether the user may run a command, given as its arguments or as a line of words.
   *
   * @example
   * accessString.can("on ~app::* -@all +@read", ["SET", "app::1", "v"]).missing; // ["+set"]
   */
  can(text: string, command: readonly string[] | string, options?: EngineOptions & { database?: number }): Verdict;
  /** Every command of the engine, and whether the user can run it; `null` if there is no result. */
  commands(text: string, options?: EngineOptions): EffectiveCommand[] | null;
  /**
   * What the access string grants, in plain English.
   *
   * @example
   * accessString.explain("on ~app::* -@all +@read").sentence;
   */
  explain(text: string, options?: EngineOptions): Explanation;
  /**
   * What changes from one access string to another. With `afterEngine`, the second one is read for another engine; pass the same
   * string twice to compare two engines.
   *
   * @example
   * accessString.diff("on ~app:* +@read", "on ~* +@read").changes.risks; // ["every key"]
   */
  diff(before: string, after: string, options?: EngineOptions & { afterEngine?: Engine }): Difference;
  /**
   * The shortest string found with the same meaning; one that the server rejects is returned unchanged. `null` if there is no result:
   * an empty string would be an access string with another meaning.
   */
  simplify(text: string, options?: EngineOptions): string | null;
  /** The least permissive access string for commands that must work: lines of commands, `MONITOR`, `ACL LOG` or NOPERM errors. */
  suggest(needs: string, options?: EngineOptions & { grouping?: "exact" | "categories" }): Suggestion;
  /**
   * What the user can do, as a table: a row each for keys, channels, every data type, connection, transactions, scripts, dangerous and
   * administrative commands; columns for read, write and manage; the commands in each cell; and a one-line verdict.
   *
   * @example
   * accessString.matrix("on ~app:* -@all +@read +@write").verdict; // "Can empty the cache · sees all key names · …"
   */
  matrix(text: string, options?: EngineOptions): PermissionMatrix;
  /**
   * Grants or revokes all rights of a cell with as few words as possible, and returns the side effects. `null` if there is nothing
   * to change, or if the server would reject the string.
   *
   * @example
   * accessString.setCell("on ~app:* -@all", "hash", "read", true)?.text; // "on ~app:* -@all +@hash -@write"
   */
  setCell(text: string, row: MatrixRow, column: MatrixColumn, allow: boolean, options?: EngineOptions): CellChange | null;
}

/** The access-string engine: what Redis OSS and Valkey servers do with an ACL string, version by version. */
export const accessString: AccessStringFunctions = /* @__PURE__ */ Object.freeze<AccessStringFunctions>({
  parse: (text, options) => answer(ask(bindings.parse, [text], options), { accepted: false, tokens: [], moreErrors: 0, errors: [] }),
  canonical: (text, options) => answer(ask(bindings.canonical, [text], options), { accepted: false, canonical: null, stored: null, moreErrors: 0, errors: [] }),
  can: (text, command, options) => answer(ask(bindings.can, [text], command, options), NO_VERDICT),
  commands: (text, options) => orNull(ask(bindings.commands, [text], options)),
  explain: (text, options) => answer(ask(bindings.explain, [text], options), { accepted: false, sentence: "", words: [] }),
  diff: (before, after, options) => answer(ask(bindings.diff, [before, after], options), { equal: false, enabled: null, gained: noRights(), lost: noRights(), risks: [], changes: { risks: [], rows: [], remarks: [] } }),
  simplify: (text, options) => orNull(ask(bindings.simplify, [text], options))?.text ?? null,
  suggest: (needs, options) => answer(ask(bindings.suggest, [needs], options), { text: "", beyond: noRights(), impossible: 0, unclear: 0, unchecked: 0 }),
  matrix: (text, options) => answer(ask(bindings.matrix, [text], options), { accepted: false, verdict: "", points: [], cells: [] }),
  setCell: (text, row, column, allow, options) => orNull(ask(bindings.setCell, [text], row, column, allow === true, options)),
});

const NO_VERDICT: Verdict = { allowed: false, outcome: "unknown-command", command: null, selector: null, rule: null, reason: null, reply: null, remark: null, missing: [] };

function noRights(): Rights {
  return { commands: [], firstArguments: [], futureCommands: false, keys: [], channels: [], databases: [], selectors: [] };
}

function ask<Result>(run: (text: string) => Result, texts: unknown[], ...more: unknown[]): Result | Refused {
  if (texts.every((text) => typeof text === "string")) return call(run, [...texts, ...more]);
  return new Refused("input-readable", "This isn't a string.", "Pass the access string as a string.");
}

// A missing result must be recognizable: an empty one would look like the meaning of the access string.
function answer<Result extends { refused?: Refusal }>(result: Result | Refused, otherwise: Result): Result {
  if (!(result instanceof Refused)) return result;
  const { message, help } = result;
  const errors = "errors" in otherwise ? { errors: [{ span: { start: 0, end: 0 }, message, suggestions: [] }] } : {};
  return { ...otherwise, ...errors, refused: { message, help } };
}

function orNull<Result>(result: Result | Refused): Result | null {
  return result instanceof Refused ? null : result;
}
