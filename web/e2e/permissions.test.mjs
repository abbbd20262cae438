// The table of permissions, as a picture and as an editor, next to the form and in the Explain view.
import { expect, test as base } from "./fixtures.mjs";

const TITLE = "Permissions by subject";

const test = base.extend({
  /** Opens the page with this access string, in a window wide enough for the table's own pane. */
  table: async ({ open }, use) => {
    await use(async (text, options = {}) => {
      const builder = await open({ viewport: { width: 1440, height: 1000 }, ...options });
      await builder.fill({ "Access string": text, "Engine version": "valkey-9.0" });
      return { builder, matrix: builder.region(TITLE), field: builder.field("Access string") };
    });
  },
});

const cell = (matrix, name) => matrix.getByRole("button", { name });

test("Permissions: cells say how much of each subject is allowed", async ({ table }) => {
  const { builder, matrix } = await table("on %R~app:* -@all +@read -@dangerous +hset");
  const labels = await matrix.getByRole("gridcell").getByRole("button").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label")));
  const of = (start) => labels.find((label) => label.startsWith(start));
  expect(of("Keys, read")).toBe("Keys, read: %R~app:*");
  expect(of("Keys, write")).toBe("Keys, write: none");
  expect(of("All data types, read")).toMatch(/: \d+\/\d+ commands$/);
  expect(of("All data types, write")).toMatch(/^All data types, write: 1 of \d+ commands are allowed, but no key is$/);
  expect(of("Danger, write")).toBe("Danger, write: none");
  expect(of("Hashes, read"), "data types are folded beside the form").toBe(undefined);
  await builder.button("All data types: show each").click();
  await expect(cell(matrix, /^Hashes, read: all/)).toHaveAttribute("aria-pressed", "true");
});

test("Permissions: a click adds few rules, lists side effects, and can be undone", async ({ table }) => {
  const { builder, matrix, field } = await table("on ~app:* resetchannels -@all");
  await builder.button("All data types: show each").click();
  await cell(matrix, /^Hashes, write/).click();
  await expect(field).toHaveValue("on ~app:* resetchannels -@all +@hash");
  const chosen = builder.page.getByRole("group", { name: "Selected cell" });
  await expect(chosen.getByRole("status")).toContainText(/Hashes, write: added \+@hash\.[^]*Also allows H/, { useInnerText: true });
  expect(await cell(matrix, /^Hashes, write/).getAttribute("aria-label")).toMatch(/all \d+ commands/);
  await cell(matrix, /^Hashes, write/).click();
  await expect(field).toHaveValue("on ~app:* resetchannels -@all +@hash -@write");
  await builder.button("Undo what was just done").click();
  await expect(field).toHaveValue("on ~app:* resetchannels -@all +@hash");
});

test("Permissions: writing all data excludes FLUSHALL, and says so", async ({ table }) => {
  const { builder, matrix, field } = await table("on ~app:* resetchannels -@all");
  await cell(matrix, /^All data types, write/).hover();
  const chosen = builder.page.getByRole("group", { name: "Selected cell" });
  await expect(chosen).toContainText(/Kept out by -@dangerous: FLUSHALL.*\s+Kept out by -function: FUNCTION DELETE/, { useInnerText: true });
  await cell(matrix, /^All data types, write/).click();
  await expect(field).toHaveValue("on ~app:* resetchannels -@all +@write -@dangerous -function");
  await expect(cell(matrix, /^Danger, write/)).toHaveAttribute("aria-label", "Danger, write: none");
});

test("Permissions: the keyboard does the same, with one tab stop", async ({ table }) => {
  const { builder, matrix, field } = await table("on ~app:* resetchannels -@all +@read -@dangerous");
  const { keyboard } = builder.page;
  const stops = await matrix.locator("[role=gridcell] button[tabindex='0']").count();
  expect(stops).toBe(1);
  await matrix.locator("[role=gridcell] button[tabindex='0']").focus();
  const focused = () => builder.page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  expect(await focused()).toMatch(/^Keys, read/);
  await keyboard.press("ArrowRight");
  expect(await focused()).toMatch(/^Keys, write/);
  for (const key of ["ArrowLeft", "ArrowDown", "ArrowDown", "ArrowLeft"]) await keyboard.press(key);
  expect(await focused()).toBe("All data types: show each");
  await keyboard.press("Enter");
  await keyboard.press("ArrowRight");
  expect(await focused()).toMatch(/^All data types, read/);
  await keyboard.press("ArrowDown");
  expect(await focused()).toMatch(/^Strings, read: all/);
  while (!/^Connection/.test(await focused())) await keyboard.press("ArrowDown");
  expect(await focused()).toMatch(/^Connection, manage: none/);
  await keyboard.press("Enter");
  await builder.painted();
  await expect(field).toHaveValue(/\+@connection/);
  expect(await focused(), "the focus stays").toMatch(/^Connection, manage: all/);
  await keyboard.press("Space");
  await builder.painted();
  await expect(field).toHaveValue("on ~app:* resetchannels -@all +@read -@dangerous");
});

test("Permissions: on touch, the first tap selects, the second changes", { tag: "@chromium" }, async ({ table }) => {
  const { builder, matrix, field } = await table("on ~app:* resetchannels -@all", { hasTouch: true });
  const before = await field.inputValue();
  await cell(matrix, /^Connection, manage/).tap();
  await expect(field).toHaveValue(before);
  await expect(builder.page.getByRole("group", { name: "Selected cell" })).toContainText(/ping/, { useInnerText: true });
  await cell(matrix, /^Connection, manage/).tap();
  await builder.painted();
  await expect(field).toHaveValue(/\+@connection/);
});

test("Permissions: a string that servers reject is not changed", async ({ table }) => {
  const { builder, matrix, field } = await table("on ~app:* -@all +@raed");
  await cell(matrix, /^Connection, manage/).click();
  await expect(field).toHaveValue("on ~app:* -@all +@raed");
  await matrix.getByText("Fix the errors in the access string first.").waitFor();
});
