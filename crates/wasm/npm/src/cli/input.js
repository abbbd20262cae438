// Reading what is to be looked at: files, folders, globs, standard input. Symbolic links are followed only where a person
// named them, and only regular files are read.
import { closeSync, constants, existsSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import picomatch from "picomatch";
import { Failure, sentence, Usage } from "./usage.js";

// What a folder is searched for.
const ENDS = ["json", "yaml", "yml", "tf", "sh", "bash", "template", "jsonl"];
const IN_FOLDERS = picomatch(`**/*.{${ENDS.join(",")}}`);

// The checker refuses far less than this.
const LARGEST = 64 * 1024 * 1024;

/**
 * The files named on the command line, each once, as `{ name, named, text, bytes }`, and a sentence for each that could not be
 * read. `named` is false for what a folder or a pattern found. No name, or `-`, is standard input.
 */
export function readAll(names) {
  const files = [];
  const failures = [];
  const seen = new Set();
  for (const name of names.length === 0 ? ["-"] : names) {
    for (const { path, named } of name === "-" ? [{ path: name, named: true }] : paths(name, failures)) {
      const place = path === "-" ? path : resolve(path);
      if (seen.has(place)) continue;
      seen.add(place);
      try {
        files.push(path === "-" ? { name: path, named, text: standardInput() } : { name: path, named, ...read(path, named) });
      } catch (error) {
        failures.push(`${path}: ${sentence(error)}`);
      }
    }
  }
  return { files, failures };
}

/** The same, where one that cannot be read is the end. */
export function texts(names) {
  const { files, failures } = readAll(names);
  if (failures.length > 0) throw new Failure(failures[0]);
  return files;
}

function paths(name, failures) {
  const before = failures.length;
  let found = [];
  if (existsSync(name)) {
    if (!statSync(name).isDirectory()) return [{ path: name, named: true }];
    const folder = name.replace(/(?<=.)\/+$/, "");
    found = walk(folder, { depth: Infinity, failures, wanted: IN_FOLDERS });
  } else if (/[*?[{]/.test(name)) {
    found = matching(name, failures);
  }
  if (found.length === 0 && failures.length === before) {
    throw new Usage(existsSync(name) ? `There is nothing to check in \`${name}\`: no file there ends with .${ENDS.join(", .")}.` : `There is no file \`${name}\`.`);
  }
  return found.map((path) => ({ path, named: false }));
}

function matching(pattern, failures) {
  const { base, glob } = picomatch.scan(pattern);
  const root = base || (pattern.startsWith("/") ? "/" : ".");
  if (!existsSync(root)) return [];
  const depth = glob.includes("**") ? Infinity : glob.split("/").length;
  const found = walk(root, { depth, failures, wanted: picomatch(glob), hidden: /(^|\/)\./.test(glob) });
  return base ? found : found.map((path) => path.replace(/^\.\//, ""));
}

/** The regular files below a folder, in order, but for `node_modules` and what is hidden. Symbolic links are left out. */
function walk(root, { depth, failures, wanted, hidden = false }) {
  const found = [];
  const visit = (below, left) => {
    const folder = below === "" ? root : join(root, below);
    let entries;
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      failures.push(`${folder}: ${sentence(error)}`);
      return;
    }
    for (const entry of entries) {
      if (entry.name === "node_modules" || (entry.name.startsWith(".") && !hidden)) continue;
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && left > 1) visit(path, left - 1);
      else if (entry.isFile() && wanted(path)) found.push(join(root, path));
    }
  };
  visit("", depth);
  return found.sort();
}

function join(folder, path) {
  return folder.endsWith("/") ? folder + path : `${folder}/${path}`;
}

/** The file's text and bytes. Whatever it is, nothing waits for a writer that never comes. */
function read(path, named) {
  // What a shell puts in the place of <(…): a pipe, and meant to be read.
  const inherited = named ? /^\/dev\/(?:stdin|fd\/(\d+))$/.exec(path) : null;
  if (inherited) return { text: readFileSync(Number(inherited[1] ?? 0), "utf8") };
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NONBLOCK | (named ? 0 : O_NOFOLLOW));
  try {
    const about = fstatSync(file);
    if (!about.isFile()) throw new Failure("it is not a regular file; give `-` to read standard input");
    if (about.size > LARGEST) throw new Failure("it is larger than 64 MiB");
    const bytes = readFileSync(file);
    return { text: bytes.toString("utf8"), bytes };
  } finally {
    closeSync(file);
  }
}

/** The text of a file such as the settings, which is read like any other. */
export function readText(path) {
  return read(path, true).text;
}

/** All of standard input. */
export function standardInput() {
  try {
    return readFileSync(0, "utf8");
  } catch (error) {
    // A closed standard input is an empty one.
    if (error.code === "EAGAIN" || error.code === "EOF") return "";
    throw error;
  }
}

/** Whether a file that a folder or a pattern found holds something else than users: then there is nothing to say of it. */
export function isElsewhere({ named }, { users, errors }) {
  return !named && users.length === 0 && errors.every(({ kind }) => kind === "other");
}

/** The lines of JSON Lines with their number; a line that isn't JSON has `value` undefined. */
export function* jsonLines(text) {
  let number = 0;
  for (const line of text.split("\n")) {
    number += 1;
    if (line.trim() === "") continue;
    let value;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    yield { number, value };
  }
}
