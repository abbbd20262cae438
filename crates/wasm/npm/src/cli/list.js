// `elasticache-user recipes`, `rules` and `targets`: what there is.
import { parseArgs } from "node:util";
import * as core from "./node.mjs";
import { oneOf } from "./usage.js";
import { jsonText } from "./visible.js";

/** The command that lists one of the registries. */
export function list(name) {
  const help = `elasticache-user ${name} [--format pretty|json]\n\nLists all ${name}.\n`;
  return { name, about: `list all ${name}`, help, run: (args) => run(name, args) };
}

function run(name, args) {
  const { values: options } = parseArgs({ args, options: { format: { type: "string", default: "pretty" } } });
  oneOf("format", options.format, ["pretty", "json"]);
  const all = core[name];
  const about = { recipes: (one) => one.packages || one.title, rules: (one) => `${one.severity.padEnd(9)} ${one.title}`, targets: (one) => one.runs };
  const line = (one) => `${one.id.padEnd(32)} ${about[name](one)}\n`;
  process.stdout.write(options.format === "json" ? `${jsonText(all, 2)}\n` : all.map(line).join(""));
  return 0;
}
