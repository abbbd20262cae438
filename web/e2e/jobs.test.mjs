// Typical jobs, each done as a first-time user would, guided only by the page's text. The number of presses and keys is
// limited, and printed with `--reporter=list`.
import { REFERENCE } from "./builder.mjs";
import { expect, test as base } from "./fixtures.mjs";

const test = base.extend({
  /** Counts a person's actions: presses, and keys; a paste counts as one key. */
  person: async ({ builder }, use, info) => {
    const done = { presses: 0, keys: 0 };
    const person = {
      async press(what) {
        done.presses += 1;
        await (typeof what === "string" ? builder.button(what) : what).click();
      },
      async choose(radio) {
        done.presses += 1;
        await builder.choose(radio);
      },
      async pick(label, option) {
        done.presses += 2;
        await builder.field(label).and(builder.page.locator("select")).selectOption(option);
      },
      async type(label, text) {
        done.presses += 1;
        done.keys += text.length;
        await builder.field(label).fill(text);
        await builder.painted();
      },
      async paste(where, text) {
        done.keys += 1;
        await where.fill(text);
        await builder.painted();
      },
    };
    const start = performance.now();
    await use(person);
    const seconds = (performance.now() - start) / 1000;
    // Finding and pressing something takes a person about 2.5 seconds, a key 0.3 (Card, Moran and Newell's keystroke-level model).
    const human = Math.round(done.presses * 2.5 + done.keys * 0.3);
    info.annotations.push({ type: "effort", description: JSON.stringify({ ...done, human, seconds }) });
    console.log(`${info.title}: ${done.presses} presses, ${done.keys} keys, about ${human} s for a person, ${seconds.toFixed(1)} s here`);
    expect(human, "seconds for a person").toBeLessThanOrEqual(120);
  },
});

const USERS = JSON.stringify({ Users: [
  { UserId: "orders-api", UserName: "orders-api", Status: "active", Engine: "valkey", MinimumEngineVersion: "7.2", AccessString: "on ~* resetchannels -@all +@all", UserGroupIds: ["orders"], Authentication: { Type: "password", PasswordCount: 1 }, ARN: "arn:aws:elasticache:eu-west-1:111122223333:user:orders-api" },
] });

test("1: a read-only user with a password, as a command", async ({ builder, person }) => {
  await person.pick("Start from a recipe", "read-only");
  await person.type("User ID", "reports");
  await person.type("User name", "reports");
  await person.press("Generate");
  await person.press("Copy password 1");
  await expect(builder.page.locator(".toast")).toContainText("Paste it when the script asks for it.");
  expect(await builder.readiness()).toMatch(/^Ready/);
  await person.press("Copy");
  expect(await builder.page.evaluate(() => navigator.clipboard.readText())).toMatch(/create-user[^]*--user-id reports/);
});

test("2: the least rights for a library", async ({ builder, person }) => {
  const strings = new Set();
  for (const recipe of ["celery", "bullmq", "rq", "django-cache"]) {
    await person.pick("Start from a recipe", recipe);
    expect(await builder.readiness(), recipe).toMatch(/^Ready/);
    strings.add(await builder.field("Access string").inputValue());
  }
  expect(strings.size).toBe(4);
});

test("3: a user as the service shows it, narrowed", async ({ page, builder, person }) => {
  await person.press("Import");
  await person.paste(page.getByRole("dialog").getByRole("textbox"), USERS);
  await person.press("Import 1 user");
  await person.type("Access string", "on ~orders:* -@all +@read +@write +@connection -@dangerous");
  const difference = builder.region("Compared with the current user");
  await expect(difference).toContainText(/Keys/);
  await expect(difference).toContainText(/flushall/i);
  await expect(builder.region("Problems")).not.toContainText("resetchannels");
  await person.press("Copy");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/modify-user/);
  expect(text).not.toMatch(/--user-name|--passwords/);
});

test("4: a string reviewed, and compared with another", async ({ page, builder, person }) => {
  await person.press("Review an access string");
  await person.paste(builder.field("Access string"), "on ~* &* +@all -@dangerous +info");
  await expect(page.locator(".sentence")).toContainText(/any key/);
  await person.press(page.getByRole("heading", { name: "Compare", exact: true }));
  await person.paste(builder.field("Compare with"), "on ~app:* -@all +@read");
  await expect(builder.region("Compared with the other string")).toContainText(/Keys/);
});

test("5: a NOPERM error fixed", async ({ page, builder, person }) => {
  await person.type("Access string", "on ~app:* -@all +@read");
  await person.paste(builder.field("Try a command"), "ReplyError: NOPERM User app has no permissions to run the 'hset' command");
  await person.press("Add +hset");
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +@read +hset");
});

test("6: a password rotated without downtime", async ({ page, builder, person }) => {
  await person.pick("Start from a recipe", "rotate-password");
  await person.type("User ID", "app");
  await expect(page.getByText("Rotation: the current password. It keeps working.")).toBeVisible();
  expect(await builder.readiness()).toMatch(/^Ready/);
  await person.press("Copy");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/Current password[^]*New password/);
  await person.press("Copy modify-user-step-2.sh");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/the only one kept/);
});

test("7: three users in one Terraform file", async ({ page, builder, person }) => {
  const dialog = page.getByRole("dialog");
  for (const [n, name] of ["api", "job", "report"].entries()) {
    if (n > 0) {
      await person.press(n === 1 ? "Drafts" : "Drafts (2)");
      await person.press("New draft");
    }
    await person.pick("Start from a recipe", "read-only");
    await person.type("User ID", `orders-${name}`);
    await person.type("User name", `orders-${name}`);
    if (n === 0) await person.pick("Format", "terraform");
  }
  await person.press("Drafts (3)");
  await person.press(dialog.getByRole("button", { name: "Copy all" }));
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/orders-api[^]*orders-job[^]*orders-report/);
});

test("8: a draft shared", async ({ page, builder, person }) => {
  await person.type("User ID", "app");
  await person.press("Share");
  await expect(page.locator(".toast")).toContainText("Link copied.");
});

test("9: an IAM user for a serverless cache", async ({ page, builder, person }) => {
  await person.pick("Start from a recipe", "iam-application");
  await person.press(page.getByLabel("The cache is serverless"));
  await person.type("User ID", "app-iam");
  await person.type("User name", "app-iam");
  expect(await builder.readiness()).toMatch(/^Ready/);
  await expect(builder.region("Problems")).toContainText("elasticache:Connect");
  await person.press("Copy");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/Type=iam|"Type": ?"iam"/);
});

test("10: a script with two users, in variables, an array and a function", async ({ page, builder, person }) => {
  const script = ["#!/usr/bin/env bash", "set -euo pipefail", "COMMON=(--engine valkey --no-password-required)", "make() { aws elasticache create-user --user-id \"$1\" --user-name \"$1\" \"${COMMON[@]}\" --access-string \"$2\"; }", "make orders-api 'on ~orders:* +@read'", "make orders-job 'on ~orders:* +@write'"].join("\n");
  await person.press("Import");
  await person.paste(page.getByRole("dialog").getByRole("textbox"), script);
  await person.press("Import 2 users");
  await expect(builder.field("User ID")).toHaveValue("orders-api");
  await expect(builder.field("Access string")).toHaveValue("on ~orders:* +@read");
});

base("11: the same on a phone", async ({ open }) => {
  const builder = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const { page } = builder;
  await builder.field("Start from a recipe").and(page.locator("select")).selectOption("bullmq");
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  console.log(`11: ${height} pixels high with BullMQ`);
  await page.locator(".bar").getByRole("button", { name: /^Copy/ }).tap();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/create-user/);
  await page.getByRole("link", { name: "View the output" }).tap();
  await expect(page.getByRole("heading", { name: "Output", exact: true })).toBeInViewport();
});

base("13: a first visit, at a glance", async ({ open }) => {
  const builder = await open({ viewport: { width: 1440, height: 900 } });
  const { page } = builder;
  await expect(builder.region("Welcome")).toBeInViewport({ ratio: 1 });
  for (const door of ["Start from a recipe", "Paste what you have", "Review an access string", "Fix a NOPERM"]) await expect(builder.button(door)).toBeInViewport({ ratio: 1 });
  await expect(builder.field("Access string")).toBeInViewport({ ratio: 1 });
  await expect(page.locator(".sentence")).toBeInViewport();
  await expect(builder.button("Copy")).toBeInViewport({ ratio: 1 });
  expect(await builder.readiness()).toBe("Ready");
  await expect(page.locator(".readiness").first()).toHaveText("Ready");
});
