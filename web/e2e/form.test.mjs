// The form: nothing typed is lost, problems come and go at the right moment, and mending is one press.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test("switching operation, authentication and format loses nothing that was typed", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.button("Add tag").click();
  await page.fill({ "Tag 1 key": "team", "Tag 1 value": "payments" });
  await page.format("Bash");
  const before = await page.shown();
  await page.choose("Modify user");
  await page.fill({ "Append to access string": "+ping" });
  await page.choose("IAM");
  for (const title of ["JSON", "Python (boto3)", "Bash"]) await page.format(title);
  await page.choose("Password");
  await page.choose("Create user");
  assert.equal(await page.shown(), before);
  for (const [label, value] of Object.entries(REFERENCE)) assert.equal(await page.field(label).inputValue(), value);
  await page.choose("Modify user");
  assert.equal(await page.field("Append to access string").inputValue(), "+ping");
  await page.close();
});

test("a draft is there after a reload, its passwords are not, and no storage has them", async () => {
  const page = await Builder.open(browser);
  await page.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await page.format("JSON");
  await page.page.reload();
  await page.page.getByRole("main").waitFor();
  const { "Password 1": _, ...rest } = REFERENCE;
  for (const [label, value] of Object.entries(rest)) assert.equal(await page.field(label).inputValue(), value);
  assert.equal(await page.field("Password 1").inputValue(), "");
  assert.equal(await page.field("Format").locator("option:checked").innerText(), "JSON");
  const kept = JSON.stringify(await page.context.storageState({ indexedDB: true }));
  assert.ok(kept.includes("user1"), "the draft is what was kept");
  assert.ok(!kept.includes("canary"));
  assert.ok(!page.page.url().includes("canary"));
  await page.close();
});

test("a problem waits until its field is left, is tied to it, and goes the moment it is mended", async () => {
  const page = await Builder.open(browser);
  const id = page.field("User ID");
  await id.pressSequentially("1", { delay: 10 });
  assert.equal(await id.getAttribute("aria-invalid"), null);
  await page.leave();
  assert.equal(await id.getAttribute("aria-invalid"), "true");
  const message = page.page.locator(`[id="${await id.getAttribute("aria-describedby")}"]`);
  const said = await message.innerText();
  assert.ok(await page.region("Problems").getByText(said).count() > 0, said);
  await id.focus();
  await page.page.keyboard.press("Home");
  await page.page.keyboard.press("a");
  await page.painted();
  assert.equal(await id.getAttribute("aria-invalid"), null);
  await page.close();
});

test("a problem moves no field, and is said in full", async () => {
  const page = await Builder.open(browser);
  const top = async () => (await page.field("Engine").boundingBox()).y;
  await page.button("Clear the example").click();
  const before = await top();
  await page.fill({ "User ID": "1_", "User name": "with space", "Password 1": "short" });
  await page.leave();
  await page.page.waitForFunction(() => document.querySelectorAll("[aria-invalid]").length === 3);
  assert.equal(await top(), before);
  const isWhole = await page.page.locator(".message[data-severity=error] .said").evaluateAll((all) => all.map((line) => line.scrollHeight <= line.clientHeight + 1));
  assert.deepEqual(isWhole, [true, true, true]);
  await page.close();
});

test("a press on a problem goes to its field, and a fix mends it", async () => {
  const page = await Builder.open(browser);
  await page.fill({ ...REFERENCE, "User ID": "MyUser" });
  await page.leave();
  const problem = page.region("Problems").getByRole("listitem").filter({ hasText: "user-id-lowercase" });
  await problem.getByRole("button").first().click();
  assert.ok(await page.field("User ID").evaluate((element) => element === document.activeElement));
  assert.match(await problem.innerText(), /User ID\s+MyUser\s+myuser/, "what the fix changes is in sight before it does");
  await problem.getByRole("button", { name: /lower case/ }).click();
  assert.equal(await page.field("User ID").inputValue(), "myuser");
  await problem.waitFor({ state: "detached" });
  await page.close();
});

test("a password is optional where the output asks for it, and needed where it is written out", async () => {
  const page = await Builder.open(browser);
  await page.fill({ ...REFERENCE, "Password 1": "" });
  assert.match(await page.readiness(), /^Ready/);
  await page.page.getByText("Optional: you'll be asked when you run it.").waitFor();
  assert.ok(!(await page.shown()).includes("StandIn"));
  for (const secrets of ["environment", "secrets-manager"]) {
    await page.fill({ Secrets: secrets });
    assert.match(await page.readiness(), /^Ready/, secrets);
    assert.ok(!(await page.shown()).includes("StandIn"), secrets);
  }
  // For a shell that is a file with the password, so here it is needed; a program reads one that is there.
  await page.fill({ Secrets: "file" });
  assert.match(await page.readiness(), /^Not ready/);
  await page.format("Python (boto3)");
  assert.match(await page.readiness(), /^Ready/);
  await page.fill({ Secrets: "inline" });
  assert.match(await page.readiness(), /^Not ready/);
  await page.format("JSON");
  assert.match(await page.readiness(), /^Not ready/);
  assert.ok(!(await page.shown()).includes("StandIn"));
  await page.close();
});

test("a generated password can be copied, for the script that asks for it", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.button("Generate").click();
  await page.button("Copy password 1").click();
  await page.page.getByText("Password copied.").first().waitFor({ state: "attached" });
  assert.equal(await page.page.evaluate(() => navigator.clipboard.readText()), await page.field("Password 1").inputValue());
  await page.close();
});

test("a password is hidden until asked for, and one can be generated that the rules take", async () => {
  const page = await Builder.open(browser);
  await page.fill({ ...REFERENCE, "Password 1": "" });
  const password = page.field("Password 1");
  assert.equal(await password.getAttribute("type"), "password");
  await page.button("Generate").click();
  const made = await password.inputValue();
  assert.match(made, /^[A-Za-z0-9]{32}$/);
  assert.match(await page.readiness(), /^Ready/);
  await page.button("Generate").click();
  assert.notEqual(await password.inputValue(), made);
  await page.close();
});

test("the form can be filled with the keyboard alone", async () => {
  const page = await Builder.open(browser);
  const { keyboard } = page.page;
  /** Goes on with the Tab key until this field has the focus. */
  const reach = async (label) => {
    const field = page.field(label);
    for (let presses = 0; presses < 40; presses++) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    assert.fail(`${label} is not reached with the Tab key`);
  };
  await page.page.getByRole("radio", { name: "Create user" }).focus();
  for (const label of ["User ID", "User name", "Password 1", "Engine", "Access string"]) {
    await reach(label);
    await keyboard.type(label === "Engine" ? "r" : REFERENCE[label]);
  }
  for (const [label, value] of Object.entries(REFERENCE)) assert.equal(await page.field(label).inputValue(), value);
  assert.match(await page.readiness(), /^Ready/);
  await page.close();
});

test("tags pasted as shorthand or as columns become rows", async () => {
  const page = await Builder.open(browser);
  await page.button("Add tag").click();
  await page.page.evaluate(() => navigator.clipboard.writeText("Key=team,Value=payments Key=env,Value=prod"));
  await page.field("Tag 1 key").focus();
  await page.page.keyboard.press("ControlOrMeta+V");
  await page.field("Tag 2 value").waitFor();
  assert.equal(await page.field("Tag 1 key").inputValue(), "team");
  assert.equal(await page.field("Tag 2 value").inputValue(), "prod");
  await page.close();
});
