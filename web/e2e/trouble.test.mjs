// What a person is told when the page itself is in trouble: each sentence, in a Chromium that is made to have the trouble.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { inChromium, launch, url } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const alert = (page) => page.getByRole("alert");

/** Opens the address and gives what is told. */
async function told(page, address = url) {
  await page.goto(address);
  await alert(page).waitFor();
  return alert(page).innerText();
}

/** Answers for a proxy that adds a policy to the page. */
async function addPolicy(page, policy) {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
}

test("after a trap in the wasm the page says so, and the draft is there again when it is loaded", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await real.apply(WebAssembly, given);
        globalThis.ofWasm = (made.instance ?? made).exports;
        return made;
      };
    }
  });
  const page = new Builder(context, await context.newPage());
  await page.load();
  await page.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await page.page.waitForFunction(() => Object.values({ ...localStorage }).some((text) => text.includes("user1")));
  // Called with addresses beyond its memory, some function of the real wasm traps, as after an error in it.
  await page.page.evaluate(() => {
    for (const run of Object.values(globalThis.ofWasm)) {
      if (typeof run === "function") setTimeout(() => run(-16, -16, -16, -16));
    }
  });
  await alert(page.page).waitFor();
  const text = await alert(page.page).innerText();
  assert.match(text, /The page has stopped/);
  assert.match(text, /Your draft is kept in this browser, all but its passwords/);
  assert.match(text, /RuntimeError: .* in web-[0-9a-f]+\.wasm/);
  assert.doesNotMatch(text, /canary/);
  assert.equal(await page.page.getByRole("button", { name: /start empty/ }).count(), 0);
  assert.equal(await alert(page.page).count(), 1);
  await page.button("Load again").click();
  await alert(page.page).waitFor({ state: "detached" });
  await page.page.getByRole("main").waitFor();
  for (const label of ["User ID", "User name", "Access string"]) assert.equal(await page.field(label).inputValue(), REFERENCE[label]);
  assert.equal(await page.field("Password 1").inputValue(), "");
  await context.close();
});

test("where the kept draft stops the page at its start, it can be copied and put away", async () => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], serviceWorkers: "block" });
  const first = new Builder(context, await context.newPage());
  await first.load();
  await first.fill(REFERENCE);
  await first.page.close();
  const page = await context.newPage();
  const wasm = (await (await fetch(url)).text()).match(/web-[0-9a-f]+\.wasm/)[0];
  // (module (memory (export "memory") 1) (func (export "__wbindgen_start") unreachable))
  const trap = Buffer.from("0061736d01000000010401600000030201000503010001071d02066d656d6f72790200105f5f7762696e6467656e5f737461727400000a05010300000b", "hex");
  assert.ok(WebAssembly.validate(trap));
  const hash = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  await page.route(`**/${wasm}`, (route) => route.fulfill({ contentType: "application/wasm", body: trap }));
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/ integrity="[^"]+"/g, "") });
  });
  await page.route(/web-[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/sha384-[A-Za-z0-9+/]{64}/, hash(trap)) });
  });
  const text = await told(page);
  assert.match(text, /The page has stopped/);
  assert.match(text, /the draft itself may be the reason/);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Copy the draft and start empty" }).click();
  await page.getByRole("main").waitFor();
  assert.equal(await page.getByLabel("User ID", { exact: true }).inputValue(), "app-reader", "as on a first visit");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /"UserId":"user1"/);
  await context.close();
});

// Without its compilers of machine code, which hardened modes switch off, the engine has no WebAssembly.
test("without WebAssembly it is said what is missing", async () => {
  const without = await launch(["--js-flags=--jitless"]);
  const page = await without.newPage();
  assert.match(await told(page), /does not run WebAssembly/);
  await without.close();
});

test("a policy that forbids WebAssembly is named", async () => {
  const page = await browser.newPage();
  await addPolicy(page, "script-src 'self'");
  const text = await told(page);
  assert.match(text, /This page may not run here/);
  assert.match(text, /wasm-unsafe-eval/);
  await page.close();
});

test("a policy that forbids scripts leaves the sentence that stands there before the start", async () => {
  for (const policy of ["script-src 'none'", "script-src https://example.com; style-src 'none'"]) {
    const page = await browser.newPage();
    await addPolicy(page, policy);
    await page.goto(url);
    await page.getByText(/something keeps its script from running/).waitFor({ state: "visible" });
    await page.close();
  }
});

test("a script that was changed on the way is refused, and the sentence stays", async () => {
  const page = await browser.newPage();
  await page.route(/web-[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n` });
  });
  await page.goto(url);
  await page.getByText(/a file that was changed on the way and refused/).waitFor({ state: "visible" });
  await page.close();
});

test("a policy that a proxy adds beside ours, and what it writes into the page, changes nothing", async () => {
  const page = await browser.newPage();
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</head>", "<script>globalThis.injected = true</script><script src=\"https://example.com/x.js\"></script></head>");
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' https://example.com; style-src 'self'; frame-ancestors 'none'";
    await route.fulfill({ response, body, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await page.goto(url);
  await page.getByRole("main").waitFor();
  assert.equal(await page.evaluate(() => globalThis.injected), undefined);
  assert.equal(await alert(page).count(), 0);
  await page.close();
});

test("a wasm file that is missing, changed or cut off is told of", async () => {
  const answers = {
    missing: (route) => route.fulfill({ status: 404, body: "" }),
    changed: async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 1, 0])]) });
    },
    "cut off": (route) => route.abort(),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const page = await browser.newPage();
    await page.route(/\.wasm$/, answer);
    assert.match(await told(page), /A file of this page did not arrive/, name);
    await page.unrouteAll();
    await page.getByRole("button", { name: "Load again" }).click();
    await page.getByRole("main").waitFor();
    await page.close();
  }
});

test("with cookies and site data blocked the page works, and says that it keeps nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "e2e-"));
  mkdirSync(join(folder, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, inChromium());
  try {
    const page = new Builder(context, await context.newPage());
    await page.load();
    assert.equal(await page.page.evaluate(() => { try { return typeof localStorage; } catch (error) { return error.name; } }), "SecurityError");
    const line = page.page.getByText(/This browser keeps nothing for this page/);
    await line.waitFor();
    await page.fill(REFERENCE);
    await page.format("JSON");
    assert.match(await page.shown(), /"user1"/);
    await page.button("All right").click();
    await line.waitFor({ state: "detached" });
    assert.equal(await alert(page.page).count(), 0);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("without a clipboard, copying says what to do instead", async () => {
  const page = new Builder(await browser.newContext(), await browser.newPage());
  const address = new URL(url);
  address.hostname = "insecure.test";
  // The server answers to this machine's own names only.
  await page.page.route(`${address.origin}/**`, async (route) => {
    const asked = new URL(route.request().url());
    const response = await route.fetch({ url: new URL(asked.pathname, url).href });
    await route.fulfill({ response });
  });
  await page.load(address.href);
  assert.equal(await page.page.evaluate(() => isSecureContext || Boolean(navigator.clipboard)), false);
  await page.fill(REFERENCE);
  await page.button("Copy").click();
  await page.page.locator(".toast", { hasText: "Select the text and copy it" }).waitFor({ state: "visible" });
  await page.page.close();
});

test("a link that unfolds to far more than a draft is left alone, and so is one that is none", async () => {
  const bombs = [deflateRawSync(Buffer.alloc(16 << 20), { level: 9 }), Buffer.from("no link at all")];
  for (const bomb of bombs) {
    const page = new Builder(await browser.newContext(), await browser.newPage());
    await page.load(`${url}#d1.${bomb.toString("base64url")}`);
    await page.page.getByText("The link can't be read").first().waitFor({ state: "attached" });
    assert.equal(await page.page.evaluate(() => location.hash), "");
    await page.fill(REFERENCE);
    assert.equal(await alert(page.page).count(), 0);
    await page.page.close();
  }
});
