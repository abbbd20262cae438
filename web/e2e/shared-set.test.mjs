// All drafts in one link: what it contains, what opening it does, and what someone else's link must not do.
import { randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { url } from "./browser.mjs";
import { expect, test } from "./fixtures.mjs";

const CANARY = "canary-known-to-the-sender";

const link = (state) => `${url}#d1.${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;

/** A user draft, as in a link. */
function form(id, request = {}, more = {}) {
  return { operation: "CreateUser", authentication: "Password", request: { UserId: id, UserName: id, Engine: "valkey", AccessString: "on ~app:* +@read", ...request }, ...more };
}

/** A link with these drafts; the open one is in the form. */
function set(forms, open = 0, more = {}) {
  const all = forms.map((form, at) => at === open ? { name: "" } : { name: "", form });
  return link({ version: 1, target: "json", ...forms[open], drafts: { open, all }, ...more });
}

const added = (builder, what) => builder.page.getByText(`${what} added to Drafts.`).first().waitFor({ state: "attached" });
const lastImport = (builder) => builder.page.getByRole("complementary", { name: "Last import" });

/** The names in the list of drafts. */
async function names(builder, label) {
  await builder.button(label).click();
  const fields = builder.page.getByRole("dialog").getByRole("textbox", { name: /^Name of draft/ });
  const values = await fields.evaluateAll((all) => all.map((one) => one.value));
  await builder.page.keyboard.press("Escape");
  return values;
}

async function addDraft(builder, label, values) {
  await builder.button(label).click();
  await builder.button("New draft").click();
  await builder.fill(values);
}

/** Presses the button in the list of drafts and reads the link. */
async function copyAll(builder, label, count) {
  await builder.button(label).click();
  await builder.button(`Copy link to all ${count} drafts`).click();
  await builder.button("Copied").waitFor();
  const text = await builder.page.evaluate(() => navigator.clipboard.readText());
  await builder.page.keyboard.press("Escape");
  return text;
}

test("all drafts are shared in one link, without passwords, and one Undo reverts opening it", async ({ open, builder }) => {
  await builder.fill({ "User ID": "one", "User name": "one", "Access string": "on ~one:* +@read", "Password 1": CANARY });
  await builder.button("Drafts").click();
  await expect(builder.page.getByRole("button", { name: /^Copy link to all/ }), "one draft has Share").toHaveCount(0);
  await builder.page.keyboard.press("Escape");
  await addDraft(builder, "Drafts", { "User ID": "two", "User name": "two", "Access string": "on ~two:* +@write", "Password 1": CANARY });
  const address = await copyAll(builder, "Drafts (2)", 2);
  const other = await open({}, address);
  await added(other, "2 users");
  expect(await names(other, "Drafts (2)")).toStrictEqual(["one", "two"]);
  await expect(other.field("Access string")).toHaveValue("on ~two:* +@write");
  await expect(other.field("Password 1")).toHaveValue("");
  expect(await other.page.evaluate(() => location.hash)).toBe("");
  await other.button("Undo the link").click();
  await expect(other.button("Drafts")).toHaveCount(1);
});

test("a set is added to the existing input, and leaves nothing behind", async ({ builder }) => {
  await builder.fill({ "User ID": "mine" });
  await builder.format("Bash");
  const { hash } = new URL(set([form("a"), form("b"), { operation: "CreateUserGroup", request: { UserGroupId: "team", Engine: "valkey", UserIds: ["a", "b"] } }], 1));
  await builder.page.evaluate((hash) => { location.hash = hash; }, hash);
  await added(builder, "2 users and 1 group");
  await expect(lastImport(builder)).toContainText("2 users and 1 group", { useInnerText: true });
  await expect(builder.field("User ID")).toHaveValue("b");
  expect(await names(builder, "Drafts (4)")).toStrictEqual(["mine", "a", "b", "team"]);
  // A person may look at another draft of the set first.
  await builder.button("Drafts (4)").click();
  await builder.page.getByRole("dialog").getByRole("button", { name: "Open a", exact: true }).click();
  await builder.button("Undo the link").click();
  await expect(builder.field("User ID")).toHaveValue("mine");
  await expect(builder.button("Drafts")).toHaveCount(1);
  await expect(builder.field("Format").locator("option:checked")).toHaveText("Bash", { useInnerText: true });
  // A new draft inherits no undo step from a deleted one.
  await addDraft(builder, "Drafts", { "User ID": "x" });
  while (await builder.button("Undo").isEnabled()) await builder.button("Undo").click();
  await expect(builder.field("User ID")).toHaveValue("");
});

test("no draft of a set brings a password or an option that wasn't approved", async ({ open }) => {
  const planted = (id) => form(id, { AuthenticationMode: { Type: "password", Passwords: [CANARY] }, Passwords: [CANARY], AccessString: `on ~* >${CANARY} +@read` }, { options: { endpointUrl: "https://their.example/", secrets: "inline", secretName: CANARY } });
  const builder = await open({}, set([planted("a"), planted("b"), planted("c")]));
  await added(builder, "3 users");
  for (const id of ["a", "b", "c"]) {
    await builder.button("Drafts (3)").click();
    await builder.page.getByRole("dialog").getByRole("button", { name: `Open ${id}`, exact: true }).click();
    await expect(builder.field("User ID")).toHaveValue(id);
    const values = await builder.page.locator("input, textarea").evaluateAll((all) => all.map((one) => one.value));
    expect(values.filter((value) => value.includes("canary"))).toStrictEqual([]);
    for (const format of ["JSON", "Bash"]) {
      await builder.format(format);
      expect(await builder.shown(), `${id}, ${format}`).not.toMatch(/canary|their\.example/);
    }
  }
  await expect.poll(() => builder.page.evaluate(() => localStorage.getItem("elasticache-user-builder") ?? "")).toContain('"c"');
  expect(await builder.page.evaluate(() => localStorage.getItem("elasticache-user-builder"))).not.toContain("canary");
});

test("a set of too many drafts is cut, with a note", async ({ open }) => {
  const many = Array.from({ length: 150 }, (_, n) => form(`user-${n}`));
  const builder = await open({}, set(many));
  await added(builder, "100 users");
  await expect(lastImport(builder)).toContainText("Only the first 100 of 150 drafts were read.", { useInnerText: true });
  await builder.button("Drafts (100)").waitFor();
});

test("empty and malformed drafts of a set are left out, with a note", async ({ open }) => {
  const all = [{ name: "" }, null, 7, { form: "x" }, { form: { request: [] } }, { name: ["n"], form: form("kept") }];
  const builder = await open({}, link({ version: 1, target: "json", ...form("first"), drafts: { open: 0, all } }));
  await added(builder, "2 users");
  await expect(lastImport(builder)).toContainText("4 empty drafts of the link were left out.", { useInnerText: true });
  expect(await names(builder, "Drafts (2)")).toStrictEqual(["first", "kept"]);
});

for (const [what, drafts] of Object.entries({ "of another type": 7, "without a list": { open: 0 }, "with no open draft": { open: 9, all: [{ form: form("a") }, { form: form("b") }] } })) {
  test(`drafts ${what} leave the link one draft`, async ({ open }) => {
    const builder = await open({}, link({ version: 1, target: "json", ...form("first"), drafts }));
    await builder.page.getByText("Draft loaded.").first().waitFor({ state: "attached" });
    await expect(builder.field("User ID")).toHaveValue("first");
    await expect(builder.button("Drafts")).toHaveCount(1);
  });
}

for (const [count, length, message] of [[60, 1, "A link can contain up to 100 drafts."], [50, 500, "These drafts are too long for a link."]]) {
  test(`${2 * count} drafts of ${length} random characters get a message instead of a link`, async ({ open }) => {
    const part = (name) => set(Array.from({ length: count }, (_, n) => form(`${name}-${n}`, { AccessString: `on ~${randomBytes(length).toString("base64url").slice(0, length)} +@read` })));
    const builder = await open({}, part("a"));
    await builder.button(`Drafts (${count})`).waitFor();
    await builder.page.evaluate((hash) => { location.hash = hash; }, new URL(part("b")).hash);
    await builder.button(`Drafts (${2 * count})`).click();
    await builder.button(`Copy link to all ${2 * count} drafts`).click();
    await builder.page.getByText(message).first().waitFor();
  });
}
