// The draft as a whole: undo and redo, starting over, sharing, importing.
import { isOlderFirefox, url } from "./browser.mjs";
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

test("undo and redo go field by field, and starting over can be undone", async ({ builder }) => {
  await expect(builder.button("Undo")).toBeDisabled();
  await builder.field("User ID").pressSequentially("user1");
  await builder.leave();
  await builder.field("User name").pressSequentially("myUser");
  await builder.leave();
  await builder.button("Undo").click();
  await expect(builder.field("User name")).toHaveValue("");
  await expect(builder.field("User ID")).toHaveValue("user1");
  await builder.button("Redo").click();
  await expect(builder.field("User name")).toHaveValue("myUser");
  await builder.menu("Start over");
  await expect(builder.field("User ID")).toHaveValue("");
  await builder.button("Undo").click();
  await expect(builder.field("User ID")).toHaveValue("user1");
});

test("a link carries the draft and no password, in at most 2,000 characters", async ({ browser, page, builder, open }, info) => {
  info.skip(isOlderFirefox(browser), "opens a page at a fragment");
  await builder.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await builder.format("JSON");
  await builder.button("Share").click();
  await page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.startsWith(`${url}#`), link).toBe(true);
  expect(link.length).toBeLessThanOrEqual(2000);
  const other = await open({}, link);
  await other.page.waitForFunction(() => location.hash === "");
  const { "Password 1": _, ...rest } = REFERENCE;
  for (const [label, value] of Object.entries(rest)) await expect(other.field(label)).toHaveValue(value);
  await expect(other.field("Password 1")).toHaveValue("");
  await expect(other.field("Format").locator("option:checked")).toHaveText("JSON", { useInnerText: true });
  await other.load(`${url}#d1.broken`);
  await other.page.getByText("The link can't be read").first().waitFor({ state: "attached" });
  await expect(other.field("User ID"), "a link that cannot be read changes nothing").toHaveValue("user1");
  // Firefox itself reports the corrupted stream of the broken link.
  other.errors = other.errors.filter((text) => !/input data is corrupted/.test(text));
});

test("JSON is imported by the dialog, by pasting, and by dropping a file, and can be undone", async ({ page, builder }) => {
  const json = JSON.stringify({ UserId: "imported", UserName: "imported", Engine: "redis", AccessString: "on ~* +@read", NoPasswordRequired: true });
  const isThere = async () => {
    await page.getByText("Undo the import").waitFor();
    await expect(builder.field("User ID")).toHaveValue("imported");
    await expect(page.getByRole("radio", { name: "No password", exact: true })).toBeChecked();
    await builder.button("Undo the import").click();
    await expect(builder.field("User ID")).not.toHaveValue("imported");
  };
  await builder.button("Import").click();
  await page.getByRole("dialog").getByRole("textbox").fill(json);
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await isThere();
  await page.evaluate((text) => navigator.clipboard.writeText(text), json);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("ControlOrMeta+V");
  await isThere();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "user.json"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  }, json);
  await isThere();
});

test("unreadable text gets a message in the dialog, and the draft stays", async ({ page, builder }) => {
  await builder.fill({ "User ID": "user1" });
  await builder.button("Import").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("<html><script>alert(1)</script>");
  await dialog.getByRole("listitem").first().waitFor();
  await expect(dialog.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await expect(builder.field("User ID")).toHaveValue("user1");
});

test("the page works offline after the first load, and caches no input", async ({ browser, page, builder }, info) => {
  info.skip(isOlderFirefox(browser), "needs the worker");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((next) => navigator.serviceWorker.addEventListener("controllerchange", next, { once: true }));
  });
  await builder.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await builder.context.setOffline(true);
  await page.reload();
  await page.getByRole("main").waitFor();
  await expect(builder.field("User ID")).toHaveValue("user1");
  const kept = await page.evaluate(async () => {
    const texts = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(request.url, (await (await cache.match(request)).text()).includes("canary"));
    }
    return texts;
  });
  expect(kept.some((text) => text === url), JSON.stringify(kept)).toBe(true);
  expect(kept).not.toContain(true);
  await builder.context.setOffline(false);
});

test("a rule's example opens as a new draft", async ({ page, builder }) => {
  await builder.fill({ "Start from a recipe": "read-only" });
  await expect(builder.field("Access string")).toHaveValue(/\+@read/);
  await builder.menu("Rules");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("user-id-lowercase");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await dialog.waitFor({ state: "hidden" });
  await expect(builder.region("Problems")).toContainText(/user-id-lowercase/, { useInnerText: true });
  await builder.button("Drafts (2)").click();
  await dialog.getByLabel("Name of draft 2").waitFor();
  await expect(dialog.getByLabel("Name of draft 2")).toHaveValue("Rule user-id-lowercase");
  await dialog.getByRole("button", { name: /^Open / }).first().click();
  await expect(builder.field("Access string"), "the draft that was there is not touched").toHaveValue(/\+@read/);
  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "Help" }).waitFor();
});

test("several drafts: named, copied without passwords, switched, deleted, restored, and saved", async ({ page, builder }) => {
  const dialog = page.getByRole("dialog");
  const inDialog = (name) => dialog.getByRole("button", { name, exact: true });
  await builder.fill({ ...REFERENCE, "User ID": "app-reader", "Password 1": "canary-password-one" });
  await builder.button("Drafts").click();
  await dialog.getByLabel("Name of draft 1").fill("Reader");
  await inDialog("Duplicate Reader").click();
  await page.keyboard.press("Escape");
  await expect(builder.field("User ID")).toHaveValue("app-reader");
  await expect(builder.field("Password 1")).toHaveValue("");
  await builder.fill({ "User ID": "app-writer", "Password 1": "canary-password-two" });
  await builder.button("Drafts (2)").click();
  await inDialog("Open Reader").click();
  await expect(builder.field("User ID")).toHaveValue("app-reader");
  await expect(builder.field("Password 1"), "nothing is lost by switching").toHaveValue("canary-password-one");
  await expect(builder.button("Undo"), "each draft has its own history").toBeEnabled();
  await builder.button("Drafts (2)").click();
  await inDialog("Delete Reader (copy)").click();
  await inDialog("Restore Reader (copy)").click();
  await page.keyboard.press("Escape");
  await expect(builder.field("User ID")).toHaveValue("app-writer");
  await page.reload();
  await page.getByRole("main").waitFor();
  await expect(builder.field("User ID")).toHaveValue("app-writer");
  await builder.button("Drafts (2)").click();
  await inDialog("Open Reader").click();
  await expect(builder.field("User ID")).toHaveValue("app-reader");
  const kept = JSON.stringify(await page.evaluate(() => ({ ...localStorage })));
  expect(kept.includes("app-writer") && !kept.includes("canary"), kept).toBe(true);
});

test("a link opened over a draft becomes a new draft", async ({ page, builder }) => {
  await builder.fill({ "User ID": "mine" });
  await builder.button("Share").click();
  await page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await builder.fill({ "User ID": "changed-since" });
  await page.goto("about:blank");
  await builder.load(link);
  await builder.button("Drafts (2)").waitFor();
  await expect(builder.field("User ID")).toHaveValue("mine");
});
