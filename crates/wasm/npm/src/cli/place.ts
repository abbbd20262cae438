// The position of a finding in a file. The importers return the span of each member, so the text is never searched.
import type { Finding, ImportedUser, Place, Span } from "#core";

/** The span in the text: the value, a part of it if that's certain, or what would contain it. */
export function place(text: string, user: ImportedUser, finding: Finding): Span {
  const found = member(user, finding.path);
  if (found?.verbatim && finding.span) {
    const { start } = found.verbatim;
    return { start: start + finding.span.start, end: start + finding.span.end };
  }
  if (found) return { start: found.start, end: found.end };
  for (let path = parent(finding.path); path !== ""; path = parent(path)) {
    const around = member(user, path);
    if (around) return around.key ?? { start: around.start, end: around.end };
  }
  // Otherwise the first line of the user.
  const { start, end } = user.span;
  const line = text.indexOf("\n", start);
  return { start, end: Math.max(start, line < 0 ? end : Math.min(line, end)) };
}

function member(user: ImportedUser, path: string): Place | undefined {
  return Object.hasOwn(user.places, path) ? user.places[path] : undefined;
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("."), path.lastIndexOf("[")));
}

/** A line and a column (in UTF-16 units), both starting at 1. */
export interface Position {
  line: number;
  column: number;
}

/** Returns a function from an offset to its position. */
export function locator(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high, start] = [0, starts.length, 0];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const at = starts[middle] ?? Infinity;
      if (at <= offset) [low, start] = [middle, at];
      else high = middle;
    }
    return { line: low + 1, column: offset - start + 1 };
  };
}
