// Reads Terraform files with HashiCorp's own HCL library (compiled to wasm by CDKTF), a path per line of standard input,
// and prints each as a line of JSON, or {"error"}. Strings come back as templates: `$${` is `${`.
import { parse } from "@cdktf/hcl2json";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const plain = (value) =>
  typeof value === "string" ? value.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{")
  : Array.isArray(value) ? value.map(plain)
  : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([k, v]) => [plain(k), plain(v)]))
  : value;

for await (const path of createInterface({ input: process.stdin })) {
  let line;
  try {
    line = plain(await parse(path, readFileSync(path, "utf8")));
  } catch (why) {
    line = { error: String(why) };
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
