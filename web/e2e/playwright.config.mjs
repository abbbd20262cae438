// How the runner runs: read by two versions of it, so a plain value. See README.md.

// What Firefox runs, too: what it draws and keeps, and how it is told of keys and pastes, is its own.
const IN_FIREFOX = ["compare", "draft", "explain", "first", "form", "hostile", "main-job", "permissions", "recipes", "workbench"];

// What axe reads and a picture shows is the same in both; paper and fingers can't be imitated in the older Firefox.
const NOT_IN_FIREFOX = /axe finds nothing|are sound|pictures:|on paper|with a finger/;

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
  // A trace takes a third of the time; run.mjs runs again for them what failed.
  use: { trace: "off" },
  projects: [
    { name: "chromium", use: { permissions: ["clipboard-read", "clipboard-write"] } },
    { name: "firefox", testMatch: IN_FIREFOX.map((name) => `${name}.test.mjs`), grepInvert: NOT_IN_FIREFOX },
  ],
};
