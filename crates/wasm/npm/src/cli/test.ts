// `elasticache-user test`: what users must and must not be able to run.
import { parseArgs } from "node:util";
import { auditUsers, type Run, testAccessStrings, testScript } from "#core";
import { readAll, texts } from "./input.js";
import { type Command, ENGINES, Failure, oneOf, optional } from "./usage.js";
import { jsonText, note, visible } from "./visible.js";

const HELP = `elasticache-user test [FILES] [options]

Tests access strings without a server. Without files, reads standard input.

  user: app
  engine: valkey-8.0
  access: on ~app:* -@all +@read
  must: GET app:1
  must not: FLUSHALL

Write commands as at the redis-cli prompt. A \`user\` line, or a second \`access\` line, starts another user.

  --users FILE         take access strings from the file that defines the users (a reply, Terraform, a command …)
  --engine V           engine for access strings without an \`engine\` line; default: the newest
  --format F           pretty (default), json
  --script             print a shell script that runs the same tests with ACL DRYRUN on your own server

Exit code: 0 all pass, 1 some fail, 2 bad usage, no test found, or a file couldn't be read.

Examples
  elasticache-user test app.acltest
  elasticache-user test app.acltest --users infra/users.tf
  elasticache-user test app.acltest --script > test.sh && CLI='valkey-cli -p 6380' sh test.sh
`;

export const test: Command = { name: "test", about: "test what users must and must not be able to run", help: HELP, run };

function run(args: string[]): number {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { engine: { type: "string" }, format: { type: "string", default: "pretty" }, users: { type: "string" }, script: { type: "boolean" } },
  });
  oneOf("format", options.format, ["pretty", "json"]);
  const engine = optional("engine", options.engine, ENGINES);
  if (options.script) {
    const script = testScript(texts(positionals).map((file) => file.text).join("\n"));
    if (script === null) throw new Failure("No result: the text is too long.");
    process.stdout.write(script);
    return 0;
  }
  const accessStrings = options.users === undefined ? {} : defined(options.users);
  const { files, failures } = readAll(positionals);
  const runs = files.map(({ name, text }) => ({ name, ...testAccessStrings(text, { ...(engine && { engine }), accessStrings }) }));
  if (options.format === "json") process.stdout.write(`${jsonText(runs, 2)}\n`);
  else process.stdout.write(runs.flatMap(pretty).map((line) => `${visible(line)}\n`).join(""));
  failures.forEach((failure) => note(`elasticache-user: ${failure}`));
  const count = (member: "passed" | "failed"): number => runs.reduce((sum, one) => sum + one[member], 0);
  if (failures.length > 0) return 2;
  if (count("passed") + count("failed") === 0) {
    note("elasticache-user: No test found, so nothing was tested.");
    return 2;
  }
  return count("failed") > 0 ? 1 : 0;
}

/** The access strings of the users that a file defines, by ID. */
function defined(file: string): Record<string, string> {
  const { users, refused } = auditUsers(texts([file]).map(({ text }) => text));
  if (refused) throw new Failure(refused.message);
  if (users.length === 0) throw new Failure(`${file}: no user found`);
  const named = users.flatMap((user) => [user.userName, user.userId].filter(Boolean).map((name) => [name, user.accessString]));
  // Without a prototype, no user name is an inherited property.
  return Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(named));
}

function pretty({ name, suites, misread, passed, failed }: Run & { name: string }): string[] {
  const lines: string[] = [];
  for (const { user, engine, error, tests } of suites) {
    lines.push(`${user ?? name} (${engine})`);
    if (error !== null) lines.push(`  FAIL ${error}`);
    for (const { must, command, passed, why, remark, line } of tests) {
      lines.push(`  ${passed ? "ok  " : "FAIL"} ${must ? "must" : "must not"}: ${command}${passed ? "" : `   ${why} (line ${line})`}`);
      if (remark !== null) lines.push(`       ${remark}`);
    }
  }
  for (const { line, message } of misread) lines.push(`  FAIL line ${line}: ${message}`);
  lines.push(`${passed} passed, ${failed} failed`);
  return lines;
}
