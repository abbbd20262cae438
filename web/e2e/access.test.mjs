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
      await assertSound(page, "empty");
      await page.fill({ ...REFERENCE, "User ID": "MyUser_", "Password 1": "short" });
      await page.button("Add tag").click();
      await page.leave();
      await assertSound(page, "with problems");
      await page.choose("Modify user");
      await assertSound(page, "modify");
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

test("the page has one heading of the first level, a main part, and a language", async () => {
  const page = await Builder.open(browser);
  assert.equal(await page.page.getByRole("heading", { level: 1 }).count(), 1);
  assert.equal(await page.page.getByRole("main").count(), 1);
  assert.equal(await page.page.locator("html").getAttribute("lang"), "en");
  for (const name of ["Output", "Problems"]) assert.ok(await page.region(name).isVisible());
  await page.close();
});
