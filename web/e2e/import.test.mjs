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
    assert.equal(await page.field("User ID").inputValue(), "app-reader", "the example that was there before");
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

test("what was found is shown before it is taken, and only what is ticked is taken", async () => {
  const page = await Builder.open(browser);
  const users = ["one", "two", "three"].map((id) => ({ UserId: id, UserName: id, Status: "active", Engine: "valkey", AccessString: "on ~* +@read", Authentication: { Type: "password", PasswordCount: 1 } }));
  await page.openImport(JSON.stringify({ Users: users }));
  const dialog = page.page.getByRole("dialog");
  assert.match(await dialog.getByRole("row", { name: /two/ }).innerText(), /two\s+Modify user\s+Password\s+on ~\* \+@read/);
  await dialog.getByLabel("Import two").uncheck();
  await page.button("Import 2 users").click();
  await page.button("Drafts (2)").click();
  assert.equal(await dialog.getByLabel("Name of draft 2").inputValue(), "three");
  await page.close();
});

test("what is said of one user of a script is not said of another", async () => {
  const page = await Builder.open(browser);
  const script = ['aws elasticache create-user --user-id orders-api --user-name orders-api --engine valkey --access-string "on ~* +@read" --passwords "$PW"', 'aws elasticache create-user --user-id orders-ro --user-name orders-ro --engine valkey --access-string "on ~* +@read" --no-password-required'];
  await page.openImport(script.join("\n"));
  await page.button("Import 2 users").click();
  assert.equal(await page.field("User ID").inputValue(), "orders-ro");
  const notes = page.page.getByRole("complementary", { name: "Last import" });
  assert.doesNotMatch(await notes.innerText(), /PW/);
  await page.close();
});
