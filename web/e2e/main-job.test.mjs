// The main job: a person fills in the form, copies the command and runs it, and the service receives what was typed.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { aws, recorder, run } from "./aws.mjs";
import { required } from "./browser.mjs";
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

/** The user as the service describes it. It's then deleted, so that the next test can create it again. */
async function described(service) {
  const { Users: [user] } = await aws(service.endpoint, ["elasticache", "describe-users", "--user-id", "user1"]);
  await fetch(`${service.endpoint}/moto-api/reset`, { method: "POST" });
  return user;
}

function assertIsReference(user) {
  const { UserId, UserName, Engine, AccessString, Authentication } = user;
  expect({ UserId, UserName, Engine, AccessString }).toStrictEqual({
    UserId: "user1", UserName: "myUser", Engine: "redis", AccessString: REFERENCE["Access string"],
  });
  expect(Authentication).toStrictEqual({ Type: "password", PasswordCount: 1 });
}

test("create-user: the command as shown, prompting for its password", async ({ page, builder, service }) => {
  await builder.choose("Create user");
  await builder.fill(REFERENCE);
  await builder.format("Bash");
  expect(await builder.readiness()).toMatch(/^Ready/);
  const shown = await builder.shown();
  expect(shown, "no password stands on a command line unless it is asked for").not.toContain(REFERENCE["Password 1"]);
  expect(shown).toBe(await builder.copied());
  expect(await builder.selected(), "what is selected by hand is the whole, folded or not").toBe(shown);
  await page.getByRole("button", { name: /^Show \d+ helper lines$/ }).click();
  expect(await builder.shown()).toBe(shown);
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", shown], { input: `${REFERENCE["Password 1"]}\n` });
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: the command with the password in plain text, masked until shown", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("Bash");
  await builder.fill({ Secrets: "inline", "CLI version": "1" });
  expect(await builder.shown()).not.toContain(REFERENCE["Password 1"]);
  await builder.button("Show secrets").click();
  const shown = await builder.shown();
  expect(shown).toContain(REFERENCE["Password 1"]);
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", shown]);
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: the downloaded JSON file", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("JSON");
  const { name, text } = await builder.downloaded();
  expect(name).toBe("create-user.json");
  await aws(service.endpoint, ["elasticache", "create-user", "--cli-input-json", `file://${name}`], { files: { [name]: text } });
  assertIsReference(await described(service));
});

test("create-user: the boto3 code", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("Python (boto3)");
  await builder.fill({ Secrets: "environment" });
  const program = await builder.shown();
  const { code, stderr } = await run(service.endpoint, required("E2E_PYTHON"), ["-c", `import os\nos.environ["ELASTICACHE_PASSWORD"] = "${REFERENCE["Password 1"]}"\n${program}`]);
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: the command in an older AWS CLI 2, with the same result", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("Bash");
  // This version doesn't know the environment variable for the endpoint yet.
  await builder.cliOption("--endpoint-url", service.endpoint);
  const input = `${REFERENCE["Password 1"]}\n`;
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", await builder.copied()], { input, aws: required("E2E_AWS_2") });
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: the command for fish", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("fish");
  await builder.fill({ Secrets: "inline" });
  const { code, stderr } = await run(service.endpoint, "fish", ["-c", await builder.copied()]);
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: the YAML file, read by AWS CLI 2", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("YAML");
  const { name, text } = await builder.downloaded();
  const args = ["elasticache", "create-user", "--cli-input-yaml", `file://${name}`, "--endpoint-url", service.endpoint];
  const { code, stderr } = await run(service.endpoint, required("E2E_AWS_2"), args, { files: { [name]: text } });
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: the JavaScript code, with the AWS SDK", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("JavaScript (AWS SDK v3)");
  const { name, text } = await builder.downloaded();
  const options = { input: `${REFERENCE["Password 1"]}\n`, files: { [name]: text }, packages: required("E2E_PEERS") };
  const { code, stderr } = await run(service.endpoint, process.execPath, [name], options);
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: curl, which signs the request itself", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("curl");
  await builder.cliOption("--endpoint-url", service.endpoint);
  const { code, stderr } = await run(service.endpoint, "sh", ["-c", await builder.copied()], { input: `${REFERENCE["Password 1"]}\n` });
  expect(code, stderr).toBe(0);
  assertIsReference(await described(service));
});

test("create-user: the CloudFormation template, by cfn-lint", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("CloudFormation (YAML)");
  const { name, text } = await builder.downloaded();
  expect(text).toMatch(/on ~app::\* -@all \+@read/);
  const { code, stdout } = await run(service.endpoint, required("E2E_CFN_LINT"), ["--regions", "us-east-1", "--", name], { files: { [name]: text } });
  expect(code, stdout).toBe(0);
});

test("create-user: the Terraform resource, as HashiCorp's own library reads it", async ({ builder, service }) => {
  await builder.fill(REFERENCE);
  await builder.format("Terraform");
  const { name, text } = await builder.downloaded();
  expect(text).not.toContain(REFERENCE["Password 1"]);
  const packages = required("E2E_PEERS");
  const files = { [name]: text, "hcl.mjs": await readFile(join(packages, "hcl.mjs"), "utf8") };
  const { code, stdout, stderr } = await run(service.endpoint, process.execPath, ["hcl.mjs"], { input: `${name}\n`, files, packages });
  expect(code, stderr).toBe(0);
  const { resource, variable } = JSON.parse(stdout);
  const [[{ user_id, user_name, engine, access_string, passwords }]] = Object.values(resource.aws_elasticache_user);
  expect({ user_id, user_name, engine, access_string, passwords }).toStrictEqual({
    user_id: "user1", user_name: "myUser", engine: "redis", access_string: REFERENCE["Access string"], passwords: ["${var.password_1}"],
  });
  expect(variable.password_1[0].sensitive).toBe(true);
});

test("modify-user: the command and the JSON file send what was typed", async ({ open }) => {
  const record = await recorder();
  const builder = await open();
  await builder.choose("Modify user");
  await builder.fill({ "User ID": "user1", "Append to access string": "+get ~x:*", Engine: "valkey" });
  await builder.choose("Password");
  await builder.fill({ "Password 1": "mYnuUzrpAxXw2rdzx" });
  await builder.button("Add password").click();
  await builder.fill({ "Password 2": "p4-Sec0nd-p4ssw0rd" });
  await expect(builder.button("Add password"), "a third password cannot be added").toBeDisabled();
  await builder.format("Bash");
  expect(await builder.readiness()).toMatch(/^Ready/);
  // The current password, and the new one twice.
  const input = "mYnuUzrpAxXw2rdzx\np4-Sec0nd-p4ssw0rd\np4-Sec0nd-p4ssw0rd\n";
  const { code, stdout, stderr } = await run(record.endpoint, "bash", ["-c", await builder.shown()], { input });
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout).Status).toBe("modifying");
  await builder.format("JSON");
  const { name, text } = await builder.downloaded();
  await aws(record.endpoint, ["elasticache", "modify-user", "--cli-input-json", `file://${name}`], { files: { [name]: text } });
  record.stop();
  const wire = {
    Action: "ModifyUser", Version: "2015-02-02", UserId: "user1", Engine: "valkey", AppendAccessString: "+get ~x:*",
    "AuthenticationMode.Type": "password",
    "AuthenticationMode.Passwords.member.1": "mYnuUzrpAxXw2rdzx",
    "AuthenticationMode.Passwords.member.2": "p4-Sec0nd-p4ssw0rd",
  };
  expect(record.bodies).toStrictEqual([wire, wire]);
});

test("several drafts: one script creates every user, one template describes them", async ({ page, builder, service }) => {
  const dialog = page.getByRole("dialog");
  await builder.fill({ ...REFERENCE, "User ID": "first", "User name": "first" });
  await builder.button("Drafts").click();
  await dialog.getByRole("button", { name: "New draft" }).click();
  await builder.fill({ ...REFERENCE, "User ID": "second", "User name": "second" });
  await builder.button("Drafts (2)").click();
  const format = dialog.getByLabel("Format of the file");
  await format.selectOption({ label: "Bash" });
  const script = await builder.downloaded("Download all");
  expect(script.name).toBe("users.sh");
  expect(script.text).not.toContain(REFERENCE["Password 1"]);
  const input = `${REFERENCE["Password 1"]}\n`.repeat(2);
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", script.text], { input });
  expect(code, stderr).toBe(0);
  const { Users } = await aws(service.endpoint, ["elasticache", "describe-users"]);
  const made = Users.filter((user) => user.UserId !== "default").map((user) => [user.UserId, user.Authentication.PasswordCount]);
  expect(made).toStrictEqual([["first", 1], ["second", 1]]);
  await fetch(`${service.endpoint}/moto-api/reset`, { method: "POST" });
  await format.selectOption({ label: "CloudFormation (JSON)" });
  const template = await builder.downloaded("Download all");
  expect(template.name).toBe("users.template.json");
  const { stdout } = await run(service.endpoint, required("E2E_CFN_LINT"), ["--regions", "us-east-1", "--", template.name], { files: { [template.name]: template.text } });
  expect(stdout, "cfn-lint has nothing to say").toBe("");
});

test("several drafts: one Terraform file in the selected format, as HashiCorp's own library reads it", async ({ page, builder, service }) => {
  const dialog = page.getByRole("dialog");
  // No password: Terraform asks for each.
  const user = (id) => ({ ...REFERENCE, "Password 1": "", "User ID": id, "User name": id });
  await builder.fill(user("orders-api"));
  await builder.format("Terraform");
  await builder.button("Drafts").click();
  await dialog.getByRole("button", { name: "New draft" }).click();
  await builder.fill(user("orders-job"));
  await builder.button("Drafts (2)").click();
  await expect(dialog.getByLabel("Format of the file").locator("option:checked")).toHaveText("Terraform");
  await expect(dialog).not.toContainText("Not ready");
  const { name, text } = await builder.downloaded("Download all");
  const packages = required("E2E_PEERS");
  const files = { [name]: text, "hcl.mjs": await readFile(join(packages, "hcl.mjs"), "utf8") };
  const { code, stdout, stderr } = await run(service.endpoint, process.execPath, ["hcl.mjs"], { input: `${name}\n`, files, packages });
  expect(code, stderr).toBe(0);
  const { resource, variable } = JSON.parse(stdout);
  const users = Object.values(resource.aws_elasticache_user).map(([{ user_id, passwords }]) => [user_id, ...passwords]);
  expect(users).toEqual([["orders-api", "${var.password_1_orders_api}"], ["orders-job", "${var.password_1_orders_job}"]]);
  expect(Object.keys(variable)).toEqual(["password_1_orders_api", "password_1_orders_job"]);
});

test("a rotation: the second step keeps the new password only", async ({ open }) => {
  const record = await recorder();
  const builder = await open();
  await builder.choose("Modify user");
  await builder.choose("Password");
  await builder.fill({ "User ID": "user1", "Password 1": "the-old-password-1" });
  await builder.button("Add password").click();
  await builder.page.getByText("Rotation: the new password. Step 2 keeps only this one.").waitFor();
  await builder.fill({ "Password 2": "the-new-password-2" });
  await builder.format("Bash");
  const step = builder.region("Step 2, when every client uses the new password");
  await expect(step).toContainText(/keeps only the new password: the current one stops working/, { useInnerText: true });
  const steps = [await builder.copied(), await builder.copied("modify-user-step-2.sh")];
  const typed = ["the-old-password-1\n" + "the-new-password-2\n".repeat(2), "the-new-password-2\n".repeat(2)];
  for (const [n, step] of steps.entries()) {
    const { code, stderr } = await run(record.endpoint, "bash", ["-c", step], { input: typed[n] });
    expect(code, stderr).toBe(0);
  }
  record.stop();
  const sent = record.bodies.map((body) => [1, 2].map((n) => body[`AuthenticationMode.Passwords.member.${n}`]));
  expect(sent).toStrictEqual([["the-old-password-1", "the-new-password-2"], ["the-new-password-2", undefined]]);
});

test("the older members, tags, and a user without a password", async ({ builder, service }) => {
  await builder.fill({ "User ID": "user1", "User name": "plain", Engine: "redis", "Access string": "on ~app::* -@all +get" });
  await builder.choose("No password");
  await builder.field("Use the legacy fields (Passwords, NoPasswordRequired)").check();
  await builder.button("Add tag").click();
  await builder.fill({ "Tag 1 key": "team", "Tag 1 value": "it's, \"quoted\"" });
  await builder.format("Bash");
  const { code, stderr } = await run(service.endpoint, "bash", ["-c", await builder.shown()]);
  expect(code, stderr).toBe(0);
  const user = await described(service);
  expect(user.Authentication.Type).toBe("no-password");
});

test("an incomplete request isn't offered as ready, and doesn't run", async ({ builder }) => {
  await builder.fill({ "User ID": "user1" });
  expect(await builder.readiness()).toMatch(/^Not ready/);
  const record = await recorder();
  await run(record.endpoint, "bash", ["-c", await builder.shown()]);
  record.stop();
  expect(record.bodies).toStrictEqual([]);
});
