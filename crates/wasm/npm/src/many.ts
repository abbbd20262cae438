// Many users at once: an audit of them, and tests of their access strings.
import * as bindings from "#bindings";
import type { Audit, Run } from "#bindings";
import { call, Refused } from "./call.js";
import type { Engine } from "./input.js";

/** How an audit is wanted. */
export interface AuditOptions {
  /** The version to read all access strings for; without it the newest of each user's engine. */
  engine?: Engine;
  /** A format to write `text` in as well. */
  format?: "csv" | "markdown";
}

/** What tests are run with. */
export interface TestOptions {
  /** The version for access strings whose `engine` the text doesn't say; without it the newest. */
  engine?: Engine;
  /** Access strings by user. They come before those in the text. */
  accessStrings?: Readonly<Record<string, string>>;
}

/**
 * Looks at every user of some texts: the replies of `describe-users` and `describe-user-groups`, or anything that `importText`
 * reads. No password is in the answer.
 *
 * @example
 * auditUsers(describeUsersReply).users.filter((user) => user.canEmpty.length > 0);
 */
export function auditUsers(texts: string | readonly string[], options: AuditOptions = {}): Audit {
  const given: unknown = texts;
  const list: unknown = typeof given === "string" ? [given] : given;
  const result = Array.isArray(list)
    ? call(bindings.auditUsers, [list, options])
    : new Refused("input-readable", "This is no text.", "Give a string, or an array of strings.");
  if (!(result instanceof Refused)) return result;
  const { message, help } = result;
  return { users: [], notes: [], text: null, refused: { message, help } };
}

/**
 * Runs tests of access strings without a server: lines `user:`, `engine:`, `access:`, `must: GET app:1` and
 * `must not: FLUSHALL`.
 *
 * @example
 * testAccessStrings("access: on ~app:* +@read\nmust: GET app:1\nmust not: FLUSHALL").failed; // 0
 */
export function testAccessStrings(text: string, options: TestOptions = {}): Run {
  const given: unknown = text;
  const result = typeof given === "string"
    ? call(bindings.testAccessStrings, [given, options])
    : new Refused("input-readable", "This is no text.", "Give a string.");
  if (!(result instanceof Refused)) return result;
  return { passed: 0, failed: 1, suites: [], misread: [{ line: 1, message: result.message }] };
}

/** The same tests as a POSIX shell script that asks a server of your own by `ACL DRYRUN`; `null` where there is no answer. */
export function testScript(text: string): string | null {
  const given: unknown = text;
  if (typeof given !== "string") return null;
  const result = call(bindings.testScript, [given]);
  return result instanceof Refused ? null : result;
}
