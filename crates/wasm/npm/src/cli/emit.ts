// `elasticache-user emit`: reads a request, writes it in a target's format.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { emit, type EmitOptions, type EmittedFile, importText, type Input, type Operation, targets } from "#core";
import { jsonLines, texts } from "./input.js";
import { codeOf, type Command, Failure, oneOf, optional, sentence, Usage } from "./usage.js";
import { jsonText, note } from "./visible.js";
import { create } from "./write.js";

const HELP = `elasticache-user emit --target T [FILE] [options]

Reads one user in any format that \`import\` knows, and writes it in a target's format.

  --target T           see \`elasticache-user targets\`
  --secrets S          prompt (default), environment, secrets-manager, generate, file, inline
  --style S            flags (default), input-json
  --cli-version N      version of the AWS CLI: 1 or 2 (default)
  --one-line           no line continuations
  --wait               wait until the user or group is active
  --user-group G       add the user to this group
  --create-user-group  create that group first if it doesn't exist
  --replication-group R, --serverless-cache S
                       attach the group to this cache
  --iam-policy         print the IAM policy that lets an application connect as the user
  --iam-role R         add that policy to this role
  --allow-from F       limit the policy to this VPC, VPC endpoint or IP address range
  --connection C       print how to connect: valkey-cli, url, redis-py, node-redis, ioredis
  --rotation           add a script that changes the password later, without downtime
  --out DIR            write all files to this folder, readable only by you, instead of printing the first one
  --force              let --out replace existing files
  --format jsonl       read one {"operation","input","target","options"?} per line, write one {"ready","files","notes","steps"} per line

Examples
  elasticache-user emit --target terraform user.json
  aws elasticache describe-users --user-id app | elasticache-user emit --target bash
  elasticache-user emit --target bash --user-group apps --create-user-group --replication-group orders user.json
`;

export const emitCommand: Command = { name: "emit", about: "write a user in a target's format", help: HELP, run };

function run(args: string[]): number {
  const { values: options, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      target: { type: "string" },
      secrets: { type: "string" },
      style: { type: "string" },
      "cli-version": { type: "string" },
      "one-line": { type: "boolean" },
      wait: { type: "boolean" },
      "user-group": { type: "string" },
      "create-user-group": { type: "boolean" },
      "replication-group": { type: "string" },
      "serverless-cache": { type: "string" },
      "iam-policy": { type: "boolean" },
      "iam-role": { type: "string" },
      "allow-from": { type: "string" },
      connection: { type: "string" },
      rotation: { type: "boolean" },
      out: { type: "string" },
      force: { type: "boolean" },
      format: { type: "string", default: "text" },
    },
  });
  oneOf("format", options.format, ["text", "jsonl"]);
  if (options.format === "jsonl") return lines(positionals);
  const target = oneOf("target", options.target, targets.map((one) => one.id));
  const version = optional("cli-version", options["cli-version"], ["1", "2"]);
  const wanted: EmitOptions = {
    target,
    secrets: optional("secrets", options.secrets, ["prompt", "environment", "secrets-manager", "generate", "file", "inline"]),
    style: optional("style", options.style, ["flags", "input-json"]),
    cliVersion: version && (version === "1" ? 1 : 2),
    oneLine: options["one-line"],
    extras: {
      wait: options.wait,
      userGroup: options["user-group"],
      createUserGroup: options["create-user-group"],
      replicationGroup: options["replication-group"],
      serverlessCache: options["serverless-cache"],
      iamPolicy: options["iam-policy"],
      iamRole: options["iam-role"],
      allowFrom: options["allow-from"],
      connection: optional("connection", options.connection, ["valkey-cli", "url", "redis-py", "node-redis", "ioredis"]),
      rotation: options.rotation,
    },
  };
  const [file, ...more] = texts(positionals);
  if (file === undefined || more.length > 0) throw new Usage("Name exactly one file.");
  const imported = importText(file.text);
  const [user, ...others] = [...imported.users, ...imported.groups];
  if (user === undefined || others.length > 0) {
    const why = imported.errors[0]?.message ?? `${imported.users.length} users and ${imported.groups.length} groups found; there must be exactly one.`;
    throw new Usage(`${file.name}: ${why}`);
  }
  const emission = emit(user.operation, user.input, { ...wanted, ...(user.current && { context: { current: user.current } }), ...(user.group && { context: { group: user.group } }) });
  for (const one of emission.notes) note(`note: ${one.text}`);
  emission.steps.forEach((step, n) => note(`step ${n + 1}: ${step.title}. ${step.answer}${step.undo === null ? "" : ` Undo: ${step.undo}`}`));
  const [first, ...beside] = emission.files;
  if (options.out) {
    write(options.out, emission.files, options.force ?? false);
  } else if (first !== undefined) {
    process.stdout.write(first.text);
    for (const { name } of beside) {
      const why = name.startsWith("rotate-password.") ? `${name} changes the password later` : `the output needs the file ${name} next to it`;
      note(`note: ${why}; --out writes both`);
    }
  }
  return emission.ready ? 0 : 1;
}

function write(folder: string, files: readonly EmittedFile[], force: boolean): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Failure(`${folder}: ${codeOf(error) === "EEXIST" ? "it isn't a folder" : sentence(error)}`);
  }
  create(folder, files, force);
}

/** A line of `--format jsonl`. */
interface Line {
  operation: Operation;
  input: Input;
  target: EmitOptions["target"];
  options: Partial<EmitOptions>;
}

function lines(names: readonly string[]): number {
  let wrong = false;
  for (const { text } of texts(names)) {
    for (const { operation, input, options, target } of jsonLines<Line>(text)) {
      const { ready, files, notes, steps } = emit(operation as Operation, input as Input, { ...options, target } as EmitOptions);
      wrong ||= !ready;
      process.stdout.write(`${jsonText({ ready, files: files.map((file) => ({ name: file.name, text: file.text })), notes, steps })}\n`);
    }
  }
  return wrong ? 1 : 0;
}
