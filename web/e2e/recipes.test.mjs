// Recipes: pick one, fill it in, read what it grants and use it; and access strings from an application's recorded commands.
import { expect, test } from "./fixtures.mjs";

const BOX = "Fix a NOPERM error, or paste MONITOR for a library not listed";

test("a recipe is applied immediately and follows its fields, and Undo reverts it", async ({ builder }) => {
  await builder.fill({ "User ID": "my-api" });
  await builder.fill({ "Start from a recipe": "bullmq" });
  const recipe = builder.region("BullMQ");
  const access = () => builder.field("Access string").inputValue();
  expect(await access()).toMatch(/^on ~bull:\*? ?/);
  await recipe.getByLabel("Queue", { exact: true }).fill("mail");
  expect(await access()).toMatch(/~bull:mail:\*/);
  await recipe.getByText("About this recipe").click();
  await expect(recipe).toContainText(/Measured on \d{4}-\d\d-\d\d with bullmq \d/, { useInnerText: true });
  await recipe.getByLabel("The cache is in cluster mode").check();
  expect(await access()).toMatch(/^on ~\{bull\}:mail:\* -@all .*\+cluster\|slots/);
  await expect(builder.field("User ID"), "what was typed stays").toHaveValue("my-api");
  await expect(builder.field("Start from a recipe")).toHaveValue("bullmq");
  await builder.button("Undo").click();
  expect(await access()).not.toMatch(/cluster/);
  while ((await access()) !== "") await builder.button("Undo").click();
  await expect(recipe).toHaveCount(0);
  await expect(builder.field("User ID")).toHaveValue("my-api");
});

test("a recipe's edited access string is marked, and never overwritten without asking", async ({ builder }) => {
  await builder.fill({ "Start from a recipe": "bullmq" });
  const made = await builder.field("Access string").inputValue();
  await builder.fill({ "Access string": `${made} +publish` });
  const recipe = builder.region("BullMQ");
  await recipe.getByText("edited").waitFor();
  await recipe.getByLabel("Queue", { exact: true }).fill("mail");
  await expect(builder.field("Access string")).toHaveValue(`${made} +publish`);
  await builder.button("Use the recipe's string").click();
  await expect(builder.field("Access string")).toHaveValue(/~bull:mail:\*/);
});

test("a measured recipe isn't warned about what other clients send, until it's edited", async ({ builder }) => {
  await builder.fill({ "Start from a recipe": "bullmq" });
  const made = await builder.field("Access string").inputValue();
  const problems = builder.region("Problems");
  const warning = problems.getByText(/^Many clients send/).first();
  await expect(problems.getByText(/^Good to know/)).toBeVisible();
  await expect(warning).toBeHidden();
  await builder.fill({ "Access string": `${made} -exists` });
  await expect(warning).toBeVisible();
});

test("a recipe picked after others shows the same as when picked first", async ({ page, builder }) => {
  test.slow();
  const select = builder.field("Start from a recipe");
  const recipes = await select.locator("option").evaluateAll((all) => all.map(({ value, text }) => ({ value, text })).filter(({ value }) => value));
  expect(recipes.length).toBeGreaterThan(20);
  const card = async ({ value, text }) => {
    await builder.fill({ "Start from a recipe": value });
    const details = builder.region(text).locator("details");
    await details.evaluate((element) => { element.open = true; });
    return [await builder.region(text).innerText(), await builder.field("Access string").inputValue()];
  };
  const first = new Map();
  // Only half of them are picked first, because a page for each takes long. The others appear twice, after different ones.
  for (const recipe of recipes.filter((_, n) => n % 2 === 0)) {
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
    await builder.load();
    first.set(recipe.value, await card(recipe));
  }
  // There and back, so that each appears after two others.
  for (const recipe of [...recipes, ...recipes.toReversed()]) {
    const shown = await card(recipe);
    if (!first.has(recipe.value)) first.set(recipe.value, shown);
    expect(shown, recipe.text).toStrictEqual(first.get(recipe.value));
    await expect(page.locator(".recipe")).toHaveCount(1);
  }
});

test("a recipe that modifies a user leaves the user ID open", async ({ builder }) => {
  for (const recipe of ["disabled-user", "rotate-password"]) {
    await builder.fill({ "Start from a recipe": recipe });
    await expect(builder.field("User ID"), recipe).toHaveValue("");
    expect(await builder.readiness(), recipe).not.toMatch(/^Ready/);
  }
});

test("a recipe for an imported user changes only its access string", async ({ page, builder }) => {
  await builder.importText(JSON.stringify({ Users: [{ UserId: "orders-api", UserName: "orders", Status: "active", Engine: "valkey", AccessString: "on ~* +@all", UserGroupIds: [], Authentication: { Type: "password", PasswordCount: 1 }, ARN: "arn:aws:elasticache:us-east-1:111122223333:user:orders-api" }] }));
  await builder.fill({ "Start from a recipe": "celery" });
  await expect(page.getByRole("radio", { name: "Modify user", exact: true })).toBeChecked();
  await expect(builder.field("User ID")).toHaveValue("orders-api");
  await expect(page.getByText("Current user: ")).toBeVisible();
  const command = await builder.shown();
  expect(command).toMatch(/modify-user [^]*--user-id orders-api[^]*--access-string 'on .*~celery/);
  expect(command).not.toMatch(/create-user|--user-name/);
});

test("a value that can't be part of a pattern gets a message, and changes nothing", async ({ builder }) => {
  await builder.fill({ "Start from a recipe": "django-cache" });
  const recipe = builder.region("Django cache");
  const before = await builder.field("Access string").inputValue();
  await recipe.getByLabel("Key prefix", { exact: true }).fill("");
  await recipe.getByText("Key prefix can't be empty here.").waitFor();
  await expect(builder.field("Access string")).toHaveValue(before);
  await recipe.getByLabel("Key prefix", { exact: true }).fill("shop");
  await expect(builder.field("Access string")).toHaveValue(/~shop:\*/);
});

test("a serverless cache's restrictions are shown, with what to do instead", async ({ page, builder }) => {
  await page.getByLabel("The cache is serverless").check();
  await builder.fill({ "Start from a recipe": "bullmq" });
  const recipe = builder.region("BullMQ");
  await recipe.getByText("client|list can't run on this cache.").waitFor();
  await expect(recipe.getByLabel("The cache is in cluster mode")).toBeChecked();
});

test("the access string follows the ticked features, and Undo reverts a tick", async ({ page, builder }) => {
  const access = builder.field("Access string");
  await page.getByText("Library not listed? Tick what your application uses").click();
  const ticks = page.getByRole("group", { name: "What your application uses" });
  await builder.fill({ "Key pattern": "shop:*" });
  await expect(access, "a pattern alone changes nothing").toHaveValue(/^on ~app:\*/);
  await ticks.getByLabel("Hashes").check();
  await expect(access).toHaveValue(/^on ~shop:\* resetchannels -@all .*\+hget .*\+ping/);
  await expect(builder.field("User ID"), "the example is gone").toHaveValue("");
  await ticks.getByLabel("Publish messages").check();
  await expect(access).toHaveValue(/^on ~shop:\* resetchannels &app:\* -@all .*\+publish /);
  await builder.fill({ "Channel pattern": "" });
  await page.getByText("Add a channel pattern, such as app:*.").waitFor();
  await builder.fill({ "Channel pattern": "news:*" });
  await expect(access).toHaveValue(/ &news:\* /);
  await page.getByLabel("The client connects in cluster mode").check();
  await expect(access).toHaveValue(/\+cluster\|slots/);
  await builder.button("Undo").click();
  await expect(access).not.toHaveValue(/cluster/);
  await expect(page.getByLabel("The client connects in cluster mode")).not.toBeChecked();
  const made = await access.inputValue();
  await builder.fill({ "Access string": `${made} +keys` });
  await ticks.getByLabel("Hashes").uncheck();
  await expect(access, "changed by hand").toHaveValue(`${made} +keys`);
  await builder.button("Use the string of these ticks").click();
  await expect(access).toHaveValue(/^on resetchannels &news:\* -@all (?!.*hget)/);
});

test("a tick adds no command that a serverless cache lacks", async ({ page, builder }) => {
  await page.getByLabel("The cache is serverless").check();
  await page.getByText("Library not listed? Tick what your application uses").click();
  await page.getByLabel("Subscribe to channel patterns").check();
  await page.getByLabel("Iterate over all keys (SCAN)").check();
  await expect(builder.field("Access string")).toHaveValue(/^on resetchannels &app:\* -@all (?!.*psubscribe).*\+scan/);
  await expect(page.getByLabel("The client connects in cluster mode")).toBeChecked();
});

test("MONITOR output becomes an access string", async ({ page, builder }) => {
  await builder.button("Clear the example").click();
  await page.getByText(BOX).click();
  await builder.field("What your application did").fill(
    ['1339518083.107412 [0 127.0.0.1:60866] "get" "shop:1"', '1339518083.107413 [0 lua] "set" "shop:2" "x"', "NOPERM No permissions to access a key"].join("\n"),
  );
  await builder.button("Use this access string").click();
  await expect(builder.field("Access string")).toHaveValue("on ~shop:* -@all +get +set");
});

test("a NOPERM error adds to the access string, and lists the side effects", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app:* -@all +@read -hgetall" });
  await page.getByText(BOX).click();
  await builder.field("What your application did").fill("NOPERM User app has no permissions to run the 'hgetall' command");
  const add = builder.button("Add to the current string");
  await add.waitFor();
  const box = page.locator(".unlisted");
  await expect(box).toContainText(/\+hgetall[^]*@hash\s+\+\s+hgetall[^]*HGETALL can then be used on ~app:\*\./, { useInnerText: true });
  await add.click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +@read -hgetall +hgetall");
  await builder.button("Undo").click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +@read -hgetall");
});

test("a NOPERM error replaces the access string only on request, and lists what is lost", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app:* -@all +@read" });
  await page.getByText(BOX).click();
  await builder.field("What your application did").fill("NOPERM User app has no permissions to run the 'set' command");
  await expect(builder.button("Replace the current string")).toBeHidden();
  await page.getByText("Replace the current string with one for this alone").click();
  await expect(page.locator(".replace")).toContainText(/Keys\s+−\s+~app:\*/, { useInnerText: true });
  await builder.button("Replace the current string").click();
  await expect(builder.field("Access string")).toHaveValue("on -@all +set");
});

test("an existing user's NOPERM error is appended", async ({ page, builder }) => {
  await builder.importText(JSON.stringify({ Users: [{ UserId: "app", UserName: "app", Status: "active", Engine: "valkey", AccessString: "on ~app:* -@all +get", UserGroupIds: [], Authentication: { Type: "no-password" }, ARN: "arn:aws:elasticache:us-east-1:111122223333:user:app" }] }));
  await builder.fill({ "Access string": "" });
  await page.getByText(BOX).click();
  await builder.field("What your application did").fill("NOPERM User app has no permissions to run the 'set' command");
  await builder.button("Add to the current string").click();
  await expect(builder.field("Access string")).toHaveValue("");
  await expect(builder.field("Append to access string")).toHaveValue("+set");
});

test("a NOPERM error pasted into the import is recognized, and leads to the missing rights", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app:* -@all +@read" });
  await builder.openImport("ReplyError: NOPERM User app has no permissions to run the 'set' command");
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/^This is a NOPERM error, not a user\./).waitFor();
  await expect(dialog.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  await builder.button("Show which rules are missing").click();
  await dialog.waitFor({ state: "hidden" });
  await builder.button("Add to the current string").click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +@read +set");
});

test("a NOPERM error without a command asks for more", async ({ page, builder }) => {
  await builder.button("Clear the example").click();
  await page.getByText(BOX).click();
  await builder.field("What your application did").fill("redis.exceptions.NoPermissionError: No permissions to access a channel");
  await page.getByText("1 line names no command, and no denied key or channel. Paste the command that failed, or the ACL LOG entry.").waitFor();
  await expect(builder.button("Use this access string")).toHaveCount(0);
});
