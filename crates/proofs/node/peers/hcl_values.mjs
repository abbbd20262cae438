// Reads HCL with HashiCorp's own library (compiled to wasm by CDKTF): a JSON string a line in, {"value"} or {"error"} a
// line out. Texts come back as templates: `${a}` is an expression, `$${` is `${`.
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
