// Links come from someone else, and saved data can, too: what neither of them can do.
import { deflateRawSync } from "node:zlib";
import { url } from "./browser.mjs";
import { expect, test } from "./fixtures.mjs";

const KEPT = "elasticache-user-builder";
const CANARY = "canary-known-to-the-sender";
const PLANTED = { Type: "password", Passwords: [CANARY] };

/** The state in a link or in storage. */
function state(request, more = {}) {
  return { version: 1, operation: "CreateUser", authentication: "Password", target: "bash", request: { UserId: "app", UserName: "app", Engine: "valkey", AccessString: "on ~app:* -@all +@read +@connection", ...request }, ...more };
}

function link(state) {
  return `${url}#d1.${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;
}

/** Opens a link with this state. */
async function follow(open, state) {
  const builder = await open({}, link(state));
  await builder.page.getByText("Draft loaded.").first().waitFor({ state: "attached" });
  return builder;
}

/** Opens the page with this state in the browser's storage. */
async function openWith(open, state) {
  const value = typeof state === "string" ? state : JSON.stringify(state);
  const builder = await open({ storageState: { cookies: [], origins: [{ origin: new URL(url).origin, localStorage: [{ name: KEPT, value }] }] } });
  await builder.painted();
  return builder;
}

function saved(builder) {
  return builder.page.evaluate((name) => localStorage.getItem(name) ?? "", KEPT);
}

/** The saved state, as soon as it contains this latest input. */
async function savedWith(builder, last) {
  await expect.poll(() => saved(builder), { intervals: [50] }).toContain(last);
  return saved(builder);
}

async function shared(builder) {
  await builder.button("Share").click();
  await builder.page.getByText("Link copied.").first().waitFor({ state: "attached" });
  const link = await builder.page.evaluate(() => navigator.clipboard.readText());
  return builder.page.evaluate(async (packed) => {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  }, link.split("#d1.")[1]);
}

const heldOptions = (builder) => builder.page.getByRole("complementary", { name: "Options that are not set" });

const PASSWORDS = {
  "in AuthenticationMode": { AuthenticationMode: PLANTED },
  "in Passwords": { Passwords: [CANARY] },
  "beside another type": { AuthenticationMode: { Type: "iam", Passwords: [CANARY] } },
  "in a member of the wrong type": { Passwords: CANARY, AuthenticationMode: CANARY },
  "in an unknown member": { Password: CANARY },
  "in the access string": { AccessString: `on >${CANARY} (~a <${CANARY}) #${CANARY} ~* +@all` },
  "in what is appended": { AccessString: "", AppendAccessString: `+get >${CANARY}` },
};

for (const [where, request] of Object.entries(PASSWORDS)) {
  for (const authentication of ["Password", null]) {
    test(`no password is read from a link or from storage: ${where}, ${authentication ?? "nothing"} chosen`, async ({ open }) => {
      // Create from a link and Modify from storage, or the other way around.
      const [linked, stored] = authentication ? ["CreateUser", "ModifyUser"] : ["ModifyUser", "CreateUser"];
      const planted = (operation) => state(request, { operation, authentication, options: { secrets: "inline" } });
      for (const builder of [await follow(open, planted(linked)), await openWith(open, planted(stored))]) {
        for (const format of ["JSON", "Bash", "Python (boto3)"]) {
          await builder.format(format);
          expect(await builder.copied(), format).not.toMatch(/canary/);
        }
        const values = await builder.page.locator("input, textarea").evaluateAll((all) => all.map((one) => one.value));
        expect(values.some((value) => value.includes("canary")), values.join("\n")).toBe(false);
        expect(await savedWith(builder, "boto3")).not.toMatch(/canary/);
      }
    });
  }
}

test("a typed password rule isn't in any link, and isn't saved", async ({ builder }) => {
  await builder.choose("Modify user");
  await builder.fill({ "User ID": "app", "Access string": `on >${CANARY} ~app:*>b +get (~x <${CANARY})`, "Append to access string": `#${CANARY} +set` });
  await builder.leave();
  await expect(builder.region("Problems")).toContainText(/as-no-password-rules/, { useInnerText: true });
  for (const text of [await savedWith(builder, "+set"), await shared(builder)]) {
    expect(text).not.toMatch(/canary/);
    expect(text).toMatch(/on ~app:\*>b \+get/);
  }
});

const WHERE = {
  endpointUrl: "https://abcd1234.execute-api.us-east-1.amazonaws.com/",
  caBundle: "/tmp/their.pem",
  profile: "their-profile",
  region: "eu-their-1",
  query: "their-query",
  output: "table",
  noVerifySsl: true,
  noSignRequest: true,
  debug: true,
  userGroup: "their-group",
  cliReadTimeout: 7,
};
const FLAGS = /--(endpoint-url|ca-bundle|profile|region|query|output|no-verify-ssl|no-sign-request|debug|cli-read-timeout)|their-|7$/m;

test("options that decide where a request goes, and as whom, are listed but not applied", async ({ open }) => {
  const planted = state({}, { options: { ...WHERE, secrets: "inline", cliVersion: "1", oneLine: true } });
  for (const builder of [await follow(open, planted), await openWith(open, planted)]) {
    await builder.fill({ "Password 1": "a-password-of-my-own-1" });
    expect(await builder.shown()).not.toMatch(FLAGS);
    await expect(builder.field("Secrets")).toHaveValue("prompt");
    await expect(builder.field("CLI version"), "how it is written is taken").toHaveValue("1");
    const text = await heldOptions(builder).innerText();
    for (const value of Object.values(WHERE)) expect(text, `${value}: ${text}`).toContain(String(value));
    expect(text).toMatch(/--endpoint-url/);
    await builder.button("Discard them").click();
    await heldOptions(builder).waitFor({ state: "detached" });
    expect(await builder.shown()).not.toMatch(FLAGS);
    await builder.fill({ "User name": "typed-last" });
    expect(await savedWith(builder, "typed-last")).not.toMatch(/their-/);
  }
});

test("options of a link can be kept, are visible then, and are covered by Undo and Start over", async ({ open }) => {
  const builder = await follow(open, state({}, { options: WHERE }));
  await builder.button("Keep these options").click();
  expect(await builder.shown()).toMatch(/--endpoint-url/);
  await builder.field("--endpoint-url").waitFor({ state: "visible" });
  await builder.button("Undo").click();
  expect(await builder.shown()).not.toMatch(FLAGS);
  await builder.button("Redo").click();
  expect(await builder.shown()).toMatch(/--endpoint-url/);
  await builder.menu("Start over");
  expect(await builder.shown()).not.toMatch(FLAGS);
  await builder.button("Undo").click();
  expect(await builder.shown()).toMatch(/--endpoint-url/);
  await builder.menu("Start over");
  await expect.poll(() => saved(builder)).not.toContain("their-");
  await builder.load();
  await builder.fill({ "User ID": "mine", "User name": "mine", "Access string": "on ~* +@read", "Password 1": "a-password-of-my-own-1" });
  expect(await builder.shown()).not.toMatch(FLAGS);
  await expect(heldOptions(builder)).toHaveCount(0);
});

test("undoing everything leaves nothing that the link set", async ({ open }) => {
  const builder = await follow(open, state({}, { options: WHERE }));
  while (await builder.button("Undo").isEnabled()) await builder.button("Undo").click();
  await builder.menu("Start over");
  await builder.fill({ "User ID": "mine", "User name": "mine", "Access string": "on ~* +@read", "Password 1": "a-password-of-my-own-1" });
  expect(await builder.shown()).not.toMatch(FLAGS);
});

for (const [secrets, secretName] of [["environment", "AWS_SECRET_ACCESS_KEY"], ["file", "~/.ssh/id_ed25519"], ["secrets-manager", "prod/db/master"]]) {
  test(`a link does not choose which secret is sent: ${secrets}`, async ({ open }) => {
    const planted = state({ AuthenticationMode: PLANTED }, { options: { secrets, secretName, endpointUrl: WHERE.endpointUrl } });
    const builder = await follow(open, planted);
    expect(await builder.shown()).not.toContain(secretName);
    if (await builder.button("Keep these options").count()) await builder.button("Keep these options").click();
    expect(await builder.shown()).not.toContain(secretName);
    const fromStorage = await openWith(open, planted);
    expect(await fromStorage.shown()).not.toContain(secretName);
  });
}

const MANY = {
  "4,000 passwords": { AuthenticationMode: { Type: "password", Passwords: Array(4000).fill("x") } },
  "20,000 tags": { Tags: Array(20_000).fill({ Key: "a", Value: "b" }) },
  "a long access string": { AccessString: "( ".repeat(100_000) },
  "a long ID": { UserId: "a".repeat(200_000) },
  "many unknown members": Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`Member${n}`, null])),
};

for (const [name, request] of Object.entries(MANY)) {
  test(`neither a link nor saved data freezes the page: ${name}`, async ({ open }) => {
    let start = performance.now();
    await (await open()).painted();
    // The page's own time, on a machine that may be busy.
    const plain = performance.now() - start;
    start = performance.now();
    const builder = await open({}, link(state(request)));
    await builder.page.getByText(/Draft loaded|The link can't be read|link is too long/).first().waitFor({ state: "attached" });
    await builder.painted();
    expect(performance.now() - start, "ms for the link").toBeLessThan(plain + 2500);
    start = performance.now();
    const fromStorage = await openWith(open, state(request));
    expect(performance.now() - start, "ms for what is saved").toBeLessThan(plain + 4500);
    await expect(fromStorage.page.getByRole("complementary", { name: "Last import" })).toContainText(/left out|Only the first/, { useInnerText: true });
  });
}

test("links and saved drafts that are too long get a message", async ({ open }) => {
  const builder = await open();
  await builder.load(`${url}#d1.${"A".repeat(1_000_000)}`);
  await builder.page.reload();
  const other = await open({}, `${url}#d1.${"A".repeat(1_000_000)}`);
  await other.page.getByText("The link is too long").first().waitFor({ state: "attached" });
  const fromStorage = await openWith(open, `{"version":1,"x":"${"x".repeat(1_500_000)}"}`);
  await fromStorage.page.getByText("The saved drafts are longer than 1 MB").waitFor();
});

test("a paste of a megabyte gets a message", async ({ page, builder }) => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "aws elasticache create-user --user-id app ".repeat(25_000));
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  });
  await page.getByText("This is longer than 500 KB").first().waitFor({ state: "attached" });
  await builder.openImport("aws elasticache create-user --user-id app ".repeat(25_000));
  await page.getByRole("dialog").getByText("This is longer than 500 KB").waitFor();
  await page.keyboard.press("Escape");
});

test("a link opened in a tab with the page is read, announced, undoable, and leaves the address", async ({ page, builder }) => {
  await builder.fill({ "User ID": "mine" });
  await builder.format("JSON");
  const { hash } = new URL(link(state({ UserId: "theirs" })));
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.getByText("From a link.").waitFor();
  expect(await page.evaluate(() => location.hash)).toBe("");
  await expect(builder.field("User ID")).toHaveValue("theirs");
  await builder.button("Undo the link").click();
  await expect(builder.field("User ID")).toHaveValue("mine");
  await expect(builder.field("Format").locator("option:checked")).toHaveText("JSON", { useInnerText: true });
  await expect(builder.button("Drafts"), "its draft is gone").toHaveCount(1);
});

test("the second user of a script doesn't inherit the first one's options", async ({ page, builder }) => {
  const one = "aws elasticache create-user --user-id one --user-name one --engine valkey --access-string 'on ~* +@read' --no-password-required --region eu-west-1 --profile prod";
  const two = "aws elasticache create-user --user-id two --user-name two --engine valkey --access-string 'on ~* +@read' --no-password-required";
  await builder.openImport(`${one}\n${two}\n`);
  await page.getByRole("button", { name: "Import 2 users" }).click();
  await builder.format("Bash");
  await builder.button("Drafts (2)").click();
  await page.getByRole("dialog").getByRole("button", { name: "Open two", exact: true }).click();
  await expect(builder.field("User ID")).toHaveValue("two");
  expect(await builder.shown()).not.toMatch(/--region|--profile/);
  await builder.button("Drafts (2)").click();
  await page.getByRole("dialog").getByRole("button", { name: "Open one", exact: true }).click();
  expect(await builder.shown()).toMatch(/--region eu-west-1/);
  expect(await builder.shown()).toMatch(/--profile prod/);
  await builder.field("--profile").waitFor({ state: "visible" });
  await builder.importText(two);
  expect(await builder.shown()).not.toMatch(/--region|--profile/);
});

test("line breaks that a field can't show aren't copied, and invisible characters are named", async ({ open }) => {
  const builder = await follow(open, state({ UserId: "app\rcanary #\r", UserName: "a\u202Eb", Tags: [{ Key: "k\u200Be\ny" }] }));
  await expect(builder.field("User ID")).toHaveValue("appcanary #");
  await builder.format("JSON");
  expect(JSON.parse(await builder.copied()).UserId).toBe("appcanary #");
  const text = await builder.page.getByRole("list", { name: "Hidden characters" }).innerText();
  expect(text).toMatch(/User name .*U\+202E/);
  expect(text).toMatch(/Tag 1 key .*U\+200B/);
});
