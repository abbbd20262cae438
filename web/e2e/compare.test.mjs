// Compare, tests and audit, as a person uses them; and what assistive technology sees of them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder } from "./builder.mjs";

let browser, axe;
before(async () => {
  browser = await launch();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
after(() => browser?.close());

const STRING = "on ~app:* -@all +@read -@dangerous";

/** A reply of describe-users. */
const reply = (users) => JSON.stringify({
  Users: users.map(([id, access, more]) => ({ UserId: id, UserName: id, Status: "active", Engine: "valkey", MinimumEngineVersion: "7.2", AccessString: access, UserGroupIds: [], Authentication: { Type: "password", PasswordCount: 1 }, ARN: `arn:aws:elasticache:us-east-1:123456789012:user:${id}`, ...more })),
});
const GROUPS = JSON.stringify({ UserGroups: [{ UserGroupId: "team", UserIds: ["admin", "reader"], Status: "active" }] });
const USERS = reply([
  ["admin", "on ~* &* +@all", { Authentication: { Type: "no-password" } }],
  ["reader", "on ~app:* resetchannels -@all +@read -@dangerous"],
  ["reader-2", "on ~app:* resetchannels -@all +@read -@dangerous"],
  ["muddled", "on ~a:* resetchannels -@all +get +set -set +get"],
  ["gone", "off ~* &* +@all"],
]);

/** The panel with the permissions, which is a tab where the window is narrow. */
async function permissions(page) {
  const tab = page.page.getByRole("tab", { name: "Permissions" });
  if (await tab.count() > 0) await tab.click();
}

async function openTests(page) {
  await permissions(page);
  if (!(await page.field("Must").isVisible())) await page.page.getByRole("heading", { name: "Tests" }).click();
}

async function openAudit(page, text) {
  await page.menu("Audit");
  await page.field("Users to audit").fill(text);
  await page.page.getByRole("table", { name: "Users" }).waitFor();
}

async function assertSound(page, state) {
  // Evaluated by the debugger: the page's policy lets no other script in.
  const found = await page.page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
  assert.deepEqual(violations, [], state);
  const wide = await page.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${state}: ${wide} pixels too wide`);
}

test("Compare with: a pasted string, a version, a recipe and a draft", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": STRING, "Engine version": "valkey-9.1" });
  await page.fill({ "Compare with": `${STRING} +flushall +@pubsub` });
  const pasted = page.region("Compared with the other string");
  assert.match(await pasted.innerText(), /Dangerous commands\s+−\s+flushall/);
  assert.match(await pasted.innerText(), /@pubsub\s+−/);
  await page.fill({ "Compare with a draft, recipe or version": "version:valkey-7.2" });
  assert.equal(await page.field("Compare with").inputValue(), "");
  assert.match(await page.region("Compared with the same string on Valkey 7.2").innerText(), /\+\s+[a-z]/);
  await page.fill({ "Compare with a draft, recipe or version": "recipe:bullmq" });
  assert.match(await page.region("Compared with the recipe BullMQ").innerText(), /Keys/);
  await page.button("Drafts").click();
  await page.button("New draft").click();
  await page.fill({ "User ID": "other", "Access string": "on ~* -@all +@read -@dangerous", "Engine version": "valkey-9.1" });
  const option = page.field("Compare with a draft, recipe or version").locator("optgroup[label=Drafts] option").first();
  await page.field("Compare with a draft, recipe or version").selectOption(await option.getAttribute("value"));
  await page.painted();
  const draft = page.region(`Compared with the draft ${await option.innerText()}`);
  assert.match(await draft.innerText(), /Review: gains every key/);
  await page.close();
});

test("Must and Must not turn green or red as one types, stay with the draft, and are exported", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "app", "User name": "app", "Access string": STRING, "Engine version": "valkey-8.0" });
  await openTests(page);
  await page.fill({ Must: "GET app:1\nAUTH canary-password", "Must not": "FLUSHALL\nGET app:2" });
  const outcome = (text) => page.page.locator("[data-test]").filter({ hasText: text });
  assert.equal(await outcome("GET app:1").getAttribute("data-test"), "passed");
  assert.equal(await outcome("FLUSHALL").getAttribute("data-test"), "passed");
  assert.equal(await outcome("GET app:2").getAttribute("data-test"), "failed");
  await page.page.getByText("1 of 4 fail").waitFor();
  await page.fill({ "Access string": "on ~app:1 -@all +@all" });
  assert.equal(await outcome("FLUSHALL").getAttribute("data-test"), "failed");
  await page.fill({ "Access string": STRING });
  const file = await page.downloaded("Download tests");
  assert.equal(file.name, "app.acltest");
  assert.match(file.text, /user: app\nengine: valkey-8\.0\naccess: on ~app:\* -@all \+@read -@dangerous\nmust: GET app:1\nmust not: FLUSHALL\nmust not: GET app:2\n$/);
  const script = await page.downloaded("Download script");
  assert.equal(script.name, "app-test.sh");
  assert.match(script.text, /^#!\/bin\/sh\n/);
  for (const text of [file.text, script.text]) assert.ok(!text.includes("canary"), "a password is never exported");
  await page.page.waitForTimeout(600);
  assert.ok(!(await page.page.evaluate(() => JSON.stringify(localStorage))).includes("canary"), "a password is never kept");
  await page.load();
  await openTests(page);
  assert.equal(await page.field("Must").inputValue(), "GET app:1");
  assert.equal(await page.field("Must not").inputValue(), "FLUSHALL\nGET app:2");
  await page.close();
});

test("sample keys light up by pattern and right", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Access string": "on %R~app:* ~app:queue:* %W~never:* -@all +@read +@write -@dangerous", "Engine version": "valkey-8.0" });
  await openTests(page);
  await page.fill({ "Sample keys": "app:1\napp:queue:1\nother" });
  const lines = await page.page.locator("#sample-keys-outcome li").allInnerTexts();
  assert.match(lines[0], /app:1\s+read only\s+%R~app:\*/);
  assert.match(lines[1], /app:queue:1\s+read, write\s+%R~app:\*\s+~app:queue:\*/);
  assert.match(lines[2], /other\s+no pattern/);
  await page.page.getByText("No sample key matches").waitFor();
  await page.close();
});

test("Audit: a table that sorts, filters, explains and leads into the form", async () => {
  const page = await Builder.open(browser);
  await openAudit(page, `${USERS}\n${GROUPS}`);
  const table = page.page.getByRole("table", { name: "Users" });
  const names = async () => (await table.getByRole("rowheader").allInnerTexts()).map((name) => name.replace(/^[▸▾]\s*/, "").trim());
  const row = (name) => table.getByRole("row").filter({ has: page.page.getByRole("rowheader", { name, exact: true }) });
  assert.match(await row("admin").innerText(), /no password\s+~\*\s+FLUSHALL, FLUSHDB\s+\d+/);
  assert.match(await row("admin").innerText(), /team/);
  assert.match(await row("reader").innerText(), /reader-2/);
  assert.ok(!(await row("gone").innerText()).includes("FLUSHALL"), "a user that is off empties nothing");
  await table.getByRole("columnheader", { name: "User" }).getByRole("button").click();
  assert.deepEqual(await names(), ["admin", "gone", "muddled", "reader", "reader-2"]);
  await table.getByRole("columnheader", { name: "User" }).getByRole("button").click();
  assert.deepEqual(await names(), ["reader-2", "reader", "muddled", "gone", "admin"]);
  assert.equal(await table.getByRole("columnheader", { name: "User" }).getAttribute("aria-sort"), "descending");
  await page.button("Same rights (4)").click();
  assert.deepEqual((await names()).sort(), ["admin", "gone", "reader", "reader-2"]);
  await page.button("Same rights (4)").click();
  await page.field("Filter users").fill("team");
  assert.deepEqual((await names()).sort(), ["admin", "reader"]);
  await page.field("Filter users").fill("muddled");
  await page.button("muddled").focus();
  await page.page.keyboard.press("Enter");
  await page.page.getByText("is contradicted by -set").waitFor();
  await page.button("Open in the form").click();
  await page.page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal(await page.field("User ID").inputValue(), "muddled");
  await page.close();
});

test("an audit is taken away, and no cell of it is a formula", async () => {
  const page = await Builder.open(browser);
  const hostile = "=HYPERLINK(\"https://x.invalid\")|\u202e<img src=x onerror=alert(1)>";
  await openAudit(page, reply([[hostile, "on >canary ~* -@all +get"], ["plain", "on ~a;=1+1 -@all +get"]]));
  const csv = await page.downloaded("Download CSV");
  assert.equal(csv.name, "audit.csv");
  assert.match(csv.text, /^"'=HYPERLINK/m);
  assert.match(csv.text, /~a;'=1\+1/);
  const markdown = await page.downloaded("Download Markdown");
  assert.ok(markdown.text.startsWith("| User ID |"));
  const json = await page.downloaded("Download JSON");
  assert.equal(JSON.parse(json.text).users[0].userId, hostile);
  const shown = await page.page.getByRole("dialog").innerText();
  for (const text of [csv.text, markdown.text, json.text, shown]) assert.ok(!text.includes("canary"));
  assert.ok(!shown.includes("\u202e"), "what reorders text is shown as its number");
  await page.close();
});

test("a thousand users are audited in a second, and more with progress", async () => {
  const page = await Builder.open(browser);
  const many = (count) => reply(Array.from({ length: count }, (_, at) => [`user-${at}`, `on ~app:${at}:* ~shared:* resetchannels -@all +@read +@write +@connection -@dangerous +info`]));
  await page.menu("Audit");
  const took = async (count) => {
    await page.field("Users to audit").evaluate((field, text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      window.began = performance.now();
    }, many(count));
    await page.page.getByText(`${count} users`, { exact: true }).waitFor();
    return page.page.evaluate(() => performance.now() - window.began);
  };
  const thousand = await took(1000);
  console.log(`1000 users in ${Math.round(thousand)} ms`);
  const more = took(3000);
  await page.page.getByRole("progressbar").waitFor();
  await more;
  await page.button("Show 100 more").click();
  assert.equal(await page.page.getByRole("rowheader").count(), 200);
  assert.ok(thousand < 5000, `${thousand} ms, on a machine that may be busy`);
  await page.close();
});

for (const [theme, options] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } })) {
  for (const width of [1440, 320]) {
    test(`${theme}, ${width} pixels wide: axe finds nothing`, async () => {
      const page = await Builder.open(browser, { ...options, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await page.fill({ "Access string": STRING, "Engine version": "valkey-8.0" });
      await openTests(page);
      await page.fill({ Must: "GET app:1\nGET other", "Must not": "FLUSHALL\nKEYS *", "Sample keys": "app:1\nother", "Compare with": "on ~* +@all" });
      await assertSound(page, "tests and compare");
      await openAudit(page, `${USERS}\n${GROUPS}`);
      await page.button("muddled").click();
      await assertSound(page, "audit");
      await page.close();
    });
  }
}
