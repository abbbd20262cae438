// Text in and out: writing a request in a target's format, reading users from any text, and writing fixes into it.
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

/** Edits of one user in a text. */
export interface TextChange {
  /** Its index in `users`. */
  user: number;
  edits: Edit[];
}

/**
 * Writes changes into the text that `importText` read, quoted for its language. A change is left out if it can't be written without
 * changing anything else. Passwords are never touched.
 */
export function rewriteText(text: string, changes: TextChange[]): RewrittenText {
  const given = typeof (text as unknown) === "string" ? text : "";
  const list: unknown[] = Array.isArray(changes) ? changes : [];
  const result = call(bindings.rewriteText, [given, list]);
  return result instanceof Refused ? { text: given, applied: list.map(() => false) } : result;
}
