// The site as it is served: every file by relative address, nothing from elsewhere, nothing that the policy refuses.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, url } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Loads an address and keeps what was asked for and what was complained about. */
async function load(address) {
  const page = await browser.newPage();
  const requests = [];
  const complaints = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const response = await page.goto(address, { waitUntil: "networkidle" });
  return { page, requests, complaints, response };
}

test("the page starts under a sub-path, asks only this site, and nothing is refused", async () => {
  const { page, requests, complaints } = await load(url);
  await page.getByRole("main").waitFor();
  assert.deepEqual(requests.filter((request) => !request.startsWith(url)), []);
  assert.deepEqual(complaints, []);
  assert.equal(await page.title(), "ElastiCache User Builder");
  await page.close();
});

test("no file is fetched twice", async () => {
  const { page, requests } = await load(url);
  assert.deepEqual(requests, [...new Set(requests)]);
  await page.close();
});

test("the policy refuses a script in the page, evaluated text, and another host", async () => {
  const { page } = await load(url);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    // Put together by the parser's own way of a script's text: where types are asked for, `textContent` refuses it first.
    script.append("globalThis.inlineRan = true");
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { border-top: 7px solid }";
    document.head.append(style);
    const fetched = await fetch("http://127.0.0.1:9/").then(() => true, (error) => String(error));
    return { inline: globalThis.inlineRan ?? false, border: getComputedStyle(document.body).borderTopWidth, fetched };
  });
  assert.deepEqual(ran, { inline: false, border: "0px", fetched: "TypeError: Failed to fetch" });
  await page.close();
});

test("no string becomes markup or a script's address, but for what the page itself is made of", async () => {
  const { page, complaints } = await load(url);
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
  assert.deepEqual(ran, []);
  assert.ok(complaints.length > 0);
  await page.close();
});

test("scripts and styles carry an integrity", async () => {
  const html = await (await fetch(url)).text();
  const links = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.(?:js|css))"[^>]*>/g)];
  assert.equal(links.length, 2);
  for (const [tag, address] of links) {
    assert.match(tag, /\bintegrity="sha384-[A-Za-z0-9+/]{64}"/, tag);
    assert.doesNotMatch(address, /^\/|:/);
    assert.equal((await fetch(new URL(address, url))).status, 200);
  }
});

test("a changed wasm file is refused", async () => {
  const page = await browser.newPage();
  await page.route(/\.wasm$/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: Buffer.concat([body, Buffer.from([0, 1, 0])]) });
  });
  const refused = page.waitForEvent("console", (message) => /integrity/i.test(message.text()));
  await page.goto(url);
  await refused;
  assert.equal(await page.getByRole("main").count(), 0);
  await page.close();
});

test("a wrong address says where the page is", async () => {
  const { page, response } = await load(new URL("nothing-here", url).href);
  assert.equal(response.status(), 404);
  await page.getByRole("link", { name: "ElastiCache User Builder" }).click();
  await page.waitForURL(url);
  await page.close();
});
