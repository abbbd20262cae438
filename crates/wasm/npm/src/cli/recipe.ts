// `elasticache-user recipe`: the access string that a popular library needs.
import { parseArgs } from "node:util";
import { fillRecipe, recipes } from "#core";
import { type Command, ENGINES, oneOf, optional, Usage } from "./usage.js";
import { jsonText, note, visible } from "./visible.js";

const HELP = `elasticache-user recipe ID [NAME=VALUE …] [options]

Prints the access string of a recipe, filled in. \`elasticache-user recipes\` lists them.

  --engine V           such as valkey-8.0; default: the newest
  --cluster            the cache is in cluster mode
  --serverless         the cache is serverless
  --format F           pretty (default), json (the whole request)

Exit code: 0, or 2 on bad usage.

Examples
  elasticache-user recipe bullmq prefix=bull queue=mail --engine valkey-8.1
  elasticache-user recipe celery --format json
`;

export const recipe: Command = { name: "recipe", about: "print the access string that a library needs", help: HELP, run };

function run(args: string[]): number {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      engine: { type: "string" },
      cluster: { type: "boolean" },
      serverless: { type: "boolean" },
      format: { type: "string", default: "pretty" },
    },
  });
  const [id, ...pairs] = positionals;
  if (id === undefined) throw new Usage("recipe needs the ID of a recipe.", HELP);
  const known = recipes.find((one) => one.id === id);
  if (!known) throw new Usage(`Unknown recipe \`${id}\`. There are ${recipes.map((one) => one.id).join(", ")}.`);
  oneOf("format", options.format, ["pretty", "json"]);
  const engine = optional("engine", options.engine, ENGINES);
  const names = known.parameters.map((one) => one.name);
  const parameters: Record<string, string> = {};
  for (const pair of pairs) {
    const [name = "", ...value] = pair.split("=");
    if (!names.includes(name) || value.length === 0) throw new Usage(`\`${pair}\` isn't a parameter of this recipe, as NAME=VALUE. Its parameters: ${names.join(", ") || "none"}.`);
    parameters[name] = value.join("=");
  }
  const filled = fillRecipe(id, { engine, cluster: options.cluster, serverless: options.serverless, parameters });
  if (filled.error) throw new Usage(filled.error.message);
  for (const { command, instead } of filled.restricted) note(`note: ${command} can't be run on ElastiCache. ${instead ?? ""}`.trim());
  const text = filled.input?.AccessString ?? filled.input?.AppendAccessString ?? "";
  process.stdout.write(options.format === "json" ? `${jsonText(filled, 2)}\n` : `${visible(text)}\n`);
  return 0;
}
