// The browsers of this machine, and how they are started.
import { execFileSync } from "node:child_process";

const ARGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// Tests may read the clipboard without a permission prompt.
const PREFERENCES = { "dom.events.testing.asyncClipboard": true };

/** The address of the site under test. */
export const url = required("E2E_URL");

/** The package whose runner this is: see run.mjs. */
export const PLAYWRIGHT = process.env.E2E_PLAYWRIGHT ?? "@playwright/test";

/** An environment variable that `cargo xtask test chromium` sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test chromium\``);
  return value;
}

/** Starts a Chromium outside of the test runner. Close it when done. */
export async function launch() {
  const { chromium } = await import(PLAYWRIGHT);
  return chromium.launch(inChromium());
}

/** How Chromium is started, with additional arguments if a test needs them. */
export function inChromium(more = []) {
  // Its sandbox doesn't start as root, and containers run as root.
  const root = process.getuid?.() === 0;
  return { executablePath: required("E2E_CHROMIUM"), args: [...ARGS, ...(root ? ["--no-sandbox"] : []), ...more] };
}

/** Whether this is a version of Firefox that only an older Playwright can drive. */
export function isOlder(version) {
  return version < 143;
}

/** Whether a test runs in Firefox. */
export function isFirefox(browser) {
  return /firefox/i.test(browser.browserType().name());
}

/** Whether a test runs in a Firefox whose pages have neither a policy nor a worker: see `launchFirefox`. */
export function isOlderFirefox(browser) {
  return isFirefox(browser) && isOlder(parseInt(browser.version(), 10));
}

/** The major version of a Firefox. */
export function majorVersion(program) {
  return Number(/\d+/.exec(execFileSync(program, ["--version"], { encoding: "utf8" }))?.[0]);
}

/**
 * Starts the Firefox of this machine. In an older one, Playwright evaluates scripts in the page itself. So the page's policy is removed
 * there, and also its worker, which would serve the page with the policy. Two tests that need the worker, or a page opened at a
 * fragment, don't run.
 */
export async function launchFirefox(playwright) {
  const options = { executablePath: required("E2E_FIREFOX"), firefoxUserPrefs: PREFERENCES };
  if (!playwright._bidiFirefox) return playwright.firefox.launch({ ...options, channel: "moz-firefox" });
  const browser = await playwright._bidiFirefox.launch({ ...options, channel: "bidi-firefox-stable" });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    // It has no command for the locale that the runner sets.
    const context = await newContext({ ...options, locale: undefined, serviceWorkers: "block" });
    await context.route((address) => address.pathname.endsWith("/"), withoutPolicy);
    return context;
  };
  return browser;
}

async function withoutPolicy(route) {
  const response = await route.fetch();
  const body = (await response.text()).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, "");
  await route.fulfill({ response, body });
}
