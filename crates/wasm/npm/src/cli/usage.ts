import type { Engine } from "#core";
import { visible } from "./visible.js";

/** A command of the program. */
export interface Command {
  name: string;
  /** Its purpose, in one line. */
  about: string;
  help: string;
  /** Runs it with the arguments after its name, and returns the exit code. */
  run(args: string[]): number;
}

/** A usage error. Its message and the help are shown, and the exit code is 2. */
export class Usage extends Error {
  constructor(
    message: string,
    readonly help = "",
  ) {
    super(message);
  }
}

/** A failure, in a sentence. The exit code is 2. */
export class Failure extends Error {}

/** One of the allowed words, or a usage error that lists them. */
export function oneOf<Word extends string>(option: string, value: string | undefined, allowed: readonly Word[]): Word {
  const word = allowed.find((one) => one === value);
  if (word !== undefined) return word;
  throw new Usage(`--${option} must be one of ${allowed.join(", ")}, not \`${value}\`.`);
}

/** The same for an optional option. */
export function optional<Word extends string>(option: string, value: string | undefined, allowed: readonly Word[]): Word | undefined {
  return value === undefined ? undefined : oneOf(option, value, allowed);
}

/** All engines. */
export const ENGINES: readonly Engine[] = ["redis-6.0", "redis-6.2", "redis-7.0", "redis-7.1", "valkey-7.2", "valkey-8.0", "valkey-8.1", "valkey-8.2", "valkey-9.0", "valkey-9.1"];

const SENTENCES: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EEXIST: "it already exists",
  EFBIG: "the file would be too large",
  EISDIR: "it's a folder",
  ELOOP: "it's a symbolic link",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or folder",
  ENOSPC: "no space left on device",
  ENOTDIR: "part of the path isn't a folder",
  ENXIO: "it isn't a regular file",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
};

/** An error for people: one line, no stack. */
export function sentence(error: unknown): string {
  if (error instanceof Usage || error instanceof Failure) return error.message;
  const code = codeOf(error);
  if (error instanceof Error) {
    if (code.startsWith("ERR_PARSE_ARGS")) return error.message;
    if ("syscall" in error) return SENTENCES[code] ?? `system error ${code}`;
  }
  return `unexpected error: ${visible(error instanceof Error ? error.message : String(error))}. Please report it, without passwords.`;
}

/** The code of an error of Node, such as `ENOENT`; empty if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
