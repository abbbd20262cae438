// The Explain view of one access string: its URL is read and written, and someone else's URL can't do harm.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { isFirefox, isOlderFirefox, url } from "./browser.mjs";
import { expect, test as base } from "./fixtures.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TEXT = "on ~app:* resetchannels -@all +@read +@write";

const test = base.extend({
  /** Opens the page at a fragment. In the older Firefox, the address is changed after loading. */
  openAt: async ({ browser, open }, use) => {
    await use(async (fragment, options = {}) => {
      const older = isOlderFirefox(browser);
      const builder = await open(options, older ? url : `${url}${fragment}`);
      if (older) await goTo(builder, fragment);
      await builder.painted();
      return builder;
    });
  },
});

async function goTo(builder, fragment) {
  if (isOlderFirefox(builder.context.browser())) {
    await builder.page.evaluate((fragment) => { location.hash = fragment; }, fragment);
  } else {
    await builder.page.goto("about:blank");
    await builder.load(`${url}${fragment}`);
  }
  await builder.painted();
}

const verdict = (builder) => builder.page.getByRole("status", { name: "Verdict" });

test("Explain: a link shows sentence, verdict, table and version, without the form", async ({ openAt }) => {
  const builder = await openAt(`#explain=${encodeURIComponent(TEXT)}&engine=valkey-8.0`);
  await expect(builder.field("Access string")).toHaveValue(TEXT);
  await expect(builder.field("Engine version")).toHaveValue("valkey-8.0");
  await builder.page.getByText("Read as Valkey 8.0.").waitFor();
  await expect(verdict(builder)).toHaveText("Can empty the cache · sees all key names · no administration", { useInnerText: true });
  await expect(builder.page.locator(".sentence")).toContainText(/app:/, { useInnerText: true });
  await expect(builder.region("Permissions by subject").getByRole("button", { name: /^Hashes, write: all/ })).toBeVisible();
  await expect(builder.field("User ID")).toHaveCount(0);
  await builder.fill({ "Try a command": "FLUSHALL" });
  await expect(builder.page.locator("#try-answer")).toContainText(/^Allowed by \+@write/, { useInnerText: true });
});

test("Explain: unescaped addresses are read, even with the & of a channel", async ({ openAt }) => {
  const builder = await openAt("#explain=on ~app:* &news:* -@all +@read +get|x");
  await expect(builder.field("Access string")).toHaveValue("on ~app:* &news:* -@all +@read +get|x");
});

test("Explain: the address follows the input, and the copied link opens the same", async ({ openAt }) => {
  const builder = await openAt("#explain=on");
  await builder.fill({ "Access string": "on ~a%b:* &c +@all -@dangerous" });
  await builder.page.waitForFunction(() => location.hash.includes("-%40dangerous") || location.hash.includes("-@dangerous"));
  await builder.button("Copy link").click();
  await builder.page.getByText("Copied: copy link").waitFor({ state: "attached" });
  const copied = await builder.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await builder.page.evaluate(() => location.href));
  const other = await openAt(copied.slice(copied.indexOf("#")));
  await expect(other.field("Access string")).toHaveValue("on ~a%b:* &c +@all -@dangerous");
});

test("Explain: a click in the table changes the string and the verdict", async ({ openAt }) => {
  const builder = await openAt(`#explain=${encodeURIComponent(TEXT)}`);
  const matrix = builder.region("Permissions by subject");
  await expect(verdict(builder)).toContainText(/Can empty/, { useInnerText: true });
  await matrix.getByRole("button", { name: /^Danger, write: all/ }).click();
  await expect(verdict(builder)).not.toContainText(/Can empty/, { useInnerText: true });
  await matrix.getByRole("button", { name: /^Danger, write: none/ }).click();
  await expect(verdict(builder)).toContainText(/Can empty/, { useInnerText: true });
});

test("Explain: the form is one click away, and keeps its content", async ({ page, builder }) => {
  await builder.fill({ "User ID": "mine", "Access string": "on ~mine -@all" });
  await page.evaluate((text) => { location.hash = `#explain=${text}`; }, encodeURIComponent(TEXT));
  await builder.button("Open in the form").click();
  await expect(builder.field("Access string")).toHaveValue(TEXT);
  expect(await page.evaluate(() => location.hash)).toBe("");
  await builder.button("Drafts (2)").click();
  await page.getByRole("dialog").getByRole("button", { name: "Open mine", exact: true }).click();
  await expect(builder.field("Access string")).toHaveValue("on ~mine -@all");
});

test("Explain: copied as sentence, Markdown and string", async ({ openAt }) => {
  const builder = await openAt(`#explain=${encodeURIComponent(TEXT)}&engine=valkey-8.0`);
  const copy = async (name) => {
    await builder.button(name).click();
    await builder.page.getByText(`Copied: ${name.replace("Copy ", "")}`).waitFor({ state: "attached" });
    return builder.page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copy("Copy access string")).toBe(TEXT);
  expect(await copy("Copy sentence")).toBe(await builder.page.locator(".sentence").innerText());
  const markdown = await copy("Copy markdown");
  expect(markdown).toMatch(/\*\*Can empty the cache · sees all key names · no administration\*\*/);
  expect(markdown).toMatch(/\| Hashes \| all \d+ \| all \d+ \|  \|/);
  expect(markdown).toMatch(/`as-empties-cache`/);
  expect(markdown).toContain("#explain=on%20~app:");
});

test("Explain: print is a review sheet", { tag: "@chromium" }, async ({ openAt }) => {
  const builder = await openAt(`#explain=${encodeURIComponent(TEXT)}`);
  await builder.page.emulateMedia({ media: "print" });
  for (const shown of [builder.page.locator(".sentence"), verdict(builder), builder.region("Permissions by subject"), builder.page.getByRole("heading", { name: "Findings" })]) await expect(shown).toBeVisible();
  for (const hidden of [builder.button("Copy link"), builder.field("Try a command"), builder.button("Print")]) await expect(hidden).not.toBeVisible();
});

test("Explain: opening a link changes and saves nothing, and the link has no password", async ({ page, builder }) => {
  await builder.fill({ "User ID": "mine", "Access string": "on ~mine -@all" });
  const saved = () => page.evaluate(() => JSON.stringify(localStorage));
  await expect.poll(saved).toContain("on ~mine");
  const kept = await saved();
  const hash = (fragment) => page.evaluate((fragment) => { location.hash = fragment; }, fragment);
  await hash(`#explain=${encodeURIComponent("on >canary-known-to-sender ~a\r\n+get\u0000 <img src=x onerror=alert(1)>")}`);
  await page.getByText("A password rule in the access string was left out.").waitFor();
  expect(await builder.field("Access string").inputValue()).not.toMatch(/canary|[\r\n\0]/);
  await expect(page.locator("img")).toHaveCount(0);
  // Malformed, and far too long.
  await hash("#explain=%zz");
  await page.getByText(/The link can't be read/).waitFor();
  await hash(`#explain=${"a%20".repeat(60_000)}`);
  await page.getByText(/longer than any access string/).waitFor();
  // Text typed there isn't saved.
  await builder.fill({ "Access string": "on >canary-typed ~canary -@all" });
  await page.waitForTimeout(800);
  expect(await page.evaluate(() => location.href)).not.toMatch(/canary-typed/);
  expect(await saved()).toBe(kept);
  await builder.button("Open the form").click();
  await expect(builder.field("User ID")).toHaveValue("mine");
  expect(await page.evaluate(() => location.hash)).toBe("");
});

test("addresses: a rule, a recipe, an example, the gallery, a NOPERM", async ({ openAt }) => {
  const builder = await openAt("#rule/as-order");
  const dialog = builder.page.getByRole("dialog");
  await expect(dialog.getByRole("listitem").first()).toContainText(/as-order/, { useInnerText: true });
  await builder.page.keyboard.press("Escape");
  await builder.page.waitForFunction(() => location.hash === "");
  await goTo(builder, "#recipe/celery");
  await builder.region("Celery").waitFor();
  await goTo(builder, "#example/flushall");
  await expect(verdict(builder)).toContainText(/^Can empty the cache/, { useInnerText: true });
  await goTo(builder, "#gallery");
  await builder.page.getByRole("link", { name: "Rules in the wrong order" }).click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* +get +set -@all");
  await goTo(builder, "#noperm");
  await builder.page.waitForFunction(() => document.activeElement.id === "missing");
  await builder.fill({ "Access string": "on ~app:* -@all +@read -@dangerous" });
  await builder.page.locator("#missing").fill("NOPERM User app has no permissions to run the 'keys' command");
  await builder.page.getByText("KEYS is denied by -@dangerous.").waitFor();
  await builder.button("Add to the current string").click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +@read -@dangerous +keys");
  for (const wrong of ["#rule/no-such", "#recipe/no-such", "#example/no-such", "#rule/<b>"]) await goTo(builder, wrong);
});

test("rule ids in Problems link to the rules", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app:* -@all +@read +@write" });
  await builder.region("Problems").getByRole("link", { name: "as-empties-cache" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("listitem").first()).toContainText(/User can empty the cache/, { useInnerText: true });
  await page.keyboard.press("Escape");
});

for (const [theme, options] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colors": { forcedColors: "active" } })) {
  for (const width of [1440, 320]) {
    test(`axe finds nothing in Explain and gallery: ${theme}, ${width} pixels wide`, { tag: "@chromium" }, async ({ openAt }) => {
      const builder = await openAt("#explain=", { ...options, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await assertSound(builder, "empty");
      await builder.fill({ "Access string": `${TEXT} (~other:* +@all)` });
      await assertSound(builder, "a string");
      await builder.region("Permissions by subject").getByRole("button", { name: /^Hashes, read/ }).focus();
      await assertSound(builder, "a cell");
      await builder.fill({ "Access string": "on +@hash -@all +@stream" });
      await assertSound(builder, "blocked cells");
      await builder.fill({ "Access string": "on +@raed" });
      await assertSound(builder, "rejected");
      await goTo(builder, "#gallery");
      await assertSound(builder, "gallery");
    });
  }
}

async function assertSound(builder, state) {
  await builder.painted();
  const found = await builder.page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
  expect(violations, state).toStrictEqual([]);
  const wide = await builder.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${state}: ${wide} pixels too wide`).toBeLessThanOrEqual(0);
}

if (process.env.E2E_SCREENSHOTS) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1440, 900], [1024, 768], [390, 844], [320, 640]]) {
      test(`pictures: ${colorScheme}, ${width} pixels wide`, { tag: "@chromium" }, async ({ browser, openAt }, info) => {
        info.skip(isFirefox(browser), "one set is enough");
        const builder = await openAt(`#explain=${encodeURIComponent(`${TEXT} +client|setinfo (~jobs:* +@list)`)}`, { colorScheme, viewport: { width, height }, reducedMotion: "reduce" });
        const shoot = (name) => builder.page.screenshot({ path: `${process.env.E2E_SCREENSHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
        await builder.region("Permissions by subject").getByRole("button", { name: /^Connection, manage/ }).focus();
        await shoot("explain");
        await goTo(builder, "#gallery");
        await shoot("gallery");
        await goTo(builder, "#explain=");
        await shoot("explain-empty");
      });
    }
  }
}
