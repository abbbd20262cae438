// What assistive technology sees: axe finds nothing in light, dark and forced colours, wide and narrow.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

let browser, axe;
before(async () => {
  browser = await launch();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
after(() => browser?.close());

const THEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
};

for (const [theme, options] of Object.entries(THEMES)) {
  for (const width of [1440, 320]) {
    test(`${theme}, ${width} pixels wide`, async () => {
      const page = await Builder.open(browser, { ...options, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await assertSound(page, "first visit");
      await page.button("Clear the example").click();
      await assertSound(page, "empty");
      await page.fill({ ...REFERENCE, "User ID": "MyUser_", "Password 1": "short" });
      await page.button("Add tag").click();
      await page.leave();
      await assertSound(page, "with problems");
      await page.choose("Modify user");
      await assertSound(page, "modify");
      await page.fill({ "Start from a recipe": "bullmq" });
      await page.page.getByText("About this recipe").click();
      await assertSound(page, "recipe");
      if (width < 1200) await page.page.getByRole("tab", { name: "Permissions" }).click();
      await page.fill({ "Try a command": "SET other:1 x", "Compare with": "on ~* +@all" });
      await page.region("Effective permissions").getByRole("button", { name: /^@dangerous/ }).click();
      await assertSound(page, "permissions");
      await page.openImport(JSON.stringify({ Users: ["one", "two"].map((id) => ({ UserId: id, UserName: id, Status: "active", Engine: "valkey", AccessString: "on ~* +@read" })) }));
      await page.button("Import 2 users").waitFor();
      await assertSound(page, "import");
      await page.page.keyboard.press("Escape");
      await page.page.keyboard.press("Control+k");
      await page.page.getByRole("heading", { name: "Find an action" }).waitFor();
      await assertSound(page, "palette");
      await page.page.keyboard.press("Escape");
      const wide = await page.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${wide} pixels too wide`);
      await page.close();
    });
  }
}

async function assertSound(page, state) {
  // Evaluated by the debugger: the page's policy lets no other script in.
  const found = await page.page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
  assert.deepEqual(violations, [], state);
}

test("at 200 % zoom nothing is cut off at the side", async () => {
  // Half as many pixels of style as the window has.
  const page = await Builder.open(browser, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await page.fill(REFERENCE);
  const wide = await page.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${wide} pixels too wide`);
  await page.close();
});

test("on a phone the way to the output is in sight beside the form, and never over the output", async () => {
  const page = await Builder.open(browser, { viewport: { width: 390, height: 844 } });
  await page.fill(REFERENCE);
  const link = page.page.getByRole("link", { name: "View the output" });
  const edges = (place) => place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    // A fraction of a pixel is nothing to an eye.
    return { top, bottom, inSight: top > -1 && bottom <= innerHeight };
  });
  const output = page.region("Output");
  const scroll = (to) => page.page.evaluate((to) => scrollTo(0, to), to);
  for (const to of [0, 300]) {
    await scroll(to);
    assert.ok((await edges(link)).inSight);
    assert.ok((await edges(output)).top > 844);
  }
  await link.click();
  assert.ok((await edges(page.page.getByRole("heading", { name: "Output", exact: true }))).inSight);
  for (let to = await page.page.evaluate(() => scrollY); to > 0; to -= 100) {
    await scroll(to);
    assert.ok((await edges(link)).bottom <= (await edges(output)).top, `${to} pixels down`);
  }
  await page.close();
});

test("on paper stands the outcome, whole, and nothing else", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.page.emulateMedia({ media: "print" });
  assert.ok(await page.region("Problems").isVisible());
  for (const hidden of [page.field("User ID"), page.button("Copy"), page.button("Import")]) assert.ok(!(await hidden.isVisible()));
  const output = page.region("create-user.sh");
  assert.ok(await output.evaluate((code) => code.scrollHeight <= code.clientHeight + 1 && code.innerText.includes("stty -echo")));
  await page.close();
});

test("the main job needs no pointer: from the first field to the copied command", async () => {
  const page = await Builder.open(browser);
  const { keyboard } = page.page;
  const focused = () => page.page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await page.fill(REFERENCE);
  await page.field("Access string").focus();
  await keyboard.press("Control+Enter");
  await page.page.getByText(/^Copied create-user/).waitFor({ state: "attached" });
  await page.region("create-user.sh").focus();
  await keyboard.press("ArrowRight");
  assert.equal(await focused(), "--user-id");
  await keyboard.press("ArrowRight");
  assert.equal(await focused(), "user1");
  await keyboard.press("Enter");
  assert.ok(await page.field("User ID").evaluate((field) => field === document.activeElement));
  await page.field("User ID").blur();
  await keyboard.press("?");
  await page.page.getByRole("heading", { name: "Help" }).waitFor();
  await keyboard.press("Escape");
  await page.close();
});

test("the page has one heading of the first level, a main part, and a language", async () => {
  const page = await Builder.open(browser);
  assert.equal(await page.page.getByRole("heading", { level: 1 }).count(), 1);
  assert.equal(await page.page.getByRole("main").count(), 1);
  assert.equal(await page.page.locator("html").getAttribute("lang"), "en");
  for (const name of ["Output", "Problems"]) assert.ok(await page.region(name).isVisible());
  await page.close();
});
