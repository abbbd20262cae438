// Starts the page. `cargo xtask build` bundles this with the script that wasm-bindgen writes, and puts in the name
// and the integrity of the wasm file. The name is relative to this script, so that the site works under any path.
import init from "bindings";
import { cannotStart, started, watch, withoutWasm } from "./trouble.js";

watch();
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

// When another build has been kept beside this one, the page offers it; it starts when the person says so.
async function keepForOffline() {
  const registration = await register();
  if (!registration) return;
  let asked = false;
  const offer = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    dispatchEvent(new Event("update-ready"));
  };
  addEventListener("update-wanted", () => {
    asked = true;
    registration.waiting?.postMessage("update");
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
  });
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  offer();
}

// None without a secure context, and none where a browser is told to keep nothing.
async function register() {
  try {
    return await navigator.serviceWorker?.register(new URL("sw.js", document.baseURI));
  } catch {
    return null;
  }
}
