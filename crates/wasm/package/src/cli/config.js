// Which rules count, and how much: a file `elasticache-user.json` beside or above the working folder, options, and
// comments in the checked text.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rules } from "./node.mjs";
import { Usage } from "./usage.js";

const NAME = "elasticache-user.json";
const SEVERITIES = ["error", "security", "warning", "advice", "off"];

/** `{ rules: { id: severity }, context, maxWarnings }` of the nearest file, or of the one that is named. */
export function config(path) {
  const file = path ?? nearest(process.cwd());
  if (file === undefined) return { rules: {} };
  let value;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Usage(`${file}: ${error.message}`);
  }
  for (const [id, severity] of Object.entries(value?.rules ?? {})) {
    known(id);
    if (!SEVERITIES.includes(severity)) throw new Usage(`${file}: ${id} takes ${SEVERITIES.join(", ")}.`);
  }
  return { ...value, rules: value?.rules ?? {} };
}

function nearest(folder) {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, NAME);
    if (existsSync(file)) return file;
    if (dirname(at) === at) return undefined;
  }
}

/** Refuses the id of a rule that there is not. */
export function known(id) {
  if (!rules.some((rule) => rule.id === id)) throw new Usage(`There is no rule \`${id}\`. \`elasticache-user rules\` lists them.`);
  return id;
}
