// What happens next: from the request to an application that is connected, in one script.
import { spawnSync } from "node:child_process";
import { expect, test } from "./fixtures.mjs";
import { REFERENCE } from "./builder.mjs";

const USER = { ...REFERENCE, "User ID": "app", "User name": "app", Engine: "valkey", "Password 1": "" };

/** Ticks the checkbox with this label. */
async function tick(builder, label) {
  await builder.unfold(builder.field(label));
  await builder.field(label).check();
  await builder.painted();
}

test("What happens next: group, cache and connection follow the user, each with its reply and how to undo it", async ({ builder }) => {
  await builder.fill(USER);
  await expect(builder.region("Step by step")).toHaveCount(0);
  const next = builder.page.getByRole("group", { name: "What happens next" });
  await next.getByLabel("Wait until active").check();
  await builder.fill({ "Add to user group": "team" });
  await tick(builder, "Create the group if it doesn't exist");
  await builder.fill({ "Replication group": "orders", "Connect with": "valkey-cli" });
  await builder.field("Replication group").blur();
  const script = await builder.shown();
  for (const part of [/create-user\b/, /create-user-group\b/, /modify-replication-group\b/, /valkey-cli --tls/]) expect(script).toMatch(part);
  expect(script.indexOf("create-user-group"), "in this order").toBeLessThan(script.indexOf("modify-replication-group"));
  expect(spawnSync("bash", ["-n"], { input: script }).status).toBe(0);
  const steps = builder.region("Step by step").getByRole("listitem");
  await expect(steps.filter({ hasText: "Undo:" }).first()).toContainText(/aws elasticache/, { useInnerText: true });
  expect(await steps.count()).toBeGreaterThanOrEqual(4);
  expect(await builder.readiness()).toMatch(/^Ready/);
});

test("What happens next: an IAM user gets the policy for its cache", async ({ builder }) => {
  await builder.fill({ ...USER, "Access string": "on ~app:* -@all +@read +@connection" });
  await builder.choose("IAM");
  await builder.fill({ "Add to user group": "team", "Serverless cache": "orders" });
  await tick(builder, "IAM policy");
  await builder.field("Serverless cache").blur();
  const script = await builder.shown();
  expect(script).toMatch(/elasticache:Connect/);
  expect(script).toMatch(/modify-serverless-cache\b/);
});

test("What happens next: a separate script changes the password later; an IAM user has none", async ({ builder }) => {
  await builder.fill(USER);
  await tick(builder, "Change the password later");
  const last = builder.region("Step by step").getByRole("listitem").last();
  await expect(last).toContainText(/without downtime/, { useInnerText: true });
  await expect(builder.page.getByText("rotate-password.sh").first()).toBeVisible();
  await builder.choose("IAM");
  await expect(last).toContainText(/15 minutes/, { useInnerText: true });
  await expect(builder.page.getByText("rotate-password.sh")).toHaveCount(0);
});

test("What happens next: with an invalid name, the output isn't ready and runs nothing", async ({ builder }) => {
  await builder.fill({ ...USER, "Add to user group": "team" });
  for (const hostile of ["$(canary)", "a b", "x\"; canary #", "cache`canary`"]) {
    await builder.fill({ "Replication group": hostile });
    await builder.field("Replication group").blur();
    expect(await builder.readiness(), hostile).toMatch(/^Not ready/);
    const lines = (await builder.shown()).split("\n").filter((line) => line.trim());
    expect(lines.filter((line) => !line.startsWith("#")), hostile).toStrictEqual([]);
  }
});

test("What happens next: only steps that the format supports are offered, and a group can't join a group", async ({ builder }) => {
  await builder.fill(USER);
  await builder.format("JSON");
  await expect(builder.field("Replication group")).toHaveCount(0);
  await builder.format("Bash");
  await expect(builder.field("Replication group")).toHaveCount(1);
  await builder.choose("Create group");
  await expect(builder.field("Add to user group")).toHaveCount(0);
});
