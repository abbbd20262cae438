// The service worker: a new build arrives as a whole, and only files of the build are served.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { url } from "./browser.mjs";
import { test as base, expect } from "./fixtures.mjs";

const APP = "/app/";
const TYPES = { js: "text/javascript", css: "text/css", wasm: "application/wasm", svg: "image/svg+xml", webmanifest: "application/manifest+json" };

/** The files of the site under test. */
async function site() {
  const files = new Map();
  const get = async (name) => {
    const response = await fetch(new URL(name, url));
    expect(response.status, name).toBe(200);
    files.set(name, Buffer.from(await response.arrayBuffer()));
    return files.get(name).toString();
  };
  const page = await get("");
  const script = await get(page.match(/web-[0-9a-f]+\.js/)[0]);
  for (const name of [page.match(/web-[0-9a-f]+\.css/)[0], script.match(/web-[0-9a-f]+\.wasm/)[0], "sw.js", "favicon.svg", "manifest.webmanifest"]) await get(name);
  return files;
}

const hash = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

/** Another build: its page has another title, and its worker's cache another name. */
function next(files, title) {
  const page = files.get("").toString().replace(/<title>[^<]*/, `<title>${title}`);
  const worker = files.get("sw.js").toString().replace(hash(files.get("")), hash(page)).replace(/PREFIX \+ "[^"]+"/, `PREFIX + "${title}"`);
  return new Map([...files, ["", Buffer.from(page)], ["sw.js", Buffer.from(worker)]]);
}

/** A host with this site under /app/, and someone else's page. Caches on the way may keep files for ten minutes. */
async function host(files) {
  const server = createServer(({ url }, response) => {
    const path = new URL(url, "http://host").pathname;
    const bytes = host.files.get(path.slice(APP.length));
    response.setHeader("Cache-Control", "max-age=600");
    if (!path.startsWith(APP)) return response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Other</title>");
    if (!bytes) return response.writeHead(404, { "Content-Type": "text/html" }).end("<!doctype html>Not here");
    response.setHeader("Content-Type", TYPES[path.split(".").at(-1)] ?? "text/html").end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const host = { files, app: origin + APP, other: `${origin}/other/`, stop: () => { server.closeAllConnections(); server.close(); } };
  return host;
}

/** The site's files, and a host that serves them or replacements. */
const test = base.extend({
  files: [async ({}, use) => { await use(await site()); }, { scope: "worker" }],
  host: async ({ files }, use) => {
    const served = await host(files);
    await use(served);
    served.stop();
  },
});

async function visit(page, address) {
  await page.goto(address);
  await page.getByRole("main").waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  });
}

/** Replaces the cached page with another, as any other site on the host can. */
async function poison(page, host) {
  await page.goto(host.other);
  const count = await page.evaluate(async (app) => {
    const page = () => new Response("<!doctype html><title>Poisoned</title><main>Poisoned</main>", { headers: { "Content-Type": "text/html" } });
    const names = await caches.keys();
    for (const name of names) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) await cache.put(request, page());
      await cache.put(app, page());
      await cache.put(`${app}index.html`, page());
    }
    return names.length;
  }, host.app);
  expect(count, "there is a cache to write into").toBeGreaterThan(0);
}

/** Reloads the site until it has this title: a worker takes over some time after the page that installed it. */
async function comesTo(page, address, title) {
  // Chromium looks for a newer worker one second after the current one was last used.
  for (let tries = 0; tries < 5; tries += 1) {
    await page.goto(address);
    if ((await page.title()) === title) return page.getByRole("main").waitFor();
    await page.waitForTimeout(4000);
  }
  await expect(page).toHaveTitle(title);
}

test("a new build loads on request, even if caches still have the old page", async ({ files, host, page, context }) => {
  await visit(page, host.app);
  host.files = next(files, "Build B");
  await page.reload();
  await page.getByRole("button", { name: "Load it" }).click();
  await page.waitForFunction(() => document.title === "Build B");
  await page.getByRole("main").waitFor();
  await page.goto(host.app);
  await expect(page).toHaveTitle("Build B");
  await page.getByRole("main").waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("main").waitFor();
  await expect(page).toHaveTitle("Build B");
});

test("a build with mismatched files isn't installed", async ({ files, host, page }) => {
  await visit(page, host.app);
  const title = await page.title();
  const mixed = next(files, "Build B");
  mixed.set("", Buffer.from(next(files, "Not of this build").get("")));
  host.files = mixed;
  await page.reload();
  const states = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const worker = registration.installing;
    if (worker) await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
    return [worker?.state, registration.waiting?.state];
  });
  expect(states.filter((state) => state && state !== "redundant")).toStrictEqual([]);
  await page.goto(host.app);
  await expect(page).toHaveTitle(title);
  await page.getByRole("main").waitFor();
});

test("files that another site of the host writes into the cache aren't served", async ({ files, host, page, context }) => {
  await visit(page, host.app);
  const title = await page.title();
  await poison(page, host);
  await page.goto(host.app);
  await expect(page).toHaveTitle(title);
  await page.getByRole("main").waitFor();
  await expect(page.getByText("Poisoned")).toHaveCount(0);
  const lost = await page.goto(`${host.app}index.html`);
  expect(lost.status()).toBe(404);
  await page.goto(host.app);
  await page.getByRole("main").waitFor();
  await page.waitForTimeout(1000);
  await context.setOffline(true);
  await page.goto(host.app);
  await page.getByRole("main").waitFor();
  await expect(page, "and what was lost is fetched again").toHaveTitle(title);
});

// The worker of version 0.1.
const OLDER = `
  const FILES = ["./"], CACHE = \`site \${registration.scope} older\`;
  addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES))));
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request)) ?? fetch(event.request))));
`;

test("an older worker that serves anything in its cache is replaced", async ({ files, host, page }) => {
  host.files = new Map([...files, ["sw.js", Buffer.from(OLDER)]]);
  await visit(page, host.app);
  const title = await page.title();
  await poison(page, host);
  host.files = files;
  await comesTo(page, host.app, title);
  const names = await page.evaluate(() => caches.keys());
  expect(names.some((name) => name.endsWith("older")), names.join(", ")).toBe(false);
});
