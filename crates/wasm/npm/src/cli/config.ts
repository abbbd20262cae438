// Which rules are on, and their severity: from options, and from the nearest `elasticache-user.json` in the working folder or
// above it, within the repository.
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rules, type Context } from "#core";
import type { Level } from "./found.js";
import { readText } from "./input.js";
import { ENGINES, sentence, Usage } from "./usage.js";

const NAME = "elasticache-user.json";
const SEVERITIES: readonly unknown[] = ["error", "security", "warning", "advice", "off"];
const KEYS = ["$schema", "rules", "context", "maxWarnings"];

/** The content of a settings file. */
export interface Settings {
  /** Its path; none if there is no such file. */
  file?: string;
  /** The severity of rules, by id. */
  rules: Record<string, Level>;
  context?: Context;
  maxWarnings?: number;
}

/** The settings of the nearest file, or of the named one. */
export function config(path?: string): Settings {
  const file = path ?? nearest(process.cwd());
  if (file === undefined) return { rules: {} };
  const shown = path ?? relative(process.cwd(), file);
  let text;
  try {
    text = readText(file);
  } catch (error) {
    throw new Usage(`${shown}: ${sentence(error)}`);
  }
  const value = settings(text);
  const wrong = mistake(value);
  if (wrong !== undefined) throw new Usage(`${shown}: ${wrong}`);
  const { rules = {}, context, maxWarnings } = value as Partial<Settings>;
  return { file: shown, context, maxWarnings, rules };
}

// A file that isn't JSON may be any file, so none of it is repeated.
function settings(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The problem with settings, in a sentence. */
function mistake(value: unknown): string | undefined {
  if (value === undefined) return "this isn't JSON.";
  if (!isObject(value)) return "settings must be a JSON object.";
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `unknown setting \`${unknown}\`; use ${KEYS.slice(1).join(", ")}.`;
  for (const key of ["rules", "context"]) if (key in value && !isObject(value[key])) return `\`${key}\` must be a JSON object.`;
  for (const [id, severity] of Object.entries(value.rules ?? {})) {
    if (!exists(id)) return unknownRule(id);
    if (!SEVERITIES.includes(severity)) return `the severity of ${id} must be one of ${SEVERITIES.join(", ")}.`;
  }
  const { engineVersion } = (value.context ?? {}) as Record<string, unknown>;
  if (engineVersion !== undefined && !ENGINES.some((one) => one === engineVersion)) return `engineVersion must be one of ${ENGINES.join(", ")}.`;
  const { maxWarnings = 0 } = value;
  if (!Number.isInteger(maxWarnings) || Number(maxWarnings) < 0) return "maxWarnings must be a number, 0 or more.";
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The settings file of this repository, or outside a repository, of the working folder. Anything above belongs to someone else. */
function nearest(folder: string): string | undefined {
  const folders = [folder];
  for (let at = folder; !existsSync(join(at, ".git")); folders.push(at)) {
    const above = dirname(at);
    if (above === at) {
      folders.length = 1;
      break;
    }
    at = above;
  }
  return folders.map((at) => join(at, NAME)).find((file) => existsSync(file));
}

/** Rejects the ID of an unknown rule. */
export function known(id: string): string {
  if (!exists(id)) throw new Usage(unknownRule(id));
  return id;
}

function exists(id: string): boolean {
  return rules.some((rule) => rule.id === id);
}

function unknownRule(id: string): string {
  return `Unknown rule \`${id}\`. \`elasticache-user rules\` lists them.`;
}

/** What was suppressed and why, one line each, so that nothing is suppressed silently. */
export function leftOut({ file, rules: severities }: Settings, ignore: readonly string[], comments: number): string[] {
  const off = Object.values(severities).filter((severity) => severity === "off").length;
  const other = Object.values(severities).length - off;
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
  return [
    ...(file === undefined ? [] : [`settings: ${file} (${count(off, "rule")} off, ${other} with another severity)`]),
    ...(ignore.length > 0 ? [`--ignore: ${count(ignore.length, "rule")} off`] : []),
    ...(comments > 0 ? [`comments: ${count(comments, "finding")} suppressed`] : []),
  ];
}
