// Starts instances of the compiled module. The glue is the one that wasm-bindgen writes.
import * as glue from "wasm-glue";

/** A function that gives a fresh instance of the module each time; the one before it is gone. */
export function starter(module) {
  let started = false;
  return () => {
    if (started) glue.__wbg_reset_state();
    else glue.initSync({ module });
    started = true;
    // Called again, it gives the exports of the running instance.
    return { call: glue.call, memory: glue.initSync({ module }).memory };
  };
}
