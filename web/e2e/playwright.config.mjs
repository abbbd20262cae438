// How the runner runs: read by two versions of it, so a plain value. See README.md.

// Tests that Firefox runs, too: its rendering, storage, keys and pastes differ.
const IN_FIREFOX = ["compare", "draft", "explain", "first", "form", "hostile", "main-job", "permissions", "recipes", "shared-set", "workbench"];

// Only in Chromium: what axe reads and a picture shows is the same in both, and the older Firefox imitates neither print nor touch.
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
  // A trace takes a third of the time; run.mjs runs again for them what failed.
  use: { trace: "off" },
  projects: [
    { name: "chromium", use: { permissions: ["clipboard-read", "clipboard-write"] } },
    { name: "firefox", testMatch: IN_FIREFOX.map((name) => `${name}.test.mjs`), grepInvert: NOT_IN_FIREFOX },
  ],
};
