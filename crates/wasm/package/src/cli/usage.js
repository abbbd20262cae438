/** A mistake in how the program was called; its message is shown and the exit code is 2. */
export class Usage extends Error {}

/** One of the allowed words, or a usage error that names them. */
export function oneOf(option, value, allowed) {
  if (allowed.includes(value)) return value;
  throw new Usage(`--${option} takes ${allowed.join(", ")}; it was given \`${value}\`.`);
}

/** The engines that there are. */
export const ENGINES = ["redis-6.0", "redis-6.2", "redis-7.0", "redis-7.1", "valkey-7.2", "valkey-8.0", "valkey-8.1", "valkey-8.2", "valkey-9.0", "valkey-9.1"];
