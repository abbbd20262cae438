// Starts instances of the compiled module, and calls them: text goes in, text comes out, and nothing stays behind.
const writer = new TextEncoder();
const reader = new TextDecoder();

/** A function that gives a fresh instance of the module each time. */
export function starter(module) {
  return () => {
    const wasm = new WebAssembly.Instance(module).exports;
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
    };
  };
}
