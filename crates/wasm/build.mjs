// Builds the npm package: `node build.mjs --wasm DIR --version X --licences DIR --out DIR`, and prints which packages of
// others are in it.
//
// Each wasm is there twice: as text in a script, so that one import works everywhere, and as the file for those who stream
// it. unpack.wasm, which is of unpack.wat, makes the one of the other.
import { build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { packed } from "./pack.mjs";

const { values: given } = parseArgs({
  options: Object.fromEntries(["wasm", "version", "licences", "out"].map((name) => [name, { type: "string" }])),
});
const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "package");
const wasm = (name) => readFileSync(join(given.wasm, name));
const out = resolve(given.out);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
// A script is both a CommonJS module and an ECMAScript module: it exports nothing, and so the text is there once for both.
for (const name of ["core.wasm", "scripts.wasm"]) {
  writeFileSync(join(out, name), wasm(name));
  writeFileSync(join(out, `${name}.js`), `globalThis[Symbol.for("elasticache-user/${name}")]="${packed(wasm(name))}";\n`);
}

const shared = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  define: {
    UNPACK: JSON.stringify(wasm("unpack.wasm").toString("base64")),
    CORE_BYTES: String(wasm("core.wasm").length),
    SCRIPTS_BYTES: String(wasm("scripts.wasm").length),
  },
};
// What stays a file of its own.
const external = ["./core.wasm", "./core.wasm.js", "./scripts.wasm", "./scripts.wasm.js", "./core.mjs", "./scripts.mjs", "./index.cjs"];
const module = (name, format, outfile) =>
  build({ ...shared, external, entryPoints: [join(source, `src/${name}.js`)], format, platform: "neutral", outfile: join(out, outfile) });

const built = await Promise.all([
  module("index", "esm", "index.mjs"),
  module("core", "esm", "core.mjs"),
  module("scripts", "esm", "scripts.mjs"),
  module("common", "cjs", "index.cjs"),
  module("slim", "esm", "slim.mjs"),
  module("slim", "cjs", "slim.cjs"),
  module("workerd", "esm", "workerd.mjs"),
  module("node", "esm", "node.mjs"),
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

// The code of others, with the notices that its licences ask for.
const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
const bundled = [...new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1]).filter(Boolean))].sort();
const notices = bundled.map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const notice = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return `${name} ${version} (${license}), in cli.mjs\n\n${readFileSync(join(folder, notice), "utf8").trim()}\n`;
});
writeFileSync(join(out, "THIRD-PARTY-NOTICES.txt"), notices.join("\n"));
process.stdout.write(`${bundled.join("\n")}\n`);
