// A Chromium or a Firefox for the tests of a file.
import { execFileSync } from "node:child_process";
import { chromium, firefox } from "playwright-core";
import older from "playwright-core-1.55";

const ARGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// A page of a test may read the clipboard without a person who allows it.
const PREFERENCES = { "dom.events.testing.asyncClipboard": true };

/** The address of the site under test. */
export const url = required("E2E_URL");

/** An environment variable that `cargo xtask test browser` sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test browser\``);
  return value;
}

/** Whether these tests run in Firefox. */
export const inFirefox = process.env.E2E_BROWSER === "firefox";

/** Starts the browser, with more words on its command line where a test needs them. Close it when the tests are done. */
export function launch(more = []) {
  if (inFirefox) return launchFirefox();
  return chromium.launch(inChromium(more));
}

/**
 * Playwright begins with `network.addDataCollector`, which Firefox has from 143 on. For an extended release before that there is the last
 * version that does without. It evaluates in the page, so there the page's policy is left out, and its worker, which would serve the
 * page with it; two tests that need the worker, or a page opened at a fragment, are not run.
 */
export const isOlderFirefox = inFirefox && majorVersion(required("E2E_FIREFOX")) < 143;

function majorVersion(program) {
  return Number(/\d+/.exec(execFileSync(program, ["--version"], { encoding: "utf8" }))?.[0]);
}

async function launchFirefox() {
  const options = { executablePath: required("E2E_FIREFOX"), firefoxUserPrefs: PREFERENCES };
  if (!isOlderFirefox) return firefox.launch({ ...options, channel: "moz-firefox" });
  const browser = await older._bidiFirefox.launch({ ...options, channel: "bidi-firefox-stable" });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext({ ...options, serviceWorkers: "block" });
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

/** How Chromium is started. */
export function inChromium(more = []) {
  // Its sandbox does not start as root, which is what containers run as.
  const root = process.getuid?.() === 0;
  return { executablePath: required("E2E_CHROMIUM"), args: [...ARGS, ...(root ? ["--no-sandbox"] : []), ...more] };
}
