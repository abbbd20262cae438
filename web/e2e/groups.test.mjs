// User groups: created and modified, with members from drafts, typed, pasted and imported.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { deflateRawSync } from "node:zlib";
import { url } from "./browser.mjs";
import { expect, test } from "./fixtures.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const arn = (kind, id) => `arn:aws:elasticache:us-east-1:123456789012:${kind}:${id}`;
const user = (id, name, more) => ({ UserId: id, UserName: name, Status: "active", Engine: "redis", MinimumEngineVersion: "6.0", AccessString: "on ~* -@all +@read", UserGroupIds: [], Authentication: { Type: "password", PasswordCount: 1 }, ARN: arn("user", id), ...more });
const USERS = { Users: [user("reader", "reader"), user("writer", "app"), user("writer-2", "app"), user("own-default", "default", { Authentication: { Type: "no-password" } })] };
const GROUPS = { UserGroups: [{ UserGroupId: "team", Status: "active", Engine: "redis", UserIds: ["own-default", "reader"], MinimumEngineVersion: "6.0", ReplicationGroups: ["cache-1"], ARN: arn("usergroup", "team") }] };

/** A user draft. */
async function draftUser(builder, id, name) {
  await builder.fill({ "User ID": id, "User name": name, "Access string": "on ~app:* -@all +@read +@connection", "Password 1": "a-password-of-my-own-1" });
}

async function newDraft(builder, name) {
  await builder.button(name ?? "Drafts").click();
  await builder.button("New draft").click();
}

/** Two drafts of users with the same user name, and a new draft for the group. */
async function draftsOfTwins(builder) {
  await draftUser(builder, "one", "app");
  await newDraft(builder);
  await draftUser(builder, "two", "app");
  await newDraft(builder, "Drafts (2)");
}

async function pasteReply(builder, text) {
  const field = builder.field("Pasted reply");
  await builder.unfold(field);
  await field.fill(typeof text === "string" ? text : JSON.stringify(text));
  await builder.painted();
}

const member = (builder, id) => builder.page.getByRole("checkbox", { name: id, exact: true });
const problem = (builder, rule) => builder.region("Problems").getByRole("listitem").filter({ hasText: rule });

test("a group is created: the fields are found by their labels, and every format has it", async ({ page, builder }) => {
  await builder.choose("Create group");
  await builder.fill({ "User group": "app-group", Engine: "valkey", Members: "reader, writer" });
  await builder.button("Add tag").click();
  await builder.fill({ "Tag 1 key": "team", "Tag 1 value": "payments" });
  expect(await builder.readiness()).toMatch(/^Ready/);
  await builder.format("Bash");
  expect(await builder.copied()).toMatch(/aws elasticache create-user-group \\\n\s+--user-group-id app-group \\\n\s+--engine valkey \\\n\s+--user-ids reader writer/);
  const titles = await builder.field("Format").locator("option").allInnerTexts();
  expect(titles.length).toBeGreaterThan(15);
  for (const title of titles) {
    await builder.format(title);
    if (/ACL SETUSER/.test(title)) await expect(page.getByText(/works for users only/)).toBeVisible();
    else if (!/skeleton/i.test(title)) expect(await builder.shown(), title).toContain("app-group");
  }
  await builder.format("JSON");
  expect(JSON.parse(await builder.copied())).toStrictEqual({ UserGroupId: "app-group", Engine: "valkey", UserIds: ["reader", "writer"], Tags: [{ Key: "team", Value: "payments" }] });
  await page.getByRole("tab", { name: "Response" }).click();
  const reply = JSON.parse(await builder.region("Reply").innerText());
  expect(reply).toMatchObject({ UserGroupId: "app-group", Status: "creating", Engine: "valkey", UserIds: ["reader", "writer"] });
  // There are no fields for a user.
  for (const label of ["User ID", "Access string", "Password 1"]) await expect(builder.field(label)).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Permissions" })).toHaveCount(0);
});

test("a group is modified: users to add, users to remove, engine", async ({ page, builder }) => {
  await builder.choose("Modify group");
  await builder.fill({ "User group": "app-group", "Users to add": "new-reader", "Users to remove": "old-reader" });
  await builder.format("JSON");
  expect(JSON.parse(await builder.copied())).toStrictEqual({ UserGroupId: "app-group", UserIdsToAdd: ["new-reader"], UserIdsToRemove: ["old-reader"] });
  await expect(page.getByRole("group", { name: "Members" })).toBeVisible();
  await expect(builder.field("Engine").locator("option:checked")).toHaveText("Keep as it is");
  await builder.fill({ Engine: "valkey" });
  await builder.format("Bash");
  expect(await builder.shown()).toMatch(/modify-user-group[^]*--user-ids-to-add new-reader[^]*--user-ids-to-remove old-reader[^]*--engine valkey/);
});

test("members are ticked from the drafts, and two with the same user name are DuplicateUserName", async ({ page, builder }) => {
  await draftsOfTwins(builder);
  await builder.choose("Create group");
  await builder.fill({ "User group": "twins" });
  await member(builder, "one").check();
  await expect(builder.field("Members")).toHaveValue("one");
  await member(builder, "two").check();
  await expect(builder.field("Members")).toHaveValue("one two");
  await expect(builder.field("Members")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator('[id="field-UserIds-message"]')).toContainText("both have the user name");
  await page.getByRole("tab", { name: "Response" }).click();
  await expect(builder.region("Reply")).toContainText("DuplicateUserName");
  await problem(builder, "group-names-unique").getByRole("button").first().click();
  await expect(builder.field("Members")).toBeFocused();
  const picked = await builder.field("Members").evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(picked, "what is meant is selected").toBe("two");
  await problem(builder, "group-names-unique").getByRole("button", { name: /Remove two/ }).click();
  await expect(builder.field("Members")).toHaveValue("one");
  await expect(member(builder, "two")).not.toBeChecked();
  await builder.button("Undo").click();
  await expect(builder.field("Members")).toHaveValue("one two");
  await member(builder, "one").uncheck();
  await expect(builder.field("Members")).toHaveValue("two");
  await expect(builder.region("Reply")).toContainText('"creating"');
  await expect(page.getByRole("tabpanel", { name: "Response" })).toContainText("UserNotFound, until the user of this draft is created: two.");
  // A user without a draft may still exist in the service.
  await builder.fill({ Members: "two elsewhere" });
  await expect(problem(builder, "group-member-exists")).toHaveCount(0);
  // The findings follow the draft.
  await builder.fill({ Members: "one two" });
  await expect(problem(builder, "group-names-unique")).toHaveCount(1);
  await builder.button("Drafts (3)").click();
  await page.getByRole("dialog").getByRole("button", { name: "Open two", exact: true }).click();
  await builder.fill({ "User name": "other" });
  await builder.button("Drafts (3)").click();
  await expect(page.getByRole("dialog").getByRole("listitem").nth(2)).toContainText("Create group · Ready");
});

test("a Redis group without a user named default is DefaultUserRequired, and a click fixes it", async ({ page, builder }) => {
  await builder.choose("Create group");
  await builder.fill({ "User group": "legacy", Engine: "redis" });
  await builder.field("Members").focus();
  await builder.leave();
  await page.getByRole("tab", { name: "Response" }).click();
  await expect(builder.region("Reply")).toContainText("DefaultUserRequired");
  await expect(builder.field("Members")).toHaveAttribute("aria-invalid", "true");
  await problem(builder, "group-redis-default").getByRole("button", { name: /^Add the built-in default/ }).click();
  await expect(builder.field("Members")).toHaveValue("default");
  await expect(member(builder, "default")).toBeChecked();
  await expect(builder.region("Reply")).toContainText('"creating"');
  await builder.fill({ Engine: "valkey" });
  await expect(problem(builder, "group-valkey-no-nopass"), "the built-in user has no password").toHaveCount(1);
});

test("members are checked against a pasted reply", async ({ page, builder }) => {
  await builder.choose("Create group");
  await builder.fill({ "User group": "team-2", Engine: "redis", Members: "reader gone" });
  await expect(problem(builder, "group-member-exists")).toHaveCount(0);
  await pasteReply(builder, USERS);
  await expect(page.getByText("4 users known.")).toBeVisible();
  await expect(problem(builder, "group-member-exists")).toContainText("gone");
  await expect(member(builder, "reader")).toBeChecked();
  await member(builder, "own-default").check();
  await builder.fill({ Members: "reader own-default writer writer-2" });
  await expect(problem(builder, "group-names-unique")).toHaveCount(1);
  await builder.fill({ Engine: "valkey", Members: "own-default" });
  await page.getByRole("tab", { name: "Response" }).click();
  await expect(builder.region("Reply")).toContainText("No password user own-default cannot be added to user group with engine Valkey");
  await pasteReply(builder, "nothing of the kind");
  await expect(page.getByText(/^No users or groups were found/)).toBeVisible();
  await builder.button("Forget these users").click();
  await expect(member(builder, "reader")).toHaveCount(0);
});

test("an existing group: ticks add and remove, and rejections are predicted", async ({ page, builder }) => {
  await builder.choose("Modify group");
  await pasteReply(builder, USERS);
  await pasteReply(builder, GROUPS);
  await expect(builder.field("User group")).toHaveValue("team");
  await expect(page.getByText("Current group:").locator("xpath=..")).toContainText("team · redis · active · members own-default, reader");
  await expect(member(builder, "reader")).toBeChecked();
  await member(builder, "reader").uncheck();
  await expect(builder.field("Users to remove")).toHaveValue("reader");
  await member(builder, "writer").check();
  await expect(builder.field("Users to add")).toHaveValue("writer");
  await builder.format("JSON");
  expect(JSON.parse(await builder.copied())).toStrictEqual({ UserGroupId: "team", UserIdsToAdd: ["writer"], UserIdsToRemove: ["reader"] });
  await page.getByRole("tab", { name: "Response" }).click();
  expect(JSON.parse(await builder.region("Reply").innerText())).toMatchObject({ Status: "modifying", UserIds: ["own-default", "reader"], PendingChanges: { UserIdsToAdd: ["writer"], UserIdsToRemove: ["reader"] } });
  await member(builder, "own-default").uncheck();
  await expect(builder.region("Reply")).toContainText("DefaultUserRequired");
  await builder.fill({ "Users to remove": "stranger" });
  await expect(problem(builder, "group-remove-member-only")).toHaveCount(1);
  await builder.fill({ "User group": "another" });
  await expect(page.getByText("Current group:"), "nothing is known of another group").toHaveCount(0);
});

test("pasted groups are imported: the table shows them, and each becomes a draft", async ({ page, builder }) => {
  const script = [
    "aws elasticache create-user --user-id one --user-name one --engine valkey --access-string 'on ~* +@read' --no-password-required",
    "aws elasticache create-user-group --user-group-id crew --engine valkey --user-ids one two",
  ].join("\n");
  await builder.openImport(script);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("row", { name: /crew/ })).toContainText(/crew\s+Create user group\s+valkey\s+one two/, { useInnerText: true });
  await builder.button("Import 1 user and 1 group").click();
  await expect(builder.field("User ID"), "the first one is open").toHaveValue("one");
  await builder.button("Drafts (2)").click();
  await dialog.getByRole("button", { name: "Open crew", exact: true }).click();
  await expect(builder.field("User group")).toHaveValue("crew");
  await expect(builder.field("Members")).toHaveValue("one two");
  await expect(problem(builder, "group-valkey-no-nopass"), "the user of the script has no password").toHaveCount(1);
});

test("a group alone is imported by pasting it outside a field, and that can be undone", async ({ page, builder }) => {
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(GROUPS));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("ControlOrMeta+V");
  await page.getByText("Undo the import").waitFor();
  await expect(page.getByRole("radio", { name: "Modify group" })).toBeChecked();
  await expect(builder.field("User group")).toHaveValue("team");
  await expect(page.getByText("Current group:")).toBeVisible();
  await builder.button("Undo the import").click();
  await expect(builder.field("User ID"), "the example that was there before").toHaveValue("app-reader");
});

/** The state in a link or in storage. */
const state = (request, operation = "CreateUserGroup") => ({ version: 1, operation, authentication: null, target: "json", request });
const linkOf = (state) => `${url}#d1.${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;

test("a group is in its link and survives a reload; start over and undo cover it", async ({ page, builder, open }) => {
  await builder.choose("Modify group");
  await builder.fill({ "User group": "team", "Users to add": "a b", "Users to remove": "c" });
  await builder.button("Share").click();
  await page.getByText("Link copied.").first().waitFor({ state: "attached" });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const there = async (other) => {
    await expect(other.page.getByRole("radio", { name: "Modify group" })).toBeChecked();
    for (const [label, value] of [["User group", "team"], ["Users to add", "a b"], ["Users to remove", "c"]]) await expect(other.field(label)).toHaveValue(value);
  };
  await there(await open({}, link));
  await page.reload();
  await page.getByRole("main").waitFor();
  await there(builder);
  await builder.menu("Start over");
  await expect(builder.field("User group")).toHaveValue("");
  await expect(page.getByRole("radio", { name: "Modify group" })).toBeChecked();
  await builder.button("Undo").click();
  await there(builder);
});

test("switching between users and groups loses nothing", async ({ builder }) => {
  await draftUser(builder, "one", "one");
  await builder.choose("Create group");
  await builder.fill({ "User group": "g", Members: "one" });
  await builder.choose("Modify group");
  await builder.fill({ "Users to add": "two" });
  await builder.choose("Create user");
  await expect(builder.field("User ID")).toHaveValue("one");
  await expect(builder.field("Password 1")).toHaveValue("a-password-of-my-own-1");
  await builder.choose("Create group");
  await expect(builder.field("Members")).toHaveValue("one");
  expect(await builder.shown()).not.toContain("a-password-of-my-own-1");
  await builder.choose("Modify group");
  await expect(builder.field("Users to add")).toHaveValue("two");
});

const HOSTILE = ["'\"$(id)`id`\\", "</script><img src=x onerror=alert(1)>", "\u202Eabc\u2066 \u0001\u001b[31m", "%s {0} ${HOME} !! #", "\uD800x"];

for (const [n, text] of HOSTILE.entries()) {
  test(`hostile text ${n + 1} in every field and in a link`, async ({ open }) => {
    let dialogs = 0;
    const watch = (page) => page.on("dialog", (dialog) => { dialogs += 1; return dialog.dismiss(); });
    const builder = await open();
    watch(builder.page);
    await builder.choose("Create group");
    await builder.button("Add tag").click();
    await builder.fill({ "User group": text, Members: text, "Tag 1 key": text, "Tag 1 value": text });
    await pasteReply(builder, { Users: [user(text, text, { Status: text, Engine: text })], UserGroups: [] });
    const formats = await builder.field("Format").locator("option").allInnerTexts();
    for (const title of formats) await builder.format(title);
    await builder.choose("Modify group");
    await builder.fill({ "Users to add": text, "Users to remove": text });
    await pasteReply(builder, { UserGroups: [{ UserGroupId: text, Status: text, Engine: text, UserIds: [text, "b"], ARN: text }] });
    for (const title of formats) await builder.format(title);
    await expect(builder.page.locator("main img, main script")).toHaveCount(0);
    // A lone surrogate isn't valid JSON, so no link can contain it.
    if (text.includes("\uD800")) return expect(dialogs).toBe(0);
    const request = { UserGroupId: text, Engine: text, UserIds: [text, `a ${text}`, ""], UserIdsToAdd: [text], Passwords: ["canary"], Tags: [{ Key: text }] };
    const linked = await open({}, linkOf(state(request)));
    watch(linked.page);
    await linked.page.getByText("Draft loaded.").first().waitFor({ state: "attached" });
    await linked.format("JSON");
    const sent = await linked.copied();
    expect(sent).not.toContain("canary");
    expect(JSON.parse(sent).UserIds, "an ID stays one, whatever is in it").toStrictEqual([text, `a ${text}`, ""]);
    await expect(linked.page.locator("main img, main script")).toHaveCount(0);
    expect(dialogs).toBe(0);
  });
}

test("a link with too many members is cut, and says so", async ({ open }) => {
  const ids = Array.from({ length: 4_000 }, (_, n) => `u${n}`);
  const builder = await open({}, linkOf(state({ UserGroupId: "g", UserIds: ids })));
  await builder.page.getByText(/only the first 500 of 4000 IDs were read/).waitFor();
  await expect(problem(builder, "group-max-users")).toHaveCount(1);
});

test("links and drafts of users open as before", async ({ open }) => {
  const old = { operation: "ModifyUser", authentication: "No password", olderMembers: true, request: { UserId: "app", AccessString: "on ~* +@read", NoPasswordRequired: true }, version: 1, target: "json" };
  const linked = await open({}, linkOf(old));
  await expect(linked.page.getByRole("radio", { name: "Modify user" })).toBeChecked();
  await expect(linked.field("User ID")).toHaveValue("app");
  const value = JSON.stringify({ ...old, drafts: { open: 0, all: [{ name: "first", form: null }, { name: "second", form: { operation: "CreateUser", request: { UserId: "b", UserName: "b" } } }] } });
  const kept = await open({ storageState: { cookies: [], origins: [{ origin: new URL(url).origin, localStorage: [{ name: "elasticache-user-builder", value }] }] } });
  await expect(kept.field("User ID")).toHaveValue("app");
  await kept.button("Drafts (2)").click();
  await kept.page.getByRole("dialog").getByRole("button", { name: "Open second", exact: true }).click();
  await expect(kept.field("User ID")).toHaveValue("b");
});

test("a group can be created with the keyboard alone", async ({ page, builder }) => {
  await draftUser(builder, "one", "one");
  await newDraft(builder);
  const { keyboard } = page;
  const reach = async (field) => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    expect.fail(`${field} is not reached with the Tab key`);
  };
  await page.getByRole("radio", { name: "Create user", exact: true }).focus();
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Create group" })).toBeChecked();
  await reach(builder.field("User group"));
  await keyboard.type("team");
  await reach(builder.field("Members"));
  await keyboard.type("two ");
  await reach(member(builder, "one"));
  await keyboard.press("Space");
  await expect(builder.field("Members")).toHaveValue("two one");
  expect(await builder.readiness()).toMatch(/^Ready/);
  await keyboard.press("Control+Enter");
  await page.getByText(/^Copied create-user-group/).waitFor({ state: "attached" });
});

test("a tick, a problem and a long list don't move any control", async ({ page, builder }) => {
  await draftsOfTwins(builder);
  await builder.choose("Create group");
  const tops = () => page.evaluate(() => [...document.querySelectorAll(".members :is(textarea, input, summary)")].map((one) => one.getBoundingClientRect().top + scrollY));
  const before = await tops();
  expect(before.length).toBeGreaterThan(4);
  await member(builder, "one").check();
  expect(await tops()).toStrictEqual(before);
  await member(builder, "two").check();
  await expect(builder.field("Members")).toHaveAttribute("aria-invalid", "true");
  expect(await tops(), "a problem is said in the place of the hint").toStrictEqual(before);
  const said = page.locator('[id="field-UserIds-message"] .said');
  expect(await said.evaluate((line) => line.scrollHeight <= line.clientHeight + 1), "and in full").toBe(true);
  await builder.fill({ Members: Array.from({ length: 90 }, (_, n) => `user-${n}`).join("\n") });
  expect(await tops()).toStrictEqual(before);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 320]) {
    test(`axe finds nothing: ${colorScheme}, ${width} pixels wide`, async ({ open }) => {
      const builder = await open({ colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await draftUser(builder, "one", "app");
      await builder.menu("Find an action");
      await builder.page.keyboard.press("Escape");
      await builder.openImport(JSON.stringify({ ...USERS, ...GROUPS }));
      await builder.page.getByRole("button", { name: /^Import \d/ }).waitFor();
      await assertSound(builder, "import");
      await builder.page.keyboard.press("Escape");
      await builder.choose("Create group");
      await assertSound(builder, "empty");
      await builder.fill({ "User group": "Team_", Engine: "redis", Members: "reader writer writer-2 bad_id" });
      await pasteReply(builder, USERS);
      await builder.leave();
      await assertSound(builder, "with problems");
      await builder.choose("Modify group");
      await builder.fill({ "User group": "team" });
      await pasteReply(builder, GROUPS);
      await member(builder, "reader").uncheck();
      await assertSound(builder, "modify");
    });
  }
}

async function assertSound(builder, state) {
  // Evaluated by the debugger, because the page's policy blocks every other script.
  const found = await builder.page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
  expect(violations, state).toStrictEqual([]);
  const wide = await builder.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${state}: ${wide} pixels too wide`).toBeLessThanOrEqual(0);
}
