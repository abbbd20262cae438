// `elasticache-user import`: any text in, requests out.
import { parseArgs } from "node:util";
import { importText } from "#core";
import { isElsewhere, jsonLines, readAll } from "./input.js";
import { type Command, oneOf } from "./usage.js";
import { jsonText, note } from "./visible.js";

const HELP = `elasticache-user import [FILE] [options]

Detects the format of a text (a command, JSON, YAML, Terraform, CloudFormation, an ACL line, a reply …) and prints the
users it defines as requests. Changes and omissions are listed on standard error.

  --format jsonl       read one {"text"} per line, write one {"format","operation","input","notes","errors"} per line

Example
  pbpaste | elasticache-user import
`;

export const importCommand: Command = { name: "import", about: "read a user's definition in any format", help: HELP, run };

function run(args: string[]): number {
  const { values: options, positionals } = parseArgs({ args, allowPositionals: true, options: { format: { type: "string", default: "json" } } });
  oneOf("format", options.format, ["json", "jsonl"]);
  let wrong = false;
  const { files, failures } = readAll(positionals);
  for (const file of files) {
    const { name, text } = file;
    if (options.format === "jsonl") {
      for (const line of jsonLines<{ text: string }>(text)) {
        const result = importText(line.text as string);
        wrong ||= result.errors.length > 0;
        process.stdout.write(`${jsonText(result)}\n`);
      }
      continue;
    }
    const result = importText(text);
    if (isElsewhere(file, result)) continue;
    wrong ||= result.errors.length > 0;
    for (const one of result.notes) note(`${name}: note: ${one.message}`);
    for (const error of result.errors) note(`${name}: error: ${error.message}`);
    for (const { operation, input, current, group } of [...result.users, ...result.groups]) {
      const context = current ? { current } : group ? { group } : undefined;
      process.stdout.write(`${jsonText({ operation, input, ...(context && { context }) })}\n`);
    }
  }
  for (const failure of failures) note(`elasticache-user: ${failure}`);
  return failures.length > 0 ? 2 : wrong ? 1 : 0;
}
