// Safe fixes in a text: those that leave what the user may do as it is, where the text can say them.
import { rewriteText } from "./node.mjs";

/** The text with every safe fix applied that can be written into it. */
export function fixText(text, findings) {
  const changes = findings.flatMap(({ fixes, userIndex }) => {
    const safe = fixes.filter((fix) => fix.applicability === "safe");
    return safe.length === 1 && userIndex !== undefined ? [{ user: userIndex, edits: safe[0].edits }] : [];
  });
  return changes.length === 0 ? text : rewriteText(text, changes).text;
}
