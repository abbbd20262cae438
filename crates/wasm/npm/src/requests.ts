// Checking, predicting and fixing requests.
import * as bindings from "#bindings";
import type { Fix, Operation, Prediction, Report } from "#bindings";
import { call, field, Refused } from "./call.js";
import type { AnyInput, CheckRequest, Context, Input } from "./input.js";

// Longer lists are rejected; their text would be too long anyway.
const MOST = 1_000_000;

/**
 * Checks a request with every rule.
 *
 * @example
 * const report = check("CreateUser", { UserId: "app", UserName: "app", Engine: "valkey", AccessString: "on ~app::* +@read" });
 * report.ready; // false: no password, no IAM
 */
export function check<O extends Operation>(operation: O, input: Input<O>, context?: Context): Report {
  return report(call(bindings.check, [operation, input, context]));
}

/** Checks thousands of requests in a single call into the wasm. */
export function checkMany(requests: readonly CheckRequest[]): Report[] {
  const list = listed(requests);
  if (list instanceof Refused) return [report(list)];
  const all = call(bindings.checkMany, [list]);
  if (!(all instanceof Refused)) return all;
  // One unreadable value must not affect the others.
  return list.map((one) => report(call(bindings.check, [field(one, "operation"), field(one, "input"), field(one, "context")])));
}

/** Predicts what AWS will answer to a request; `null` if the input isn't a request. */
export function predict<O extends Operation>(operation: O, input: Input<O>, context?: Context): Prediction | null {
  const result = call(bindings.predict, [operation, input, context]);
  return result instanceof Refused ? null : result;
}

/** Applies a fix, and returns the new request. */
export function applyFix<T extends Input>(input: T, fix: Fix): AnyInput {
  const result = call(bindings.applyEdits, [input, field(fix, "edits")]);
  const after = result instanceof Refused ? null : result.input;
  return after ?? (input as AnyInput);
}

function report(result: Report | Refused): Report {
  return result instanceof Refused ? { ready: false, findings: [result.finding()], accessString: null, prediction: null } : result;
}

/** Copies the requests into an array of our own, so that a proxy or an overridden method can't interfere. */
function listed(requests: unknown): unknown[] | Refused {
  try {
    if (!Array.isArray(requests)) return new Refused("input-readable", "This isn't a list.", "Pass an array of requests.");
    const { length } = requests;
    if (!(length <= MOST)) return new Refused("input-readable", "This list is too long to check.", "Pass at most a million requests.");
    return Array.from({ length }, (_, at) => field(requests, at));
  } catch {
    return new Refused("input-readable", "This list can't be read.", "Pass an array of requests.");
  }
}
