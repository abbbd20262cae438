// The first visit: an example that works at once and goes with the first key, and five ways to begin.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder } from "./builder.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const EXAMPLE = "on ~app:* -@all +@read +@connection -@dangerous";

test("the example is whole: what it may do, and a command to copy", async () => {
  const page = await Builder.open(browser);
  assert.equal(await page.field("Access string").inputValue(), EXAMPLE);
  assert.equal(await page.readiness(), "Ready");
  assert.match(await page.copied(), /--user-id app-reader/);
  assert.ok(await page.button("Undo").isDisabled());
  await page.close();
});

test("the first key clears the example, wherever it is typed", async () => {
  const page = await Builder.open(browser);
  await page.field("User name").focus();
  await page.page.keyboard.press("End");
  await page.page.keyboard.type("me");
  assert.equal(await page.field("User name").inputValue(), "me");
  assert.equal(await page.field("User ID").inputValue(), "");
  assert.equal(await page.field("Access string").inputValue(), "");
  assert.equal(await page.page.getByText("Type in any field to replace it.").count(), 0);
  await page.close();
});

test("a choice clears the example, too; trying a command does not", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Try a command": "GET app:1" });
  await page.format("JSON");
  assert.equal(await page.field("Access string").inputValue(), EXAMPLE);
  await page.choose("Modify user");
  assert.equal(await page.field("User ID").inputValue(), "");
  assert.equal(await page.field("Format").locator("option:checked").innerText(), "JSON");
  await page.close();
});

test("an example that nobody touched is kept nowhere, and is there again", async () => {
  const page = await Builder.open(browser);
  await page.page.reload();
  await page.page.getByRole("main").waitFor();
  assert.equal(await page.field("Access string").inputValue(), EXAMPLE);
  await page.fill({ "User ID": "mine" });
  await page.page.reload();
  await page.page.getByRole("main").waitFor();
  assert.equal(await page.field("User ID").inputValue(), "mine");
  assert.equal(await page.region("Welcome").count(), 0, "who has a draft is not welcomed again");
  await page.close();
});

test("door: start from a recipe", async () => {
  const page = await Builder.open(browser);
  await page.button("Start from a recipe").click();
  const select = page.field("Start from a recipe").and(page.page.locator("select"));
  assert.ok(await select.evaluate((element) => element === document.activeElement));
  await select.selectOption("celery");
  assert.equal(await page.field("User ID").inputValue(), "app-celery");
  assert.match(await page.readiness(), /^Ready/);
  await page.close();
});

test("door: paste what you have", async () => {
  const page = await Builder.open(browser);
  await page.button("Paste what you have").click();
  await page.page.getByRole("dialog").getByRole("textbox").fill("aws elasticache create-user --user-id mine --user-name mine --engine valkey --access-string 'on ~* +@read' --no-password-required");
  await page.button("Import 1 user").click();
  assert.equal(await page.field("User ID").inputValue(), "mine");
  await page.close();
});

test("door: review an access string", async () => {
  const page = await Builder.open(browser);
  await page.button("Review an access string").click();
  await page.page.keyboard.type("on ~* &* +@all");
  assert.equal(await page.field("Access string").inputValue(), "on ~* &* +@all");
  await page.painted();
  assert.match(await page.page.locator(".sentence").innerText(), /on any key/);
  await page.close();
});

test("door: fix a NOPERM", async () => {
  const page = await Builder.open(browser);
  await page.button("Fix a NOPERM").click();
  await page.page.keyboard.type("NOPERM User app has no permissions to run the 'hgetall' command");
  await page.button("Use this access string").click();
  assert.equal(await page.field("Access string").inputValue(), "on -@all +hgetall");
  await page.close();
});

test("keys: from the access string to Copy in at most 12 stops, and a way to everything", async () => {
  const page = await Builder.open(browser, { viewport: { width: 1440, height: 900 } });
  const { keyboard } = page.page;
  await page.field("Access string").focus();
  let stops = 0;
  const isCopy = () => page.button("Copy").evaluate((button) => button === document.activeElement);
  while (!(await isCopy()) && stops < 40) {
    await keyboard.press("Tab");
    stops += 1;
  }
  assert.ok(stops <= 12, `${stops} stops`);
  await page.page.evaluate(() => document.activeElement.blur());
  await keyboard.press("/");
  assert.ok(await page.page.locator("#recipe").evaluate((element) => element === document.activeElement));
  await keyboard.press("Control+k");
  await keyboard.type("sub cel");
  await keyboard.press("Control+a");
  await keyboard.type("recipe celery");
  await keyboard.press("Enter");
  await page.page.getByRole("region", { name: "Celery" }).waitFor();
  await page.page.evaluate(() => document.activeElement.blur());
  await keyboard.press("g");
  await keyboard.press("o");
  assert.equal(await page.page.evaluate(() => document.activeElement.id), "output-title");
  await page.close();
});
