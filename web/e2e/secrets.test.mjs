// Where passwords are after they're typed: in their fields and in requested output, and nowhere else that a browser stores,
// sends, announces or suggests.
import { inflateRawSync } from "node:zlib";
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

const FIRST = "kN8mWq2vXz5rTb7y";
const SECOND = "Hd4sLf9gJc3pVw6e";
const PARTS = [FIRST, SECOND].flatMap((password) => [password.slice(0, 6), password.slice(5, 11), password.slice(10)]);

/** Types two passwords. Returns everything that appears in the console and in requests. */
async function typed(builder) {
  const log = [];
  builder.page.on("console", (message) => log.push(message.text()));
  builder.page.on("request", (request) => log.push(request.url(), request.postData() ?? "", JSON.stringify(request.headers())));
  builder.context.on("serviceworker", (worker) => log.push(worker.url()));
  await builder.page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await builder.fill(REFERENCE);
  await builder.button("Add password").click();
  await builder.fill({ "Password 1": FIRST, "Password 2": SECOND });
  await builder.leave();
  return log;
}

/** Everything that the browser stores for the page and that is quick to search after each step, by place. */
function held(builder) {
  return builder.page.evaluate(async () => {
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

/** The parts of passwords that are in the offline cache or in databases. */
function inCaches(builder) {
  return builder.page.evaluate(async (parts) => {
    let texts = JSON.stringify(await indexedDB.databases());
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts += `${name} ${request.url} ${await (await cache.match(request)).text()}`;
    }
    return parts.filter((part) => texts.includes(part));
  }, PARTS);
}

async function search(builder, log, when) {
  const places = { ...(await held(builder)), "console and network": log.join("\n") };
  for (const [place, text] of Object.entries(places)) {
    for (const part of PARTS) expect(text, `${when}: ${place} has \`${part}\` of a password`).not.toContain(part);
  }
}

/** The same, and the places that take longer to search. */
async function searchAll(builder, log, when) {
  await search(builder, log, when);
  const places = {
    "storage of the browser": JSON.stringify(await builder.context.storageState()),
    "tree for screen readers": (await builder.page.locator("body").ariaSnapshot()).replaceAll(/^.*textbox "Password \d".*$/gm, ""),
  };
  for (const [place, text] of Object.entries(places)) {
    for (const part of PARTS) expect(text, `${when}: ${place} has \`${part}\` of a password`).not.toContain(part);
  }
  expect(await inCaches(builder), `${when}: what is kept for use without a network`).toStrictEqual([]);
}

test("no format, and no way to pass passwords, puts one where it wasn't requested", async ({ builder }) => {
  const log = await typed(builder);
  await searchAll(builder, log, "typed");
  let looked = 0;
  for (const operation of ["Modify user", "Create user"]) {
    await builder.choose(operation);
    for (const title of await builder.field("Format").locator("option").allInnerTexts()) {
      await builder.format(title);
      const ask = builder.field("Secrets");
      const ways = (await ask.count()) ? await ask.locator("option").evaluateAll((options) => options.map((option) => option.value)) : [""];
      for (const way of ways) {
        if (way) await ask.selectOption(way, { force: true });
        await search(builder, log, `${operation}, ${title}, ${way}`);
        looked += 1;
      }
    }
  }
  expect(looked, `${looked} outputs`).toBeGreaterThan(80);
});

test("a briefly shown password leaves no trace, and a reload forgets everything", async ({ page, builder }) => {
  const log = await typed(builder);
  await builder.format("JSON");
  await builder.button("Show secrets").click();
  expect(await builder.shown()).toContain(FIRST);
  await expect(search(builder, log, "shown")).rejects.toThrow(/markup has/);
  await builder.button("Hide secrets").click();
  await search(builder, log, "shown and hidden again");
  for (const name of ["Undo", "Redo"]) {
    await builder.button(name).click();
    await search(builder, log, name);
  }
  await page.reload();
  await page.getByRole("main").waitFor();
  await expect(builder.field("Password 1")).toHaveValue("");
  expect(await builder.shown()).not.toContain(FIRST);
  await searchAll(builder, log, "loaded again");
});

test("an import with passwords fills the fields, and its notes contain none", async ({ page, builder }) => {
  const log = await typed(builder);
  await builder.button("Import").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(`aws elasticache create-user --user-id other --user-name other --engine redis --access-string 'on ~* +@all' --passwords ${SECOND} ${FIRST}`);
  await dialog.getByRole("button", { name: /^Import \d/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await expect(builder.field("Password 1")).toHaveValue(SECOND);
  await searchAll(builder, log, "imported");
});

test("a link has no password, compressed or not", async ({ page, builder }) => {
  const log = await typed(builder);
  await builder.button("Share").click();
  await page.getByText("Link copied. Passwords are not included.").first().waitFor({ state: "attached" });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const packed = link.split("#d1.")[1];
  const text = inflateRawSync(Buffer.from(packed, "base64url")).toString();
  expect(text).toMatch(/user1/);
  for (const part of PARTS) expect(!text.includes(part) && !link.includes(part)).toBe(true);
  await searchAll(builder, log, "shared");
});

test("password fields turn off saving, correction, spell checking and translation", async ({ page, builder }) => {
  await typed(builder);
  await page.getByRole("button", { name: /^(Show|Generate)/ }).first().click();
  for (const label of ["Password 1", "Password 2"]) {
    const field = builder.field(label);
    // Any other value would let the browser fill in a saved password, or save a visible one as text.
    const hidden = (await field.getAttribute("type")) === "password";
    await expect(field).toHaveAttribute("autocomplete", hidden ? "new-password" : "off");
    // A spell checker may send what it checks.
    await expect(field).toHaveAttribute("spellcheck", "false");
    await expect(field).toHaveAttribute("autocapitalize", "off");
    await expect(field, "a field without a name is in no form data").not.toHaveAttribute("name");
    await expect(field, "what is typed is no attribute").not.toHaveAttribute("value");
  }
  await expect(page.locator("form[action], form[method]")).toHaveCount(0);
});
