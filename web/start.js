// Starts the page. `cargo xtask build` bundles this with the script from wasm-bindgen, and inserts the name and the integrity
// hash of the wasm file. The name is relative to this script, so that the site works under any path.
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
  await enableOffline();
}

// The worker of a newer build takes over as soon as it has all of its files. This page has already loaded everything, so it
// keeps working; the new build starts after a reload, which the page offers.
async function enableOffline() {
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

// Fails without a secure context, and in browsers that block storage.
async function register(workers) {
  try {
    await workers.register(new URL("sw.js", document.baseURI));
  } catch {
    // The page works without one.
  }
}
