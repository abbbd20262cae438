// `elasticache-user acl`: what an access string says and grants.
import { parseArgs } from "node:util";
import { accessString } from "./node.mjs";
import { texts } from "./input.js";
import { ENGINES, Failure, oneOf, Usage } from "./usage.js";
import { jsonText, note, visible } from "./visible.js";

const HELP = `elasticache-user acl <explain|can|diff|commands|canonical|simplify|suggest> STRING … [options]

  acl explain STRING               what it grants, in plain English, and what each word does
  acl diff BEFORE [AFTER]          what is gained and lost, the risk first; exit code 1 when they differ
  acl simplify STRING              a shortest string of the same meaning
  acl suggest [FILE]               the least string for commands that must work: typed lines, MONITOR, ACL LOG, NOPERM
  acl canonical STRING             the text that the server prints and the one that ElastiCache stores
  acl can STRING COMMAND [ARGS]    may a user run this command, and if not, what is missing
  acl commands STRING              the commands that are allowed, a line each

  --engine V           such as valkey-8.0; the newest when left out
  --after-engine V     of diff: the engine of the second string, or of the same string
  --format F           pretty (default), json

Exit code: 0 yes, 1 no or not accepted, 2 bad usage or no answer.

Examples
  elasticache-user acl can 'on ~app::* -@all +@read' GET app::1
  elasticache-user acl diff 'on ~app:* +@read' 'on ~app:* +@read +@write'
  elasticache-user acl diff 'on ~* +@all' --engine redis-7.1 --after-engine valkey-9.1
  elasticache-user acl canonical 'on allkeys allcommands' --engine redis-7.0
`;

export const acl = { name: "acl", about: "say what an access string grants", help: HELP, run };

const ACTIONS = { explain, can, diff, commands, canonical, simplify, suggest };

function run(args) {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { engine: { type: "string" }, "after-engine": { type: "string" }, format: { type: "string", default: "pretty" } },
  });
  const [action, text, ...rest] = positionals;
  if (action === undefined || (text === undefined && action !== "suggest")) throw new Usage("acl needs an action and a string.", HELP);
  oneOf("format", options.format, ["pretty", "json"]);
  const engine = options.engine === undefined ? {} : { engine: oneOf("engine", options.engine, ENGINES) };
  if (options["after-engine"] !== undefined) engine.afterEngine = oneOf("after-engine", options["after-engine"], ENGINES);
  const { result, lines, ok } = ACTIONS[oneOf("acl", action, Object.keys(ACTIONS))](text, rest, engine);
  process.stdout.write(options.format === "json" ? `${jsonText(result, 2)}\n` : lines.map((line) => `${visible(line)}\n`).join(""));
  return ok ? 0 : 1;
}

/** The answer; where there is none, the end. */
function answered(result) {
  if (result === null || result.refused) {
    const { message, help } = result?.refused ?? { message: "There is no answer: the text is too long, or the checker stopped on it.", help: "" };
    throw new Failure(`${message} ${help}`.trim());
  }
  return result;
}

function explain(text, _, engine) {
  const result = answered(accessString.explain(text, engine));
  const lines = [result.sentence, "", ...result.words.map((word) => `${text.slice(word.span.start, word.span.end)}: ${word.text}`)];
  return { result, lines, ok: result.accepted };
}

function diff(before, [after], engine) {
  if (after === undefined && engine.afterEngine === undefined) throw new Usage("acl diff needs two strings, or one and two engines: acl diff BEFORE AFTER, acl diff STRING --engine V --after-engine W");
  const result = answered(accessString.diff(before, after ?? before, engine));
  const { risks, rows, remarks } = result.changes;
  const side = (title, sign, words) => (words.length > 0 ? [`${title}: ${sign} ${words.join(", ")}`] : []);
  const lines = [
    ...(result.equal ? ["They mean the same."] : []),
    ...risks.map((risk) => `risk: gains ${risk}`),
    ...rows.flatMap(({ title, gained, lost }) => [...side(title, "+", gained), ...side(title, "-", lost)]),
    ...remarks.map((remark) => `note: ${remark}`),
  ];
  return { result, lines, ok: result.equal };
}

function simplify(text, _, engine) {
  const result = answered(accessString.simplify(text, engine));
  return { result, lines: [result], ok: answered(accessString.parse(text, engine)).accepted };
}

function suggest(file, _, engine) {
  const [{ text }] = texts(file === undefined ? [] : [file]);
  const result = answered(accessString.suggest(text, engine));
  if (result.unclear > 0) note(`note: ${result.unclear} lines name no command, key or channel`);
  if (result.impossible > 0) note(`note: ${result.impossible} commands cannot run on this version`);
  return { result, lines: [result.text], ok: result.impossible + result.unclear === 0 };
}

function canonical(text, _, engine) {
  const result = answered(accessString.canonical(text, engine));
  const sure = result.stored?.certain ? "" : "   (uncertain)";
  const stored = result.stored ? `${result.stored.text}${sure}` : "rejects this string";
  const lines = result.accepted
    ? [`server       ${result.canonical}`, `ElastiCache  ${stored}`]
    : result.errors.map((error) => error.message);
  return { result, lines, ok: result.accepted };
}

function can(text, argv, engine) {
  if (argv.length === 0) throw new Usage("acl can needs a command: acl can STRING GET app::1");
  const result = answered(accessString.can(text, argv, engine));
  const because = result.rule ? `  by ${result.rule.text}` : "";
  const lines = result.allowed ? [`allowed${because}`] : [result.reply ?? "refused", ...(result.missing.length > 0 ? [`missing: ${result.missing.join(" ")}`] : [])];
  return { result, lines, ok: result.allowed };
}

function commands(text, _, engine) {
  const result = answered(accessString.commands(text, engine)).filter((one) => one.allowed);
  return { result, lines: result.map((one) => one.name), ok: result.length > 0 };
}
