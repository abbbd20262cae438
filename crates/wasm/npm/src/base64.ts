// Decodes the wasm that the package contains as base64.

/** The file name of the wasm, inserted by build.mjs. */
declare const WASM: string;

/** The bytes of the wasm. Its base64 must have been loaded. */
export function decoded(): Uint8Array<ArrayBuffer> {
  const text = (globalThis as Record<symbol, unknown>)[Symbol.for(`elasticache-user/${WASM}`)] as string;
  // The newest engines decode it themselves.
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
