// Reading the input: files, folders, globs, standard input. Symbolic links are followed only if a person
// named them, and only regular files are read.
import { closeSync, constants, existsSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import picomatch from "picomatch";
import type { ImportResult } from "#core";
import { codeOf, Failure, sentence, Usage } from "./usage.js";

// The files searched for in a folder.
const ENDS = ["json", "yaml", "yml", "tf", "sh", "bash", "template", "jsonl"];
const IN_FOLDERS = picomatch(`**/*.{${ENDS.join(",")}}`);

// The checker's own limit is far lower.
const LARGEST = 64 * 1024 * 1024;

/** An input. */
export interface Text {
  /** The path, as it was found; `-` is standard input. */
  name: string;
  text: string;
  /** Whether it was named on the command line, rather than matched by a folder or pattern. */
  named: boolean;
  /** The file's bytes; none for a pipe. */
  bytes?: Buffer;
}

/**
 * The files named on the command line, each once, and a sentence for each that couldn't be read. No name, or `-`, is
 * standard input.
 */
export function readAll(names: readonly string[]): { files: Text[]; failures: string[] } {
  const files: Text[] = [];
  const failures: string[] = [];
  const seen = new Set<string>();
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

/** The same, but an unreadable file is a failure. */
export function texts(names: readonly string[]): Text[] {
  const { files, failures } = readAll(names);
  const [first] = failures;
  if (first !== undefined) throw new Failure(first);
  return files;
}

/** A path named on the command line, or found below one. */
interface Found {
  path: string;
  named: boolean;
}

function paths(name: string, failures: string[]): Found[] {
  const before = failures.length;
  let found: string[] = [];
  if (existsSync(name)) {
    if (!statSync(name).isDirectory()) return [{ path: name, named: true }];
    const folder = name.replace(/(?<=.)\/+$/, "");
    found = walk(folder, { depth: Infinity, failures, wanted: IN_FOLDERS });
  } else if (/[*?[{]/.test(name)) {
    found = matching(name, failures);
  }
  if (found.length === 0 && failures.length === before) {
    throw new Usage(existsSync(name) ? `Nothing to check in \`${name}\`: no file there ends with .${ENDS.join(", .")}.` : `No such file: \`${name}\`.`);
  }
  return found.map((path) => ({ path, named: false }));
}

function matching(pattern: string, failures: string[]): string[] {
  const { base, glob } = picomatch.scan(pattern);
  const root = base || (pattern.startsWith("/") ? "/" : ".");
  if (!existsSync(root)) return [];
  const depth = glob.includes("**") ? Infinity : glob.split("/").length;
  const found = walk(root, { depth, failures, wanted: picomatch(glob), hidden: /(^|\/)\./.test(glob) });
  return base ? found : found.map((path) => path.replace(/^\.\//, ""));
}

/** What to search for below a folder, and how deep. */
interface Search {
  depth: number;
  failures: string[];
  wanted: (path: string) => boolean;
  hidden?: boolean;
}

/** The regular files below a folder, in order, except `node_modules` and hidden ones. Symbolic links are skipped. */
function walk(root: string, { depth, failures, wanted, hidden = false }: Search): string[] {
  const found: string[] = [];
  const visit = (below: string, left: number): void => {
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

function join(folder: string, path: string): string {
  return folder.endsWith("/") ? folder + path : `${folder}/${path}`;
}

/** The file's text and bytes. Never waits for a writer of a pipe. */
function read(path: string, named: boolean): { text: string; bytes?: Buffer } {
  // What a shell substitutes for <(…): a pipe, intended to be read.
  const inherited = named ? /^\/dev\/(?:stdin|fd\/(\d+))$/.exec(path) : null;
  if (inherited) return { text: readFileSync(Number(inherited[1] ?? 0), "utf8") };
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NONBLOCK | (named ? 0 : O_NOFOLLOW));
  try {
    const about = fstatSync(file);
    if (!about.isFile()) throw new Failure("it isn't a regular file; use `-` to read standard input");
    if (about.size > LARGEST) throw new Failure("it's larger than 64 MiB");
    const bytes = readFileSync(file);
    return { text: bytes.toString("utf8"), bytes };
  } finally {
    closeSync(file);
  }
}

/** The text of a file such as the settings, read with the same limits. */
export function readText(path: string): string {
  return read(path, true).text;
}

/** Everything from standard input. */
export function standardInput(): string {
  try {
    return readFileSync(0, "utf8");
  } catch (error) {
    // A closed standard input counts as empty.
    if (["EAGAIN", "EOF"].includes(codeOf(error))) return "";
    throw error;
  }
}

/** Whether a file that a folder or pattern matched contains no users, so that there's nothing to report. */
export function isElsewhere({ named }: Text, { users, groups, errors }: ImportResult): boolean {
  return !named && users.length === 0 && groups.length === 0 && errors.every(({ kind }) => kind === "other");
}

/**
 * The values of JSON Lines. They can be anything: each goes to a function that reports what's wrong with it. A line that
 * isn't JSON, or isn't an object, becomes an empty object.
 */
export function* jsonLines<Line extends object>(text: string): Generator<Partial<Line>> {
  for (const line of text.split("\n")) {
    if (line.trim() !== "") yield object(line) as Partial<Line>;
  }
}

function object(line: string): object {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
