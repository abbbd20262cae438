// No input affects the terminal or log that it's printed to: characters that control, hide or
// reorder text are printed as code points, and no line becomes a GitHub workflow command.

/** Control characters, line breaks, formatting (bidi, zero width), fillers, private use, and lone surrogates. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/** A string as one readable line: ESC becomes `\u{1b}`. */
export function visible(text: string): string {
  return text
    .replace(HIDDEN, numbered)
    .replace(/^( *):(?=:)/, "$1\\u{3a}")
    // The runner looks for this older form anywhere in a line.
    .replaceAll("##[", "#\\u{23}[");
}

function numbered(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** JSON with equally harmless strings that parse to the same values. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(HIDDEN, (found) => (found === "\n" ? found : escaped(found))).replaceAll("##[", "##\\u005b");
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
}

/** Prints one line on standard error. */
export function note(text: string): void {
  process.stderr.write(`${visible(text)}\n`);
}
