// `elasticache-user emit`: a request in, the text of a target out.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { emit, importText, targets } from "./node.mjs";
import { jsonLines, texts } from "./input.js";
import { Failure, oneOf, sentence, Usage } from "./usage.js";
import { jsonText, note } from "./visible.js";
import { create } from "./write.js";

const HELP = `elasticache-user emit --target T [FILE] [options]

Reads one user in any form that \`import\` knows, and writes it in the form of a target.

  --target T           see \`elasticache-user targets\`
  --secrets S          prompt (default), environment, secrets-manager, file, inline
  --style S            flags (default), input-json
  --cli-version N      1 or 2 (default)
  --one-line           no line continuations
  --out DIR            write the files there instead of printing the first one, readable by their owner only
  --force              replace files that --out finds there
  --format jsonl       one {"operation","input","target","options"?} a line in, one {"ready","files","notes"} a line out

Examples
  elasticache-user emit --target terraform user.json
  aws elasticache describe-users --user-id app | elasticache-user emit --target bash
`;

export const emitCommand = { name: "emit", about: "write a user in the form of a target", help: HELP, run };

function run(args) {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      target: { type: "string" },
      secrets: { type: "string" },
      style: { type: "string" },
      "cli-version": { type: "string" },
      "one-line": { type: "boolean" },
      out: { type: "string" },
      force: { type: "boolean" },
      format: { type: "string", default: "text" },
    },
  });
  oneOf("format", options.format, ["text", "jsonl"]);
  if (options.format === "jsonl") return lines(positionals);
  const target = oneOf("target", options.target, targets.map((one) => one.id));
  const wanted = {
    target,
    secrets: options.secrets && oneOf("secrets", options.secrets, ["prompt", "environment", "secrets-manager", "file", "inline"]),
    style: options.style && oneOf("style", options.style, ["flags", "input-json"]),
    cliVersion: options["cli-version"] && Number(oneOf("cli-version", options["cli-version"], ["1", "2"])),
    oneLine: options["one-line"],
  };
  const [{ name, text }, ...more] = texts(positionals);
  if (more.length > 0) throw new Usage("Give one file.");
  const imported = importText(text);
  if (imported.users.length !== 1) {
    const why = imported.errors[0]?.message ?? `${imported.users.length} users were found; give one.`;
    throw new Usage(`${name}: ${why}`);
  }
  const [user] = imported.users;
  const emission = emit(user.operation, user.input, { ...wanted, ...(user.current && { context: { current: user.current } }) });
  for (const one of emission.notes) note(`note: ${one.text}`);
  if (options.out) {
    write(options.out, emission.files, options.force);
  } else if (emission.files.length > 0) {
    process.stdout.write(emission.files[0].text);
    for (const file of emission.files.slice(1)) note(`note: it needs the file ${file.name} beside it; --out writes both`);
  }
  return emission.ready ? 0 : 1;
}

function write(folder, files, force) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Failure(`${folder}: ${error.code === "EEXIST" ? "it is not a folder" : sentence(error)}`);
  }
  create(folder, files, force);
}

function lines(names) {
  let wrong = false;
  for (const { text } of texts(names)) {
    for (const { value } of jsonLines(text)) {
      const { ready, files, notes } = emit(value?.operation, value?.input, { ...value?.options, target: value?.target });
      wrong ||= !ready;
      process.stdout.write(`${jsonText({ ready, files: files.map((file) => ({ name: file.name, text: file.text })), notes })}\n`);
    }
  }
  return wrong ? 1 : 0;
}
