/** A mistake in how the program was called; its message is shown and the exit code is 2. */
export class Usage extends Error {}

/** One of the allowed words, or a usage error that names them. */
export function oneOf(option, value, allowed) {
  if (allowed.includes(value)) return value;
  throw new Usage(`--${option} takes ${allowed.join(", ")}; it was given \`${value}\`.`);
}
