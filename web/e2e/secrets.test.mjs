// Where passwords are after they were typed: in their fields and in what was asked for, and nowhere else that a browser
// keeps, sends, says or offers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { launch, url } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

const FIRST = "kN8mWq2vXz5rTb7y";
const SECOND = "Hd4sLf9gJc3pVw6e";
const PARTS = [FIRST, SECOND].flatMap((password) => [password.slice(0, 6), password.slice(5, 11), password.slice(10)]);

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A page with two passwords typed, and everything that its console said and its network was asked. */
async function typed() {
  const page = await Builder.open(browser);
  const log = [];
  page.page.on("console", (message) => log.push(message.text()));
  page.page.on("request", (request) => log.push(request.url(), request.postData() ?? "", JSON.stringify(request.headers())));
  page.context.on("serviceworker", (worker) => log.push(worker.url()));
  await page.page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await page.fill(REFERENCE);
  await page.button("Add password").click();
  await page.fill({ "Password 1": FIRST, "Password 2": SECOND });
  await page.leave();
  return { page, log };
}

/** Everything that the browser holds of the page and may be searched after each step, by where it is. */
function held(page) {
  return page.page.evaluate(async () => {
    const elements = [...document.querySelectorAll("*")];
    const ofPassword = (element) => element.labels?.[0]?.textContent.startsWith("Password");
    return {
      address: location.href,
      history: JSON.stringify(history.state),
      title: document.title,
      "name of the window": window.name,
      markup: document.documentElement.outerHTML,
      "text of the page": document.body.innerText,
      "values of fields": elements.filter((element) => "value" in element && !ofPassword(element)).map((element) => element.value).join("\n"),
      "local storage": JSON.stringify({ ...localStorage }),
      "session storage": JSON.stringify({ ...sessionStorage }),
      cookies: document.cookie,
      clipboard: await navigator.clipboard.readText(),
      performance: JSON.stringify(performance.getEntries().map((entry) => entry.name)),
    };
  });
}

/** What is kept for use without a network, and in databases: the parts of passwords that are there. */
function inCaches(page) {
  return page.page.evaluate(async (parts) => {
    let texts = JSON.stringify(await indexedDB.databases());
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts += `${name} ${request.url} ${await (await cache.match(request)).text()}`;
    }
    return parts.filter((part) => texts.includes(part));
  }, PARTS);
}

async function search(page, log, when) {
  const places = { ...(await held(page)), "console and network": log.join("\n") };
  for (const [place, text] of Object.entries(places)) {
    for (const part of PARTS) assert.ok(!text.includes(part), `${when}: ${place} has \`${part}\` of a password`);
  }
}

/** The same, and what takes longer to look through. */
async function searchAll(page, log, when) {
  await search(page, log, when);
  const places = {
    "storage of the browser": JSON.stringify(await page.context.storageState()),
    "tree for screen readers": (await page.page.locator("body").ariaSnapshot()).replaceAll(/^.*textbox "Password \d".*$/gm, ""),
  };
  for (const [place, text] of Object.entries(places)) {
    for (const part of PARTS) assert.ok(!text.includes(part), `${when}: ${place} has \`${part}\` of a password`);
  }
  assert.deepEqual(await inCaches(page), [], `${when}: what is kept for use without a network`);
}

test("no form of the output, and no way to ask for passwords, puts one where it was not asked for", async () => {
  const { page, log } = await typed();
  await searchAll(page, log, "typed");
  let looked = 0;
  for (const operation of ["Modify user", "Create user"]) {
    await page.choose(operation);
    for (const title of await page.field("Format").locator("option").allInnerTexts()) {
      await page.format(title);
      const ask = page.field("Secrets");
      const ways = (await ask.count()) ? await ask.locator("option").evaluateAll((options) => options.map((option) => option.value)) : [""];
      for (const way of ways) {
        if (way) await ask.selectOption(way, { force: true });
        await search(page, log, `${operation}, ${title}, ${way}`);
        looked += 1;
      }
    }
  }
  assert.ok(looked > 80, `${looked} outputs`);
  await page.close();
});

test("a password that is shown for a moment leaves no trace, and a reload forgets all", async () => {
  const { page, log } = await typed();
  await page.format("JSON");
  await page.button("Show secrets").click();
  assert.ok((await page.shown()).includes(FIRST));
  await assert.rejects(search(page, log, "shown"), /markup has/, "what is asked for is found");
  await page.button("Hide secrets").click();
  await search(page, log, "shown and hidden again");
  for (const name of ["Undo", "Redo"]) {
    await page.button(name).click();
    await search(page, log, name);
  }
  await page.page.reload();
  await page.page.getByRole("main").waitFor();
  assert.equal(await page.field("Password 1").inputValue(), "");
  assert.ok(!(await page.shown()).includes(FIRST));
  await searchAll(page, log, "loaded again");
  await page.close();
});

test("an import with passwords fills the fields, and what is told of it has none", async () => {
  const { page, log } = await typed();
  await page.button("Import").click();
  const dialog = page.page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(`aws elasticache create-user --user-id other --user-name other --engine redis --access-string 'on ~* +@all' --passwords ${SECOND} ${FIRST}`);
  await dialog.getByRole("button", { name: /^Import \d/ }).click();
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await page.field("Password 1").inputValue(), SECOND);
  await searchAll(page, log, "imported");
  await page.close();
});

test("a link has no password, packed or not", async () => {
  const { page, log } = await typed();
  await page.button("Share").click();
  await page.page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  const link = await page.page.evaluate(() => navigator.clipboard.readText());
  const packed = link.split("#d1.")[1];
  const text = inflateRawSync(Buffer.from(packed, "base64url")).toString();
  assert.match(text, /user1/);
  for (const part of PARTS) assert.ok(!text.includes(part) && !link.includes(part));
  await searchAll(page, log, "shared");
  await page.close();
});

test("the fields of passwords ask the browser to keep, correct, spell and translate nothing", async () => {
  const { page } = await typed();
  await page.page.getByRole("button", { name: /^(Show|Generate)/ }).first().click();
  for (const label of ["Password 1", "Password 2"]) {
    const field = page.field(label);
    // Another word would let the browser fill in a password of the person's own, or keep one that is in sight as a text.
    const hidden = (await field.getAttribute("type")) === "password";
    assert.equal(await field.getAttribute("autocomplete"), hidden ? "new-password" : "off");
    // A spell checker may send what it checks.
    assert.equal(await field.getAttribute("spellcheck"), "false");
    assert.equal(await field.getAttribute("autocapitalize"), "off");
    assert.equal(await field.getAttribute("name"), null, "a field without a name is in no form data");
    assert.equal(await field.getAttribute("value"), null, "what is typed is no attribute");
  }
  assert.equal(await page.page.locator("form[action], form[method]").count(), 0);
  await page.close();
});
