// `elasticache-user`: the core for shells and pipelines. Exit code 0: no errors, 1: errors found, 2: bad usage or a failure.
import { acl } from "./acl.js";
import { audit } from "./audit.js";
import { check } from "./check.js";
import { emitCommand } from "./emit.js";
import { importCommand } from "./import.js";
import { lists } from "./list.js";
import { recipe } from "./recipe.js";
import { test } from "./test.js";
import { codeOf, type Command, sentence, Usage } from "./usage.js";
import { visible } from "./visible.js";

const COMMANDS: readonly Command[] = [check, emitCommand, importCommand, acl, audit, test, recipe, ...lists];

const OVERVIEW = `Check, explain and write Amazon ElastiCache users. Nothing is sent anywhere.

  elasticache-user <command> [options]

${COMMANDS.map((one) => `  ${one.name.padEnd(10)}${one.about}`).join("\n")}

  elasticache-user <command> --help    options and examples

Exit code: 0 no errors, 1 errors found, 2 bad usage, or something couldn't be read, written or answered.
`;

function main([name, ...args]: string[]): number {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(OVERVIEW);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) throw new Usage(`Unknown command \`${name}\`.`, OVERVIEW);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(command.help);
    return 0;
  }
  return command.run(args);
}

// A reader that stops early (`| head`) isn't an error, and doesn't change the result.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (codeOf(error) !== "EPIPE") process.exit(2);
  });
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`elasticache-user: ${visible(sentence(error))}\n${error instanceof Usage && error.help ? `\n${error.help}` : ""}`);
  process.exitCode = 2;
}
