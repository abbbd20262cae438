import { visible } from "./visible.js";

/** A mistake in how the program was called. Its message and the help are shown, and the exit code is 2. */
export class Usage extends Error {
  constructor(message, help = "") {
    super(message);
    this.help = help;
  }
}

/** What could not be done, in a sentence. The exit code is 2. */
export class Failure extends Error {}

/** One of the allowed words, or a usage error that names them. */
export function oneOf(option, value, allowed) {
  if (allowed.includes(value)) return value;
  throw new Usage(`--${option} takes ${allowed.join(", ")}; it was given \`${value}\`.`);
}

/** The engines that there are. */
export const ENGINES = ["redis-6.0", "redis-6.2", "redis-7.0", "redis-7.1", "valkey-7.2", "valkey-8.0", "valkey-8.1", "valkey-8.2", "valkey-9.0", "valkey-9.1"];

const SENTENCES = {
  EACCES: "permission denied",
  EEXIST: "it exists already",
  EFBIG: "the file would be too large",
  EISDIR: "it is a folder",
  ELOOP: "it is a symbolic link",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or folder",
  ENOSPC: "no space is left on the device",
  ENOTDIR: "a part of the path is not a folder",
  ENXIO: "it is not a regular file",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
};

/** What an error says to a person: no stack, one line. */
export function sentence(error) {
  if (error instanceof Usage || error instanceof Failure) return error.message;
  if (error?.code?.startsWith?.("ERR_PARSE_ARGS")) return error.message;
  if (error?.syscall) return SENTENCES[error.code] ?? `the system says ${error.code}`;
  return `unexpected error: ${visible(String(error?.message ?? error))}. Please report it, without passwords.`;
}
