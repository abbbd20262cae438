// An open value in imported text is neither missing nor wrong: it's a chip to fill in, until something is typed.
import { expect, test } from "./fixtures.mjs";

const SCRIPT = "aws elasticache create-user --user-id \"$USER_ID\" --user-name app --engine redis --access-string 'on ~app:* -@all +@read +@connection' --no-password-required";

const rule = (builder, id) => builder.region("Problems").getByRole("listitem").filter({ hasText: id });

test("a variable is a chip next to its field, and not an error", async ({ builder }) => {
  await builder.importText(SCRIPT);
  const chip = builder.page.getByRole("button", { name: "Fill USER_ID" });
  await expect(chip).toBeVisible();
  await expect(rule(builder, "user-id-required")).toHaveCount(0);
  expect(await builder.readiness(), "a shell refers to it").toMatch(/^Ready/);
  expect(await builder.copied()).toContain('--user-id "$USER_ID"');
  await builder.format("JSON");
  await expect(builder.region("Problems")).toContainText("USER_ID isn't in the imported text: type its value.");
  expect(await builder.readiness(), "what isn't there can't be written").toMatch(/^Not ready/);
  await chip.click();
  await expect(builder.field("User ID")).toBeFocused();
  const top = () => builder.field("User ID").evaluate((field) => field.getBoundingClientRect().top);
  const before = await top();
  await builder.page.keyboard.type("app");
  await builder.painted();
  await expect(chip).toHaveCount(0);
  expect(await top(), "the chip takes no room of its own").toBe(before);
  expect(await builder.readiness()).toMatch(/^Ready/);
  await builder.button("Undo").click();
  await expect(chip).toBeVisible();
});

test("a placeholder stays in the output, and is checked once it's replaced", async ({ builder }) => {
  await builder.importText(JSON.stringify({ UserId: "{{user}}", UserName: "app", Engine: "valkey", AccessString: "on ~app:* -@all +@read +@connection", AuthenticationMode: { Type: "iam" } }));
  await expect(builder.page.getByRole("button", { name: "Fill {{user}}" })).toBeVisible();
  await expect(rule(builder, "user-id-charset")).toHaveCount(0);
  await builder.format("JSON");
  expect(JSON.parse(await builder.copied()).UserId).toBe("{{user}}");
  await builder.fill({ "User ID": "{{user}}s" });
  await builder.leave();
  await expect(rule(builder, "user-id-charset")).toHaveCount(1);
});

test("references among a group's members are filled in one by one", async ({ builder }) => {
  await builder.openImport('resource "aws_elasticache_user_group" "g" {\n  user_group_id = "crew"\n  engine = "redis"\n  user_ids = [aws_elasticache_user.a.user_id, "b", aws_elasticache_user.c.user_id]\n}');
  await builder.button("Import 1 group").click();
  const chips = builder.page.getByRole("button", { name: /^Fill aws_elasticache_user/ });
  await expect(chips).toHaveCount(2);
  await expect(rule(builder, "group-redis-default"), "one of them may be it").toHaveCount(1);
  await expect(builder.region("Problems").getByText("error", { exact: true })).toHaveCount(0);
  await builder.fill({ Members: "b default" });
  await expect(chips).toHaveCount(1);
  await builder.fill({ Members: "b default c" });
  await expect(chips).toHaveCount(0);
  expect(await builder.readiness()).toMatch(/^Ready/);
});

test("the name of an open value can be any text", async ({ builder }) => {
  const mark = `{{${"</script><img src=x onerror=alert(1)>\u202E".repeat(5)}}}`;
  await builder.importText(JSON.stringify({ UserId: mark, UserName: "app", Engine: "valkey", AccessString: "on ~* +@read", AuthenticationMode: { Type: "iam" } }));
  await expect(builder.page.locator("main img, main script")).toHaveCount(0);
  const wide = await builder.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
