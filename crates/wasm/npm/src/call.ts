// The only place where JavaScript calls the wasm. Nothing throws: anything thrown during a call (by a getter, a proxy, a full
// stack) becomes a `Refused`, and the next call works.
import * as bindings from "#bindings";
import type { Finding } from "#bindings";
import type { RuleId } from "./input.js";

// Longer text is rejected before it's copied: no request or script comes close, and memory stays flat.
const LONGEST = 8 * 1024 * 1024;
// An instance whose memory has grown past this is discarded after the call, as wasm memory never shrinks.
const LARGEST = 64 * 1024 * 1024;
// The wasm's stack ends here: rustc's linker places it before everything else. This much of it is wiped after each call, as it
// may contain parts of a password.
const STACK_END = 1024 * 1024;
const WIPED = 64 * 1024;
// What the wasm throws when the arguments are nested deeper than serde_json reads.
const TOO_DEEP = "too deep";

/** Why there is no result. */
export class Refused {
  constructor(
    readonly rule: RuleId,
    readonly message: string,
    readonly help: string,
  ) {}

  /** As a finding. */
  finding(): Finding {
    const { rule, message, help } = this;
    const source = { title: "JSON.stringify, ECMAScript", url: "https://tc39.es/ecma262/#sec-json.stringify" };
    return { rule, severity: "error", path: "", span: null, message, help, source, fixes: [], predicts: null };
  }
}

// After a trap, or a stack overflow within the wasm, the instance is in an unknown state.
let broken = false;

/** Compiles the wasm if necessary, and starts it. */
export function start(wasm: BufferSource | WebAssembly.Module): WebAssembly.Memory {
  return bindings.initSync({ module: wasm }).memory;
}

/** Calls a function of the wasm. */
export function call<Result>(run: (text: string) => Result, args: readonly unknown[]): Result | Refused {
  let text;
  try {
    text = JSON.stringify(args);
  } catch (error) {
    return new Refused("input-readable", "This value can't be written as JSON.", reason(error));
  }
  if (hasHalves(text)) {
    return new Refused("input-readable", "This contains half of a character (a lone surrogate), which no request can contain.", "Remove it, or type the character again.");
  }
  if (text.length > LONGEST) {
    return new Refused("input-readable", "This value is too large to check.", "Pass at most 8 million characters of JSON.");
  }
  try {
    if (broken) bindings.__wbg_reset_state();
    // Reset once this call has succeeded.
    broken = true;
    const result = run(text);
    wipe(STACK_END - WIPED, STACK_END);
    broken = memory().buffer.byteLength > LARGEST;
    return result;
  } catch (error) {
    if (error === TOO_DEEP) {
      wipe(STACK_END - WIPED, STACK_END);
      broken = false;
      return new Refused("input-readable", "This value is nested too deeply to check.", "Pass at most 100 levels of objects and lists.");
    }
    wipe();
    return new Refused("internal-error", "The checker failed on this value.", "This is a bug in the checker, not your mistake. Please report it, without passwords.");
  }
}

/** Wipes part of the memory, or all of it after a trap, when the instance isn't used again. */
function wipe(start?: number, end?: number): void {
  try {
    new Uint8Array(memory().buffer).fill(0, start, end);
  } catch {
    // The engine's stack is full. The next call uses a new instance.
  }
}

/** The memory of the current instance, which `initSync` returns if there is one. */
function memory(): WebAssembly.Memory {
  return bindings.initSync({ module: new ArrayBuffer(0) }).memory;
}

/** JSON.stringify escapes a surrogate only if its other half is missing. */
function hasHalves(json: string): boolean {
  return json.includes("\\ud") && /[^\\](?:\\\\)*\\ud[89a-f]/.test(json);
}

/** A property of any value; `undefined` if it can't be read. */
export function field(object: unknown, name: string | number): unknown {
  try {
    return (object as Record<string | number, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  const text = field(error, "message");
  const short = typeof text === "string" ? text.slice(0, 120) : "";
  if (/circular|cyclic/i.test(short)) return "It refers to itself. Pass plain objects, arrays, strings, numbers and booleans.";
  if (/bigint/i.test(short)) return "It contains a BigInt, which JSON can't express. Pass a string or a number.";
  return "Pass plain objects, arrays, strings, numbers and booleans.";
}

/** A frozen list from the wasm, so that no caller can change it for others. */
export function list<Item>(run: (text: string) => Item[]): readonly Item[] {
  const result = call(run, []);
  return deeplyFrozen(result instanceof Refused ? [] : result);
}

function deeplyFrozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deeplyFrozen);
  return value;
}
