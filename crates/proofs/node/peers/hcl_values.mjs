// Reads HCL with HashiCorp's own library (compiled to wasm by CDKTF): a JSON string per line in, {"value"} or {"error"} per
// line out. Strings come back as templates: `${a}` is an expression, `$${` is `${`.
import { parse } from "@cdktf/hcl2json";
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { value: await parse("main.tf", JSON.parse(line)) };
  } catch (why) {
    answer = { error: String(why).split("\n")[0] };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
