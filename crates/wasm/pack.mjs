// A file as text that a script can hold in quotes: 512 hexadecimal digits, which are the 256 bytes with the most frequent
// first, and then each byte of the file by its rank. The first 88 ranks are one sign each, the others two.
//
// Signs are printable ASCII without quotes and backslashes, which no bundler rewrites. Unlike base64, in which a byte looks
// different at each third place, it compresses as well as the file itself. package/src/unpack.wat is the way back.

// The signs: all from # to ~, but for the backslash.
const SIGNS = Array.from({ length: 92 }, (_, n) => String.fromCharCode(35 + n)).filter((sign) => sign !== "\\");
const SINGLE = 88;

/** The text of a file's bytes. */
export function packed(bytes) {
  const count = new Uint32Array(256);
  for (const byte of bytes) count[byte] += 1;
  const order = [...count.keys()].sort((a, b) => count[b] - count[a] || a - b);
  const signs = [];
  for (const [rank, byte] of order.entries()) {
    const over = rank - SINGLE;
    signs[byte] = over < 0 ? SIGNS[rank] : SIGNS[SINGLE + Math.floor(over / SIGNS.length)] + SIGNS[over % SIGNS.length];
  }
  return Buffer.from(order).toString("hex") + Array.from(bytes, (byte) => signs[byte]).join("");
}
