// Builds the npm package from wasm-bindgen's output in npm/wasm/: `node build.mjs --version X --licenses DIR --out DIR`. Prints
// the third-party packages in it.
//
// Each wasm is included twice: embedded as base64, so that one import works everywhere, and as a file to stream.
import { build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

const { values: given } = parseArgs({
  options: Object.fromEntries(["version", "licenses", "out"].map((name) => [name, { type: "string" }])),
});
const here = dirname(fileURLToPath(import.meta.url));
const npm = join(here, "npm");
const out = resolve(given.out);
const require = createRequire(import.meta.url);

// The entry points, and the wasm that each calls.
const PARTS = { index: "elasticache-user", check: "check" };

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const part of Object.values(PARTS)) {
  const wasm = readFileSync(join(npm, "wasm", part, "bindings_bg.wasm"));
  writeFileSync(join(out, `${part}.wasm`), wasm);
  // A script without exports is both a CommonJS module and an ECMAScript module, so both share one copy.
  writeFileSync(join(out, `${part}.wasm.js`), `globalThis[Symbol.for("elasticache-user/${part}.wasm")]="${wasm.toString("base64")}";\n`);
}

/** Resolves the names with # in the sources, for one wasm. */
const named = (part) => ({
  name: "named",
  setup(build) {
    build.onResolve({ filter: /^#/ }, ({ path }) => {
      if (path === "#core") return { path: "./node.mjs", external: true };
      if (path === "#bindings") return { path: join(npm, "wasm", part, "bindings.js"), sideEffects: false };
      return { path: path === "#text" ? `./${part}.wasm.js` : `./${part}.wasm`, external: true };
    });
  },
});
const shared = { bundle: true, minify: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "warning", metafile: true };
const module = (part, source, format, outfile) =>
  build({
    ...shared,
    entryPoints: [join(npm, "src", source)],
    plugins: [named(part)],
    define: { WASM: JSON.stringify(`${part}.wasm`), WASM_BYTES: String(statSync(join(out, `${part}.wasm`)).size) },
    format,
    platform: "neutral",
    outfile: join(out, outfile),
  });

const built = await Promise.all([
  ...Object.entries(PARTS).flatMap(([entry, part]) => [
    module(part, `${entry}.ts`, "esm", `${entry}.mjs`),
    module(part, `${entry}.cjs.ts`, "cjs", `${entry}.cjs`),
    module(part, `${entry}.workerd.ts`, "esm", `${entry}.workerd.mjs`),
  ]),
  module(PARTS.index, "slim.ts", "esm", "slim.mjs"),
  module(PARTS.index, "slim.ts", "cjs", "slim.cjs"),
  build({
    ...shared,
    entryPoints: [join(npm, "src/cli/main.ts")],
    plugins: [named(PARTS.index)],
    format: "esm",
    platform: "node",
    banner: { js: "#!/usr/bin/env node" },
    outfile: join(out, "cli.mjs"),
  }),
]);

// In Node, both kinds of modules share one instance.
for (const [entry, name] of [["index", "node"], ["check", "check.node"]]) {
  const names = Object.keys(require(join(out, `${entry}.cjs`))).join(", ");
  writeFileSync(join(out, `${name}.mjs`), `import all from "./${entry}.cjs";\nexport const { ${names} } = all;\n`);
}

// Ids are literal unions, generated from the registries.
const union = (list) => list.map((one) => JSON.stringify(one)).join(" | ");
const ids = (list) => union(list.map((one) => one.id));
const everything = require(join(out, "index.cjs"));
writeFileSync(
  join(npm, "wasm/ids.ts"),
  `/** The id of a rule. Ids are stable and never used again for something else. */
export type RuleId = ${union(["operation-known", "input-readable", "internal-error"])} | ${ids(everything.rules)};
/** The id of a recipe. */
export type RecipeId = ${ids(everything.recipes)};
/** The id of a feature that an application uses. */
export type UseId = ${ids(everything.uses)};
/** The id of a target. */
export type TargetId = ${ids(everything.targets)};
`,
);
for (const entry of [...Object.keys(PARTS), "slim"]) {
  const bundle = await rollup({ input: join(npm, "src", `${entry}.ts`), plugins: [dts({ tsconfig: join(npm, "tsconfig.json") })], external: [/^#(text|wasm)/] });
  const { output } = await bundle.generate({ format: "es" });
  const types = output[0].code.replace(/^import '#text';\n/m, "");
  writeFileSync(join(out, `${entry}.d.cts`), types);
  // ECMAScript modules have the types of the CommonJS module, whose functions are the same.
  writeFileSync(join(out, `${entry}.d.mts`), `export * from "./${entry}.cjs";\n`);
  // For TypeScript settings that ignore `exports`.
  if (entry !== "index") writeFileSync(join(out, `${entry}.d.ts`), types);
}

const manifest = JSON.parse(readFileSync(join(npm, "manifest.json"), "utf8"));
writeFileSync(join(out, "package.json"), `${JSON.stringify({ ...manifest, version: given.version }, null, 2)}\n`);
cpSync(join(npm, "README.md"), join(out, "README.md"));
cpSync(join(npm, "examples"), join(out, "examples"), { recursive: true });
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(resolve(given.licenses), name), join(out, name));

// Third-party code, with the notices that its licenses require.
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
