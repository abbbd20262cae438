// The main job: a person fills the form, takes the command away, runs it, and the service has what was typed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { aws, moto, recorder, run } from "./aws.mjs";
import { launch, required } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

let browser, service;
before(async () => { [browser, service] = await Promise.all([launch(), moto()]); });
after(async () => { service?.stop(); await browser?.close(); });

/** The user as the service describes it; then the service forgets it, so that the next test can make it anew. */
async function described() {
  const { Users: [user] } = await aws(service.endpoint, ["elasticache", "describe-users", "--user-id", "user1"]);
  await fetch(`${service.endpoint}/moto-api/reset`, { method: "POST" });
  return user;
}

function assertIsReference(user) {
  const { UserId, UserName, Engine, AccessString, Authentication } = user;
  assert.deepEqual({ UserId, UserName, Engine, AccessString }, {
    UserId: "user1", UserName: "myUser", Engine: "redis", AccessString: REFERENCE["Access string"],
  });
  assert.deepEqual(Authentication, { Type: "password", PasswordCount: 1 });
}

test("create-user: the command that is shown, its password asked for when it runs", async () => {
  const page = await Builder.open(browser);
  await page.choose("Create user");
  await page.fill(REFERENCE);
  await page.format("Bash");
  assert.match(await page.readiness(), /^Ready/);
  const shown = await page.shown();
  assert.ok(!shown.includes(REFERENCE["Password 1"]), "no password stands on a command line unless it is asked for");
  assert.equal(shown, await page.copied());
  assert.equal(await page.selected(), shown, "what is selected by hand is the whole, folded or not");
  await page.page.getByRole("button", { name: /^Show \d+ helper lines$/ }).click();
  assert.equal(await page.shown(), shown);
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", shown], { input: `${REFERENCE["Password 1"]}\n` });
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: the command with the password written out, masked until it is shown", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("Bash");
  await page.fill({ Secrets: "inline", "CLI version": "1" });
  assert.ok(!(await page.shown()).includes(REFERENCE["Password 1"]));
  await page.button("Show secrets").click();
  const shown = await page.shown();
  assert.ok(shown.includes(REFERENCE["Password 1"]));
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", shown]);
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: the JSON file that is downloaded", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("JSON");
  const { name, text } = await page.downloaded();
  assert.equal(name, "create-user.json");
  await aws(service.endpoint, ["elasticache", "create-user", "--cli-input-json", `file://${name}`], { files: { [name]: text } });
  assertIsReference(await described());
  await page.close();
});

test("create-user: the boto3 code", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("Python (boto3)");
  await page.fill({ Secrets: "environment" });
  const program = await page.shown();
  const { code, stderr } = await run(service.endpoint, required("E2E_PYTHON"), ["-c", `import os\nos.environ["ELASTICACHE_PASSWORD"] = "${REFERENCE["Password 1"]}"\n${program}`]);
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: the command in AWS CLI 2, which is older here and answers the same", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("Bash");
  // Older than the variable for it.
  await page.cliOption("--endpoint-url", service.endpoint);
  const input = `${REFERENCE["Password 1"]}\n`;
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", await page.copied()], { input, aws: required("E2E_AWS_2") });
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: the command for fish", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("fish");
  await page.fill({ Secrets: "inline" });
  const { code, stderr } = await run(service.endpoint, "fish", ["-c", await page.copied()]);
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: the YAML file, read by AWS CLI 2", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("YAML");
  const { name, text } = await page.downloaded();
  const args = ["elasticache", "create-user", "--cli-input-yaml", `file://${name}`, "--endpoint-url", service.endpoint];
  const { code, stderr } = await run(service.endpoint, required("E2E_AWS_2"), args, { files: { [name]: text } });
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: the JavaScript code, with the AWS SDK", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("JavaScript (AWS SDK v3)");
  const { name, text } = await page.downloaded();
  const options = { input: `${REFERENCE["Password 1"]}\n`, files: { [name]: text }, packages: required("E2E_PEERS") };
  const { code, stderr } = await run(service.endpoint, process.execPath, [name], options);
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: curl, which signs by itself", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("curl");
  await page.cliOption("--endpoint-url", service.endpoint);
  const { code, stderr } = await run(service.endpoint, "sh", ["-c", await page.copied()], { input: `${REFERENCE["Password 1"]}\n` });
  assert.equal(code, 0, stderr);
  assertIsReference(await described());
  await page.close();
});

test("create-user: the CloudFormation template, by cfn-lint", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("CloudFormation (YAML)");
  const { name, text } = await page.downloaded();
  assert.match(text, /on ~app::\* -@all \+@read/);
  const { code, stdout } = await run(service.endpoint, required("E2E_CFN_LINT"), ["--regions", "us-east-1", "--", name], { files: { [name]: text } });
  assert.equal(code, 0, stdout);
  await page.close();
});

test("create-user: the Terraform resource, as HashiCorp's own library reads it", async () => {
  const page = await Builder.open(browser);
  await page.fill(REFERENCE);
  await page.format("Terraform");
  const { name, text } = await page.downloaded();
  assert.ok(!text.includes(REFERENCE["Password 1"]));
  const packages = required("E2E_PEERS");
  const files = { [name]: text, "hcl.mjs": await readFile(join(packages, "hcl.mjs"), "utf8") };
  const { code, stdout, stderr } = await run(service.endpoint, process.execPath, ["hcl.mjs"], { input: `${name}\n`, files, packages });
  assert.equal(code, 0, stderr);
  const { resource, variable } = JSON.parse(stdout);
  const [[{ user_id, user_name, engine, access_string, passwords }]] = Object.values(resource.aws_elasticache_user);
  assert.deepEqual({ user_id, user_name, engine, access_string, passwords }, {
    user_id: "user1", user_name: "myUser", engine: "redis", access_string: REFERENCE["Access string"], passwords: ["${var.password_1}"],
  });
  assert.equal(variable.password_1[0].sensitive, true);
  await page.close();
});

test("modify-user: the command that is shown, and the JSON file, say on the wire what was typed", async () => {
  const record = await recorder();
  const page = await Builder.open(browser);
  await page.choose("Modify user");
  await page.fill({ "User ID": "user1", "Append to access string": "+get ~x:*", Engine: "valkey" });
  await page.choose("Password");
  await page.fill({ "Password 1": "mYnuUzrpAxXw2rdzx" });
  await page.button("Add password").click();
  await page.fill({ "Password 2": "p4-Sec0nd-p4ssw0rd" });
  assert.ok(await page.button("Add password").isDisabled(), "a third password cannot be added");
  await page.format("Bash");
  assert.match(await page.readiness(), /^Ready/);
  // The current password, and the new one twice.
  const input = "mYnuUzrpAxXw2rdzx\np4-Sec0nd-p4ssw0rd\np4-Sec0nd-p4ssw0rd\n";
  const { code, stdout, stderr } = await run(record.endpoint, "bash", ["-c", await page.shown()], { input });
  assert.equal(code, 0, stderr);
  assert.equal(JSON.parse(stdout).Status, "modifying");
  await page.format("JSON");
  const { name, text } = await page.downloaded();
  await aws(record.endpoint, ["elasticache", "modify-user", "--cli-input-json", `file://${name}`], { files: { [name]: text } });
  record.stop();
  const wire = {
    Action: "ModifyUser", Version: "2015-02-02", UserId: "user1", Engine: "valkey", AppendAccessString: "+get ~x:*",
    "AuthenticationMode.Type": "password",
    "AuthenticationMode.Passwords.member.1": "mYnuUzrpAxXw2rdzx",
    "AuthenticationMode.Passwords.member.2": "p4-Sec0nd-p4ssw0rd",
  };
  assert.deepEqual(record.bodies, [wire, wire]);
  await page.close();
});

test("several drafts: one script makes every user, one template describes them", async () => {
  const page = await Builder.open(browser);
  const dialog = page.page.getByRole("dialog");
  await page.fill({ ...REFERENCE, "User ID": "first", "User name": "first" });
  await page.button("Drafts").click();
  await dialog.getByRole("button", { name: "New draft" }).click();
  await page.fill({ ...REFERENCE, "User ID": "second", "User name": "second" });
  await page.button("Drafts (2)").click();
  const format = dialog.getByLabel("Format of the file");
  await format.selectOption({ label: "Bash" });
  const script = await page.downloaded("Download all");
  assert.equal(script.name, "users.sh");
  assert.ok(!script.text.includes(REFERENCE["Password 1"]));
  const input = `${REFERENCE["Password 1"]}\n`.repeat(2);
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", script.text], { input });
  assert.equal(code, 0, stderr);
  const { Users } = await aws(service.endpoint, ["elasticache", "describe-users"]);
  const made = Users.filter((user) => user.UserId !== "default").map((user) => [user.UserId, user.Authentication.PasswordCount]);
  assert.deepEqual(made, [["first", 1], ["second", 1]]);
  await fetch(`${service.endpoint}/moto-api/reset`, { method: "POST" });
  await format.selectOption({ label: "CloudFormation (JSON)" });
  const template = await page.downloaded("Download all");
  assert.equal(template.name, "users.template.json");
  const { stdout } = await run(service.endpoint, required("E2E_CFN_LINT"), ["--regions", "us-east-1", "--", template.name], { files: { [template.name]: template.text } });
  assert.equal(stdout, "", "cfn-lint has nothing to say");
  await page.close();
});

test("a rotation: the second step keeps the new password only", async () => {
  const record = await recorder();
  const page = await Builder.open(browser);
  await page.choose("Modify user");
  await page.choose("Password");
  await page.fill({ "User ID": "user1", "Password 1": "the-old-password-1" });
  await page.button("Add password").click();
  await page.page.getByText("To rotate, the new password: step 2 keeps this one only.").waitFor();
  await page.fill({ "Password 2": "the-new-password-2" });
  await page.format("Bash");
  const step = page.region("Step 2, when every client uses the new password");
  assert.match(await step.innerText(), /keeps the new password only: the current one stops working/);
  const steps = [await page.copied(), await page.copied("modify-user-step-2.sh")];
  const typed = ["the-old-password-1\n" + "the-new-password-2\n".repeat(2), "the-new-password-2\n"];
  for (const [n, step] of steps.entries()) {
    const { code, stderr } = await run(record.endpoint, "bash", ["-c", step], { input: typed[n] });
    assert.equal(code, 0, stderr);
  }
  record.stop();
  const sent = record.bodies.map((body) => [1, 2].map((n) => body[`AuthenticationMode.Passwords.member.${n}`]));
  assert.deepEqual(sent, [["the-old-password-1", "the-new-password-2"], ["the-new-password-2", undefined]]);
  await page.close();
});

test("the older members, tags, and a user without a password", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "user1", "User name": "plain", Engine: "redis", "Access string": "on ~app::* -@all +get" });
  await page.choose("No password");
  await page.field("Use the legacy fields (Passwords, NoPasswordRequired)").check();
  await page.button("Add tag").click();
  await page.fill({ "Tag 1 key": "team", "Tag 1 value": "it's, \"quoted\"" });
  await page.format("Bash");
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", await page.shown()]);
  assert.equal(code, 0, stderr);
  const user = await described();
  assert.equal(user.Authentication.Type, "no-password");
  await page.close();
});

test("an unfinished request is not offered as ready, and does not run", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "user1" });
  assert.match(await page.readiness(), /^Not ready/);
  const record = await recorder();
  await run(record.endpoint, "bash", ["-c", await page.shown()]);
  record.stop();
  assert.deepEqual(record.bodies, []);
  await page.close();
});
