// Every format that can be pasted fills in the form: texts and expectations are in tests/corpus/import.
import { readFile, readdir } from "node:fs/promises";
import { expect, test } from "./fixtures.mjs";

const folder = new URL("../../tests/corpus/import/", import.meta.url);
const names = await readdir(folder);
const expected = names.filter((name) => name.endsWith(".expected.json"));

for (const name of expected) {
  const text = names.find((other) => other !== name && other.startsWith(name.replace("expected.json", "")));
  test(`${text} is read, and can be undone`, async ({ open }) => {
    const { users } = JSON.parse(await readFile(new URL(name, folder), "utf8"));
    const builder = await open();
    await builder.importText(await readFile(new URL(text, folder), "utf8"));
    const { operation, input } = users[0];
    await expect(builder.page.getByRole("radio", { name: operation === "CreateUser" ? "Create user" : "Modify user" })).toBeChecked();
    await expect(builder.field("User ID")).toHaveValue(input.UserId ?? "");
    await expect(builder.field("Access string")).toHaveValue(input.AccessString ?? "");
    if (operation === "CreateUser") await expect(builder.field("User name")).toHaveValue(input.UserName ?? "");
    const passwords = input.AuthenticationMode?.Passwords ?? input.Passwords;
    if (passwords) await expect(builder.field("Password 1")).toHaveValue(passwords[0]);
    for (const [n, tag] of (input.Tags ?? []).entries()) {
      await expect(builder.field(`Tag ${n + 1} key`)).toHaveValue(tag.Key);
    }
    await builder.button("Undo the import").click();
    await expect(builder.field("User ID"), "the example that was there before").toHaveValue("app-reader");
  });
}

test("each of several users becomes a draft", async ({ page, builder }) => {
  const users = ["one", "two", "three"].map((id) => ({ UserId: id, UserName: id, Status: "active", Engine: "valkey", AccessString: "on ~* +@read" }));
  await builder.openImport(JSON.stringify({ Users: users }));
  await page.getByRole("button", { name: "Import 3 users" }).click();
  await expect(builder.field("User ID")).toHaveValue("one");
  await builder.button("Drafts (3)").click();
  await page.getByRole("dialog").getByRole("button", { name: "Open three", exact: true }).click();
  await expect(builder.field("User ID")).toHaveValue("three");
});

test("an import lists what was found, and imports only what is ticked", async ({ page, builder }) => {
  const users = ["one", "two", "three"].map((id) => ({ UserId: id, UserName: id, Status: "active", Engine: "valkey", AccessString: "on ~* +@read", Authentication: { Type: "password", PasswordCount: 1 } }));
  await builder.openImport(JSON.stringify({ Users: users }));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("row", { name: /two/ })).toContainText(/two\s+Modify user\s+Password\s+on ~\* \+@read/, { useInnerText: true });
  await dialog.getByLabel("Import two").uncheck();
  await builder.button("Import 2 users").click();
  await builder.button("Drafts (2)").click();
  await expect(dialog.getByLabel("Name of draft 2")).toHaveValue("three");
});

test("a note about a user's password is shown only with that user, whose draft is open", async ({ page, builder }) => {
  const script = ["PW=$(openssl rand -base64 24)", 'aws elasticache create-user --user-id orders-api --user-name orders-api --engine valkey --access-string "on ~* +@read" --passwords "$PW"', 'aws elasticache create-user --user-id orders-ro --user-name orders-ro --engine valkey --access-string "on ~* +@read" --no-password-required', "aws elasticache create-user-group --user-group-id orders --engine valkey --user-ids default orders-api orders-ro"];
  await builder.openImport(script.join("\n"));
  const dialog = page.getByRole("dialog");
  await builder.button("Import 2 users and 1 group").click();
  await expect(builder.field("User ID")).toHaveValue("orders-api");
  const notes = page.getByRole("complementary", { name: "Last import" });
  await expect(notes.getByText("The password comes from a command. Enter it.", { exact: true })).toBeVisible();
  await builder.openImport(script.join("\n"));
  await dialog.getByLabel("Import orders-api").uncheck();
  await dialog.getByLabel("Import orders-ro").uncheck();
  await builder.button("Import 1 group").click();
  await expect(builder.field("User group")).toHaveValue("orders");
  await expect(notes).toBeVisible();
  await expect(notes).not.toContainText(/password/i, { useInnerText: true });
});
