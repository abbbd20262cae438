// A link comes from somebody else, and so may what the browser has saved: what neither may do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { launch, url } from "./browser.mjs";
import { Builder } from "./builder.mjs";

const KEPT = "elasticache-user-builder";
const CANARY = "canary-known-to-the-sender";
const PLANTED = { Type: "password", Passwords: [CANARY] };

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** What a link and the storage hold. */
function state(request, more = {}) {
  return { version: 1, operation: "CreateUser", authentication: "Password", target: "bash", request: { UserId: "app", UserName: "app", Engine: "valkey", AccessString: "on ~app:* -@all +@read +@connection", ...request }, ...more };
}

function link(state) {
  return `${url}#d1.${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;
}

async function follow(page, state) {
  await page.page.goto("about:blank");
  await page.load(link(state));
  await page.page.getByText("Draft loaded.").first().waitFor({ state: "attached" });
}

/** Opens the page with this in the browser's storage, and gives how long it took to start. */
async function openWith(state) {
  const page = await Builder.open(browser);
  await page.page.goto("about:blank");
  await page.context.addInitScript(([name, text]) => {
    if (location.protocol.startsWith("http") && !sessionStorage.getItem("set")) {
      sessionStorage.setItem("set", "1");
      localStorage.setItem(name, text);
    }
  }, [KEPT, typeof state === "string" ? state : JSON.stringify(state)]);
  const start = performance.now();
  await page.load();
  await page.painted();
  return { page, took: performance.now() - start };
}

async function kept(page) {
  await page.page.waitForTimeout(600);
  return page.page.evaluate((name) => localStorage.getItem(name) ?? "", KEPT);
}

async function shared(page) {
  await page.button("Share").click();
  await page.page.getByText("Link copied.").first().waitFor({ state: "attached" });
  const link = await page.page.evaluate(() => navigator.clipboard.readText());
  return page.page.evaluate(async (packed) => {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  }, link.split("#d1.")[1]);
}

const heldOptions = (page) => page.page.getByRole("complementary", { name: "Options that are not set" });

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
    test(`no password is taken from a link or from what is saved: ${where}, ${authentication ?? "nothing"} chosen`, async () => {
      for (const operation of ["CreateUser", "ModifyUser"]) {
        const planted = state(request, { operation, authentication, options: { secrets: "inline" } });
        const fromLink = await Builder.open(browser);
        await follow(fromLink, planted);
        const { page: fromStorage } = await openWith(planted);
        for (const page of [fromLink, fromStorage]) {
          for (const format of ["JSON", "Bash", "Python (boto3)"]) {
            await page.format(format);
            assert.doesNotMatch(await page.copied(), /canary/, format);
          }
          const values = await page.page.locator("input, textarea").evaluateAll((all) => all.map((one) => one.value));
          assert.ok(!values.some((value) => value.includes("canary")), values.join("\n"));
          assert.doesNotMatch(await kept(page), /canary/);
          await page.close();
        }
      }
    });
  }
}

test("a password rule that is typed is in no link and not saved", async () => {
  const page = await Builder.open(browser);
  await page.choose("Modify user");
  await page.fill({ "User ID": "app", "Access string": `on >${CANARY} ~app:*>b +get (~x <${CANARY})`, "Append to access string": `#${CANARY} +set` });
  await page.leave();
  assert.match(await page.region("Problems").innerText(), /as-no-password-rules/);
  const saved = await kept(page);
  const sent = await shared(page);
  for (const text of [saved, sent]) {
    assert.doesNotMatch(text, /canary/);
    assert.match(text, /on ~app:\*>b \+get/);
  }
  await page.close();
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

test("options that decide where a request goes, and as whom, are named and not taken", async () => {
  const planted = state({}, { options: { ...WHERE, secrets: "inline", cliVersion: "1", oneLine: true } });
  const fromLink = await Builder.open(browser);
  await follow(fromLink, planted);
  const { page: fromStorage } = await openWith(planted);
  for (const page of [fromLink, fromStorage]) {
    await page.fill({ "Password 1": "a-password-of-my-own-1" });
    assert.doesNotMatch(await page.shown(), FLAGS);
    assert.equal(await page.field("Secrets").inputValue(), "prompt");
    assert.equal(await page.field("CLI version").inputValue(), "1", "how it is written is taken");
    const text = await heldOptions(page).innerText();
    for (const value of Object.values(WHERE)) assert.ok(text.includes(String(value)), `${value}: ${text}`);
    assert.match(text, /--endpoint-url/);
    await page.button("Leave them out").click();
    await heldOptions(page).waitFor({ state: "detached" });
    assert.doesNotMatch(await page.shown(), FLAGS);
    assert.doesNotMatch(await kept(page), /their-/);
    await page.close();
  }
});

test("options of a link can be kept, are in sight then, and Undo and Start over take them back", async () => {
  const page = await Builder.open(browser);
  await follow(page, state({}, { options: WHERE }));
  await page.button("Keep these options").click();
  assert.match(await page.shown(), /--endpoint-url/);
  await page.field("--endpoint-url").waitFor({ state: "visible" });
  await page.button("Undo").click();
  assert.doesNotMatch(await page.shown(), FLAGS);
  await page.button("Redo").click();
  assert.match(await page.shown(), /--endpoint-url/);
  await page.menu("Start over");
  assert.doesNotMatch(await page.shown(), FLAGS);
  await page.button("Undo").click();
  assert.match(await page.shown(), /--endpoint-url/);
  await page.menu("Start over");
  await kept(page);
  await page.load();
  await page.fill({ "User ID": "mine", "User name": "mine", "Access string": "on ~* +@read", "Password 1": "a-password-of-my-own-1" });
  assert.doesNotMatch(await page.shown(), FLAGS);
  assert.equal(await heldOptions(page).count(), 0);
  await page.close();
});

test("undone until nothing is left, a link has set nothing", async () => {
  const page = await Builder.open(browser);
  await follow(page, state({}, { options: WHERE }));
  while (await page.button("Undo").isEnabled()) await page.button("Undo").click();
  await page.menu("Start over");
  await page.fill({ "User ID": "mine", "User name": "mine", "Access string": "on ~* +@read", "Password 1": "a-password-of-my-own-1" });
  assert.doesNotMatch(await page.shown(), FLAGS);
  await page.close();
});

for (const [secrets, secretName] of [["environment", "AWS_SECRET_ACCESS_KEY"], ["file", "~/.ssh/id_ed25519"], ["secrets-manager", "prod/db/master"]]) {
  test(`a link does not choose which secret is sent: ${secrets}`, async () => {
    const planted = state({ AuthenticationMode: PLANTED }, { options: { secrets, secretName, endpointUrl: WHERE.endpointUrl } });
    const page = await Builder.open(browser);
    await follow(page, planted);
    assert.ok(!(await page.shown()).includes(secretName));
    if (await page.button("Keep these options").count()) await page.button("Keep these options").click();
    assert.ok(!(await page.shown()).includes(secretName));
    await page.close();
    const { page: fromStorage } = await openWith(planted);
    assert.ok(!(await fromStorage.shown()).includes(secretName));
    await fromStorage.close();
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
  test(`neither a link nor what is saved freezes the page: ${name}`, async () => {
    const page = await Builder.open(browser);
    await page.page.goto("about:blank");
    const start = performance.now();
    await page.load(link(state(request)));
    await page.page.getByText(/Draft loaded|The link can't be read|longer than any draft/).first().waitFor({ state: "attached" });
    await page.painted();
    const took = performance.now() - start;
    assert.ok(took < 3000, `${took} ms for the link`);
    await page.close();
    const saved = await openWith(state(request));
    assert.ok(saved.took < 5000, `${saved.took} ms for what is saved`);
    assert.match(await saved.page.page.getByRole("complementary", { name: "Last import" }).innerText(), /left out|Only the first/);
    await saved.page.close();
  });
}

test("links and saved drafts that are too long are refused in a sentence", async () => {
  const page = await Builder.open(browser);
  await page.load(`${url}#d1.${"A".repeat(1_000_000)}`);
  await page.page.reload();
  await page.close();
  const other = await Builder.open(browser);
  await other.page.goto("about:blank");
  await other.load(`${url}#d1.${"A".repeat(1_000_000)}`);
  await other.page.getByText("The link is longer than any draft").first().waitFor({ state: "attached" });
  await other.close();
  const { page: saved } = await openWith(`{"version":1,"x":"${"x".repeat(1_500_000)}"}`);
  await saved.page.getByText("The saved drafts are longer than 1 MB").waitFor();
  await saved.close();
});

test("a paste of a megabyte is refused in a sentence", async () => {
  const page = await Builder.open(browser);
  await page.page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "aws elasticache create-user --user-id app ".repeat(25_000));
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  });
  await page.page.getByText("This is longer than 500 KB").first().waitFor({ state: "attached" });
  await page.openImport("aws elasticache create-user --user-id app ".repeat(25_000));
  await page.page.getByRole("dialog").getByText("This is longer than 500 KB").waitFor();
  await page.page.keyboard.press("Escape");
  await page.close();
});

test("a link that is opened in a tab with the page is read, said, undone, and leaves the address", async () => {
  const page = await Builder.open(browser);
  await page.fill({ "User ID": "mine" });
  await page.format("JSON");
  const { hash } = new URL(link(state({ UserId: "theirs" })));
  await page.page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.page.getByText("From a link.").waitFor();
  assert.equal(await page.page.evaluate(() => location.hash), "");
  assert.equal(await page.field("User ID").inputValue(), "theirs");
  await page.button("Undo the link").click();
  assert.equal(await page.field("User ID").inputValue(), "mine");
  assert.equal(await page.field("Format").locator("option:checked").innerText(), "JSON");
  assert.equal(await page.button("Drafts").count(), 1, "its draft is gone");
  await page.close();
});

test("the second user of a script has no option of the first", async () => {
  const page = await Builder.open(browser);
  const one = "aws elasticache create-user --user-id one --user-name one --engine valkey --access-string 'on ~* +@read' --no-password-required --region eu-west-1 --profile prod";
  const two = "aws elasticache create-user --user-id two --user-name two --engine valkey --access-string 'on ~* +@read' --no-password-required";
  await page.openImport(`${one}\n${two}\n`);
  await page.page.getByRole("button", { name: "Import 2 users" }).click();
  await page.format("Bash");
  assert.equal(await page.field("User ID").inputValue(), "two");
  assert.doesNotMatch(await page.shown(), /--region|--profile/);
  await page.button("Drafts (2)").click();
  await page.page.getByRole("dialog").getByRole("button", { name: "Open one", exact: true }).click();
  assert.match(await page.shown(), /--region eu-west-1/);
  assert.match(await page.shown(), /--profile prod/);
  await page.field("--profile").waitFor({ state: "visible" });
  await page.importText(two);
  assert.doesNotMatch(await page.shown(), /--region|--profile/);
  await page.close();
});

test("what a field cannot show is not in what is copied, and what nobody can see is named", async () => {
  const page = await Builder.open(browser);
  await follow(page, state({ UserId: "app\rcanary #\r", UserName: "a\u202Eb", Tags: [{ Key: "k\u200Be\ny" }] }));
  assert.equal(await page.field("User ID").inputValue(), "appcanary #");
  await page.format("JSON");
  assert.equal(JSON.parse(await page.copied()).UserId, "appcanary #");
  const text = await page.page.getByRole("list", { name: "Hidden characters" }).innerText();
  assert.match(text, /User name .*U\+202E/);
  assert.match(text, /Tag 1 key .*U\+200B/);
  await page.close();
});
