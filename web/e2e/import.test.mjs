// Every form that can be pasted fills the form with what it says: the texts and expectations of tests/corpus/import.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder } from "./builder.mjs";

const folder = new URL("../../tests/corpus/import/", import.meta.url);
const names = await readdir(folder);
const expected = names.filter((name) => name.endsWith(".expected.json"));

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const name of expected) {
  const text = names.find((other) => other !== name && other.startsWith(name.replace("expected.json", "")));
  test(`${text} is read, and can be undone`, async () => {
    const { users } = JSON.parse(await readFile(new URL(name, folder), "utf8"));
    const page = await Builder.open(browser);
    await page.importText(await readFile(new URL(text, folder), "utf8"));
    const { operation, input } = users[0];
    assert.ok(await page.page.getByRole("radio", { name: operation === "CreateUser" ? "Create user" : "Modify user" }).isChecked());
    assert.equal(await page.field("User ID").inputValue(), input.UserId ?? "");
    assert.equal(await page.field("Access string").inputValue(), input.AccessString ?? "");
    if (operation === "CreateUser") assert.equal(await page.field("User name").inputValue(), input.UserName ?? "");
    const passwords = input.AuthenticationMode?.Passwords ?? input.Passwords;
    if (passwords) assert.equal(await page.field("Password 1").inputValue(), passwords[0]);
    for (const [n, tag] of (input.Tags ?? []).entries()) {
      assert.equal(await page.field(`Tag ${n + 1} key`).inputValue(), tag.Key);
    }
    await page.button("Undo the import").click();
    assert.equal(await page.field("User ID").inputValue(), "");
    await page.close();
  });
}

test("several users become a draft each", async () => {
  const page = await Builder.open(browser);
  const users = ["one", "two", "three"].map((id) => ({ UserId: id, UserName: id, Status: "active", Engine: "valkey", AccessString: "on ~* +@read" }));
  await page.openImport(JSON.stringify({ Users: users }));
  await page.page.getByRole("button", { name: "Import 3 users" }).click();
  assert.equal(await page.field("User ID").inputValue(), "three");
  await page.button("Drafts (3)").click();
  await page.page.getByRole("dialog").getByRole("button", { name: "Open one", exact: true }).click();
  assert.equal(await page.field("User ID").inputValue(), "one");
  await page.close();
});
