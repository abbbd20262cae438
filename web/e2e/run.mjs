// Runs the tests with Playwright's own runner: `node run.mjs [--project=chromium|firefox] [FILE or option of the runner]…`
//
// Playwright starts with `network.addDataCollector`, which Firefox supports since version 143. For an older extended release, the last
// version of Playwright without that call is used, with its own runner: the two can't be mixed in one process.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { isOlder, majorVersion, required } from "./browser.mjs";

const [projects, rest] = [[], []];
for (const word of process.argv.slice(2)) (word.startsWith("--project=") ? projects : rest).push(word);
const wants = (name) => projects.length === 0 || projects.includes(`--project=${name}`);

const runs = [];
if (wants("firefox") && isOlder(majorVersion(required("E2E_FIREFOX")))) {
  if (wants("chromium")) runs.push({ playwright: "@playwright/test", projects: ["--project=chromium"] });
  runs.push({ playwright: "playwright-test-1.55", projects: ["--project=firefox"] });
} else {
  runs.push({ playwright: "@playwright/test", projects });
}

let failed = 0;
for (const { playwright, projects } of runs) {
  const status = play(playwright, [...projects, ...rest]);
  if (status !== 0) {
    console.log("\nThe tests that failed run again for their traces. They still count as failed.");
    play(playwright, [...projects, "--last-failed", "--max-failures=10", "--trace=retain-on-failure"]);
  }
  failed ||= status;
}
process.exit(failed);

function play(playwright, words) {
  const cli = fileURLToPath(new URL(`node_modules/${playwright}/cli.js`, import.meta.url));
  const { status } = spawnSync(process.execPath, [cli, "test", ...words], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { ...process.env, E2E_PLAYWRIGHT: playwright },
    stdio: "inherit",
  });
  return status ?? 1;
}
