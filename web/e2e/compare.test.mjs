// Compare, tests and audit: how they work, and how assistive technology sees them.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "./fixtures.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

/** The permissions panel, which is a tab in narrow windows. */
async function permissions(builder) {
  const tab = builder.page.getByRole("tab", { name: "Permissions" });
  if (await tab.count() > 0) await tab.click();
}

async function openTests(builder) {
  await permissions(builder);
  if (!(await builder.field("Must").isVisible())) await builder.page.getByRole("heading", { name: "Tests" }).click();
}

async function openAudit(builder, text) {
  await builder.menu("Audit");
  await builder.field("Users to audit").fill(text);
  await builder.page.getByRole("table", { name: "Users" }).waitFor();
}

async function assertSound(builder, state) {
  // Evaluated by the debugger, because the page's policy blocks every other script.
  const found = await builder.page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
  expect(violations, state).toStrictEqual([]);
  const wide = await builder.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${state}: ${wide} pixels too wide`).toBeLessThanOrEqual(0);
}

test("Compare with: a pasted string, a version, a recipe and a draft", async ({ builder }) => {
  await builder.fill({ "Access string": STRING, "Engine version": "valkey-9.1" });
  await builder.expand("Compare");
  await builder.fill({ "Compare with": `${STRING} +flushall +@pubsub` });
  const pasted = builder.region("Compared with the other string");
  await expect(pasted).toContainText(/Dangerous commands\s+−\s+flushall/, { useInnerText: true });
  await expect(pasted).toContainText(/@pubsub\s+−/, { useInnerText: true });
  await builder.fill({ "Compare with a draft, recipe or version": "version:valkey-7.2" });
  await expect(builder.field("Compare with")).toHaveValue("");
  await expect(builder.region("Compared with the same string on Valkey 7.2")).toContainText(/\+\s+[a-z]/, { useInnerText: true });
  await builder.fill({ "Compare with a draft, recipe or version": "recipe:bullmq" });
  await expect(builder.region("Compared with the recipe BullMQ")).toContainText(/Keys/, { useInnerText: true });
  await builder.button("Drafts").click();
  await builder.button("New draft").click();
  await builder.fill({ "User ID": "other", "Access string": "on ~* -@all +@read -@dangerous", "Engine version": "valkey-9.1" });
  const option = builder.field("Compare with a draft, recipe or version").locator("optgroup[label=Drafts] option").first();
  await builder.expand("Compare");
  await builder.field("Compare with a draft, recipe or version").selectOption(await option.getAttribute("value"));
  await builder.painted();
  const draft = builder.region(`Compared with the draft ${await option.innerText()}`);
  await expect(draft).toContainText(/Review: gains every key/, { useInnerText: true });
});

test("Must and Must not pass or fail while typing, are saved with the draft, and can be exported", async ({ page, builder }) => {
  await builder.fill({ "User ID": "app", "User name": "app", "Access string": STRING, "Engine version": "valkey-8.0" });
  await openTests(builder);
  await builder.fill({ Must: "GET app:1\nAUTH canary-password", "Must not": "FLUSHALL\nGET app:2" });
  const outcome = (text) => page.locator("[data-test]").filter({ hasText: text });
  await expect(outcome("GET app:1")).toHaveAttribute("data-test", "passed");
  await expect(outcome("FLUSHALL")).toHaveAttribute("data-test", "passed");
  await expect(outcome("GET app:2")).toHaveAttribute("data-test", "failed");
  await page.getByText("1 of 4 fail").waitFor();
  await builder.fill({ "Access string": "on ~app:1 -@all +@all" });
  await expect(outcome("FLUSHALL")).toHaveAttribute("data-test", "failed");
  await builder.fill({ "Access string": STRING });
  const file = await builder.downloaded("Download tests");
  expect(file.name).toBe("app.acltest");
  expect(file.text).toMatch(/user: app\nengine: valkey-8\.0\naccess: on ~app:\* -@all \+@read -@dangerous\nmust: GET app:1\nmust not: FLUSHALL\nmust not: GET app:2\n$/);
  const script = await builder.downloaded("Download script");
  expect(script.name).toBe("app-test.sh");
  expect(script.text).toMatch(/^#!\/bin\/sh\n/);
  for (const text of [file.text, script.text]) expect(text, "a password is never exported").not.toContain("canary");
  const kept = () => page.evaluate(() => JSON.stringify(localStorage));
  await expect.poll(kept).toContain("FLUSHALL");
  expect(await kept(), "a password is never kept").not.toContain("canary");
  await builder.load();
  await openTests(builder);
  await expect(builder.field("Must")).toHaveValue("GET app:1");
  await expect(builder.field("Must not")).toHaveValue("FLUSHALL\nGET app:2");
});

test("sample keys show the patterns that match, and their access", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on %R~app:* ~app:queue:* %W~never:* -@all +@read +@write -@dangerous", "Engine version": "valkey-8.0" });
  await openTests(builder);
  await builder.fill({ "Sample keys": "app:1\napp:queue:1\nother" });
  const lines = await page.locator("#sample-keys-outcome li").allInnerTexts();
  expect(lines[0]).toMatch(/app:1\s+read only\s+%R~app:\*/);
  expect(lines[1]).toMatch(/app:queue:1\s+read, write\s+%R~app:\*\s+~app:queue:\*/);
  expect(lines[2]).toMatch(/other\s+no pattern/);
  await page.getByText("No sample key matches").waitFor();
});

test("Audit: a table that sorts, filters, explains and leads into the form", async ({ page, builder }) => {
  await openAudit(builder, `${USERS}\n${GROUPS}`);
  const table = page.getByRole("table", { name: "Users" });
  const names = async () => (await table.getByRole("rowheader").allInnerTexts()).map((name) => name.replace(/^[▸▾]\s*/, "").trim());
  const row = (name) => table.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  await expect(row("admin")).toContainText(/no password\s+~\*\s+FLUSHALL, FLUSHDB\s+\d+/, { useInnerText: true });
  await expect(row("admin")).toContainText(/team/, { useInnerText: true });
  await expect(row("reader")).toContainText(/reader-2/, { useInnerText: true });
  expect(await row("gone").innerText(), "a user that is off empties nothing").not.toContain("FLUSHALL");
  await table.getByRole("columnheader", { name: "User" }).getByRole("button").click();
  expect(await names()).toStrictEqual(["admin", "gone", "muddled", "reader", "reader-2"]);
  await table.getByRole("columnheader", { name: "User" }).getByRole("button").click();
  expect(await names()).toStrictEqual(["reader-2", "reader", "muddled", "gone", "admin"]);
  await expect(table.getByRole("columnheader", { name: "User" })).toHaveAttribute("aria-sort", "descending");
  await builder.button("Same rights (4)").click();
  expect((await names()).sort()).toStrictEqual(["admin", "gone", "reader", "reader-2"]);
  await builder.button("Same rights (4)").click();
  await builder.field("Filter users").fill("team");
  expect((await names()).sort()).toStrictEqual(["admin", "reader"]);
  await builder.field("Filter users").fill("muddled");
  await builder.button("muddled").focus();
  await page.keyboard.press("Enter");
  await page.getByText("is overridden by -set").waitFor();
  await builder.button("Open in the form").click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expect(builder.field("User ID")).toHaveValue("muddled");
});

test("an exported audit has no formula in any cell", async ({ page, builder }) => {
  const hostile = "=HYPERLINK(\"https://x.invalid\")|\u202e<img src=x onerror=alert(1)>";
  await openAudit(builder, reply([[hostile, "on >canary ~* -@all +get"], ["plain", "on ~a;=1+1 -@all +get"]]));
  const csv = await builder.downloaded("Download CSV");
  expect(csv.name).toBe("audit.csv");
  expect(csv.text).toMatch(/^"'=HYPERLINK/m);
  expect(csv.text).toMatch(/~a;'=1\+1/);
  const markdown = await builder.downloaded("Download Markdown");
  expect(markdown.text.startsWith("| User ID |")).toBe(true);
  const json = await builder.downloaded("Download JSON");
  expect(JSON.parse(json.text).users[0].userId).toBe(hostile);
  const shown = await page.getByRole("dialog").innerText();
  for (const text of [csv.text, markdown.text, json.text, shown]) expect(text).not.toContain("canary");
  expect(shown, "what reorders text is shown as its number").not.toContain("\u202e");
});

test("a thousand users are audited in a second, and more with progress", async ({ page, builder }) => {
  const many = (count) => reply(Array.from({ length: count }, (_, at) => [`user-${at}`, `on ~app:${at}:* ~shared:* resetchannels -@all +@read +@write +@connection -@dangerous +info`]));
  await builder.menu("Audit");
  const took = async (count) => {
    await builder.field("Users to audit").evaluate((field, text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      window.began = performance.now();
    }, many(count));
    await page.getByText(`${count} users`, { exact: true }).waitFor();
    return page.evaluate(() => performance.now() - window.began);
  };
  const thousand = await took(1000);
  console.log(`1000 users in ${Math.round(thousand)} ms`);
  const more = took(3000);
  await page.getByRole("progressbar").waitFor();
  await more;
  await builder.button("Show 100 more").click();
  await expect(page.getByRole("dialog").getByRole("rowheader")).toHaveCount(200);
  expect(thousand, `${thousand} ms, on a machine that may be busy`).toBeLessThan(5000);
});

for (const [theme, options] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colors": { forcedColors: "active" } })) {
  for (const width of [1440, 320]) {
    test(`${theme}, ${width} pixels wide: axe finds nothing`, { tag: "@chromium" }, async ({ open }) => {
      const builder = await open({ ...options, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await builder.fill({ "Access string": STRING, "Engine version": "valkey-8.0" });
      await openTests(builder);
      await builder.expand("Tests");
      await builder.expand("Compare");
      await builder.fill({ Must: "GET app:1\nGET other", "Must not": "FLUSHALL\nKEYS *", "Sample keys": "app:1\nother", "Compare with": "on ~* +@all" });
      await assertSound(builder, "tests and compare");
      await openAudit(builder, `${USERS}\n${GROUPS}`);
      await builder.button("muddled").click();
      await assertSound(builder, "audit");
    });
  }
}
