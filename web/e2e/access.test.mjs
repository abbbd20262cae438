// What assistive technology sees: axe finds nothing in light, dark and forced colors, wide and narrow.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const THEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colors": { forcedColors: "active" },
};

for (const [theme, options] of Object.entries(THEMES)) {
  for (const width of [1440, 320]) {
    test(`${theme}, ${width} pixels wide`, async ({ open }) => {
      const builder = await open({ ...options, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await assertSound(builder, "first visit");
      await builder.button("Clear the example").click();
      await assertSound(builder, "empty");
      await builder.fill({ ...REFERENCE, "User ID": "MyUser_", "Password 1": "short" });
      await builder.button("Add tag").click();
      await builder.leave();
      await assertSound(builder, "with problems");
      await builder.choose("Modify user");
      await assertSound(builder, "modify");
      await builder.fill({ "Start from a recipe": "bullmq" });
      await builder.page.getByText("About this recipe").click();
      await assertSound(builder, "recipe");
      if (width < 1200) await builder.page.getByRole("tab", { name: "Permissions" }).click();
      await builder.expand("Compare");
      await builder.fill({ "Try a command": "SET other:1 x", "Compare with": "on ~* +@all" });
      await builder.region("Effective permissions").getByRole("button", { name: /^@dangerous/ }).click();
      await assertSound(builder, "permissions");
      await builder.openImport(JSON.stringify({ Users: ["one", "two"].map((id) => ({ UserId: id, UserName: id, Status: "active", Engine: "valkey", AccessString: "on ~* +@read" })) }));
      await builder.button("Import 2 users").waitFor();
      await assertSound(builder, "import");
      await builder.page.keyboard.press("Escape");
      await builder.page.keyboard.press("Control+k");
      await builder.page.getByRole("heading", { name: "Find an action" }).waitFor();
      await assertSound(builder, "palette");
      await builder.page.keyboard.press("Escape");
      const wide = await builder.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${wide} pixels too wide`).toBeLessThanOrEqual(0);
    });
  }
}

async function assertSound(builder, state) {
  // Evaluated by the debugger, because the page's policy blocks every other script.
  const found = await builder.page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
  expect(violations, state).toStrictEqual([]);
}

test("at 200% zoom nothing is cut off at the side", async ({ open }) => {
  // CSS pixels: half of the window's.
  const builder = await open({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await builder.fill(REFERENCE);
  const wide = await builder.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${wide} pixels too wide`).toBeLessThanOrEqual(0);
});

test("on a phone, the bar is visible beside the form, and never covers the output", async ({ open }) => {
  const builder = await open({ viewport: { width: 390, height: 844 } });
  await builder.fill(REFERENCE);
  const link = builder.page.getByRole("link", { name: "View the output" });
  const edges = (place) => place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    // A fraction of a pixel isn't visible.
    return { top, bottom, inSight: top > -1 && bottom <= innerHeight };
  });
  const output = builder.region("Output");
  const scroll = (to) => builder.page.evaluate((to) => scrollTo(0, to), to);
  for (const to of [0, 300]) {
    await scroll(to);
    expect((await edges(link)).inSight).toBe(true);
    expect((await edges(output)).top).toBeGreaterThan(844);
  }
  await link.click();
  expect((await edges(builder.page.getByRole("heading", { name: "Output", exact: true }))).inSight).toBe(true);
  for (let to = await builder.page.evaluate(() => scrollY); to > 0; to -= 100) {
    await scroll(to);
    expect((await edges(link)).bottom, `${to} pixels down`).toBeLessThanOrEqual((await edges(output)).top);
  }
});

test("print shows the whole outcome and nothing else", async ({ page, builder }) => {
  await builder.fill(REFERENCE);
  await page.emulateMedia({ media: "print" });
  await expect(builder.region("Problems")).toBeVisible();
  for (const hidden of [builder.field("User ID"), builder.button("Copy"), builder.button("Import")]) await expect(hidden).not.toBeVisible();
  const output = builder.region("create-user.sh");
  expect(await output.evaluate((code) => code.scrollHeight <= code.clientHeight + 1 && code.innerText.includes("stty -echo"))).toBe(true);
});

test("the main job works with the keyboard alone: from the first field to the copied command", async ({ page, builder }) => {
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await builder.fill(REFERENCE);
  await builder.field("Access string").focus();
  await keyboard.press("Control+Enter");
  await page.getByText(/^Copied create-user/).waitFor({ state: "attached" });
  await builder.region("create-user.sh").focus();
  await keyboard.press("ArrowRight");
  expect(await focused()).toBe("--user-id");
  await keyboard.press("ArrowRight");
  expect(await focused()).toBe("user1");
  await keyboard.press("Enter");
  await expect(builder.field("User ID")).toBeFocused();
  await builder.field("User ID").blur();
  await keyboard.press("?");
  await page.getByRole("heading", { name: "Help" }).waitFor();
  await keyboard.press("Escape");
});

test("the page has one h1, a main element, and a language", async ({ page, builder }) => {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  for (const name of ["Output", "Problems"]) await expect(builder.region(name)).toBeVisible();
});
