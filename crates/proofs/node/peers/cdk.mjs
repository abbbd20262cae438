// Runs CDK apps in TypeScript, a path per line of standard input, and prints the template that each synthesizes as a line of
// JSON, or {"error"}. What the CDK itself adds (the check of its bootstrap version) is removed.
import { transformSync } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
// The library's warnings (about tags that CloudFormation will reject) don't matter here.
process.stderr.write = () => true;
process.env.CDK_CONTEXT_JSON = JSON.stringify({ "aws:cdk:disable-version-check": true });
for await (const path of createInterface({ input: process.stdin })) {
  let line;
  try {
    const { code } = transformSync(readFileSync(path, "utf8"), { loader: "ts", format: "cjs" });
    process.env.CDK_OUTDIR = join(dirname(path), "cdk.out");
    new Function("require", code)(require);
    // An app has one stack.
    const template = readdirSync(process.env.CDK_OUTDIR).find((name) => name.endsWith(".template.json"));
    line = JSON.parse(readFileSync(join(process.env.CDK_OUTDIR, template), "utf8"));
    delete line.Rules;
    delete line.Parameters?.BootstrapVersion;
    if (line.Parameters && Object.keys(line.Parameters).length === 0) delete line.Parameters;
  } catch (why) {
    line = { error: String(why?.stack ?? why) };
  }
  process.removeAllListeners("beforeExit");
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
