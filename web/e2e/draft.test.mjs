// The draft as a whole: undo and redo, starting over, sharing, importing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isOlderFirefox, launch, url } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test("undo and redo go through what was typed, field by field, and starting over can be undone", async () => {
  const page = await Builder.open(browser);
  assert.ok(await page.button("Undo").isDisabled());
  await page.field("User ID").pressSequentially("user1");
  await page.leave();
  await page.field("User name").pressSequentially("myUser");
  await page.leave();
  await page.button("Undo").click();
  assert.equal(await page.field("User name").inputValue(), "");
  assert.equal(await page.field("User ID").inputValue(), "user1");
  await page.button("Redo").click();
  assert.equal(await page.field("User name").inputValue(), "myUser");
  await page.menu("Start over");
  assert.equal(await page.field("User ID").inputValue(), "");
  await page.button("Undo").click();
  assert.equal(await page.field("User ID").inputValue(), "user1");
  await page.close();
});

test("a link carries the draft and no password, in at most 2,000 characters", { skip: isOlderFirefox }, async () => {
  const page = await Builder.open(browser);
  await page.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await page.format("JSON");
  await page.button("Share").click();
  await page.page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  const link = await page.page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${url}#`), link);
  assert.ok(link.length <= 2000);
  const other = await Builder.open(browser);
  await other.page.goto("about:blank");
  await other.load(link);
  await other.page.waitForFunction(() => location.hash === "");
  const { "Password 1": _, ...rest } = REFERENCE;
  for (const [label, value] of Object.entries(rest)) assert.equal(await other.field(label).inputValue(), value);
  assert.equal(await other.field("Password 1").inputValue(), "");
  assert.equal(await other.field("Format").locator("option:checked").innerText(), "JSON");
  await other.load(`${url}#d1.broken`);
  await other.page.getByText("The link can't be read").first().waitFor({ state: "attached" });
  assert.equal(await other.field("User ID").inputValue(), "user1", "a link that cannot be read changes nothing");
  // Firefox says of its own accord that the stream of the broken link is broken.
  other.complaints = other.complaints.filter((text) => !/input data is corrupted/.test(text));
  await other.close();
  await page.close();
});

test("JSON is imported by the dialog, by pasting, and by dropping a file, and can be undone", async () => {
  const page = await Builder.open(browser);
  const json = JSON.stringify({ UserId: "imported", UserName: "imported", Engine: "redis", AccessString: "on ~* +@read", NoPasswordRequired: true });
  const isThere = async () => {
    await page.page.getByText("Undo the import").waitFor();
    assert.equal(await page.field("User ID").inputValue(), "imported");
    assert.ok(await page.page.getByRole("radio", { name: "No password", exact: true }).isChecked());
    await page.button("Undo the import").click();
    assert.notEqual(await page.field("User ID").inputValue(), "imported");
  };
  await page.button("Import").click();
  await page.page.getByRole("dialog").getByRole("textbox").fill(json);
  await page.page.getByRole("button", { name: /^Import \d/ }).click();
  await isThere();
  await page.page.evaluate((text) => navigator.clipboard.writeText(text), json);
  await page.page.evaluate(() => document.activeElement.blur());
  await page.page.keyboard.press("ControlOrMeta+V");
  await isThere();
  await page.page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "user.json"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  }, json);
  await isThere();
  await page.close();
});

test("what cannot be read is said in the dialog, and the draft stays", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "user1" });
  await page.button("Import").click();
  const dialog = page.page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("<html><script>alert(1)</script>");
  await dialog.getByRole("listitem").first().waitFor();
  assert.equal(await dialog.getByRole("button", { name: /^Import \d/ }).count(), 0);
  await page.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await page.field("User ID").inputValue(), "user1");
  await page.close();
});

test("the page works without a network once it has been loaded, and keeps nothing that was typed beside its files", { skip: isOlderFirefox }, async () => {
  const page = await Builder.open(browser);
  await page.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((next) => navigator.serviceWorker.addEventListener("controllerchange", next, { once: true }));
  });
  await page.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await page.context.setOffline(true);
  await page.page.reload();
  await page.page.getByRole("main").waitFor();
  assert.equal(await page.field("User ID").inputValue(), "user1");
  const kept = await page.page.evaluate(async () => {
    const texts = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(request.url, (await (await cache.match(request)).text()).includes("canary"));
    }
    return texts;
  });
  assert.ok(kept.some((text) => text === url), JSON.stringify(kept));
  assert.ok(!kept.includes(true));
  await page.context.setOffline(false);
  await page.close();
});

test("a rule's example is a draft of its own", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "Start from a recipe": "read-only" });
  assert.match(await page.field("Access string").inputValue(), /\+@read/);
  await page.menu("Rules");
  const dialog = page.page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("user-id-lowercase");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await dialog.waitFor({ state: "hidden" });
  assert.match(await page.region("Problems").innerText(), /user-id-lowercase/);
  await page.button("Drafts (2)").click();
  await dialog.getByLabel("Name of draft 2").waitFor();
  assert.equal(await dialog.getByLabel("Name of draft 2").inputValue(), "Rule user-id-lowercase");
  await dialog.getByRole("button", { name: /^Open / }).first().click();
  assert.match(await page.field("Access string").inputValue(), /\+@read/, "the draft that was there is not touched");
  await page.page.keyboard.press("?");
  await page.page.getByRole("heading", { name: "Help" }).waitFor();
  await page.close();
});

test("several drafts: named, copied without passwords, switched, deleted and brought back, and kept", async () => {
  const page = await Builder.open(browser);
  const dialog = page.page.getByRole("dialog");
  const inDialog = (name) => dialog.getByRole("button", { name, exact: true });
  await page.fill({ ...REFERENCE, "User ID": "app-reader", "Password 1": "canary-password-one" });
  await page.button("Drafts").click();
  await dialog.getByLabel("Name of draft 1").fill("Reader");
  await inDialog("Duplicate Reader").click();
  await page.page.keyboard.press("Escape");
  assert.equal(await page.field("User ID").inputValue(), "app-reader");
  assert.equal(await page.field("Password 1").inputValue(), "");
  await page.fill({ "User ID": "app-writer", "Password 1": "canary-password-two" });
  await page.button("Drafts (2)").click();
  await inDialog("Open Reader").click();
  assert.equal(await page.field("User ID").inputValue(), "app-reader");
  assert.equal(await page.field("Password 1").inputValue(), "canary-password-one", "nothing is lost by switching");
  assert.ok(await page.button("Undo").isEnabled(), "each draft has its own history");
  await page.button("Drafts (2)").click();
  await inDialog("Delete Reader (copy)").click();
  await inDialog("Restore Reader (copy)").click();
  await page.page.keyboard.press("Escape");
  assert.equal(await page.field("User ID").inputValue(), "app-writer");
  await page.page.reload();
  await page.page.getByRole("main").waitFor();
  assert.equal(await page.field("User ID").inputValue(), "app-writer");
  await page.button("Drafts (2)").click();
  await inDialog("Open Reader").click();
  assert.equal(await page.field("User ID").inputValue(), "app-reader");
  const kept = JSON.stringify(await page.page.evaluate(() => ({ ...localStorage })));
  assert.ok(kept.includes("app-writer") && !kept.includes("canary"), kept);
  await page.close();
});

test("a link that is opened beside a draft becomes a draft of its own", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "mine" });
  await page.button("Share").click();
  await page.page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  const link = await page.page.evaluate(() => navigator.clipboard.readText());
  await page.fill({ "User ID": "changed-since" });
  await page.page.goto("about:blank");
  await page.load(link);
  await page.button("Drafts (2)").waitFor();
  assert.equal(await page.field("User ID").inputValue(), "mine");
  await page.close();
});
