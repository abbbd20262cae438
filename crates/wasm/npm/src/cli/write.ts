// Writing files: whole or not at all, never through a symbolic link, and never over what somebody else wrote meanwhile.
import { randomBytes } from "node:crypto";
import { accessSync, closeSync, constants, fchmodSync, fchownSync, fsyncSync, lstatSync, openSync, readFileSync, realpathSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import type { Text } from "./input.js";
import { Failure } from "./usage.js";

/** Writes another text into a file that was read. */
export function rewrite({ name, bytes }: Text, text: string): void {
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

/** Writes files that only their owner can read. Without `force` none of them may exist. */
export function create(folder: string, files: readonly { name: string; text: string }[], force: boolean): void {
  const places = files.map(({ name, text }) => {
    if (name !== basename(name) || name === "." || name === ".." || name === "") throw new Failure(`\`${name}\` is not the name of a file in that folder`);
    const path = join(folder, name);
    return { path, text, there: lstatSync(path, { throwIfNoEntry: false }) };
  });
  for (const { path, there } of places) {
    if (there && !force) throw new Failure(`${path}: it exists already; --force replaces it`);
    if (there && !there.isFile()) throw new Failure(`${path}: it is not a regular file, and is not replaced`);
  }
  for (const { path, text, there } of places) {
    // `wx` refuses what came to be there meanwhile, and follows no symbolic link.
    if (there) replace(path, text, { mode: 0o600 });
    else writeFileSync(path, text, { flag: "wx", mode: 0o600 });
  }
}

/** Who may use a file; without an owner, that of this process. */
interface Rights {
  mode: number;
  uid?: number;
  gid?: number;
}

/** Writes beside the file and renames: a full disk, or a signal, leaves the old file whole. */
function replace(path: string, text: string, { mode, uid, gid }: Rights, lastLook: () => void = () => {}): void {
  const beside = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
  const file = openSync(beside, "wx", 0o600);
  try {
    try {
      writeFileSync(file, text);
      if (uid !== undefined && gid !== undefined && process.getuid?.() === 0) fchownSync(file, uid, gid);
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
function leadsOut(name: string): boolean {
  const plain = normalize(name);
  if (isAbsolute(plain) || plain === ".." || plain.startsWith(`..${sep}`)) return false;
  const from = relative(realpathSync("."), realpathSync(dirname(plain)));
  return from === ".." || from.startsWith(`..${sep}`) || isAbsolute(from);
}
