// Any text in any field gives findings: no panic, no frozen page, no broken command, no markup.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { recorder, run } from "./aws.mjs";
import { launch } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

const HOSTILE = {
  "a lone quote": "'",
  "both quotes, a dollar and backticks": "'\"$(id)`id`\\",
  "an end of script": "</script><img src=x onerror=alert(1)>",
  "an address that runs": "javascript:alert(1)",
  emoji: "👩‍👩‍👧 \u{1F468}\u200D",
  "control characters": "\u0001\u0007\u001b[31m\u007f\u0085",
  "marks of direction": "\u202Eabc\u2066",
  "half a character": "\uD800x",
  braces: "%s {0} ${HOME} !! #",
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`${name} in every field`, async () => {
    const page = await Builder.open(browser);
    let dialogs = 0;
    page.page.on("dialog", (dialog) => { dialogs += 1; return dialog.dismiss(); });
    await page.button("Add tag").click();
    const fields = ["User ID", "User name", "Password 1", "Access string", "Tag 1 key", "Tag 1 value"];
    await page.fill(Object.fromEntries(fields.map((label) => [label, text])));
    await page.leave();
    const formats = await page.field("Format").locator("option").allInnerTexts();
    for (const title of formats) await page.format(title);
    await page.choose("Modify user");
    await page.fill({ "Append to access string": text });
    for (const title of formats) await page.format(title);
    assert.equal(await page.page.locator("main img, main script").count(), 0);
    assert.equal(dialogs, 0);
    await page.close();
  });
}

test("an access string that a shell would eat arrives as it was typed", async () => {
  const record = await recorder();
  const page = await Builder.open(browser);
  await page.choose("Modify user");
  const text = "on ~it's:$HOME:`id`:\"*\" &* -@all +get +config|get";
  await page.fill({ "User ID": REFERENCE["User ID"], "Access string": text });
  await page.format("Bash");
  const { code, stderr } = await run(record.endpoint, "bash", ["-c", await page.shown()]);
  record.stop();
  assert.equal(code, 0, stderr);
  assert.equal(record.bodies[0].AccessString, text);
  await page.close();
});

test("a megabyte in a field leaves the page alive", async () => {
  const page = await Builder.open(browser);
  const text = "on ~app:* +get ".repeat(70_000);
  await page.paste("User ID", "a".repeat(1_000_000));
  await page.paste("Access string", text);
  await page.leave();
  await page.fill({ "User ID": "user1" });
  assert.equal(await page.field("Access string").inputValue(), text);
  await page.fill({ "Access string": "on ~app:* +get" });
  assert.match(await page.shown(), /on ~app:\* \+get/);
  await page.close();
});
