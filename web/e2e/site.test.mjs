// The site as served: every file has a relative address, nothing comes from elsewhere, and the policy blocks nothing.
import { url } from "./browser.mjs";
import { expect, test } from "./fixtures.mjs";

/** Loads an address and records requests and errors. */
async function load(page, address) {
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  const response = await page.goto(address, { waitUntil: "networkidle" });
  return { requests, errors, response };
}

test("the page starts under a sub-path, requests only this site, and nothing is blocked", async ({ page }) => {
  const { requests, errors } = await load(page, url);
  await page.getByRole("main").waitFor();
  expect(requests.filter((request) => !request.startsWith(url))).toStrictEqual([]);
  expect(errors).toStrictEqual([]);
  await expect(page).toHaveTitle("ElastiCache User Builder");
});

test("no file is fetched twice", async ({ page }) => {
  const { requests } = await load(page, url);
  expect(requests).toStrictEqual([...new Set(requests)]);
});

test("the policy blocks inline scripts, eval, and other hosts", async ({ page }) => {
  await load(page, url);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    // Appended as a text node: with trusted types, assigning `textContent` would already fail.
    script.append("globalThis.inlineRan = true");
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { border-top: 7px solid }";
    document.head.append(style);
    const fetched = await fetch("http://127.0.0.1:9/").then(() => true, (error) => String(error));
    return { inline: globalThis.inlineRan ?? false, border: getComputedStyle(document.body).borderTopWidth, fetched };
  });
  expect(ran).toStrictEqual({ inline: false, border: "0px", fetched: "TypeError: Failed to fetch" });
});

test("no string becomes markup or a script URL, except the page's own", async ({ page }) => {
  const { errors } = await load(page, url);
  const ran = await page.evaluate(async () => {
    const tried = {
      markup: () => { document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>"; },
      handler: () => { document.createElement("div").innerHTML = "<p onclick=\"alert(1)\">a</p>"; },
      frame: () => { document.body.insertAdjacentHTML("beforeend", "<iframe srcdoc=a></iframe>"); },
      address: () => { document.createElement("a").innerHTML = "<a href=\"javascript:alert(1)\">a</a>"; },
      script: () => { document.createElement("script").src = "web.js"; },
      policy: () => trustedTypes.createPolicy("another", { createHTML: String }),
    };
    const went = [];
    for (const [name, run] of Object.entries(tried)) {
      try { run(); went.push(name); } catch { /* as it should */ }
    }
    await navigator.serviceWorker.register("other.js").then(() => went.push("worker"), () => {});
    return went;
  });
  expect(ran).toStrictEqual([]);
  expect(errors.length).toBeGreaterThan(0);
});

test("scripts and styles have an integrity attribute", async () => {
  const html = await (await fetch(url)).text();
  const links = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.(?:js|css))"[^>]*>/g)];
  expect(links.length).toBe(2);
  for (const [tag, address] of links) {
    expect(tag, tag).toMatch(/\bintegrity="sha384-[A-Za-z0-9+/]{64}"/);
    expect(address).not.toMatch(/^\/|:/);
    expect((await fetch(new URL(address, url))).status).toBe(200);
  }
});

test("a changed wasm file is rejected", async ({ page }) => {
  await page.route(/\.wasm$/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: Buffer.concat([body, Buffer.from([0, 1, 0])]) });
  });
  const refused = page.waitForEvent("console", (message) => /integrity/i.test(message.text()));
  await page.goto(url);
  await refused;
  await expect(page.getByRole("main")).toHaveCount(0);
});

test("at a wrong URL, a message links to the page", async ({ page }) => {
  const { response } = await load(page, new URL("nothing-here", url).href);
  expect(response.status()).toBe(404);
  await page.getByRole("link", { name: "ElastiCache User Builder" }).click();
  await page.waitForURL(url);
});
