// `elasticache-user check`: files in, findings out.
import { parseArgs } from "node:util";
import { check as checkRequest, type CheckRequest, type Context, type Finding, type ImportNote, importText, type Severity } from "#core";
import { config, known, leftOut } from "./config.js";
import type { Checked, Counted, Found, Level } from "./found.js";
import { fixText } from "./fix.js";
import { FORMATS } from "./formats.js";
import { ignored } from "./ignore.js";
import { isElsewhere, jsonLines, readAll, type Text } from "./input.js";
import { locator, place } from "./place.js";
import { type Command, ENGINES, oneOf, optional, sentence, Usage } from "./usage.js";
import { jsonText, note } from "./visible.js";
import { rewrite } from "./write.js";

const HELP = `elasticache-user check [FILES] [options]

Reads AWS CLI commands, JSON, YAML, CloudFormation, Terraform and more, from files, folders and globs. Without files, reads
standard input. Reports what AWS would reject, what's dangerous, and what might surprise you.

  --format F           pretty (default), json, jsonl, github, sarif
  --engine V           the cache's engine, such as valkey-8.0
  --serverless         the cache is serverless
  --max-warnings N     fail if there are more than N warnings and security findings
  --ignore RULE        turn a rule off; can be repeated
  --config FILE        settings file; default: the nearest elasticache-user.json
  --advice             show advice too
  --fix                apply safe fixes to the files
  --no-color           no color, even in a terminal

With --format jsonl, the input has one request per line, {"operation","input","context"?}, and the output one report per line.
Settings are searched for in the working folder and its parents, up to the root of the repository. Folders and globs don't
follow symbolic links. A comment \`# elasticache-user-ignore RULE\` turns a rule off for its line and the next one.

Exit code: 0 no errors, 1 errors found, 2 bad usage, no user found, or a file couldn't be read or written.

Examples
  elasticache-user check user.json
  elasticache-user check 'infra/**/*.tf' --engine valkey-8.0 --max-warnings 0
  aws elasticache describe-users | elasticache-user check --format sarif > users.sarif
`;

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: "string", default: "pretty" },
      engine: { type: "string" },
      serverless: { type: "boolean" },
      "max-warnings": { type: "string" },
      ignore: { type: "string", multiple: true, default: [] },
      config: { type: "string" },
      advice: { type: "boolean" },
      fix: { type: "boolean" },
      "no-color": { type: "boolean" },
    },
  });
}

type Options = ReturnType<typeof parse>["values"];

/** The severity of a finding, overriding its rule's. */
type Leveller = (finding: Finding) => Level;

export const check: Command = { name: "check", about: "find what AWS would reject, and what's dangerous", help: HELP, run };

function run(args: string[]): number {
  const { values: options, positionals } = parse(args);
  const format = oneOf("format", options.format, Object.keys(FORMATS) as (keyof typeof FORMATS)[]);
  const engineVersion = optional("engine", options.engine, ENGINES);
  const settings = config(options.config);
  const ignore = (options.ignore ?? []).map(known);
  const most = limit(options["max-warnings"] ?? settings.maxWarnings);
  const context: Context = {
    ...settings.context,
    ...(engineVersion && { engineVersion }),
    ...(options.serverless && { serverless: true }),
  };
  const severity: Leveller = (finding) => (ignore.includes(finding.rule) ? "off" : (settings.rules[finding.rule] ?? finding.severity));
  const { files: given, failures } = readAll(positionals);
  const looked = format === "jsonl" ? [] : given.map((file) => {
    const result = look(file, context, severity, options);
    return options.fix && file.name !== "-" ? fix(file, result, failures, (text) => look({ ...file, text }, context, severity, options)) : result;
  });
  const files: Counted[] = format === "jsonl" ? given.map((file) => reports(file, context, severity)) : looked;
  // The summary of `pretty` counts findings suppressed by comments.
  const byComments = files.reduce((sum, file) => sum + file.ignored, 0);
  const about = leftOut(settings, ignore, byComments);
  if (format !== "jsonl") process.stdout.write(FORMATS[format](looked, { color: color(options), about, failures }));
  // `pretty` and `sarif` contain it.
  if (!["pretty", "sarif"].includes(format)) about.forEach((line) => note(`note: ${line}`));
  for (const failure of failures) note(`elasticache-user: ${failure}`);
  if (failures.length > 0) return 2;
  if (files.every(({ users, findings }) => users === 0 && findings.length === 0)) {
    note("elasticache-user: No user found, so nothing was checked.");
    return 2;
  }
  return verdict(files, most);
}

/** Writes a file's safe fixes, and checks it again; if it can't be written, its findings stay. */
function fix(file: Text, result: Checked, failures: string[], again: (text: string) => Checked): Checked {
  const fixed = fixText(result.text, result.findings);
  if (fixed === file.text) return result;
  try {
    rewrite(file, fixed);
  } catch (error) {
    failures.push(`${file.name}: not fixed: ${sentence(error)}`);
    return result;
  }
  note(`fixed: ${file.name}`);
  return again(fixed);
}

function look(file: Text, context: Context, severity: Leveller, options: Options): Checked {
  const { name, text } = file;
  const read = importText(text);
  const { users, groups, errors, notes, secrets, uncertain, comments } = read;
  if (isElsewhere(file, read)) return { name, text, users: 0, findings: [], ignored: 0, secrets, uncertain };
  const locate = locator(text);
  const off = ignored(text, comments, locate);
  const notUnderstood = (severity: Severity) => ({ message, span }: ImportNote): Found => {
    const { start, end } = span ?? { start: 0, end: 0 };
    return { rule: "not-understood", severity, path: "", span: null, message, help: "", fixes: [], source: null, predicts: null, start, end, ...locate(start) };
  };
  const unread = notes.filter((note) => note.kind === "unread");
  const findings = [...errors.map(notUnderstood("error")), ...unread.map(notUnderstood("warning"))];
  users.forEach((user, userIndex) => {
    for (const finding of checkRequest(user.operation, user.input, { ...context, open: user.placeholders, ...(user.current && { current: user.current }) }).findings) {
      const { start, end } = place(text, user, finding);
      findings.push({ ...finding, severity: severity(finding), start, end, ...locate(start), user: user.label, userIndex });
    }
  });
  // A group from a reply isn't a request.
  const requests = groups.filter((one) => one.group === null);
  for (const group of requests) {
    for (const finding of checkRequest(group.operation, group.input, { ...context, open: group.placeholders }).findings) {
      const { start, end } = place(text, group, finding);
      // Fixes are written back for users only.
      findings.push({ ...finding, fixes: [], severity: severity(finding), start, end, ...locate(start), user: group.label });
    }
  }
  const counted = findings.filter((one) => one.severity !== "off" && (options.advice || one.severity !== "advice"));
  const shown = counted.filter((one) => !off(one.line, one.rule));
  shown.sort((a, b) => a.start - b.start);
  return { name, text, users: users.length + requests.length, findings: shown, ignored: counted.length - shown.length, secrets, uncertain };
}

function limit(value: string | number | undefined): number {
  if (value === undefined) return Infinity;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new Usage("--max-warnings must be a number, 0 or more.");
  return number;
}

function verdict(files: readonly Counted[], most: number): number {
  const count = (...severities: Level[]) => files.flatMap((file) => file.findings).filter((one) => severities.includes(one.severity)).length;
  return count("error") > 0 || count("warning", "security") > most ? 1 : 0;
}

function color(options: Options): boolean {
  return Boolean(process.stdout.isTTY) && !options["no-color"] && !process.env.NO_COLOR;
}

/** `--format jsonl`: reads a request per line, writes a report per line. A line's own context overrides options. */
function reports({ name, text }: Text, context: Context, severity: Leveller): Counted {
  const all: { severity: Level }[] = [];
  let users = 0;
  for (const { operation, input, context: own } of jsonLines<CheckRequest>(text)) {
    const report = checkRequest(operation as CheckRequest["operation"], input as CheckRequest["input"], Object.keys(context).length > 0 ? { ...context, ...own } : own);
    const findings = report.findings.map((one) => ({ ...one, severity: severity(one) })).filter((one) => one.severity !== "off");
    process.stdout.write(`${jsonText({ ...report, findings })}\n`);
    all.push(...findings);
    users += 1;
  }
  return { name, users, findings: all, ignored: 0 };
}
