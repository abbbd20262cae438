// Prints one figure per line as JSON: calls from JavaScript, ours and those of peers, in one run on the same requests. The
// hostile requests are read from standard input, one per line.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import * as ours from "elasticache-user";
import { isAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { Ajv } from "ajv";
import { toPython } from "curlconverter";
import { z } from "zod";

const { check } = ours;
// An older build of the package, in a folder, measured in the same run: BASE=…/elasticache-user.
const base = process.env.BASE && (await import(pathToFileURL(join(process.env.BASE, "node.mjs")).href));
const builds = [["ours, from JavaScript", ours], ...(base ? [[`${JSON.parse(readFileSync(join(process.env.BASE, "package.json"))).version}, from JavaScript`, base]] : [])];

const typical = {
  UserId: "app",
  UserName: "app",
  Engine: "valkey",
  AccessString: "on ~app::* -@all +@read",
  AuthenticationMode: { Type: "password", Passwords: ["mYnuUzrpAxXw2rdzx"] },
};

/** Microseconds for one call: the median of many rounds, so that a busy machine matters less. */
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

function measure(what, who, call, note = "") {
  const { median, best } = time(call);
  print(what, who, median, "µs", `${note && `${note}; `}best round ${best.toFixed(2)}`);
}

const hostile = readFileSync(0, "utf8").trim().split("\n").map((line) => JSON.parse(line)).filter(({ what }) => what.includes("hostile"));

// The structure of a request, as far as a schema can express it: no rules that need code, combinations or the ACL language.
const schema = {
  type: "object",
  required: ["UserId", "UserName", "Engine", "AccessString"],
  additionalProperties: false,
  properties: {
    UserId: { type: "string", pattern: "^[a-zA-Z][a-zA-Z0-9-]*$", maxLength: 40 },
    UserName: { type: "string", minLength: 1, maxLength: 120 },
    Engine: { type: "string", enum: ["valkey", "redis"] },
    AccessString: { type: "string", pattern: "\\S" },
    NoPasswordRequired: { type: "boolean" },
    Passwords: { type: "array", maxItems: 2, items: { type: "string", minLength: 16, maxLength: 128 } },
    Tags: { type: "array", maxItems: 50, items: { type: "object", properties: { Key: { type: "string", minLength: 1, maxLength: 128 }, Value: { type: "string", maxLength: 256 } } } },
    AuthenticationMode: {
      type: "object",
      properties: { Type: { enum: ["password", "no-password-required", "iam"] }, Passwords: { type: "array", maxItems: 2, items: { type: "string", minLength: 16, maxLength: 128 } } },
    },
  },
};
const ajv = new Ajv().compile(schema);
const ajvAll = new Ajv({ allErrors: true }).compile(schema);
const zod = z.strictObject({
  UserId: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]*$/).max(40),
  UserName: z.string().min(1).max(120),
  Engine: z.enum(["valkey", "redis"]),
  AccessString: z.string().regex(/\S/),
  NoPasswordRequired: z.boolean().optional(),
  Passwords: z.array(z.string().min(16).max(128)).max(2).optional(),
  Tags: z.array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) })).max(50).optional(),
  AuthenticationMode: z.object({ Type: z.enum(["password", "no-password-required", "iam"]), Passwords: z.array(z.string().min(16).max(128)).max(2) }).optional(),
});
if (!ajv(typical) || !zod.safeParse(typical).success || !check("CreateUser", typical).ready) throw new Error("the peers disagree about the typical request");

const words = (count) => Array.from({ length: count }, (_, at) => [`~key:${at}:*`, "+get", "-@write", "+config|get", `&news:${at}`, "+@read"][at % 6]).join(" ");
const yaml = `UserId: app\n${"- {a: [b, 'c']}\n".repeat(64)}`;
// The same request as a curl command, converted to Python.
const curl = `curl -X POST -d 'Action=CreateUser&Version=2015-02-02&UserId=app&UserName=app&Engine=valkey&AccessString=on+~app%3A%3A%2A+-%40all+%2B%40read&Passwords.member.1=mYnuUzrpAxXw2rdzx' https://elasticache.eu-central-1.amazonaws.com/`;
const toBoto3 = ({ importText, emit }) => {
  const { operation, input } = importText(curl);
  return emit(operation, input, { target: "boto3" }).files[0].text;
};
if (!toBoto3(ours).includes("create_user")) throw new Error("the curl command was not read");
const many = Array.from({ length: 1000 }, () => ({ operation: "CreateUser", input: typical }));
for (const [who, { check, checkMany, emit, importText, accessString }] of builds) {
  measure("check, typical request", who, () => check("CreateUser", typical));
  const { median } = time(() => checkMany(many));
  print("check, typical request, 1,000 at once", who, median / 1000, "µs");
  measure("check, 120 words", who, () => check("CreateUser", { ...typical, AccessString: words(120) }));
  for (const { what, request } of hostile) measure(what, who, () => check("CreateUser", request), `${check("CreateUser", request).findings.length} findings`);
  measure("import, a KB of YAML", who, () => importText(yaml));
  measure("emit, bash", who, () => emit("CreateUser", typical, { target: "bash" }));
  measure("may the user read the key", who, () => accessString.can("on ~app::* -@all +@read", ["GET", "app::1"]));
  measure("explain, 12 words", who, () => accessString.explain(words(12)));
  measure("a command of curl to Python", who, () => toBoto3({ importText, emit }));
}
measure("structure only, typical request", "ajv", () => ajv(typical));
measure("structure only, typical request", "zod", () => zod.safeParse(typical));
for (const { what, request } of hostile) {
  const findings = check("CreateUser", request).findings.length;
  if (ajvAll(request) || zod.safeParse(request).success || findings === 0) throw new Error(`nothing reports ${what}`);
  measure(what, "ajv", () => ajvAll(request), "structure only, all errors");
  measure(what, "zod", () => zod.safeParse(request), "structure only");
}

// The same question for both: may this user read this key? Each parses its rules in every call.
const ask = {
  principal: { type: "User", id: "app" },
  action: { type: "Action", id: "get" },
  resource: { type: "Key", id: "app::1" },
  context: {},
  policies: { staticPolicies: 'permit(principal == User::"app", action == Action::"get", resource) when { resource.name like "app::*" };' },
  entities: [{ uid: { type: "Key", id: "app::1" }, attrs: { name: "app::1" }, parents: [] }],
};
if (isAuthorized(ask).response?.decision !== "allow") throw new Error("the peer doesn't allow the request");
measure("may the user read the key", "cedar-wasm", () => isAuthorized(ask));

if (!toPython(curl).includes("CreateUser")) throw new Error("the curl command was not read");
measure("a command of curl to Python", "curlconverter", () => toPython(curl));

// How cost grows through the wasm: processor time per part of an input, at 1×, 10×, 100× and 1000× its size. Elapsed time would
// include whatever else the machine does during a call that takes a second.
const command = (access) => `aws elasticache create-user --user-id app --user-name app --engine redis --access-string '${access}' --passwords mYnuUzrpAxXw2rdzxQ7tLs94\n`;
const terraform = 'resource "aws_elasticache_user" "a" {\n  a = [upper("${var.x}"), { b = 1 }]\n  x {\n  }\n}\n';
const checked = (input) => () => check("CreateUser", input);
const emitted = (target, input) => () => ours.emit("CreateUser", input, { target });
const imported = (text) => () => ours.importText(text);
const tagged = (count) => ({ ...typical, Tags: Array.from({ length: count }, (_, at) => ({ Key: `key${at}`, Value: "value" })) });
const growth = [
  ["check, words of the access string", 12, (count) => checked({ ...typical, AccessString: words(count) })],
  ["check, tags", 5, (count) => checked(tagged(count))],
  ["emit as bash, words of the access string", 12, (count) => emitted("bash", { ...typical, AccessString: words(count) })],
  ["emit as Terraform, tags", 5, (count) => emitted("terraform", tagged(count))],
  ["import, commands of a script", 1, (count) => imported(command("on ~* +@all").repeat(count))],
  ["import, words of one access string", 12, (count) => imported(command(words(count)))],
  ["import, KB of quotes in a command", 1, (count) => imported(`${command("x")} ${"'\"'\"'\"".repeat(count << 7)}`)],
  ["import, KB of YAML", 1, (count) => imported(`UserId: app\n${"- {a: [b, 'c']}\n".repeat(count << 6)}`)],
  ["import, KB of Terraform", 1, (count) => imported(terraform.repeat(count * 10))],
  ["explain, words", 12, (count) => { const text = words(count); return () => ours.accessString.explain(text); }],
];
for (const [what, parts, make] of growth) {
  let first;
  for (const times of [1, 10, 100, 1000]) {
    const count = parts * times;
    const call = make(count);
    let best = Infinity;
    for (let round = 0; round < 3; round += 1) {
      let calls = 0;
      let used = 0;
      const before = process.cpuUsage();
      do {
        call();
        calls += 1;
        const { user, system } = process.cpuUsage(before);
        used = user + system;
      } while (used < 50_000);
      best = Math.min(best, (used * 1000) / calls / count);
    }
    first ??= best;
    console.log(JSON.stringify({ what: `${what}, each`, who: `ours, from JavaScript, ×${times}`, figure: best, unit: "ns", note: `${count} of them; ${(best / first).toFixed(2)} of what one cost at ×1`, times }));
  }
}

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
print("cold start over bare Node", "ours, elasticache-user/check", start(`import "elasticache-user/check"`) - bare, "ms");
if (base) print("cold start over bare Node", "0.1", start(`import ${JSON.stringify(pathToFileURL(join(process.env.BASE, "node.mjs")).href)}`) - bare, "ms");
print("cold start over bare Node", "ajv", start(`import "ajv"`) - bare, "ms");
print("cold start over bare Node", "zod", start(`import "zod"`) - bare, "ms");
print("cold start over bare Node", "cedar-wasm", start(`import "@cedar-policy/cedar-wasm/nodejs"`) - bare, "ms");
print("cold start over bare Node", "curlconverter", start(`import "curlconverter"`) - bare, "ms");

const require = createRequire(import.meta.url);
const weigh = (who, path) => print("wasm in brotli", who, brotliCompressSync(readFileSync(path)).length, "bytes", `${statSync(path).size} bytes raw`);
weigh("ours", require.resolve("elasticache-user/elasticache-user.wasm"));
weigh("ours, elasticache-user/check", require.resolve("elasticache-user/check.wasm"));
weigh("cedar-wasm", join(dirname(require.resolve("@cedar-policy/cedar-wasm/nodejs")), "cedar_wasm_bg.wasm"));
