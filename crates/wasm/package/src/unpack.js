// Wasm out of the text that it is in: the first 512 signs of it name the bytes by rank.

/** Where the text comes to lie, behind the bytes of signs and of pairs of signs. */
const START = 1024;
const HEAD = 512;

/** The compiled wasm of a file whose text has been loaded. */
export function compiled(name) {
  return new WebAssembly.Module(unpack(globalThis[Symbol.for(`elasticache-user/${name}`)]));
}

/** The bytes that pack.mjs made the text from. */
function unpack(text) {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((START + text.length) / 65_536) });
  const bytes = new Uint8Array(memory.buffer);
  for (let rank = 0; rank < 256; rank += 1) bytes[place(rank)] = parseInt(text.slice(2 * rank, 2 * rank + 2), 16);
  new TextEncoder().encodeInto(text, bytes.subarray(START));
  const code = Uint8Array.from(atob(UNPACK), (sign) => sign.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { "": { memory } });
  return bytes.subarray(START, exports.unpack(START + HEAD, START + text.length));
}

/** Where unpack.wat looks for the byte of a rank: 88 are one sign each, the others two. */
function place(rank) {
  return rank < 88 ? sign(rank) : sign((rank - 88) % 91) + 256 * Math.floor((rank - 88) / 91 + 1);
}

/** The number of a sign: # and what comes after it, without the backslash. */
function sign(n) {
  return n < 57 ? 35 + n : 36 + n;
}
