// Writing files: whole or not at all, never through a symbolic link, and never over what somebody else wrote meanwhile.
import { randomBytes } from "node:crypto";
import { accessSync, closeSync, constants, fchmodSync, fchownSync, fsyncSync, lstatSync, openSync, readFileSync, realpathSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import { Failure } from "./usage.js";

/** Writes another text into a file that was read: `{ name, bytes }`. */
export function rewrite({ name, bytes }, text) {
  const about = lstatSync(name);
  if (about.isSymbolicLink()) throw new Failure("it is a symbolic link; name the file that it points to");
  if (!about.isFile()) throw new Failure("it is not a regular file");
  if (leadsOut(name)) throw new Failure("a symbolic link in its path leads out of this folder");
  if (!bytes || !Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes)) throw new Failure("it is not UTF-8 throughout, and would lose what is not");
  accessSync(name, constants.W_OK);
  replace(name, text, about, () => {
    if (!readFileSync(name).equals(bytes)) throw new Failure("it changed while it was checked; run this again");
  });
}

/** Writes files that only their owner can read: `[{ name, text }]`. Without `force` none of them may exist. */
export function create(folder, files, force) {
  const paths = files.map(({ name }) => {
    if (name !== basename(name) || name === "." || name === ".." || name === "") throw new Failure(`\`${name}\` is not the name of a file in that folder`);
    return join(folder, name);
  });
  const there = paths.map((path) => lstatSync(path, { throwIfNoEntry: false }));
  for (const [at, about] of there.entries()) {
    if (about && !force) throw new Failure(`${paths[at]}: it exists already; --force replaces it`);
    if (about && !about.isFile()) throw new Failure(`${paths[at]}: it is not a regular file, and is not replaced`);
  }
  for (const [at, { text }] of files.entries()) {
    // `wx` refuses what came to be there meanwhile, and follows no symbolic link.
    if (there[at]) replace(paths[at], text, { mode: 0o600 });
    else writeFileSync(paths[at], text, { flag: "wx", mode: 0o600 });
  }
}

/** Writes beside the file and renames: a full disk, or a signal, leaves the old file whole. */
function replace(path, text, { mode, uid, gid }, lastLook = () => {}) {
  const beside = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
  const file = openSync(beside, "wx", 0o600);
  try {
    try {
      writeFileSync(file, text);
      if (uid !== undefined && process.getuid?.() === 0) fchownSync(file, uid, gid);
      fchmodSync(file, mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    lastLook();
    renameSync(beside, path);
  } catch (error) {
    unlinkSync(beside);
    throw error;
  }
}

/** Whether a name below the working folder is really elsewhere. Names from the root or with `..` say themselves where they lead. */
function leadsOut(name) {
  const plain = normalize(name);
  if (isAbsolute(plain) || plain === ".." || plain.startsWith(`..${sep}`)) return false;
  const from = relative(realpathSync("."), realpathSync(dirname(plain)));
  return from === ".." || from.startsWith(`..${sep}`) || isAbsolute(from);
}
