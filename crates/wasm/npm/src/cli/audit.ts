// `elasticache-user audit`: many users in, a table out.
import { parseArgs } from "node:util";
import { type AuditRow, auditUsers } from "#core";
import { readAll } from "./input.js";
import { type Command, ENGINES, Failure, oneOf, optional } from "./usage.js";
import { jsonText, note, visible } from "./visible.js";

const HELP = `elasticache-user audit [FILES] [options]

Reads the replies of describe-users and describe-user-groups (or anything else that defines users), and shows for each user
how it logs in, what it can do, which of that is dangerous, and who has the same rights. Without files, reads standard input.

  --format F           pretty (default), csv, markdown, json
  --engine V           the cache's engine, such as valkey-8.0; default: the newest of each user's engine

Exit code: 0 no user has errors or can empty the cache, 1 at least one does, 2 bad usage, no user found, or a file couldn't be read.

Examples
  aws elasticache describe-users --output json | elasticache-user audit
  elasticache-user audit users.json groups.json --format csv > audit.csv
`;

export const audit: Command = { name: "audit", about: "summarize what many users can do", help: HELP, run };

const FORMATS = ["pretty", "csv", "markdown", "json"] as const;

function run(args: string[]): number {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { engine: { type: "string" }, format: { type: "string", default: "pretty" } },
  });
  const format = oneOf("format", options.format, FORMATS);
  const engine = optional("engine", options.engine, ENGINES);
  const { files, failures } = readAll(positionals);
  const written = format === "csv" || format === "markdown" ? { format } : {};
  const { users, notes, text, refused } = auditUsers(files.map((file) => file.text), { ...(engine && { engine }), ...written });
  if (refused) throw new Failure(`${refused.message} ${refused.help}`);
  if (format === "json") process.stdout.write(`${jsonText({ users, notes }, 2)}\n`);
  else process.stdout.write(text ?? pretty(users));
  notes.forEach((one) => note(`note: ${one}`));
  failures.forEach((failure) => note(`elasticache-user: ${failure}`));
  if (failures.length > 0 || users.length === 0) return 2;
  return users.some((user) => user.canEmpty.length > 0 || user.findings.some((one) => one.severity === "error")) ? 1 : 0;
}

function pretty(users: AuditRow[]): string {
  const lines = users.flatMap((user) => {
    const { on, kind, passwords } = user.login;
    const login = [on ? "on" : "off", kind, passwords !== null && passwords > 1 ? `${passwords} passwords` : ""].filter(Boolean).join(", ");
    const row = (title: string, words: string[]): string[] => (words.length > 0 ? [`  ${title.padEnd(18)}${words.join(" ")}`] : []);
    const doubtful = user.doubtfulWords.map(({ word, by, contradicted }) => (by === null ? word : `${word} (${contradicted ? "against" : "repeats"} ${by})`));
    const more = user.sameRights - user.sameRightsAs.length;
    return [
      `${user.userId || user.userName || "a user without an ID"} (${user.engine || "no engine"}; ${login})`,
      ...row("access string", [user.accepted ? user.accessString : "rejected"]),
      ...row("keys", user.keys),
      ...row("channels", user.channels),
      ...row("can empty", user.canEmpty),
      ...row("dangerous", user.dangerous.length > 12 ? [...user.dangerous.slice(0, 12), `and ${user.dangerous.length - 12} more`] : user.dangerous),
      ...row("no effect", user.moreDoubtfulWords > 0 ? [...doubtful, `and ${user.moreDoubtfulWords} more`] : doubtful),
      ...row("same rights as", more > 0 ? [...user.sameRightsAs, `and ${more} more`] : user.sameRightsAs),
      ...row("groups", user.groups.length > 0 ? user.groups : ["none"]),
      ...user.findings.map((one) => `  ${one.severity}: ${one.message} [${one.rule}]`),
    ];
  });
  return lines.map((line) => `${visible(line)}\n`).join("");
}
