// Pictures of the page for people to look at, and the one in the README (with E2E_UPDATE_SCREENSHOT=1).
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { required } from "./browser.mjs";
import { REFERENCE } from "./builder.mjs";
import { test } from "./fixtures.mjs";

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844], [320, 640]]) {
    test(`${colorScheme}, ${width} pixels wide`, async ({ open }) => {
      const folder = required("E2E_SCREENSHOTS");
      await mkdir(folder, { recursive: true });
      const builder = await open({ colorScheme, viewport: { width, height }, reducedMotion: "reduce" });
      const shoot = (name) => builder.page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      await shoot("first");
      await builder.button("Clear the example").click();
      await shoot("empty");
      await builder.fill({ ...REFERENCE, "User ID": "MyUser", "Password 1": "too/short" });
      await builder.leave();
      await shoot("problems");
      await builder.fill(REFERENCE);
      await builder.leave();
      await shoot("ready");
      await builder.choose("Modify user");
      await shoot("modify");
      const shootWindow = (name) => builder.page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
      await builder.choose("Create user");
      await shootFlows(builder, shootWindow);
      if (width === 1440 || width === 390) await shootDialogs(builder, shootWindow);
    });
  }
}

/** A recipe and an import, as they look in the window. */
async function shootFlows(builder, shoot) {
  await builder.fill({ "Start from a recipe": "bullmq" });
  await builder.region("BullMQ").getByLabel("Queue", { exact: true }).fill("mail");
  await builder.region("BullMQ").scrollIntoViewIfNeeded();
  await shoot("recipe");
  await builder.fill({ "Start from a recipe": "" });
  await builder.openImport("aws elasticache create-user --user-id app --user-name app --engine valkey --access-string 'on ~app:* +@read' --no-password-required --bogus 1");
  await shoot("import");
  await builder.page.keyboard.press("Escape");
}

/** The reply, and the dialogs. */
async function shootDialogs(builder, shoot) {
  const { keyboard } = builder.page;
  await builder.page.getByRole("tab", { name: "Response" }).click();
  await shoot("reply");
  await builder.page.getByRole("tab", { name: "Output" }).click();
  for (const dialog of ["Rules", "Help"]) {
    await builder.menu(dialog);
    await shoot(dialog.toLowerCase());
    await keyboard.press("Escape");
  }
  if (await builder.button("Drafts").isVisible()) await builder.button("Drafts").click();
  else await builder.menu("Drafts");
  await builder.page.getByRole("dialog").getByRole("button", { name: "Duplicate user1" }).click();
  await shoot("drafts");
  await keyboard.press("Escape");
  await builder.button("Share").click();
  await builder.page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  await shoot("share");
}

if (process.env.E2E_UPDATE_SCREENSHOT) {
  test("the picture of the README", async ({ open }) => {
    const path = required("E2E_SCREENSHOT");
    await mkdir(dirname(path), { recursive: true });
    const builder = await open({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5, reducedMotion: "reduce" });
    const user = { "User ID": "orders-reader", "User name": "orders-reader", Engine: "valkey", "Engine version": "valkey-8.1" };
    await builder.fill({ ...user, "Access string": "on ~orders:* -@all +@read +@connection -@dangerous" });
    await builder.fill({ "Try a command": "GET orders:4711" });
    await builder.button("Close the welcome").click();
    await builder.leave();
    await builder.page.screenshot({ path });
  });
}
