// `elasticache-user recipes`, `rules` and `targets`: lists.
import { parseArgs } from "node:util";
import { recipes, rules, targets } from "#core";
import { type Command, oneOf } from "./usage.js";
import { jsonText } from "./visible.js";

/** The commands that list the registries, one line per entry. */
export const lists: readonly Command[] = [
  list("recipes", recipes, (one) => one.packages || one.title),
  list("rules", rules, (one) => `${one.severity.padEnd(9)} ${one.title}`),
  list("targets", targets, (one) => one.runs),
];

function list<Item extends { id: string }>(name: string, all: readonly Item[], about: (one: Item) => string): Command {
  const help = `elasticache-user ${name} [--format pretty|json]\n\nLists all ${name}.\n`;
  return { name, about: `list all ${name}`, help, run: (args) => run(args, all, about) };
}

function run<Item extends { id: string }>(args: string[], all: readonly Item[], about: (one: Item) => string): number {
  const { values: options } = parseArgs({ args, options: { format: { type: "string", default: "pretty" } } });
  oneOf("format", options.format, ["pretty", "json"]);
  const line = (one: Item) => `${one.id.padEnd(32)} ${about(one)}\n`;
  process.stdout.write(options.format === "json" ? `${jsonText(all, 2)}\n` : all.map(line).join(""));
  return 0;
}
