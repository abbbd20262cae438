// The CommonJS entry, which Node's ECMAScript modules import too: reading the wasm file next to this module takes a tenth of
// the time of decoding base64. In a bundle that file is missing, or a different one.
import { decoded } from "./base64.js";
import { start } from "./call.js";

declare const WASM: string;
declare const WASM_BYTES: number;
declare const __dirname: string;
declare function require(name: string): unknown;
declare const process: { getBuiltinModule(name: "fs"): { readFileSync(path: string): Uint8Array<ArrayBuffer> } };

function beside(): Uint8Array<ArrayBuffer> | undefined {
  try {
    // Deno would prompt the user for permission.
    if ("Deno" in globalThis) return undefined;
    const bytes = process.getBuiltinModule("fs").readFileSync(`${__dirname}/${WASM}`);
    return bytes.length === WASM_BYTES ? bytes : undefined;
  } catch {
    return undefined;
  }
}

start(beside() ?? (require("#text"), decoded()));
