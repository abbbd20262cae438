// The access string's workbench: what it allows, whether a command runs, and what is stored.
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

test("a command is tried, and the missing rights are added with one click", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app::* -@all +@read", "Engine version": "valkey-8.0" });
  const answer = page.locator("#try-answer");
  await builder.fill({ "Try a command": "GET app::1" });
  await expect(answer).toContainText(/^Allowed by \+@read/, { useInnerText: true });
  await builder.fill({ "Try a command": "SET app::1 v" });
  await expect(answer).toContainText(/^Denied: .*-@all/, { useInnerText: true });
  await builder.button("Add +set").click();
  await expect(builder.field("Access string")).toHaveValue("on ~app::* -@all +@read +set");
  await expect(answer).toContainText(/^Allowed by \+set/, { useInnerText: true });
  await builder.fill({ "Try a command": "GET other" });
  await expect(answer).toContainText(/no key pattern allows reading other/, { useInnerText: true });
  await builder.fill({ "Try a command": "NOSUCH" });
  await expect(answer).toContainText(/isn't a command in Valkey 8\.0/, { useInnerText: true });
});

test("effective permissions are counted by category, opened, and searched", async ({ builder }) => {
  await builder.fill({ "Access string": "on ~* -@all +get +set +config|get", "Engine version": "valkey-8.0" });
  const region = builder.region("Effective permissions");
  await expect(region).toContainText(/Valkey 8\.0/, { useInnerText: true });
  await region.getByRole("button", { name: /^@string/ }).click();
  const get = region.getByRole("listitem").filter({ hasText: /^get allowed/ });
  await expect(get).toContainText(/\+get/, { useInnerText: true });
  await region.getByRole("button", { name: /^@string/ }).click();
  await region.getByRole("searchbox").fill("config");
  await expect(region.getByRole("listitem").filter({ hasText: "config get" })).toContainText(/allowed/, { useInnerText: true });
  await expect(region.getByRole("listitem").filter({ hasText: "config set" })).toContainText(/refused/, { useInnerText: true });
});

test("the stored form is shown next to the typed one, and can be used", async ({ page, builder }) => {
  // As sent and as stored, from the user guide.
  await builder.fill({ "Access string": "off +get ~keys*" });
  await page.getByText("off ~keys* -@all +get", { exact: true }).first().waitFor();
  await builder.button("Use this form").click();
  await expect(builder.field("Access string")).toHaveValue("off ~keys* -@all +get");
});

test("the highlighted text lines up exactly with the typed text", async ({ builder }) => {
  await builder.fill({ "Access string": `on ${"~a-long-prefix:of:keys:* ".repeat(20)}+@read -@dangerous` });
  const field = builder.field("Access string");
  const same = await field.evaluate((area) => {
    const mirror = area.parentElement.firstElementChild;
    const [a, b] = [area.getBoundingClientRect(), mirror.getBoundingClientRect()];
    return a.top === b.top && a.left === b.left && a.width === b.width && area.scrollHeight <= area.clientHeight + 1
      && mirror.textContent.replace("\u200b", "") === area.value;
  });
  expect(same).toBe(true);
});

test("a string is simplified, after a preview", async ({ page, builder }) => {
  const long = "on ~app:* ~app:1 -@all +get +@read -@read +get";
  await builder.fill({ "Access string": long, "Engine version": "valkey-8.0" });
  await builder.button("Simplify").click();
  await page.getByText("on ~app:* +get", { exact: true }).waitFor();
  await expect(builder.field("Access string")).toHaveValue(long);
  await builder.button("Use the shorter one").click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* +get");
  await builder.button("Undo").click();
  await expect(builder.field("Access string")).toHaveValue(long);
});

test("each rule is explained, moved and removed with the keyboard; a rule is added", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app:* +@read -@all", "Engine version": "valkey-8.0" });
  const words = page.getByRole("list", { name: "Rules in order" });
  await words.getByRole("button", { name: "-@all" }).focus();
  await expect(page.locator("#word-about")).toContainText(/^-@all: ./, { useInnerText: true });
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +@read");
  await page.waitForFunction(() => document.activeElement.textContent === "-@all");
  await page.keyboard.press("Delete");
  await expect(builder.field("Access string")).toHaveValue("on ~app:* +@read");
  await words.getByRole("button", { name: "+@read" }).click();
  await builder.button("Move left").click();
  await expect(builder.field("Access string")).toHaveValue("on +@read ~app:*");
  await builder.button("Move right").click();
  await builder.fill({ "Add a rule": "+ping" });
  await page.keyboard.press("Enter");
  await expect(builder.field("Access string")).toHaveValue("on ~app:* +@read +ping");
});

test("the reply is predicted with its certainty, on a tab reachable by keyboard", async ({ page, builder }) => {
  const output = builder.region("Output");
  const reply = builder.region("Reply");
  const tab = (name) => output.getByRole("tab", { name, exact: true });
  await builder.fill(REFERENCE);
  await expect(reply).not.toBeVisible();
  await tab("Output").focus();
  await page.keyboard.press("ArrowRight");
  await reply.waitFor();
  await expect(tab("Response")).toHaveAttribute("aria-selected", "true");
  await expect(tab("Response")).toBeFocused();
  expect(JSON.parse(await reply.innerText()).UserId).toBe("user1");
  await expect(output).toContainText(/Likely\. /, { useInnerText: true });
  // The error in the API reference for a user ID that exists.
  await expect(output).toContainText(/Other possible errors\s[^]*UserAlreadyExists/, { useInnerText: true });
  await builder.fill({ "Access string": "on +nosuchcommand" });
  await expect(reply).toContainText(/InvalidParameterValue/, { useInnerText: true });
  await tab("Output").click();
  await expect(reply).not.toBeVisible();
});

test("a tried command is read with its quotes and client, and a NOPERM error says what to add", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app:* -@all +@read +set", "Engine version": "valkey-8.0" });
  const answer = page.locator("#try-answer");
  await builder.fill({ "Try a command": 'valkey-cli SET app:k "a b"' });
  await expect(answer).toContainText(/^Allowed by \+set/, { useInnerText: true });
  await builder.fill({ "Try a command": "(error) NOPERM User app has no permissions to run the 'hset' command" });
  await builder.button("Add +hset").click();
  await expect(builder.field("Access string")).toHaveValue("on ~app:* -@all +@read +set +hset");
  await builder.fill({ "Try a command": "GET user:1" });
  await builder.button("Add %R~user:*").click();
  await expect(answer).toContainText(/^Allowed/, { useInnerText: true });
});

test("two access strings are compared: the risk first, commands by category", async ({ builder }) => {
  await builder.fill({ "Access string": "on ~app:* -@all +@read +@pubsub -@dangerous", "Engine version": "valkey-8.0" });
  await builder.expand("Compare");
  await builder.fill({ "Compare with": "on ~app:* -@all +@read -@dangerous" });
  const difference = builder.region("Compared with the other string");
  await expect(difference).toContainText(/@pubsub\s+\+\s+all \d+ of @pubsub/, { useInnerText: true });
  await builder.fill({ "Compare with": "on ~* +@all" });
  await expect(difference).toContainText(/Keys\s+−\s+~\*\s+Dangerous commands\s+−\s+bgrewriteaof/, { useInnerText: true });
  await builder.fill({ "Compare with": "on -@all -@dangerous +@pubsub +@read ~app:* -@dangerous" });
  await expect(difference).toContainText(/Same permissions/, { useInnerText: true });
});

test("many commands are folded to a count, and the list is one tab stop", async ({ page, builder }) => {
  const commands = ["get", "set", "del", "hget", "hset", "hdel", "lpush", "rpush", "lpop", "rpop", "sadd", "srem", "zadd", "zrem", "expire", "ttl", "ping", "exists", "incr", "decr"];
  await builder.fill({ "Access string": `on ~app:* -@all ${commands.map((name) => `+${name}`).join(" ")} -hdel` });
  const words = page.getByRole("list", { name: "Rules in order" });
  expect(await words.getByRole("button").allInnerTexts()).toStrictEqual(["on", "~app:*", "-@all", "-hdel"]);
  await builder.button("Show 20 commands").click();
  await expect(words.getByRole("button")).toHaveCount(24);
  await expect(words.locator("[tabindex='0']")).toHaveCount(1);
});

test("the difference from the current user is shown", async ({ page, builder }) => {
  const reply = { Users: [{ UserId: "app", UserName: "app", Status: "active", Engine: "valkey", AccessString: "on ~app:* -@all +get", Authentication: { Type: "password", PasswordCount: 1 } }] };
  await builder.button("Import").click();
  await page.getByRole("dialog").getByRole("textbox").fill(JSON.stringify(reply));
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await builder.fill({ "Append to access string": "+set ~other:*" });
  const difference = builder.region("Compared with the current user");
  await expect(difference).toContainText(/Keys\s+\+\s+~other:\*\s+@string\s+\+\s+set/, { useInnerText: true });
  await builder.fill({ "Append to access string": "allkeys +@all" });
  await expect(difference).toContainText(/Review: gains every key/, { useInnerText: true });
  await expect(difference).toContainText(/and \d+ more/, { useInnerText: true });
});

test("a tried command lists the side effects of allowing it", async ({ page, builder }) => {
  await builder.fill({ "Access string": "on ~app:* -@all +@read", "Try a command": "GET user:1" });
  await page.getByText(/^The \d+ other key commands of this user can then use %R~user:1, too\.$/).waitFor();
  await builder.fill({ "Try a command": "SET app:1 x" });
  await page.getByText("SET can then be used on ~app:*.").waitFor();
});

test("a tried command's missing rights are appended to an existing user's", async ({ builder }) => {
  await builder.importText(JSON.stringify({ Users: [{ UserId: "app", UserName: "app", Status: "active", Engine: "valkey", AccessString: "on ~app:* -@all +get", UserGroupIds: [], Authentication: { Type: "no-password" }, ARN: "arn:aws:elasticache:us-east-1:111122223333:user:app" }] }));
  await builder.fill({ "Access string": "" });
  await builder.fill({ "Try a command": "SET app:1 x" });
  await builder.button("Add +set").click();
  await expect(builder.field("Access string")).toHaveValue("");
  await expect(builder.field("Append to access string")).toHaveValue("+set");
});
