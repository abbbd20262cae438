// The table of permissions, as a picture and as an editor, beside the form and on the page that explains.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder } from "./builder.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const TITLE = "Permissions by subject";

/** The table, in a window that is wide enough for it to have a pane of its own. */
async function open(text, options = {}) {
  const page = await Builder.open(browser, { viewport: { width: 1440, height: 1000 }, ...options });
  await page.fill({ "Access string": text, "Engine version": "valkey-9.0" });
  return { page, matrix: page.region(TITLE), field: page.field("Access string") };
}

const cell = (matrix, name) => matrix.getByRole("button", { name });

test("Permissions: cells say how much of each subject is allowed", async () => {
  const { page, matrix } = await open("on %R~app:* -@all +@read -@dangerous +hset");
  const labels = await matrix.getByRole("gridcell").getByRole("button").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label")));
  const of = (start) => labels.find((label) => label.startsWith(start));
  assert.equal(of("Keys, read"), "Keys, read: %R~app:*");
  assert.equal(of("Keys, write"), "Keys, write: none");
  assert.match(of("All data types, read"), /: all \d+ commands$/);
  assert.match(of("All data types, write"), /^All data types, write: 1 of \d+ commands are allowed, but no key is$/);
  assert.equal(of("Danger, write"), "Danger, write: none");
  assert.equal(of("Hashes, read"), undefined, "data types are folded beside the form");
  await page.button("Show each data type").click();
  assert.equal(await cell(matrix, /^Hashes, read: all/).getAttribute("aria-pressed"), "true");
  await page.close();
});

test("Permissions: a press adds by few words, tells what comes along, and is undone", async () => {
  const { page, matrix, field } = await open("on ~app:* resetchannels -@all");
  await page.button("Show each data type").click();
  await cell(matrix, /^Hashes, write/).click();
  assert.equal(await field.inputValue(), "on ~app:* resetchannels -@all +@hash");
  const chosen = page.page.getByRole("group", { name: "The chosen cell" });
  assert.match(await chosen.getByRole("status").innerText(), /Hashes, write: added \+@hash\.[^]*Also allows H/);
  assert.match(await cell(matrix, /^Hashes, write/).getAttribute("aria-label"), /all \d+ commands/);
  await cell(matrix, /^Hashes, write/).click();
  assert.equal(await field.inputValue(), "on ~app:* resetchannels -@all +@hash -@write");
  await page.button("Undo what was just done").click();
  assert.equal(await field.inputValue(), "on ~app:* resetchannels -@all +@hash");
  await page.close();
});

test("Permissions: writing all data keeps FLUSHALL out, and says so", async () => {
  const { page, matrix, field } = await open("on ~app:* resetchannels -@all");
  await cell(matrix, /^All data types, write/).hover();
  const chosen = page.page.getByRole("group", { name: "The chosen cell" });
  assert.match(await chosen.innerText(), /Kept out by -@dangerous -function: FLUSHALL/);
  await cell(matrix, /^All data types, write/).click();
  assert.equal(await field.inputValue(), "on ~app:* resetchannels -@all +@write -@dangerous -function");
  assert.equal(await cell(matrix, /^Danger, write/).getAttribute("aria-label"), "Danger, write: none");
  await page.close();
});

test("Permissions: the keyboard does the same, with one stop of the Tab key", async () => {
  const { page, matrix, field } = await open("on ~app:* resetchannels -@all +@read -@dangerous");
  const { keyboard } = page.page;
  const stops = await matrix.locator("[role=gridcell] button[tabindex='0']").count();
  assert.equal(stops, 1);
  await matrix.locator("[role=gridcell] button[tabindex='0']").focus();
  const focused = () => page.page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.match(await focused(), /^Keys, read/);
  await keyboard.press("ArrowRight");
  assert.match(await focused(), /^Keys, write/);
  while (!/^Connection/.test(await focused())) await keyboard.press("ArrowDown");
  assert.match(await focused(), /^Connection, manage: none/);
  await keyboard.press("Enter");
  await page.painted();
  assert.match(await field.inputValue(), /\+@connection/);
  assert.match(await focused(), /^Connection, manage: all/, "the focus stays");
  await keyboard.press("Space");
  await page.painted();
  assert.equal(await field.inputValue(), "on ~app:* resetchannels -@all +@read -@dangerous");
  await page.close();
});

test("Permissions: with a finger the first tap looks, the second changes", async (t) => {
  if (process.env.E2E_BROWSER === "firefox") return t.diagnostic("Firefox has no touch here");
  const { page, matrix, field } = await open("on ~app:* resetchannels -@all", { hasTouch: true });
  const before = await field.inputValue();
  await cell(matrix, /^Connection, manage/).tap();
  assert.equal(await field.inputValue(), before);
  assert.match(await page.page.getByRole("group", { name: "The chosen cell" }).innerText(), /ping/);
  await cell(matrix, /^Connection, manage/).tap();
  await page.painted();
  assert.match(await field.inputValue(), /\+@connection/);
  await page.close();
});

test("Permissions: a string that servers reject is not changed", async () => {
  const { page, matrix, field } = await open("on ~app:* -@all +@raed");
  await cell(matrix, /^Connection, manage/).click();
  assert.equal(await field.inputValue(), "on ~app:* -@all +@raed");
  await matrix.getByText("Fix the errors in the access string first.").waitFor();
  await page.close();
});
