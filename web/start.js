// Starts the page. `cargo xtask build` bundles this with the script that wasm-bindgen writes, and puts in the name
// and the integrity of the wasm file. The name is relative to this script, so that the site works under any path.
import init from "bindings";
import { trust } from "./trusted.js";
import { cannotStart, started, watch, withoutWasm } from "./trouble.js";

watch();
trust();
if (typeof WebAssembly === "object") start();
else withoutWasm();

async function start() {
  try {
    const wasm = await fetch(new URL(WASM_FILE, import.meta.url), { integrity: WASM_INTEGRITY, credentials: "same-origin" });
    if (!wasm.ok) throw new Error(`${wasm.status}`);
    await init({ module_or_path: wasm });
  } catch (error) {
    return cannotStart(error);
  }
  started();
  await keepForOffline();
}

// The worker of a newer build takes over as soon as it has all of its files. This page has loaded all that it needs, and goes
// on; the new build starts when the person says so.
async function keepForOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  let isUpdate = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    if (isUpdate) dispatchEvent(new Event("update-ready"));
    isUpdate = true;
  });
  addEventListener("update-wanted", () => location.reload());
  await register(workers);
}

// None without a secure context, and none where a browser is told to keep nothing.
async function register(workers) {
  try {
    await workers.register(new URL("sw.js", document.baseURI));
  } catch {
    // The page works without one.
  }
}
