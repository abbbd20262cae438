// The first visit: an example that works immediately and is cleared by the first key, and five ways to start.
import { expect, test } from "./fixtures.mjs";

const EXAMPLE = "on ~app:* -@all +@read +@connection -@dangerous";

test("the example is complete: permissions, and a command to copy", async ({ builder }) => {
  await expect(builder.field("Access string")).toHaveValue(EXAMPLE);
  expect(await builder.readiness()).toBe("Ready");
  expect(await builder.copied()).toMatch(/--user-id app-reader/);
  await expect(builder.button("Undo")).toBeDisabled();
});

test("the first key in any field clears the example", async ({ page, builder }) => {
  await builder.field("User name").focus();
  await page.keyboard.press("End");
  await page.keyboard.type("me");
  await expect(builder.field("User name")).toHaveValue("me");
  await expect(builder.field("User ID")).toHaveValue("");
  await expect(builder.field("Access string")).toHaveValue("");
  await expect(page.getByText("Type in any field to replace it.")).toHaveCount(0);
});

test("a choice clears the example, too; trying a command doesn't", async ({ builder }) => {
  await builder.fill({ "Try a command": "GET app:1" });
  await builder.format("JSON");
  await expect(builder.field("Access string")).toHaveValue(EXAMPLE);
  await builder.choose("Modify user");
  await expect(builder.field("User ID")).toHaveValue("");
  await expect(builder.field("Format").locator("option:checked")).toHaveText("JSON", { useInnerText: true });
});

test("an untouched example isn't saved, and appears again", async ({ page, builder }) => {
  await page.reload();
  await page.getByRole("main").waitFor();
  await expect(builder.field("Access string")).toHaveValue(EXAMPLE);
  await builder.fill({ "User ID": "mine" });
  await page.reload();
  await page.getByRole("main").waitFor();
  await expect(builder.field("User ID")).toHaveValue("mine");
  await expect(builder.region("Welcome"), "who has a draft is not welcomed again").toHaveCount(0);
});

test("door: start from a recipe", async ({ page, builder }) => {
  await builder.button("Start from a recipe").click();
  const select = builder.field("Start from a recipe").and(page.locator("select"));
  await expect(select).toBeFocused();
  await select.selectOption("celery");
  await expect(builder.field("User ID")).toHaveValue("app-celery");
  expect(await builder.readiness()).toMatch(/^Ready/);
});

test("door: paste what you have", async ({ page, builder }) => {
  await builder.button("Paste what you have").click();
  await page.getByRole("dialog").getByRole("textbox").fill("aws elasticache create-user --user-id mine --user-name mine --engine valkey --access-string 'on ~* +@read' --no-password-required");
  await builder.button("Import 1 user").click();
  await expect(builder.field("User ID")).toHaveValue("mine");
});

test("door: review an access string", async ({ page, builder }) => {
  await builder.button("Review an access string").click();
  await page.keyboard.type("on ~* &* +@all");
  await expect(builder.field("Access string")).toHaveValue("on ~* &* +@all");
  await builder.painted();
  await expect(page.locator(".sentence")).toContainText(/on any key/, { useInnerText: true });
});

test("door: fix a NOPERM", async ({ page, builder }) => {
  await builder.button("Fix a NOPERM").click();
  await page.keyboard.type("NOPERM User app has no permissions to run the 'hgetall' command");
  await page.getByText("First paste this user's current access string, to see what it lacks.").waitFor();
  await expect(builder.button("Use this access string")).toHaveCount(0);
  await builder.button("Go to the access string").click();
  await page.keyboard.type("on ~app:* -@all +hget");
  await builder.button("Add to the current string").click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +hget +hgetall");
});

test("keyboard: from the access string to Copy in at most 12 tab stops", async ({ open }) => {
  const builder = await open({ viewport: { width: 1440, height: 900 } });
  const { keyboard } = builder.page;
  await builder.field("Access string").focus();
  let stops = 0;
  const isCopy = () => builder.button("Copy").evaluate((button) => button === document.activeElement);
  while (!(await isCopy()) && stops < 40) {
    await keyboard.press("Tab");
    stops += 1;
  }
  expect(stops, `${stops} stops`).toBeLessThanOrEqual(12);
  await builder.page.evaluate(() => document.activeElement.blur());
  await keyboard.press("/");
  await expect(builder.page.locator("#recipe")).toBeFocused();
  await keyboard.press("Control+k");
  await expect(builder.page.getByRole("searchbox", { name: "Action, recipe, format or field" })).toBeFocused();
  await keyboard.type("sub cel");
  await keyboard.press("Control+a");
  await keyboard.type("recipe celery");
  await keyboard.press("Enter");
  await builder.page.getByRole("region", { name: "Celery" }).waitFor();
  await builder.page.evaluate(() => document.activeElement.blur());
  await keyboard.press("g");
  await keyboard.press("o");
  expect(await builder.page.evaluate(() => document.activeElement.id)).toBe("output-title");
});
