// Starts the wasm that is inside the package as text.
import "#text";
import { start } from "./call.js";

/** The name of the wasm, which build.mjs puts here. */
declare const WASM: string;

const text = (globalThis as Record<symbol, unknown>)[Symbol.for(`elasticache-user/${WASM}`)] as string;
const binary = atob(text);
const bytes = new Uint8Array(binary.length);
for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
start(bytes);
