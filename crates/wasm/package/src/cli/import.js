// `elasticache-user import`: any text in, requests out.
import { parseArgs } from "node:util";
import { importText } from "./node.mjs";
import { jsonLines, texts } from "./input.js";
import { oneOf } from "./usage.js";

const HELP = `elasticache-user import [FILE] [options]

Finds out what a text is (a command, JSON, YAML, Terraform, CloudFormation, an ACL line, a reply …) and prints the
users it defines as requests. What was changed or dropped is said on standard error.

  --format jsonl       one {"text"} a line in, one {"format","operation","input","notes","errors"} a line out

Example
  pbpaste | elasticache-user import
`;

export const importCommand = { name: "import", about: "read a user's definition from any form", help: HELP, run };

function run(args) {
  const { values: options, positionals } = parseArgs({ args, allowPositionals: true, options: { format: { type: "string", default: "json" } } });
  oneOf("format", options.format, ["json", "jsonl"]);
  let wrong = false;
  for (const { name, text } of texts(positionals)) {
    if (options.format === "jsonl") {
      for (const { value } of jsonLines(text)) {
        const result = importText(value?.text);
        wrong ||= result.errors.length > 0;
        process.stdout.write(`${JSON.stringify(result)}\n`);
      }
      continue;
    }
    const result = importText(text);
    wrong ||= result.errors.length > 0;
    for (const note of result.notes) process.stderr.write(`${name}: note: ${note.message}\n`);
    for (const error of result.errors) process.stderr.write(`${name}: error: ${error.message}\n`);
    for (const { operation, input, current } of result.users) {
      process.stdout.write(`${JSON.stringify({ operation, input, ...(current && { context: { current } }) })}\n`);
    }
  }
  return wrong ? 1 : 0;
}
