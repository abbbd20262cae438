// Caches the site for offline use: exactly the files of one build, and no user input. `cargo xtask build` inserts the files
// with their hashes, and the name of the build.
//
// Every site on the same host can write to this cache, and a cache may have files of two builds. So each file's hash is checked
// when it is fetched, and again whenever it is served.
const FILES = FILES_OF_THIS_BUILD;
const PREFIX = `site ${registration.scope} `;
const CACHE = PREFIX + "NAME_OF_THIS_BUILD";
const HASHES = new Map(Object.entries(FILES).map(([name, hash]) => [new URL(name, registration.scope).href, hash]));
const TYPES = {
  js: "text/javascript",
  css: "text/css",
  wasm: "application/wasm",
  svg: "image/svg+xml",
  webmanifest: "application/manifest+json",
};

// Replaces an older worker at once: its files may be outdated or insecure.
addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(fetchAll());
});

addEventListener("activate", (event) => {
  event.waitUntil(deleteOlderBuilds().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const url = withoutFragment(event.request.url);
  if (event.request.method === "GET" && HASHES.has(url)) event.respondWith(answer(event, url));
});

async function fetchAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(Object.entries(FILES).map(([name, hash]) => ofThisBuild(name, hash)));
}

// Bypasses HTTP caches, which may have a file of another build.
function ofThisBuild(name, integrity) {
  return new Request(name, { cache: "reload", integrity });
}

async function answer(event, url) {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(url);
  if (!cached) return fetch(event.request);
  const body = await cached.arrayBuffer();
  if ((await hashOf(body)) === HASHES.get(url)) return new Response(body, { headers: { "content-type": typeOf(url) } });
  await cache.delete(url);
  event.waitUntil(cache.add(ofThisBuild(url, HASHES.get(url))).catch(() => {}));
  return fetch(event.request);
}

// Only the content of a cached response is verified, so its headers aren't served.
function typeOf(url) {
  return TYPES[/\.(\w+)$/.exec(url)?.[1]] ?? "text/html; charset=utf-8";
}

function withoutFragment(url) {
  return url.split("#", 1)[0];
}

async function hashOf(body) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", body));
  return `sha384-${btoa(String.fromCharCode(...hash))}`;
}

async function deleteOlderBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}
