// build.mjs replaces these with the wasm, as base64 and as a module.
declare module "#text";

declare module "#wasm" {
  const wasm: WebAssembly.Module;
  export default wasm;
}
