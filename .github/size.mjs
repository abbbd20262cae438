// Compares what two checkouts built: `node size.mjs <before> <after>`, after `build` and `npm` of `cargo xtask` in each.
// Prints a table. More than 2 % up is an error, unless the CHANGELOG of the new one has a new line about size.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [before, after] = process.argv.slice(2);

// What is weighed: the page as GitHub Pages sends it, and the wasm of the package as registries and networks do.
const things = {
  "page: scripts, styles and wasm, gzip": (root) => total(join(root, "dist"), /\.(js|css|wasm)$/, gzipSync),
  "package: wasm, brotli": (root) => total(join(root, "target/npm/elasticache-user"), /\.wasm$/, brotliCompressSync),
  "package: tarball": (root) => total(join(root, "target/npm"), /^elasticache-user-.*\.tgz$/, (bytes) => bytes),
};

function total(folder, names, pack) {
  const files = readdirSync(folder).filter((name) => names.test(name));
  if (files.length === 0) throw new Error(`${folder} has no file like ${names}`);
  return files.reduce((sum, name) => sum + pack(readFileSync(join(folder, name))).length, 0);
}

let grown = false;
console.log("| | before | after | |\n|---|---:|---:|---:|");
for (const [name, weigh] of Object.entries(things)) {
  const [old, now] = [weigh(before), weigh(after)];
  const percent = (now / old - 1) * 100;
  grown ||= percent > 2;
  console.log(`| ${name} | ${old} | ${now} | ${percent >= 0 ? "+" : ""}${percent.toFixed(1)} % |`);
}

const changes = (root) => readFileSync(join(root, "CHANGELOG.md"), "utf8").split("\n");
const old = new Set(changes(before));
const reason = changes(after).find((line) => !old.has(line) && /\b(size|bytes|KiB|KB|larger|smaller)\b/i.test(line));
if (grown && !reason) {
  console.error("More than 2 % larger: say why in a line of CHANGELOG.md.");
  process.exitCode = 1;
}
