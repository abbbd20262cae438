// `elasticache-user acl`: what an access string says and grants.
import { parseArgs } from "node:util";
import { accessString } from "./index.mjs";
import { oneOf, Usage } from "./usage.js";

const HELP = `elasticache-user acl <canonical|can|commands> STRING … [options]

  acl canonical STRING             the text that the server prints and the one that ElastiCache stores
  acl can STRING COMMAND [ARGS]    may a user run this command, and if not, what is missing
  acl commands STRING              the commands that are allowed, a line each

  --engine V           such as valkey-8.0; the newest when left out
  --format F           pretty (default), json

Exit code: 0 yes, 1 no or not accepted, 2 bad usage.

Examples
  elasticache-user acl can 'on ~app::* -@all +@read' GET app::1
  elasticache-user acl canonical 'on allkeys allcommands' --engine redis-7.0
`;

export const acl = { name: "acl", about: "say what an access string grants", help: HELP, run };

const ACTIONS = { canonical, can, commands };

function run(args) {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { engine: { type: "string" }, format: { type: "string", default: "pretty" } },
  });
  const [action, text, ...rest] = positionals;
  if (action === undefined || text === undefined) throw new Usage(HELP);
  oneOf("format", options.format, ["pretty", "json"]);
  const engine = options.engine === undefined ? {} : { engine: oneOf("engine", options.engine, ENGINES) };
  const { result, lines, ok } = ACTIONS[oneOf("acl", action, Object.keys(ACTIONS))](text, rest, engine);
  process.stdout.write(options.format === "json" ? `${JSON.stringify(result, null, 2)}\n` : lines.map((line) => `${line}\n`).join(""));
  return ok ? 0 : 1;
}

const ENGINES = ["redis-6.0", "redis-6.2", "redis-7.0", "redis-7.1", "valkey-7.2", "valkey-8.0", "valkey-8.1", "valkey-8.2", "valkey-9.0", "valkey-9.1"];

function canonical(text, _, engine) {
  const result = accessString.canonical(text, engine);
  const sure = result.stored?.certain ? "" : "   (not all of this has been seen)";
  const lines = result.accepted
    ? [`server       ${result.canonical}`, `ElastiCache  ${result.stored.text}${sure}`]
    : result.errors.map((error) => error.message);
  return { result, lines, ok: result.accepted };
}

function can(text, argv, engine) {
  if (argv.length === 0) throw new Usage("acl can needs a command: acl can STRING GET app::1");
  const result = accessString.can(text, argv, engine);
  const because = result.rule ? `  by ${result.rule.text}` : "";
  const lines = result.allowed ? [`allowed${because}`] : [result.reply ?? "refused", ...(result.missing.length > 0 ? [`missing: ${result.missing.join(" ")}`] : [])];
  return { result, lines, ok: result.allowed };
}

function commands(text, _, engine) {
  const result = accessString.commands(text, engine).filter((one) => one.allowed);
  return { result, lines: result.map((one) => one.name), ok: result.length > 0 };
}
