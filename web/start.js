// Starts the page. `cargo xtask build` bundles this with the script that wasm-bindgen writes, and puts in the name
// and the integrity of the wasm file. The name is relative to this script, so that the site works under any path.
import init from "bindings";

const wasm = fetch(new URL(WASM_FILE, import.meta.url), { integrity: WASM_INTEGRITY, credentials: "same-origin" });
init({ module_or_path: wasm }).then(() => {
  document.getElementById("starting").remove();
  return keepForOffline();
});

// When another build has been kept beside this one, the page offers it; it starts when the person says so.
async function keepForOffline() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  const registration = await navigator.serviceWorker.register(new URL("sw.js", document.baseURI)).catch(() => null);
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
