// Any text in any field leads to findings, never to a panic, a frozen page, a broken command, or markup.
import { recorder, run } from "./aws.mjs";
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

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

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`${name} in every field`, async ({ page, builder }) => {
    let dialogs = 0;
    page.on("dialog", (dialog) => { dialogs += 1; return dialog.dismiss(); });
    await builder.button("Add tag").click();
    const fields = ["User ID", "User name", "Password 1", "Access string", "Tag 1 key", "Tag 1 value"];
    await builder.fill(Object.fromEntries(fields.map((label) => [label, text])));
    await builder.leave();
    const formats = await builder.field("Format").locator("option").allInnerTexts();
    for (const title of formats) await builder.format(title);
    await builder.choose("Modify user");
    await builder.fill({ "Append to access string": text });
    for (const title of formats) await builder.format(title);
    await expect(page.locator("main img, main script")).toHaveCount(0);
    expect(dialogs).toBe(0);
  });
}

test("an access string with shell syntax arrives as typed", async ({ open }) => {
  const record = await recorder();
  const builder = await open();
  await builder.choose("Modify user");
  const text = "on ~it's:$HOME:`id`:\"*\" &* -@all +get +config|get";
  await builder.fill({ "User ID": REFERENCE["User ID"], "Access string": text });
  await builder.format("Bash");
  const { code, stderr } = await run(record.endpoint, "bash", ["-c", await builder.shown()]);
  record.stop();
  expect(code, stderr).toBe(0);
  expect(record.bodies[0].AccessString).toBe(text);
});

test("a megabyte in a field doesn't freeze the page", async ({ builder }) => {
  const text = "on ~app:* +get ".repeat(70_000);
  await builder.paste("User ID", "a".repeat(1_000_000));
  await builder.paste("Access string", text);
  await builder.leave();
  await builder.fill({ "User ID": "user1" });
  await expect(builder.field("Access string")).toHaveValue(text);
  await builder.fill({ "Access string": "on ~app:* +get" });
  expect(await builder.shown()).toMatch(/on ~app:\* \+get/);
});
