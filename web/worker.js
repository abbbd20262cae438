// Keeps the site for use without a network: exactly the files of one build, and nothing that anybody typed.
// `cargo xtask build` puts in the files and the name of the build.
const FILES = FILES_OF_THIS_BUILD;
const PREFIX = `site ${registration.scope} `;
const CACHE = PREFIX + "NAME_OF_THIS_BUILD";

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

addEventListener("activate", (event) => {
  event.waitUntil(forgetOlderBuilds().then(() => clients.claim()));
});

// The page asks for this when the person wants the new version.
addEventListener("message", (event) => {
  if (event.data === "update") skipWaiting();
});

addEventListener("fetch", (event) => {
  const own = event.request.method === "GET" && event.request.url.startsWith(registration.scope);
  if (own) event.respondWith(answer(event.request));
});

async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

async function forgetOlderBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}
