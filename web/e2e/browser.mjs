// A Chromium for the tests of a file, and pages in it.
import { chromium } from "playwright-core";

const ARGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The address of the site under test. */
export const url = required("E2E_URL");

/** An environment variable that `cargo xtask test browser` sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test browser\``);
  return value;
}

/** Starts the browser. Close it when the tests are done. */
export function launch() {
  // Chromium's sandbox does not start as root, which is what containers run as.
  const root = process.getuid?.() === 0;
  return chromium.launch({ executablePath: required("E2E_CHROMIUM"), args: root ? [...ARGS, "--no-sandbox"] : ARGS });
}
