// Writing files: completely or not at all, never through a symbolic link, and never over concurrent changes.
import { randomBytes } from "node:crypto";
import { accessSync, closeSync, constants, fchmodSync, fchownSync, fsyncSync, lstatSync, openSync, readFileSync, realpathSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import type { Text } from "./input.js";
import { Failure } from "./usage.js";

/** Replaces the text of a file that was read. */
export function rewrite({ name, bytes }: Text, text: string): void {
  const about = lstatSync(name);
  if (about.isSymbolicLink()) throw new Failure("it's a symbolic link; name the file that it points to");
  if (!about.isFile()) throw new Failure("it isn't a regular file");
  if (leadsOut(name)) throw new Failure("a symbolic link in its path leads out of this folder");
  if (!bytes || !Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes)) throw new Failure("it isn't valid UTF-8, so writing it would lose bytes");
  accessSync(name, constants.W_OK);
  replace(name, text, about, () => {
    if (!readFileSync(name).equals(bytes)) throw new Failure("it changed during the check; run this again");
  });
}

/** Writes files that only their owner can read. Without `force` none of them may exist. */
export function create(folder: string, files: readonly { name: string; text: string }[], force: boolean): void {
  const places = files.map(({ name, text }) => {
    if (name !== basename(name) || name === "." || name === ".." || name === "") throw new Failure(`\`${name}\` isn't a file name in that folder`);
    const path = join(folder, name);
    return { path, text, there: lstatSync(path, { throwIfNoEntry: false }) };
  });
  for (const { path, there } of places) {
    if (there && !force) throw new Failure(`${path}: it already exists; --force replaces it`);
    if (there && !there.isFile()) throw new Failure(`${path}: it isn't a regular file, so it isn't replaced`);
  }
  for (const { path, text, there } of places) {
    // `wx` fails if the file has been created meanwhile, and doesn't follow symbolic links.
    if (there) replace(path, text, { mode: 0o600 });
    else writeFileSync(path, text, { flag: "wx", mode: 0o600 });
  }
}

/** A file's permissions and owner; by default this process's. */
interface Rights {
  mode: number;
  uid?: number;
  gid?: number;
}

/** Writes a file next to it and renames that, so that a full disk or a signal leaves the old file intact. */
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

/** Whether a name below the working folder is really elsewhere. Absolute names and those with `..` say so themselves. */
function leadsOut(name: string): boolean {
  const plain = normalize(name);
  if (isAbsolute(plain) || plain === ".." || plain.startsWith(`..${sep}`)) return false;
  const from = relative(realpathSync("."), realpathSync(dirname(plain)));
  return from === ".." || from.startsWith(`..${sep}`) || isAbsolute(from);
}
