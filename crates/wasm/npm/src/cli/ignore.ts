// Comments that turn rules off. Only comments count: the same words in a value have no effect.
import type { Span } from "#core";
import type { Position } from "./place.js";

/** The rules that `elasticache-user-ignore ID …` comments turn off: on the same line, or on the next one. */
export function ignored(text: string, comments: readonly Span[], locate: (offset: number) => Position): (line: number, rule: string) => boolean {
  const lines = new Map<number, string[]>();
  for (const { start, end } of comments) {
    for (const found of text.slice(start, end).matchAll(/elasticache-user-ignore\s+([a-z0-9-]+(?:[ ,]+[a-z0-9-]+)*)/g)) {
      const { line } = locate(start + found.index);
      for (const at of [line, line + 1]) lines.set(at, [...(lines.get(at) ?? []), ...(found[1] ?? "").split(/[ ,]+/)]);
    }
  }
  return (line, id) => (lines.get(line) ?? []).includes(id);
}
