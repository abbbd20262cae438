// Recipes: pick one, fill it in, read what it grants, use it; and a string from what an application was seen to do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder } from "./builder.mjs";

const BOX = "Library not listed? Paste a NOPERM error, ACL LOG or MONITOR";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test("a recipe is applied at once, its fields are followed, and Undo takes it back", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "my-api" });
  await page.fill({ "Start from a recipe": "bullmq" });
  const recipe = page.region("BullMQ");
  const access = () => page.field("Access string").inputValue();
  assert.match(await access(), /^on ~bull:\*? ?/);
  await recipe.getByLabel("Queue", { exact: true }).fill("mail");
  assert.match(await access(), /~bull:mail:\*/);
  await recipe.getByText("About this recipe").click();
  assert.match(await recipe.innerText(), /Measured on \d{4}-\d\d-\d\d with bullmq \d/);
  await recipe.getByLabel("The cache is in cluster mode").check();
  assert.match(await access(), /^on ~\{bull\}:mail:\* -@all .*\+cluster\|slots/);
  assert.equal(await page.field("User ID").inputValue(), "my-api", "what was typed stays");
  assert.equal(await page.field("Start from a recipe").inputValue(), "bullmq");
  await page.button("Undo").click();
  assert.doesNotMatch(await access(), /cluster/);
  while ((await access()) !== "") await page.button("Undo").click();
  assert.equal(await recipe.count(), 0);
  assert.equal(await page.field("User ID").inputValue(), "my-api");
  await page.close();
});

test("a recipe's string that was changed by hand is marked, and nothing is written over it unasked", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Start from a recipe": "bullmq" });
  const made = await page.field("Access string").inputValue();
  await page.fill({ "Access string": `${made} +publish` });
  const recipe = page.region("BullMQ");
  await recipe.getByText("edited").waitFor();
  await recipe.getByLabel("Queue", { exact: true }).fill("mail");
  assert.equal(await page.field("Access string").inputValue(), `${made} +publish`);
  await page.button("Use the recipe's string").click();
  assert.match(await page.field("Access string").inputValue(), /~bull:mail:\*/);
  await page.close();
});

test("each of many recipes picked in turn shows what it shows when picked first", async () => {
  const page = await Builder.open(browser);
  const select = page.field("Start from a recipe");
  const recipes = await select.locator("option").evaluateAll((all) => all.map(({ value, text }) => ({ value, text })).filter(({ value }) => value));
  assert.ok(recipes.length > 20);
  const card = async ({ value, text }) => {
    await page.fill({ "Start from a recipe": value });
    const details = page.region(text).locator("details");
    await details.evaluate((element) => { element.open = true; });
    return [await page.region(text).innerText(), await page.field("Access string").inputValue()];
  };
  const first = new Map();
  for (const recipe of recipes) {
    await page.page.evaluate(() => localStorage.clear());
    await page.page.goto("about:blank");
    await page.load();
    first.set(recipe.value, await card(recipe));
  }
  // There and back, so that each is seen after two others.
  for (const recipe of [...recipes, ...recipes.toReversed()]) {
    assert.deepEqual(await card(recipe), first.get(recipe.value), recipe.text);
    assert.equal(await page.page.locator(".recipe").count(), 1);
  }
  await page.close();
});

test("a recipe that modifies a user leaves it open which one", async () => {
  const page = await Builder.open(browser);
  for (const recipe of ["disabled-user", "rotate-password"]) {
    await page.fill({ "Start from a recipe": recipe });
    assert.equal(await page.field("User ID").inputValue(), "", recipe);
    assert.doesNotMatch(await page.readiness(), /^Ready/, recipe);
  }
  await page.close();
});

test("a value that cannot be part of a pattern is said, and changes nothing", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Start from a recipe": "django-cache" });
  const recipe = page.region("Django cache");
  const before = await page.field("Access string").inputValue();
  await recipe.getByLabel("Key prefix", { exact: true }).fill("");
  await recipe.getByText("Key prefix cannot be empty here.").waitFor();
  assert.equal(await page.field("Access string").inputValue(), before);
  await recipe.getByLabel("Key prefix", { exact: true }).fill("shop");
  assert.match(await page.field("Access string").inputValue(), /~shop:\*/);
  await page.close();
});

test("what a serverless cache restricts is said, with what to do instead", async () => {
  const page = await Builder.open(browser);
  await page.page.getByLabel("The cache is serverless").check();
  await page.fill({ "Start from a recipe": "bullmq" });
  const recipe = page.region("BullMQ");
  await recipe.getByText("client|list cannot be run on this cache.").waitFor();
  assert.ok(await recipe.getByLabel("The cache is in cluster mode").isChecked());
  await page.close();
});

test("what MONITOR printed becomes an access string", async () => {
  const page = await Builder.open(browser);
  await page.button("Clear the example").click();
  await page.page.getByText(BOX).click();
  await page.field("What your application did").fill(
    ['1339518083.107412 [0 127.0.0.1:60866] "get" "shop:1"', '1339518083.107413 [0 lua] "set" "shop:2" "x"', "NOPERM No permissions to access a key"].join("\n"),
  );
  await page.button("Use this access string").click();
  assert.equal(await page.field("Access string").inputValue(), "on ~shop:* -@all +get +set");
  await page.close();
});

test("a refusal adds to the access string, and says what that brings", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* -@all +@read -hgetall" });
  await page.page.getByText(BOX).click();
  await page.field("What your application did").fill("NOPERM User app has no permissions to run the 'hgetall' command");
  const add = page.button("Add to the current string");
  await add.waitFor();
  const box = page.page.locator(".unlisted");
  assert.match(await box.innerText(), /\+hgetall[^]*@hash\s+\+\s+hgetall[^]*HGETALL can then be used on ~app:\*\./);
  await add.click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* -@all +@read -hgetall +hgetall");
  await page.button("Undo").click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* -@all +@read -hgetall");
  await page.close();
});

test("a refusal replaces the access string only when asked to, and says what is lost", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* -@all +@read" });
  await page.page.getByText(BOX).click();
  await page.field("What your application did").fill("NOPERM User app has no permissions to run the 'set' command");
  assert.ok(await page.button("Replace the current string").isHidden());
  await page.page.getByText("Replace the current string with one for this alone").click();
  assert.match(await page.page.locator(".replace").innerText(), /Keys\s+−\s+~app:\*/);
  await page.button("Replace the current string").click();
  assert.equal(await page.field("Access string").inputValue(), "on -@all +set");
  await page.close();
});

test("a refusal of an existing user's command is appended", async () => {
  const page = await Builder.open(browser);
  await page.importText(JSON.stringify({ Users: [{ UserId: "app", UserName: "app", Status: "active", Engine: "valkey", AccessString: "on ~app:* -@all +get", UserGroupIds: [], Authentication: { Type: "no-password" }, ARN: "arn:aws:elasticache:us-east-1:111122223333:user:app" }] }));
  await page.fill({ "Access string": "" });
  await page.page.getByText(BOX).click();
  await page.field("What your application did").fill("NOPERM User app has no permissions to run the 'set' command");
  await page.button("Add to the current string").click();
  assert.equal(await page.field("Access string").inputValue(), "");
  assert.equal(await page.field("Append to access string").inputValue(), "+set");
  await page.close();
});

test("a refusal pasted into the import is named, and leads to what is missing", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* -@all +@read" });
  await page.openImport("ReplyError: NOPERM User app has no permissions to run the 'set' command");
  const dialog = page.page.getByRole("dialog");
  await dialog.getByText(/^This is a refusal, not a user\./).waitFor();
  assert.equal(await dialog.getByRole("button", { name: /^Import \d/ }).count(), 0);
  await page.button("Show which rules are missing").click();
  await dialog.waitFor({ state: "hidden" });
  await page.button("Add to the current string").click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* -@all +@read +set");
  await page.close();
});

test("a refusal that names nothing asks for what does", async () => {
  const page = await Builder.open(browser);
  await page.button("Clear the example").click();
  await page.page.getByText(BOX).click();
  await page.field("What your application did").fill("redis.exceptions.NoPermissionError: No permissions to access a channel");
  await page.page.getByText("1 line names no command, and no key or channel that was refused. Paste the command that failed, or the entry of ACL LOG.").waitFor();
  assert.equal(await page.button("Use this access string").count(), 0);
  await page.close();
});
