// Safe fixes in a text: a finding with one way to mend it, on a value that stands in the text letter for letter.

/** The text with every safe fix made. Places that overlap are left for the next run. */
export function fixText(text, findings) {
  const changes = findings.flatMap(change).sort((a, b) => b.start - a.start);
  let out = text;
  let from = Infinity;
  for (const { start, end, with: replacement } of changes) {
    if (end > from) continue;
    out = out.slice(0, start) + replacement + out.slice(end);
    from = start;
  }
  return out;
}

function change({ fixes, literal, path }) {
  if (!literal || fixes.length !== 1 || fixes[0].edits.length !== 1) return [];
  const [edit] = fixes[0].edits;
  if (edit.path !== path) return [];
  // What would need quoting in some language is left to a person.
  const plain = (value) => typeof value === "string" && /^[\w .:@~*+|()&%-]*$/.test(value);
  if (edit.op === "set" && plain(edit.value)) return [{ ...literal, with: edit.value }];
  if (edit.op === "replace" && plain(edit.text)) {
    return [{ start: literal.start + edit.span.start, end: literal.start + edit.span.end, with: edit.text }];
  }
  return [];
}
