// Pictures of the page for people to look at, and the one in the README (with E2E_UPDATE_SCREENSHOT=1).
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { after, before, test } from "node:test";
import { launch, required } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844], [320, 640]]) {
    test(`${colorScheme}, ${width} pixels wide`, async () => {
      const folder = required("E2E_SCREENSHOTS");
      await mkdir(folder, { recursive: true });
      const page = await Builder.open(browser, { colorScheme, viewport: { width, height }, reducedMotion: "reduce" });
      const shoot = (name) => page.page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      await shoot("first");
      await page.button("Clear the example").click();
      await shoot("empty");
      await page.fill({ ...REFERENCE, "User ID": "MyUser", "Password 1": "too/short" });
      await page.leave();
      await shoot("problems");
      await page.fill(REFERENCE);
      await page.leave();
      await shoot("ready");
      await page.choose("Modify user");
      await shoot("modify");
      if (width === 1440 || width === 390) await shootParts(page, (name) => page.page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` }));
      await page.close();
    });
  }
}

/** What is opened by a press: the reply, a recipe, and the dialogs, each as it looks in the window. */
async function shootParts(page, shoot) {
  const { keyboard } = page.page;
  await page.choose("Create user");
  await page.page.getByRole("tab", { name: "Response" }).click();
  await shoot("reply");
  await page.page.getByRole("tab", { name: "Output" }).click();
  await page.fill({ "Start from a recipe": "bullmq" });
  await page.region("BullMQ").getByLabel("Queue", { exact: true }).fill("mail");
  await page.region("BullMQ").scrollIntoViewIfNeeded();
  await shoot("recipe");
  await page.fill({ "Start from a recipe": "" });
  await page.openImport("aws elasticache create-user --user-id app --user-name app --engine valkey --access-string 'on ~app:* +@read' --no-password-required --bogus 1");
  await shoot("import");
  await keyboard.press("Escape");
  for (const dialog of ["Rules", "Help"]) {
    await page.menu(dialog);
    await shoot(dialog.toLowerCase());
    await keyboard.press("Escape");
  }
  if (await page.button("Drafts").isVisible()) await page.button("Drafts").click();
  else await page.menu("Drafts");
  await page.page.getByRole("dialog").getByRole("button", { name: "Duplicate user1" }).click();
  await shoot("drafts");
  await keyboard.press("Escape");
  await page.button("Share").click();
  await page.page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  await shoot("share");
}

if (process.env.E2E_UPDATE_SCREENSHOT) {
  test("the picture of the README", async () => {
    const path = required("E2E_SCREENSHOT");
    await mkdir(dirname(path), { recursive: true });
    const page = await Builder.open(browser, { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5, reducedMotion: "reduce" });
    const user = { "User ID": "app-reader", "User name": "app-reader", Engine: "valkey" };
    await page.fill({ ...REFERENCE, ...user, "Access string": "on ~app::* -@all +@read +@connection" });
    await page.leave();
    await page.page.screenshot({ path });
    await page.close();
  });
}
