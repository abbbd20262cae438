// The page that explains one access string: from its address, to its address, and what a stranger's address cannot do.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { inFirefox, isOlderFirefox, launch, url } from "./browser.mjs";
import { Builder } from "./builder.mjs";

let browser, axe;
before(async () => {
  browser = await launch();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
after(() => browser?.close());

const TEXT = "on ~app:* resetchannels -@all +@read +@write";

/** A page that is opened at a fragment; the older Firefox gets there by a change of the address. */
async function openAt(fragment, options = {}) {
  const page = await Builder.open(browser, options);
  await goTo(page, fragment);
  return page;
}

async function goTo(page, fragment) {
  if (isOlderFirefox) {
    await page.page.evaluate((fragment) => { location.hash = fragment; }, fragment);
  } else {
    await page.page.goto("about:blank");
    await page.load(`${url}${fragment}`);
  }
  await page.painted();
}

const verdict = (page) => page.page.getByRole("status", { name: "Verdict" });

test("Explain: a link shows sentence, verdict, table and version, without the form", async () => {
  const page = await openAt(`#explain=${encodeURIComponent(TEXT)}&engine=valkey-8.0`);
  assert.equal(await page.field("Access string").inputValue(), TEXT);
  assert.equal(await page.field("Engine version").inputValue(), "valkey-8.0");
  await page.page.getByText("Read as Valkey 8.0.").waitFor();
  assert.equal(await verdict(page).innerText(), "Can empty the cache · sees all key names · no administration");
  assert.match(await page.page.locator(".sentence").innerText(), /app:\*/);
  assert.ok(await page.region("Permissions by subject").getByRole("button", { name: /^Hashes, write: all/ }).isVisible());
  assert.equal(await page.field("User ID").count(), 0);
  await page.fill({ "Try a command": "FLUSHALL" });
  assert.match(await page.page.locator("#try-answer").innerText(), /^Allowed by \+@write/);
  await page.close();
});

test("Explain: what is written as people write it in an address is read, & of a channel too", async () => {
  const page = await openAt("#explain=on ~app:* &news:* -@all +@read +get|x");
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* &news:* -@all +@read +get|x");
  await page.close();
});

test("Explain: the address follows what is typed, and the copied link opens the same", async () => {
  const page = await openAt("#explain=on");
  await page.fill({ "Access string": "on ~a%b:* &c +@all -@dangerous" });
  await page.page.waitForFunction(() => location.hash.includes("-%40dangerous") || location.hash.includes("-@dangerous"));
  await page.button("Copy link").click();
  await page.page.getByText("Copied: copy link").waitFor({ state: "attached" });
  const copied = await page.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await page.page.evaluate(() => location.href));
  const other = await openAt(copied.slice(copied.indexOf("#")));
  assert.equal(await other.field("Access string").inputValue(), "on ~a%b:* &c +@all -@dangerous");
  await other.close();
  await page.close();
});

test("Explain: a press in the table changes the string and the verdict", async () => {
  const page = await openAt(`#explain=${encodeURIComponent(TEXT)}`);
  const matrix = page.region("Permissions by subject");
  await matrix.getByRole("button", { name: /^Danger, write/ }).click();
  await page.painted();
  assert.match(await verdict(page).innerText(), /^Can empty|^Sees all/);
  await matrix.getByRole("button", { name: /^Danger, write/ }).click();
  await page.painted();
  assert.doesNotMatch(await verdict(page).innerText(), /Can empty/);
  await page.close();
});

test("Explain: the form is one press away, and what was in it stays", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "mine", "Access string": "on ~mine -@all" });
  await page.page.evaluate((text) => { location.hash = `#explain=${text}`; }, encodeURIComponent(TEXT));
  await page.button("Open in the form").click();
  assert.equal(await page.field("Access string").inputValue(), TEXT);
  assert.equal(await page.page.evaluate(() => location.hash), "");
  await page.button("Drafts (2)").click();
  await page.page.getByRole("dialog").getByRole("button", { name: "Open mine", exact: true }).click();
  assert.equal(await page.field("Access string").inputValue(), "on ~mine -@all");
  await page.close();
});

test("Explain: copied as sentence, Markdown and string", async () => {
  const page = await openAt(`#explain=${encodeURIComponent(TEXT)}`);
  const copy = async (name) => {
    await page.button(name).click();
    await page.page.getByText(`Copied: ${name.replace("Copy ", "")}`).waitFor({ state: "attached" });
    return page.page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal(await copy("Copy access string"), TEXT);
  assert.equal(await copy("Copy sentence"), await page.page.locator(".sentence").innerText());
  const markdown = await copy("Copy markdown");
  assert.match(markdown, /\*\*Can empty the cache · sees all key names · no administration\*\*/);
  assert.match(markdown, /\| Hashes \| all \d+ \| all \d+ \|  \|/);
  assert.match(markdown, /`as-empties-cache`/);
  assert.ok(markdown.includes("#explain=on%20~app:"));
  await page.close();
});

test("Explain: on paper stands a review sheet", async () => {
  const page = await openAt(`#explain=${encodeURIComponent(TEXT)}`);
  await page.page.emulateMedia({ media: "print" });
  for (const shown of [page.page.locator(".sentence"), verdict(page), page.region("Permissions by subject"), page.page.getByRole("heading", { name: "Findings" })]) assert.ok(await shown.isVisible());
  for (const hidden of [page.button("Copy link"), page.field("Try a command"), page.button("Print")]) assert.ok(!(await hidden.isVisible()));
  await page.close();
});

test("Explain: a stranger's link sets nothing, keeps nothing, and carries no password", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "mine", "Access string": "on ~mine -@all" });
  await page.page.waitForTimeout(500);
  const kept = await page.page.evaluate(() => JSON.stringify(localStorage));
  const hash = (fragment) => page.page.evaluate((fragment) => { location.hash = fragment; }, fragment);
  await hash(`#explain=${encodeURIComponent("on >canary-known-to-sender ~a\r\n+get\u0000 <img src=x onerror=alert(1)>")}`);
  await page.page.getByText("A password rule in the access string was left out.").waitFor();
  assert.doesNotMatch(await page.field("Access string").inputValue(), /canary|[\r\n\0]/);
  assert.equal(await page.page.locator("img").count(), 0);
  // Broken, and endless.
  await hash("#explain=%zz");
  await page.page.getByText(/The link can't be read/).waitFor();
  await hash(`#explain=${"a%20".repeat(60_000)}`);
  await page.page.getByText(/longer than any access string/).waitFor();
  // What is typed there is kept nowhere.
  await page.fill({ "Access string": "on >canary-typed ~canary -@all" });
  await page.page.waitForTimeout(800);
  assert.doesNotMatch(await page.page.evaluate(() => location.href), /canary-typed/);
  assert.equal(await page.page.evaluate(() => JSON.stringify(localStorage)), kept);
  await page.button("Open the form").click();
  assert.equal(await page.field("User ID").inputValue(), "mine");
  assert.equal(await page.page.evaluate(() => location.hash), "");
  await page.close();
});

test("addresses: a rule, a recipe, an example, the gallery, a NOPERM", async () => {
  const page = await openAt("#rule/as-order");
  const dialog = page.page.getByRole("dialog");
  assert.match(await dialog.getByRole("listitem").first().innerText(), /as-order/);
  await page.page.keyboard.press("Escape");
  await page.page.waitForFunction(() => location.hash === "");
  await goTo(page, "#recipe/celery");
  await page.region("Celery").waitFor();
  await goTo(page, "#example/flushall");
  assert.match(await verdict(page).innerText(), /^Can empty the cache/);
  await goTo(page, "#gallery");
  await page.page.getByRole("link", { name: "Rules in the wrong order" }).click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* +get +set -@all");
  await goTo(page, "#noperm");
  await page.page.waitForFunction(() => document.activeElement.id === "missing");
  await page.fill({ "Access string": "on ~app:* -@all +@read -@dangerous" });
  await page.page.locator("#missing").fill("NOPERM User app has no permissions to run the 'keys' command");
  await page.page.getByText("KEYS is refused by -@dangerous.").waitFor();
  await page.button("Add to the current string").click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* -@all +@read -@dangerous +keys");
  for (const wrong of ["#rule/no-such", "#recipe/no-such", "#example/no-such", "#rule/<b>"]) await goTo(page, wrong);
  await page.close();
});

test("the ids of rules in Problems are links to them", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* -@all +@read +@write" });
  await page.region("Problems").getByRole("link", { name: "as-empties-cache" }).click();
  const dialog = page.page.getByRole("dialog");
  assert.match(await dialog.getByRole("listitem").first().innerText(), /User can empty the cache/);
  await page.page.keyboard.press("Escape");
  await page.close();
});

for (const [theme, options] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } })) {
  for (const width of [1440, 320]) {
    test(`Explain and gallery are sound: ${theme}, ${width} pixels wide`, async () => {
      const page = await openAt("#explain=", { ...options, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await assertSound(page, "empty");
      await page.fill({ "Access string": `${TEXT} (~other:* +@all)` });
      await assertSound(page, "a string");
      await page.region("Permissions by subject").getByRole("button", { name: /^Hashes, read/ }).focus();
      await assertSound(page, "a cell");
      await page.fill({ "Access string": "on +@hash -@all +@stream" });
      await assertSound(page, "blocked cells");
      await page.fill({ "Access string": "on +@raed" });
      await assertSound(page, "rejected");
      await goTo(page, "#gallery");
      await assertSound(page, "gallery");
      await page.close();
    });
  }
}

async function assertSound(page, state) {
  await page.painted();
  const found = await page.page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
  assert.deepEqual(violations, [], state);
  const wide = await page.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${state}: ${wide} pixels too wide`);
}

if (process.env.E2E_SCREENSHOTS && !inFirefox) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1440, 900], [1024, 768], [390, 844], [320, 640]]) {
      test(`pictures: ${colorScheme}, ${width} pixels wide`, async () => {
        const page = await openAt(`#explain=${encodeURIComponent(`${TEXT} +client|setinfo (~jobs:* +@list)`)}`, { colorScheme, viewport: { width, height }, reducedMotion: "reduce" });
        const shoot = (name) => page.page.screenshot({ path: `${process.env.E2E_SCREENSHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
        await page.region("Permissions by subject").getByRole("button", { name: /^Connection, manage/ }).focus();
        await shoot("explain");
        await goTo(page, "#gallery");
        await shoot("gallery");
        await goTo(page, "#explain=");
        await shoot("explain-empty");
        await page.close();
      });
    }
  }
}
