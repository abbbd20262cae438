// Starts instances of the compiled wasm, and calls them: text goes in, text comes out, and nothing stays behind.
const writer = new TextEncoder();
const reader = new TextDecoder();

/** What a call throws that needs the second module where there is none. */
export const MISSING = Symbol("scripts.wasm");

/**
 * A function that gives a fresh instance each time. `scripts` gives the second module when a function is called that is
 * in there: until then the first has placeholders in its table, which are imported from here, each named by its place.
 */
export function starter(core, scripts) {
  return () => {
    let whole = false;
    const join = () => {
      if (whole) return;
      const module = scripts();
      if (!module) throw MISSING;
      // Puts its functions into the places of the table.
      new WebAssembly.Instance(module, { core: wasm });
      whole = true;
    };
    const placeholder = (place) => (...args) => (join(), wasm.table.get(place)(...args));
    const late = new Proxy({}, { get: (_, name) => placeholder(Number(name)) });
    const wasm = new WebAssembly.Instance(core, { late }).exports;
    let bytes = new Uint8Array(wasm.memory.buffer);
    // The memory is another one after it has grown.
    const memory = () => (bytes.length === 0 ? (bytes = new Uint8Array(wasm.memory.buffer)) : bytes);
    return {
      call(name, args) {
        const text = `${name}\n${args}`;
        // A UTF-16 unit takes three bytes at most.
        const room = wasm.room(text.length * 3);
        const { written } = writer.encodeInto(text, memory().subarray(room));
        const answer = wasm.call(room, written);
        const result = reader.decode(memory().subarray(answer, answer + wasm.length()));
        wasm.clear();
        return result;
      },
      size: () => memory().length,
      /** After a trap: nothing of this instance is used again, and what it was given may hold a password. */
      wipe: () => memory().fill(0),
    };
  };
}
