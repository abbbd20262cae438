// Keeps the site for use without a network: exactly the files of one build, and nothing that anybody typed.
// `cargo xtask build` puts in the files, each with its hash, and the name of the build.
//
// Every site of the same host may write into this cache, and a host's caches may hold files of two builds. So each file is
// held against its hash when it is fetched, and again whenever it is served.
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

// An older worker gives way at once: it may hold what should not be served any more.
addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(fetchAll());
});

addEventListener("activate", (event) => {
  event.waitUntil(forgetOlderBuilds().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const url = withoutFragment(event.request.url);
  if (event.request.method === "GET" && HASHES.has(url)) event.respondWith(answer(event, url));
});

async function fetchAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(Object.entries(FILES).map(([name, hash]) => ofThisBuild(name, hash)));
}

// Asked of the server itself: a cache on the way may hold a file of another build.
function ofThisBuild(name, integrity) {
  return new Request(name, { cache: "reload", integrity });
}

async function answer(event, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  if (!kept) return fetch(event.request);
  const body = await kept.arrayBuffer();
  if ((await hashOf(body)) === HASHES.get(url)) return new Response(body, { headers: { "content-type": typeOf(url) } });
  await cache.delete(url);
  event.waitUntil(cache.add(ofThisBuild(url, HASHES.get(url))).catch(() => {}));
  return fetch(event.request);
}

// Of what was kept nothing but the content is known to be the build's, so no header of it is served.
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

async function forgetOlderBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}
