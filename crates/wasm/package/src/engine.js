// The one place where JavaScript meets the wasm: values become JSON text, text becomes values, and nothing throws.
import { MISSING } from "./start.js";

// Text longer than this is refused before it is copied: no request or script is near it, and memory stays flat.
const LONGEST = 8 * 1024 * 1024;
// A list of more requests than this is refused; it would be longer than that anyway.
const MOST = 1_000_000;
// An instance whose memory has grown past this is thrown away after the call, for wasm memory never shrinks.
const LARGEST = 64 * 1024 * 1024;

const NO_VERDICT = { allowed: false, outcome: "unknown-command", command: null, selector: null, rule: null, reason: null, reply: null, remark: null, missing: [] };

const NOTHING = { commands: [], firstArguments: [], futureCommands: false, keys: [], channels: [], databases: [], selectors: [] };
const NO_DIFFERENCE = { equal: false, enabled: null, gained: NOTHING, lost: NOTHING, risks: [] };

const UNFILLED = { input: null, sentence: null, measured: false, restricted: [] };

/** Makes the functions of the package over `start`, which gives a fresh `{ call, size }`. */
export function functions(start) {
  let instance = start();

  function call(name, args) {
    let text;
    try {
      text = JSON.stringify(args.map((arg) => (arg === undefined ? null : arg)));
    } catch (error) {
      return refusal("input-readable", "This value cannot be written as JSON.", reason(error));
    }
    if (hasHalves(text)) {
      return refusal("input-readable", "It holds half of a character (a lone surrogate), which no request can carry.", "Remove it, or type the character again.");
    }
    if (text.length > LONGEST) {
      return refusal("input-readable", "This value is too large to check.", "Give at most 8 million characters of JSON.");
    }
    try {
      const result = JSON.parse(instance.call(name, text));
      if (instance.size() > LARGEST) instance = start();
      return result;
    } catch (error) {
      // A trap leaves the instance in an unknown state.
      instance.wipe();
      instance = start();
      if (error === MISSING) return refusal("internal-error", "This function is in scripts.wasm, which was not given.", "Give it to init as its second argument.");
      return refusal("internal-error", "The checker stopped on this value.", "This is a mistake of the checker, not yours. Please report it, without passwords.");
    }
  }

  // Where there is no answer, it says so: an empty one would be taken for the meaning of the access string.
  function onText(name, texts, more, options, otherwise) {
    const strings = texts.every((text) => typeof text === "string");
    const result = strings ? call(`accessString.${name}`, [...texts, ...more, options ?? {}]) : refusal("input-readable", "This is not a string.", "Give the text as a string.");
    if (result !== null && !result.refused) return result;
    if (otherwise === null) return null;
    const { message, help } = result?.refused ?? refusal("internal-error", "There is no answer.", "").refused;
    const errors = otherwise.errors && [{ span: { start: 0, end: 0 }, message, suggestions: [] }];
    return { ...structuredClone(otherwise), ...(errors && { errors }), refused: { message, help } };
  }

  const asReport = (result) => (result.refused ? { ready: false, findings: [result.refused], accessString: null } : result);

  const api = {
    check: (operation, input, context) => asReport(call("check", [operation, input, context])),
    checkMany(requests) {
      const list = listed(requests);
      if (list.refused) return [asReport(list)];
      const all = call("checkMany", [list]);
      // One value that cannot be read must not take the others with it.
      return all.refused ? list.map((one) => api.check(field(one, "operation"), field(one, "input"), field(one, "context"))) : all;
    },
    predict(operation, input, context) {
      const result = call("predict", [operation, input, context]);
      return result === null || result.refused ? null : result;
    },
    emit(operation, input, options) {
      const result = call("emit", [operation, input, options]);
      return result.refused
        ? { ready: false, files: [], notes: [{ severity: "error", text: `${result.refused.message} ${result.refused.help}`, path: null }] }
        : result;
    },
    importText(text) {
      const result = call("importText", [typeof text === "string" ? text : null]);
      return result.refused
        ? {
            format: null, operation: null, input: null, users: [], notes: [], errors: [{ kind: "error", message: result.refused.message, span: null }],
            secrets: [], uncertain: [{ start: 0, end: typeof text === "string" ? text.length : 0 }], comments: [],
          }
        : result;
    },
    rewriteText(text, changes) {
      const list = Array.isArray(changes) ? changes : [];
      const result = call("rewriteText", [typeof text === "string" ? text : "", list]);
      return result.refused ? { text: typeof text === "string" ? text : "", applied: list.map(() => false) } : result;
    },
    applyFix(input, fix) {
      const result = call("applyEdits", [input, field(fix, "edits")]);
      return result.refused ? input : result;
    },
    accessString: Object.freeze({
      parse: (text, options) => onText("parse", [text], [], options, { accepted: false, tokens: [], errors: [] }),
      canonical: (text, options) => onText("canonical", [text], [], options, { accepted: false, canonical: null, stored: null, errors: [] }),
      can: (text, command, options) => onText("can", [text], [command], options, NO_VERDICT),
      commands: (text, options) => onText("commands", [text], [], options, null),
      explain: (text, options) => onText("explain", [text], [], options, { accepted: false, sentence: "", words: [] }),
      simplify: (text, options) => onText("simplify", [text], [], options, null)?.text ?? null,
      diff: (before, after, options) => onText("diff", [before, after], [], options, NO_DIFFERENCE),
      suggest: (needs, options) => onText("suggest", [needs], [], options, { text: "", beyond: NOTHING, impossible: 0, unclear: 0 }),
    }),
    fillRecipe(id, options) {
      const result = call("fillRecipe", [id, options ?? {}]);
      return result.refused ? { ...UNFILLED, error: { parameter: null, message: result.refused.message } } : result;
    },
    recipes: freeze(call("recipes", [])),
    rules: freeze(call("rules", [])),
    targets: freeze(call("targets", [])),
  };
  return Object.freeze(api);
}

/** The requests as an array of ours, whatever a Proxy or a changed method says; a refusal for what isn't a list. */
function listed(requests) {
  try {
    if (!Array.isArray(requests)) return refusal("input-readable", "This is not a list.", "Give an array of requests.");
    const { length } = requests;
    if (!(length <= MOST)) return refusal("input-readable", "This list is too long to check.", "Give at most a million requests.");
    const list = [];
    for (let at = 0; at < length; at += 1) list.push(field(requests, at));
    return list;
  } catch {
    return refusal("input-readable", "This list cannot be read.", "Give an array of requests.");
  }
}

/** JSON.stringify escapes a surrogate only where its other half is missing. */
function hasHalves(json) {
  return json.includes("\\ud") && /[^\\](?:\\\\)*\\ud[89a-f]/.test(json);
}

function field(object, name) {
  try {
    return object?.[name];
  } catch {
    return undefined;
  }
}

function reason(error) {
  const text = field(error, "message");
  const short = typeof text === "string" ? text.split("\n", 1)[0].slice(0, 120) : "";
  if (/circular|cyclic/i.test(short)) return "It refers to itself. Give plain objects, lists, texts, numbers and true or false.";
  if (/bigint/i.test(short)) return "It holds a BigInt, which JSON cannot say. Give a text or a number.";
  return "Give plain objects, lists, texts, numbers and true or false.";
}

function refusal(rule, message, help) {
  return {
    refused: {
      rule,
      severity: "error",
      path: "",
      span: null,
      message,
      help,
      source: { title: "JSON.stringify, ECMAScript", url: "https://tc39.es/ecma262/#sec-json.stringify" },
      fixes: [],
      predicts: null,
    },
  };
}

/** A list that nobody who has it can change for the others. */
function freeze(list) {
  return deeply(Array.isArray(list) ? list : []);
}

function deeply(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deeply);
  return value;
}
