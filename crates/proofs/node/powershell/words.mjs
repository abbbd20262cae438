// Parses PowerShell scripts that call the AWS CLI. A script as a JSON string per line in; a JSON object per line out: whether the
// grammar accepts it, and the words of the request and of every call, as written. The caller interprets them.
// Run with --liftoff-only: otherwise the engine keeps optimizing the grammar long after the work is done.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

await Parser.init();
const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

const answers = [];
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const tree = parser.parse(JSON.parse(line));
  const commands = tree.rootNode.descendantsOfType("command").map((command) => {
    const name = command.childForFieldName("command_name");
    const elements = command.childForFieldName("command_elements")?.namedChildren ?? [];
    const words = elements.filter((element) => element.type !== "command_argument_sep");
    return [name, ...words].map((word) => word.text);
  });
  const request = commands.find((words) => words[0] === "aws" && /^(create|modify)-user(-group)?$/.test(words[2]));
  const calls = commands.filter((words) => words[0] === "aws");
  answers.push(JSON.stringify({ error: tree.rootNode.hasError, words: request ?? [], calls }));
  tree.delete();
}

process.stdout.write(answers.join("\n") + "\n");
