// Whole texts: a request written in a target's format, users read from any text, and fixes written into one.
import * as bindings from "#bindings";
import type { Edit, Emission, ImportResult, Operation, RewrittenText } from "#bindings";
import { call, Refused } from "./call.js";
import type { EmitOptions, Input } from "./input.js";

/**
 * Writes a request in a target's format.
 *
 * @example
 * emit("ModifyUser", { UserId: "app", AccessString: "on ~* +@read" }, { target: "bash" }).files[0].text;
 */
export function emit<O extends Operation>(operation: O, input: Input<O>, options: EmitOptions): Emission {
  const result = call(bindings.emit, [operation, input, options]);
  if (!(result instanceof Refused)) return result;
  return { ready: false, files: [], notes: [{ severity: "error", text: `${result.message} ${result.help}`, path: null }], steps: [] };
}

/** Reads any text in which users or user groups are defined: commands, JSON, YAML, CloudFormation, Terraform, ACL lines, replies. */
export function importText(text: string): ImportResult {
  const given: unknown = text;
  const result = call(bindings.importText, [typeof given === "string" ? given : null]);
  if (!(result instanceof Refused)) return result;
  return {
    format: null,
    operation: null,
    input: null,
    users: [],
    groups: [],
    notes: [],
    errors: [{ kind: "error", message: result.message, span: null, user: null }],
    secrets: [],
    uncertain: [{ start: 0, end: typeof given === "string" ? given.length : 0 }],
    comments: [],
  };
}

/** Edits of one of the users of a text. */
export interface TextChange {
  /** Which of `users`. */
  user: number;
  edits: Edit[];
}

/**
 * Writes changes into the text that `importText` read, in the quoting of its language. A change that can't be written so that
 * the text means this and nothing else is left out. Passwords are never touched.
 */
export function rewriteText(text: string, changes: TextChange[]): RewrittenText {
  const given = typeof (text as unknown) === "string" ? text : "";
  const list: unknown[] = Array.isArray(changes) ? changes : [];
  const result = call(bindings.rewriteText, [given, list]);
  return result instanceof Refused ? { text: given, applied: list.map(() => false) } : result;
}
