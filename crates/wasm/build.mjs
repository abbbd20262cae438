// Builds the npm package: `node build.mjs --wasm FILE --unpack FILE --version X --licences DIR --out DIR`.
//
// The wasm is there twice: as text in a script, so that one import works everywhere, and as the file for those who stream
// it. --unpack is unpack.wat as wasm, which makes the one of the other.
import { build } from "esbuild";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { packed } from "./pack.mjs";

const { values: given } = parseArgs({
  options: Object.fromEntries(["wasm", "unpack", "version", "licences", "out"].map((name) => [name, { type: "string" }])),
});
const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "package");
const wasm = readFileSync(given.wasm);
const out = resolve(given.out);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "core.wasm"), wasm);

const shared = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  define: { UNPACK: JSON.stringify(readFileSync(given.unpack).toString("base64")) },
};
const wasmBeside = { ...shared, external: ["./core.wasm", "./core.wasm.js"] };

// Both a CommonJS module and an ECMAScript module: it exports nothing, and so the text is there once for both.
writeFileSync(join(out, "core.wasm.js"), `globalThis[Symbol.for("elasticache-user/core.wasm")]="${packed(wasm)}";\n`);

await Promise.all([
  build({ ...wasmBeside, entryPoints: [join(source, "src/index.js")], format: "esm", platform: "neutral", outfile: join(out, "index.mjs") }),
  build({ ...wasmBeside, entryPoints: [join(source, "src/index.js")], format: "cjs", platform: "neutral", outfile: join(out, "index.cjs") }),
  build({ ...shared, external: ["./index.cjs"], entryPoints: [join(source, "src/node.js")], format: "esm", platform: "neutral", outfile: join(out, "node.mjs") }),
  build({ ...shared, entryPoints: [join(source, "src/slim.js")], format: "esm", platform: "neutral", outfile: join(out, "slim.mjs") }),
  build({ ...shared, entryPoints: [join(source, "src/slim.js")], format: "cjs", platform: "neutral", outfile: join(out, "slim.cjs") }),
  build({ ...wasmBeside, entryPoints: [join(source, "src/workerd.js")], format: "esm", platform: "neutral", outfile: join(out, "workerd.mjs") }),
  build({
    ...shared,
    entryPoints: [join(source, "src/cli/main.js")],
    format: "esm",
    platform: "node",
    external: ["./node.mjs"],
    banner: { js: "#!/usr/bin/env node" },
    outfile: join(out, "cli.mjs"),
  }),
]);

// The literal unions of the types come from the registries themselves.
const core = await import(pathToFileURL(join(out, "index.mjs")).href);
const union = (list) => list.map((one) => JSON.stringify(one)).join(" | ");
const types = readFileSync(join(source, "types/index.d.ts"), "utf8")
  .replace(/"rule-ids"/, () => union(core.rules.map((rule) => rule.id)))
  .replace(/"recipe-ids"/, () => union(core.recipes.map((recipe) => recipe.id)))
  .replace(/"target-ids"/, () => union(core.targets.map((target) => target.id)));
const slim = readFileSync(join(source, "types/slim.d.ts"), "utf8");
// ECMAScript modules have the types of the CommonJS module, whose functions are the same.
writeFileSync(join(out, "index.d.cts"), types);
writeFileSync(join(out, "index.d.mts"), 'export * from "./index.cjs";\n');
// The last is for TypeScript that knows no exports map.
for (const end of ["mts", "cts", "ts"]) writeFileSync(join(out, `slim.d.${end}`), slim);

const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
writeFileSync(join(out, "package.json"), `${JSON.stringify({ ...manifest, version: given.version }, null, 2)}\n`);
cpSync(join(source, "README.md"), join(out, "README.md"));
cpSync(join(source, "examples"), join(out, "examples"), { recursive: true });
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(resolve(given.licences), name), join(out, name));
