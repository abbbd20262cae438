// How the runner runs: read by two versions of it, so a plain value. See README.md.

// Tests that also run in Firefox, whose rendering, storage, keys and pasting differ.
const IN_FIREFOX = ["compare", "draft", "explain", "first", "form", "hostile", "main-job", "permissions", "recipes", "shared-set", "workbench"];

// Only in Chromium: axe results and screenshots are the same in both, and the older Firefox can't emulate print or touch.
const NOT_IN_FIREFOX = /@chromium/;

export default {
  testDir: ".",
  testMatch: "*.test.mjs",
  outputDir: process.env.E2E_RESULTS ?? "test-results",
  reporter: "list",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  // Tracing takes a third of the time, so run.mjs traces only a second run of the failed tests.
  use: { trace: "off" },
  projects: [
    { name: "chromium", use: { permissions: ["clipboard-read", "clipboard-write"] } },
    { name: "firefox", testMatch: IN_FIREFOX.map((name) => `${name}.test.mjs`), grepInvert: NOT_IN_FIREFOX },
  ],
};
