// Prints one figure a line as JSON: calls from JavaScript, ours and peers', in one run on the same requests.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { accessString, check, checkMany, emit, importText } from "elasticache-user";
import { isAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { Ajv } from "ajv";
import { toPython } from "curlconverter";
import { z } from "zod";

const typical = {
  UserId: "app",
  UserName: "app",
  Engine: "valkey",
  AccessString: "on ~app::* -@all +@read",
  AuthenticationMode: { Type: "password", Passwords: ["mYnuUzrpAxXw2rdzx"] },
};

/** Microseconds for one call: the median of many rounds, so that a busy machine hurts less. */
function time(call) {
  const rounds = [];
  let calls = 1;
  const round = () => {
    const start = performance.now();
    for (let n = 0; n < calls; n += 1) call();
    return performance.now() - start;
  };
  while (round() < 20) calls *= 2;
  for (let n = 0; n < 15; n += 1) rounds.push((round() * 1000) / calls);
  rounds.sort((a, b) => a - b);
  return { median: rounds[7], best: rounds[0] };
}

function print(what, who, figure, unit, note = "") {
  console.log(JSON.stringify({ what, who, figure, unit, note }));
}

function measure(what, who, call) {
  const { median, best } = time(call);
  print(what, who, median, "µs", `best round ${best.toFixed(2)}`);
}

// The structure of a request, as a schema can say it; rules that need code, combinations or the ACL language are not in it.
const schema = {
  type: "object",
  required: ["UserId", "UserName", "Engine", "AccessString"],
  additionalProperties: false,
  properties: {
    UserId: { type: "string", pattern: "^[a-zA-Z][a-zA-Z0-9-]*$", maxLength: 40 },
    UserName: { type: "string", minLength: 1, maxLength: 120 },
    Engine: { type: "string", enum: ["valkey", "redis"] },
    AccessString: { type: "string", pattern: "\\S" },
    AuthenticationMode: {
      type: "object",
      properties: { Type: { enum: ["password", "no-password-required", "iam"] }, Passwords: { type: "array", maxItems: 2, items: { type: "string", minLength: 16, maxLength: 128 } } },
    },
  },
};
const ajv = new Ajv().compile(schema);
const zod = z.strictObject({
  UserId: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]*$/).max(40),
  UserName: z.string().min(1).max(120),
  Engine: z.enum(["valkey", "redis"]),
  AccessString: z.string().regex(/\S/),
  AuthenticationMode: z.object({ Type: z.enum(["password", "no-password-required", "iam"]), Passwords: z.array(z.string().min(16).max(128)).max(2) }).optional(),
});
if (!ajv(typical) || !zod.safeParse(typical).success || !check("CreateUser", typical).ready) throw new Error("the peers do not agree on the typical request");

measure("check, typical request", "ours, from JavaScript", () => check("CreateUser", typical));
const many = Array.from({ length: 1000 }, () => ({ operation: "CreateUser", input: typical }));
const { median } = time(() => checkMany(many));
print("check, typical request, 1,000 at once", "ours, from JavaScript", median / 1000, "µs");
measure("structure only, typical request", "ajv", () => ajv(typical));
measure("structure only, typical request", "zod", () => zod.safeParse(typical));
measure("emit, bash", "ours, from JavaScript", () => emit("CreateUser", typical, { target: "bash" }));

// The same question to both: may this user read this key? Each reads its rules on each call.
const ask = {
  principal: { type: "User", id: "app" },
  action: { type: "Action", id: "get" },
  resource: { type: "Key", id: "app::1" },
  context: {},
  policies: { staticPolicies: 'permit(principal == User::"app", action == Action::"get", resource) when { resource.name like "app::*" };' },
  entities: [{ uid: { type: "Key", id: "app::1" }, attrs: { name: "app::1" }, parents: [] }],
};
if (isAuthorized(ask).response?.decision !== "allow") throw new Error("the peer does not allow what it should");
measure("may the user read the key", "ours, from JavaScript", () => accessString.can("on ~app::* -@all +@read", ["GET", "app::1"]));
measure("may the user read the key", "cedar-wasm", () => isAuthorized(ask));

// The same request as a command of curl, turned into Python.
const curl = `curl -X POST -d 'Action=CreateUser&Version=2015-02-02&UserId=app&UserName=app&Engine=valkey&AccessString=on+~app%3A%3A%2A+-%40all+%2B%40read&Passwords.member.1=mYnuUzrpAxXw2rdzx' https://elasticache.eu-central-1.amazonaws.com/`;
const toBoto3 = () => {
  const { operation, input } = importText(curl);
  return emit(operation, input, { target: "boto3" }).files[0].text;
};
if (!toBoto3().includes("create_user") || !toPython(curl).includes("CreateUser")) throw new Error("a command of curl was not read");
measure("a command of curl to Python", "ours, from JavaScript", toBoto3);
measure("a command of curl to Python", "curlconverter", () => toPython(curl));

const start = (code) => {
  const times = Array.from({ length: 11 }, () => {
    const begin = performance.now();
    execFileSync(process.execPath, ["--input-type=module", "-e", code]);
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[5];
};
const bare = start("");
print("cold start of Node", "nothing imported", bare, "ms");
print("cold start over bare Node", "ours", start(`import "elasticache-user"`) - bare, "ms");
print("cold start over bare Node", "ajv", start(`import "ajv"`) - bare, "ms");
print("cold start over bare Node", "zod", start(`import "zod"`) - bare, "ms");
print("cold start over bare Node", "cedar-wasm", start(`import "@cedar-policy/cedar-wasm/nodejs"`) - bare, "ms");
print("cold start over bare Node", "curlconverter", start(`import "curlconverter"`) - bare, "ms");

const require = createRequire(import.meta.url);
const weigh = (who, path) => print("wasm in brotli", who, brotliCompressSync(readFileSync(path)).length, "bytes", `${statSync(path).size} bytes raw`);
weigh("ours", require.resolve("elasticache-user/core.wasm"));
weigh("cedar-wasm", join(dirname(require.resolve("@cedar-policy/cedar-wasm/nodejs")), "cedar_wasm_bg.wasm"));
