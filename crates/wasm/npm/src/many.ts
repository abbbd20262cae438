// Many users at once: an audit of them, and tests of their access strings.
import * as bindings from "#bindings";
import type { Audit, Run } from "#bindings";
import { call, Refused } from "./call.js";
import type { Engine } from "./input.js";

/** Options of an audit. */
export interface AuditOptions {
  /** The version to read all access strings for. Default: the newest of each user's engine. */
  engine?: Engine;
  /** Also return the audit as `text` in this format. */
  format?: "csv" | "markdown";
}

/** Options of a test run. */
export interface TestOptions {
  /** The version for access strings without an `engine` line. Default: the newest. */
  engine?: Engine;
  /** Access strings by user. They override those in the text. */
  accessStrings?: Readonly<Record<string, string>>;
}

/**
 * Audits every user in one or more texts: replies of `describe-users` and `describe-user-groups`, or anything that `importText`
 * reads. The result contains no passwords.
 *
 * @example
 * auditUsers(describeUsersReply).users.filter((user) => user.canEmpty.length > 0);
 */
export function auditUsers(texts: string | readonly string[], options: AuditOptions = {}): Audit {
  const given: unknown = texts;
  const list: unknown = typeof given === "string" ? [given] : given;
  const result = Array.isArray(list)
    ? call(bindings.auditUsers, [list, options])
    : new Refused("input-readable", "This isn't text.", "Pass a string, or an array of strings.");
  if (!(result instanceof Refused)) return result;
  const { message, help } = result;
  return { users: [], notes: [], text: null, refused: { message, help } };
}

/**
 * Tests access strings without a server. A test file has lines such as `user: app`, `engine: valkey-8.0`, `access: on ~app:* +@read`,
 * `must: GET app:1` and `must not: FLUSHALL`.
 *
 * @example
 * testAccessStrings("access: on ~app:* +@read\nmust: GET app:1\nmust not: FLUSHALL").failed; // 0
 */
export function testAccessStrings(text: string, options: TestOptions = {}): Run {
  const given: unknown = text;
  const result = typeof given === "string"
    ? call(bindings.testAccessStrings, [given, options])
    : new Refused("input-readable", "This isn't text.", "Pass a string.");
  if (!(result instanceof Refused)) return result;
  return { passed: 0, failed: 1, suites: [], misread: [{ line: 1, message: result.message }] };
}

/** The same tests as a POSIX shell script that runs `ACL DRYRUN` on your own server; `null` if there is no result. */
export function testScript(text: string): string | null {
  const given: unknown = text;
  if (typeof given !== "string") return null;
  const result = call(bindings.testScript, [given]);
  return result instanceof Refused ? null : result;
}
