// The form: no input is lost, problems appear and disappear at the right moment, and a fix takes one click.
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

test("switching operation, authentication and format loses no input", async ({ builder }) => {
  await builder.fill(REFERENCE);
  await builder.button("Add tag").click();
  await builder.fill({ "Tag 1 key": "team", "Tag 1 value": "payments" });
  await builder.format("Bash");
  const before = await builder.shown();
  await builder.choose("Modify user");
  await builder.fill({ "Append to access string": "+ping" });
  await builder.choose("IAM");
  for (const title of ["JSON", "Python (boto3)", "Bash"]) await builder.format(title);
  await builder.choose("Password");
  await builder.choose("Create user");
  expect(await builder.shown()).toBe(before);
  for (const [label, value] of Object.entries(REFERENCE)) await expect(builder.field(label)).toHaveValue(value);
  await builder.choose("Modify user");
  await expect(builder.field("Append to access string")).toHaveValue("+ping");
});

test("a draft survives a reload, its passwords don't, and no storage has them", async ({ page, builder }) => {
  await builder.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await builder.format("JSON");
  await page.reload();
  await page.getByRole("main").waitFor();
  const { "Password 1": _, ...rest } = REFERENCE;
  for (const [label, value] of Object.entries(rest)) await expect(builder.field(label)).toHaveValue(value);
  await expect(builder.field("Password 1")).toHaveValue("");
  await expect(builder.field("Format").locator("option:checked")).toHaveText("JSON", { useInnerText: true });
  const kept = JSON.stringify(await builder.context.storageState({ indexedDB: true }));
  expect(kept, "the draft is what was kept").toContain("user1");
  expect(kept).not.toContain("canary");
  expect(page.url()).not.toContain("canary");
});

test("a problem appears when its field loses focus, is linked to it, and disappears once fixed", async ({ page, builder }) => {
  const id = builder.field("User ID");
  await id.pressSequentially("1", { delay: 10 });
  await expect(id).not.toHaveAttribute("aria-invalid");
  await builder.leave();
  await expect(id).toHaveAttribute("aria-invalid", "true");
  const message = page.locator(`[id="${await id.getAttribute("aria-describedby")}"]`);
  const said = await message.innerText();
  expect(await builder.region("Problems").getByText(said).count(), said).toBeGreaterThan(0);
  await id.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("a");
  await builder.painted();
  await expect(id).not.toHaveAttribute("aria-invalid");
});

test("a problem doesn't move any field, and is shown in full", async ({ page, builder }) => {
  const top = () => builder.field("Engine").evaluate((field) => field.getBoundingClientRect().top + scrollY);
  await builder.button("Clear the example").click();
  const before = await top();
  await builder.fill({ "User ID": "1_", "User name": "with space", "Password 1": "short" });
  await builder.leave();
  await page.waitForFunction(() => document.querySelectorAll("[aria-invalid]").length === 3);
  expect(await top()).toBe(before);
  const isWhole = await page.locator(".message[data-severity=error] .said").evaluateAll((all) => all.map((line) => line.scrollHeight <= line.clientHeight + 1));
  expect(isWhole).toStrictEqual([true, true, true]);
});

test("a click on a problem goes to its field, and a fix fixes it", async ({ builder }) => {
  await builder.fill({ ...REFERENCE, "User ID": "MyUser" });
  await builder.leave();
  const problem = builder.region("Problems").getByRole("listitem").filter({ hasText: "user-id-lowercase" });
  await problem.getByRole("button").first().click();
  await expect(builder.field("User ID")).toBeFocused();
  await expect(problem, "what the fix changes is in sight before it does").toContainText(/User ID\s+MyUser\s+myuser/, { useInnerText: true });
  await problem.getByRole("button", { name: /lowercase/ }).click();
  await expect(builder.field("User ID")).toHaveValue("myuser");
  await problem.waitFor({ state: "detached" });
});

test("a password is optional if the output prompts for it, and required if it's in plain text", async ({ page, builder }) => {
  await builder.fill({ ...REFERENCE, "Password 1": "" });
  expect(await builder.readiness()).toMatch(/^Ready/);
  await page.getByText("Optional: you'll be asked when you run it.").waitFor();
  expect(await builder.shown()).not.toContain("StandIn");
  for (const secrets of ["environment", "secrets-manager"]) {
    await builder.fill({ Secrets: secrets });
    expect(await builder.readiness(), secrets).toMatch(/^Ready/);
    expect(await builder.shown(), secrets).not.toContain("StandIn");
  }
  // A shell script comes with the password's file, so the password is required here; a program reads an existing file.
  await builder.fill({ Secrets: "file" });
  expect(await builder.readiness()).toMatch(/^Not ready/);
  await builder.format("Python (boto3)");
  expect(await builder.readiness()).toMatch(/^Ready/);
  await builder.fill({ Secrets: "inline" });
  expect(await builder.readiness()).toMatch(/^Not ready/);
  await builder.format("JSON");
  expect(await builder.readiness()).toMatch(/^Not ready/);
  expect(await builder.shown()).not.toContain("StandIn");
});

test("a generated password can be copied, for the script that asks for it", async ({ page, builder }) => {
  await builder.fill(REFERENCE);
  await builder.button("Generate").click();
  await builder.button("Copy password 1").click();
  await page.getByText("Password copied.").first().waitFor({ state: "attached" });
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await builder.field("Password 1").inputValue());
});

test("a password is hidden by default, and a generated one is valid", async ({ builder }) => {
  await builder.fill({ ...REFERENCE, "Password 1": "" });
  const password = builder.field("Password 1");
  await expect(password).toHaveAttribute("type", "password");
  await builder.button("Generate").click();
  const made = await password.inputValue();
  expect(made).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(await builder.readiness()).toMatch(/^Ready/);
  await builder.button("Generate").click();
  await expect(password).not.toHaveValue(made);
});

test("the form can be filled with the keyboard alone", async ({ page, builder }) => {
  const { keyboard } = page;
  /** Presses Tab until this field has the focus. */
  const reach = async (label) => {
    const field = builder.field(label);
    for (let presses = 0; presses < 40; presses++) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    expect.fail(`${label} is not reached with the Tab key`);
  };
  await page.getByRole("radio", { name: "Create user" }).focus();
  for (const label of ["User ID", "User name", "Password 1", "Engine", "Access string"]) {
    await reach(label);
    await keyboard.type(label === "Engine" ? "r" : REFERENCE[label]);
  }
  for (const [label, value] of Object.entries(REFERENCE)) await expect(builder.field(label)).toHaveValue(value);
  expect(await builder.readiness()).toMatch(/^Ready/);
});

test("tags pasted as shorthand or as columns become rows", async ({ page, builder }) => {
  await builder.button("Add tag").click();
  await page.evaluate(() => navigator.clipboard.writeText("Key=team,Value=payments Key=env,Value=prod"));
  await builder.field("Tag 1 key").focus();
  await page.keyboard.press("ControlOrMeta+V");
  await builder.field("Tag 2 value").waitFor();
  await expect(builder.field("Tag 1 key")).toHaveValue("team");
  await expect(builder.field("Tag 2 value")).toHaveValue("prod");
});
