// `elasticache-user acl`: what an access string means and grants.
import { parseArgs } from "node:util";
import { accessString, type Engine, type EngineOptions, type Refusal } from "#core";
import { texts } from "./input.js";
import { type Command, ENGINES, Failure, oneOf, Usage } from "./usage.js";
import { jsonText, note, visible } from "./visible.js";

const HELP = `elasticache-user acl <explain|can|diff|commands|canonical|simplify|suggest> STRING … [options]

  acl explain STRING               what the string grants, in plain English, and what each word does
  acl diff BEFORE [AFTER]          what is gained and lost, risks first; exit code 1 if they differ
  acl simplify STRING              the shortest string found with the same meaning
  acl suggest [FILE]               the least permissive string for commands that must work, from a list of commands,
                                   MONITOR, ACL LOG or NOPERM errors
  acl canonical STRING             the string as the server prints it, and as ElastiCache stores it
  acl can STRING COMMAND [ARGS]    whether a user can run this command, and if not, what is missing
  acl commands STRING              the allowed commands, one per line

  --engine V           such as valkey-8.0; default: the newest
  --after-engine V     for diff: the engine of the second string, or the second engine for a single string
  --format F           pretty (default), json

Exit code: 0 yes, 1 no or string rejected, 2 bad usage or no result.

Examples
  elasticache-user acl can 'on ~app::* -@all +@read' GET app::1
  elasticache-user acl diff 'on ~app:* +@read' 'on ~app:* +@read +@write'
  elasticache-user acl diff 'on ~* +@all' --engine redis-7.1 --after-engine valkey-9.1
  elasticache-user acl canonical 'on allkeys allcommands' --engine redis-7.0
`;

export const acl: Command = { name: "acl", about: "explain what an access string grants", help: HELP, run };

/** The result of an action, as a value and as lines for people. */
interface Answer {
  result: unknown;
  lines: string[];
  /** Exit code 0, else 1. */
  ok: boolean;
}

/** The engine of each string. */
type Engines = EngineOptions & { afterEngine?: Engine };

const TWO = "acl diff needs two strings, or one and two engines: acl diff BEFORE AFTER, acl diff STRING --engine V --after-engine W";

/** Gets the words after its name: at least one, except for `suggest`. */
type Action = (words: string[], engine: Engines) => Answer;

const ACTIONS = { explain, can, diff, commands, canonical, simplify, suggest } satisfies Record<string, Action>;

function run(args: string[]): number {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { engine: { type: "string" }, "after-engine": { type: "string" }, format: { type: "string", default: "pretty" } },
  });
  const [action, ...words] = positionals;
  if (action === undefined || (words.length === 0 && action !== "suggest")) throw new Usage("acl needs an action and a string.", HELP);
  oneOf("format", options.format, ["pretty", "json"]);
  const engine: Engines = options.engine === undefined ? {} : { engine: oneOf("engine", options.engine, ENGINES) };
  if (options["after-engine"] !== undefined) engine.afterEngine = oneOf("after-engine", options["after-engine"], ENGINES);
  const { result, lines, ok } = ACTIONS[oneOf("acl", action, Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])](words, engine);
  process.stdout.write(options.format === "json" ? `${jsonText(result, 2)}\n` : lines.map((line) => `${visible(line)}\n`).join(""));
  return ok ? 0 : 1;
}

/** The result, or a failure if there is none. */
function answered<Result>(result: Result | null): Result {
  if (result === null) throw new Failure("No result: the text is too long, or the checker failed on it.");
  const { refused } = result as { refused?: Refusal | null };
  if (refused) throw new Failure(`${refused.message} ${refused.help}`.trim());
  return result;
}

function explain([text = ""]: string[], engine: EngineOptions): Answer {
  const result = answered(accessString.explain(text, engine));
  const lines = [result.sentence, "", ...result.words.map((word) => `${text.slice(word.span.start, word.span.end)}: ${word.text}`)];
  return { result, lines, ok: result.accepted };
}

function diff([before = "", after]: string[], engine: Engines): Answer {
  if (after === undefined && engine.afterEngine === undefined) throw new Usage(TWO);
  const result = answered(accessString.diff(before, after ?? before, engine));
  const { risks, rows, remarks } = result.changes;
  const side = (title: string, sign: string, words: string[]): string[] => (words.length > 0 ? [`${title}: ${sign} ${words.join(", ")}`] : []);
  const lines = [
    ...(result.equal ? ["Same permissions."] : []),
    ...risks.map((risk) => `risk: gains ${risk}`),
    ...rows.flatMap(({ title, gained, lost }) => [...side(title, "+", gained), ...side(title, "-", lost)]),
    ...remarks.map((remark) => `note: ${remark}`),
  ];
  return { result, lines, ok: result.equal };
}

function simplify([text = ""]: string[], engine: EngineOptions): Answer {
  const result = answered(accessString.simplify(text, engine));
  return { result, lines: [result], ok: answered(accessString.parse(text, engine)).accepted };
}

function suggest(words: string[], engine: EngineOptions): Answer {
  const [file] = texts(words.slice(0, 1));
  const result = answered(accessString.suggest(file?.text ?? "", engine));
  if (result.unclear > 0) note(`note: ${result.unclear} lines don't name a command, key or channel`);
  if (result.impossible > 0) note(`note: ${result.impossible} commands can't run on this version`);
  return { result, lines: [result.text], ok: result.impossible + result.unclear === 0 };
}

function canonical([text = ""]: string[], engine: EngineOptions): Answer {
  const result = answered(accessString.canonical(text, engine));
  const sure = result.stored?.certain ? "" : "   (uncertain)";
  const stored = result.stored ? `${result.stored.text}${sure}` : "rejects this string";
  const lines = result.accepted
    ? [`server       ${result.canonical}`, `ElastiCache  ${stored}`]
    : result.errors.map((error) => error.message);
  return { result, lines, ok: result.accepted };
}

function can([text = "", ...argv]: string[], engine: EngineOptions): Answer {
  if (argv.length === 0) throw new Usage("acl can needs a command, such as: acl can STRING GET app::1");
  const result = answered(accessString.can(text, argv, engine));
  const because = result.rule ? `  by ${result.rule.text}` : "";
  const lines = result.allowed ? [`allowed${because}`] : [result.reply ?? "denied", ...(result.missing.length > 0 ? [`missing: ${result.missing.join(" ")}`] : [])];
  return { result, lines, ok: result.allowed };
}

function commands([text = ""]: string[], engine: EngineOptions): Answer {
  const result = answered(accessString.commands(text, engine)).filter((one) => one.allowed);
  return { result, lines: result.map((one) => one.name), ok: result.length > 0 };
}
