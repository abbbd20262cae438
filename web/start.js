// Starts the page. `cargo xtask build` bundles this with the script that wasm-bindgen writes, and puts in the name
// and the integrity of the wasm file. The name is relative to this script, so that the site works under any path.
import init from "bindings";

const wasm = fetch(new URL(WASM_FILE, import.meta.url), { integrity: WASM_INTEGRITY, credentials: "same-origin" });
init({ module_or_path: wasm });
