// The access string's workbench: what the string allows, whether a command runs, what is stored.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test("a command is tried, and what is missing is added by a press", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app::* -@all +@read", "Engine version": "valkey-8.0" });
  const answer = page.page.locator("#try-answer");
  await page.fill({ "Try a command": "GET app::1" });
  assert.match(await answer.innerText(), /^Allowed by \+@read/);
  await page.fill({ "Try a command": "SET app::1 v" });
  assert.match(await answer.innerText(), /^Refused: .*-@all/);
  await page.button("Add +set").click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app::* -@all +@read +set");
  assert.match(await answer.innerText(), /^Allowed by \+set/);
  await page.fill({ "Try a command": "GET other" });
  assert.match(await answer.innerText(), /no key pattern allows reading other/);
  await page.fill({ "Try a command": "NOSUCH" });
  assert.match(await answer.innerText(), /isn't a command in Valkey 8\.0/);
  await page.close();
});

test("effective permissions are counted by category, opened, and searched", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~* -@all +get +set +config|get", "Engine version": "valkey-8.0" });
  const region = page.region("Effective permissions");
  assert.match(await region.innerText(), /Valkey 8\.0/);
  await region.getByRole("button", { name: /^@string/ }).click();
  const get = region.getByRole("listitem").filter({ hasText: /^get allowed/ });
  assert.match(await get.innerText(), /\+get/);
  await region.getByRole("button", { name: /^@string/ }).click();
  await region.getByRole("searchbox").fill("config");
  assert.match(await region.getByRole("listitem").filter({ hasText: "config get" }).innerText(), /allowed/);
  assert.match(await region.getByRole("listitem").filter({ hasText: "config set" }).innerText(), /refused/);
  await page.close();
});

test("the form that ElastiCache stores is shown beside the one that was typed, and can be written", async () => {
  const page = await Builder.open(browser);
  // Sent and stored, as the user guide shows it.
  await page.fill({ "Access string": "off +get ~keys*" });
  await page.page.getByText("off ~keys* -@all +get", { exact: true }).first().waitFor();
  await page.button("Use this form").click();
  assert.equal(await page.field("Access string").inputValue(), "off ~keys* -@all +get");
  await page.close();
});

test("the coloured text stands exactly where the typed one does", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": `on ${"~a-long-prefix:of:keys:* ".repeat(20)}+@read -@dangerous` });
  const field = page.field("Access string");
  const same = await field.evaluate((area) => {
    const mirror = area.parentElement.firstElementChild;
    const [a, b] = [area.getBoundingClientRect(), mirror.getBoundingClientRect()];
    return a.top === b.top && a.left === b.left && a.width === b.width && area.scrollHeight <= area.clientHeight + 1
      && mirror.textContent.replace("\u200b", "") === area.value;
  });
  assert.ok(same);
  await page.close();
});

test("a string is simplified, and what it becomes is shown before it does", async () => {
  const page = await Builder.open(browser);
  const long = "on ~app:* ~app:1 -@all +get +@read -@read +get";
  await page.fill({ "Access string": long, "Engine version": "valkey-8.0" });
  await page.button("Simplify").click();
  await page.page.getByText("on ~app:* +get", { exact: true }).waitFor();
  assert.equal(await page.field("Access string").inputValue(), long);
  await page.button("Use the shorter one").click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* +get");
  await page.button("Undo").click();
  assert.equal(await page.field("Access string").inputValue(), long);
  await page.close();
});

test("each word is explained, moved and taken out with the keyboard; a rule is added", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* +@read -@all", "Engine version": "valkey-8.0" });
  const words = page.page.getByRole("list", { name: "Rules in order" });
  await words.getByRole("button", { name: "-@all" }).focus();
  assert.match(await page.page.locator("#word-about").innerText(), /^-@all: ./);
  await page.page.keyboard.press("Alt+ArrowLeft");
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* -@all +@read");
  await page.page.waitForFunction(() => document.activeElement.textContent === "-@all");
  await page.page.keyboard.press("Delete");
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* +@read");
  await words.getByRole("button", { name: "+@read" }).click();
  await page.button("Move left").click();
  assert.equal(await page.field("Access string").inputValue(), "on +@read ~app:*");
  await page.button("Move right").click();
  await page.fill({ "Add a rule": "+ping" });
  await page.page.keyboard.press("Enter");
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* +@read +ping");
  await page.close();
});

test("the reply is foretold, with how sure that is, on a tab that the keyboard reaches", async () => {
  const page = await Builder.open(browser);
  const output = page.region("Output");
  const reply = page.region("Reply");
  const tab = (name) => output.getByRole("tab", { name, exact: true });
  await page.fill(REFERENCE);
  assert.ok(!(await reply.isVisible()));
  await tab("Output").focus();
  await page.page.keyboard.press("ArrowRight");
  await reply.waitFor();
  assert.equal(await tab("Response").getAttribute("aria-selected"), "true");
  assert.ok(await tab("Response").evaluate((element) => element === document.activeElement));
  assert.equal(JSON.parse(await reply.innerText()).UserId, "user1");
  assert.match(await output.innerText(), /Likely\. /);
  // What the API's reference for CreateUser says of a user ID that is taken.
  assert.match(await output.innerText(), /Other possible errors\s[^]*UserAlreadyExists/);
  await page.fill({ "Access string": "on +nosuchcommand" });
  assert.match(await reply.innerText(), /InvalidParameterValue/);
  await tab("Output").click();
  assert.ok(!(await reply.isVisible()));
  await page.close();
});

test("a command to try is read with its quotes and its client, and a NOPERM error says what to add", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* -@all +@read +set", "Engine version": "valkey-8.0" });
  const answer = page.page.locator("#try-answer");
  await page.fill({ "Try a command": 'valkey-cli SET app:k "a b"' });
  assert.match(await answer.innerText(), /^Allowed by \+set/);
  await page.fill({ "Try a command": "(error) NOPERM User app has no permissions to run the 'hset' command" });
  await page.button("Add +hset").click();
  assert.equal(await page.field("Access string").inputValue(), "on ~app:* -@all +@read +set +hset");
  await page.fill({ "Try a command": "GET user:1" });
  await page.button("Add %R~user:*").click();
  assert.match(await answer.innerText(), /^Allowed/);
  await page.close();
});

test("two access strings are compared: the risk first, commands by category", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* -@all +@read +@pubsub -@dangerous", "Engine version": "valkey-8.0" });
  await page.fill({ "Compare with": "on ~app:* -@all +@read -@dangerous" });
  const difference = page.region("Compared with the other string");
  assert.match(await difference.innerText(), /@pubsub\s+\+\s+all \d+ of @pubsub/);
  await page.fill({ "Compare with": "on ~* +@all" });
  assert.match(await difference.innerText(), /Keys\s+−\s+~\*\s+Dangerous commands\s+−\s+bgrewriteaof/);
  await page.fill({ "Compare with": "on -@all -@dangerous +@pubsub +@read ~app:* -@dangerous" });
  assert.match(await difference.innerText(), /Same permissions/);
  await page.close();
});

test("many commands are folded to their number, and the list is one stop of the Tab key", async () => {
  const page = await Builder.open(browser);
  const commands = ["get", "set", "del", "hget", "hset", "hdel", "lpush", "rpush", "lpop", "rpop", "sadd", "srem", "zadd", "zrem", "expire", "ttl", "ping", "exists", "incr", "decr"];
  await page.fill({ "Access string": `on ~app:* -@all ${commands.map((name) => `+${name}`).join(" ")} -hdel` });
  const words = page.page.getByRole("list", { name: "Rules in order" });
  assert.deepEqual(await words.getByRole("button").allInnerTexts(), ["on", "~app:*", "-@all", "-hdel"]);
  await page.button("Show 20 commands").click();
  assert.equal(await words.getByRole("button").count(), 24);
  assert.equal(await words.locator("[tabindex='0']").count(), 1);
  await page.close();
});

test("for a current user the difference is shown", async () => {
  const page = await Builder.open(browser);
  const reply = { Users: [{ UserId: "app", UserName: "app", Status: "active", Engine: "valkey", AccessString: "on ~app:* -@all +get", Authentication: { Type: "password", PasswordCount: 1 } }] };
  await page.button("Import").click();
  await page.page.getByRole("dialog").getByRole("textbox").fill(JSON.stringify(reply));
  await page.page.getByRole("button", { name: /^Import \d/ }).click();
  await page.fill({ "Append to access string": "+set ~other:*" });
  const difference = page.region("Compared with the current user");
  assert.match(await difference.innerText(), /Keys\s+\+\s+~other:\*\s+@string\s+\+\s+set/);
  await page.fill({ "Append to access string": "allkeys +@all" });
  assert.match(await difference.innerText(), /Review: gains every key/);
  assert.match(await difference.innerText(), /and \d+ more/);
  await page.close();
});

test("a command to try says what the words that allow it bring besides", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on ~app:* -@all +@read", "Try a command": "GET user:1" });
  await page.page.getByText(/^The \d+ other key commands of this user can then use %R~user:1, too\.$/).waitFor();
  await page.fill({ "Try a command": "SET app:1 x" });
  await page.page.getByText("SET can then be used on ~app:*.").waitFor();
  await page.close();
});

test("what a command to try lacks is appended to what an existing user has", async () => {
  const page = await Builder.open(browser);
  await page.importText(JSON.stringify({ Users: [{ UserId: "app", UserName: "app", Status: "active", Engine: "valkey", AccessString: "on ~app:* -@all +get", UserGroupIds: [], Authentication: { Type: "no-password" }, ARN: "arn:aws:elasticache:us-east-1:111122223333:user:app" }] }));
  await page.fill({ "Access string": "" });
  await page.fill({ "Try a command": "SET app:1 x" });
  await page.button("Add +set").click();
  assert.equal(await page.field("Access string").inputValue(), "");
  assert.equal(await page.field("Append to access string").inputValue(), "+set");
  await page.close();
});
