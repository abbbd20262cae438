// CommonJS, which Node's ECMAScript modules get as well: to read the file beside this module takes a tenth of the time of
// making it of its text. A bundle has no such file, or not this one.
import { decoded } from "./base64.js";
import { start } from "./call.js";

declare const WASM: string;
declare const WASM_BYTES: number;
declare const __dirname: string;
declare function require(name: string): unknown;
declare const process: { getBuiltinModule(name: "fs"): { readFileSync(path: string): Uint8Array<ArrayBuffer> } };

function beside(): Uint8Array<ArrayBuffer> | undefined {
  try {
    // It would ask its user for a permission.
    if ("Deno" in globalThis) return undefined;
    const bytes = process.getBuiltinModule("fs").readFileSync(`${__dirname}/${WASM}`);
    return bytes.length === WASM_BYTES ? bytes : undefined;
  } catch {
    return undefined;
  }
}

start(beside() ?? (require("#text"), decoded()));
