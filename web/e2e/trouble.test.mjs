// The messages when the page itself fails, in a Chromium that is made to fail.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { inChromium, url } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

const alert = (page) => page.getByRole("alert");

/** Opens the address and returns the message. */
async function told(page, address = url) {
  await page.goto(address);
  await alert(page).waitFor();
  return alert(page).innerText();
}

/** Plays a proxy that adds a policy to the page. */
async function addPolicy(page, policy) {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
}

test("after a trap in the wasm, the page says so, and the draft survives a reload", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await real.apply(WebAssembly, given);
        globalThis.ofWasm = (made.instance ?? made).exports;
        return made;
      };
    }
  });
  const builder = new Builder(page);
  await builder.load();
  await builder.fill({ ...REFERENCE, "Password 1": "canary-password-one" });
  await page.waitForFunction(() => Object.values({ ...localStorage }).some((text) => text.includes("user1")));
  // Called with addresses outside its memory, some function of the real wasm traps, as a bug would.
  await page.evaluate(() => {
    for (const run of Object.values(globalThis.ofWasm)) {
      if (typeof run === "function") setTimeout(() => run(-16, -16, -16, -16));
    }
  });
  await alert(page).waitFor();
  const text = await alert(page).innerText();
  expect(text).toMatch(/The page stopped working/);
  expect(text).toMatch(/Your draft is saved in this browser, without passwords/);
  expect(text).toMatch(/RuntimeError: .* in web-[0-9a-f]+\.wasm/);
  expect(text).not.toMatch(/canary/);
  await expect(page.getByRole("button", { name: /start empty/ })).toHaveCount(0);
  await expect(alert(page)).toHaveCount(1);
  await builder.button("Reload").click();
  await alert(page).waitFor({ state: "detached" });
  await page.getByRole("main").waitFor();
  for (const label of ["User ID", "User name", "Access string"]) await expect(builder.field(label)).toHaveValue(REFERENCE[label]);
  await expect(builder.field("Password 1")).toHaveValue("");
});

test("a saved draft that crashes the page on startup can be copied and cleared", async ({ open }) => {
  const first = await open({ serviceWorkers: "block" });
  await first.fill(REFERENCE);
  // The worker's error: it's blocked, so that the responses below arrive.
  first.errors = [];
  await first.page.close();
  const page = await first.context.newPage();
  const wasm = (await (await fetch(url)).text()).match(/web-[0-9a-f]+\.wasm/)[0];
  // (module (memory (export "memory") 1) (func (export "__wbindgen_start") unreachable))
  const trap = Buffer.from("0061736d01000000010401600000030201000503010001071d02066d656d6f72790200105f5f7762696e6467656e5f737461727400000a05010300000b", "hex");
  expect(WebAssembly.validate(trap)).toBe(true);
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
  expect(text).toMatch(/The page stopped working/);
  expect(text).toMatch(/the draft may be the cause/);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Copy the draft and start empty" }).click();
  await page.getByRole("main").waitFor();
  await expect(page.getByLabel("User ID", { exact: true }), "as on a first visit").toHaveValue("app-reader");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/"UserId":"user1"/);
});

// Hardened modes turn off the engine's just-in-time compilers, and with them WebAssembly.
test("without WebAssembly, a message says what is missing", async ({ playwright }) => {
  const without = await playwright.chromium.launch(inChromium(["--js-flags=--jitless"]));
  const page = await without.newPage();
  expect(await told(page)).toMatch(/doesn't run WebAssembly/);
  await without.close();
});

test("a policy that blocks WebAssembly is reported", async ({ page }) => {
  await addPolicy(page, "script-src 'self'");
  const text = await told(page);
  expect(text).toMatch(/This page isn't allowed to run here/);
  expect(text).toMatch(/wasm-unsafe-eval/);
});

test("a policy that blocks scripts leaves the startup failure message", async ({ browser }) => {
  for (const policy of ["script-src 'none'", "script-src https://example.com; style-src 'none'"]) {
    const page = await browser.newPage();
    await addPolicy(page, policy);
    await page.goto(url);
    await page.getByText(/something blocks its script/).waitFor({ state: "visible" });
    await page.close();
  }
});

test("a changed script is rejected, and the message stays", async ({ page }) => {
  await page.route(/web-[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n` });
  });
  await page.goto(url);
  await page.getByText(/a file that was changed on the way and rejected/).waitFor({ state: "visible" });
});

test("a proxy's own policy and injected markup change nothing", async ({ page }) => {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</head>", "<script>globalThis.injected = true</script><script src=\"https://example.com/x.js\"></script></head>");
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' https://example.com; style-src 'self'; frame-ancestors 'none'";
    await route.fulfill({ response, body, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await page.goto(url);
  await page.getByRole("main").waitFor();
  expect(await page.evaluate(() => globalThis.injected)).toBe(undefined);
  await expect(alert(page)).toHaveCount(0);
});

test("a wasm file that is missing, changed or cut off gets a message", async ({ browser }) => {
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
    expect(await told(page), name).toMatch(/A file of this page couldn't be loaded/);
    await page.unrouteAll();
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByRole("main").waitFor();
    await page.close();
  }
});

test("with cookies and site data blocked, the page works, and says that it saves nothing", async ({ playwright }) => {
  const folder = mkdtempSync(join(tmpdir(), "e2e-"));
  mkdirSync(join(folder, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
  const context = await playwright.chromium.launchPersistentContext(folder, inChromium());
  try {
    const builder = new Builder(await context.newPage());
    await builder.load();
    expect(await builder.page.evaluate(() => { try { return typeof localStorage; } catch (error) { return error.name; } })).toBe("SecurityError");
    const line = builder.page.getByText(/This browser blocks site data/);
    await line.waitFor();
    await builder.fill(REFERENCE);
    await builder.format("JSON");
    expect(await builder.shown()).toMatch(/"user1"/);
    await builder.button("OK").click();
    await line.waitFor({ state: "detached" });
    await expect(alert(builder.page)).toHaveCount(0);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("without a clipboard, copying says what to do instead", async ({ page }) => {
  const builder = new Builder(page);
  const address = new URL(url);
  address.hostname = "insecure.test";
  // The server accepts only this machine's own names.
  await page.route(`${address.origin}/**`, async (route) => {
    const asked = new URL(route.request().url());
    const response = await route.fetch({ url: new URL(asked.pathname, url).href });
    await route.fulfill({ response });
  });
  await builder.load(address.href);
  expect(await page.evaluate(() => isSecureContext || Boolean(navigator.clipboard))).toBe(false);
  await builder.fill(REFERENCE);
  await builder.button("Copy").click();
  await page.locator(".toast", { hasText: "Select the text and copy it" }).waitFor({ state: "visible" });
});

test("a link that decompresses to far more than a draft is ignored, and so is other text", async ({ open }) => {
  const bombs = [deflateRawSync(Buffer.alloc(16 << 20), { level: 9 }), Buffer.from("no link at all")];
  for (const bomb of bombs) {
    const builder = await open({}, `${url}#d1.${bomb.toString("base64url")}`);
    await builder.page.getByText("The link can't be read").first().waitFor({ state: "attached" });
    expect(await builder.page.evaluate(() => location.hash)).toBe("");
    await builder.fill(REFERENCE);
    await expect(alert(builder.page)).toHaveCount(0);
  }
});
