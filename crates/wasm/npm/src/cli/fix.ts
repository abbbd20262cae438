// Safe fixes in a text: those that don't change the user's rights, if the text can express them.
import { rewriteText } from "#core";
import type { Found } from "./found.js";

/** The text with every safe fix applied that can be written into it. */
export function fixText(text: string, findings: readonly Found[]): string {
  const changes = findings.flatMap(({ fixes, userIndex }) => {
    const [safe, ...others] = fixes.filter((fix) => fix.applicability === "safe");
    return safe && others.length === 0 && userIndex !== undefined ? [{ user: userIndex, edits: safe.edits }] : [];
  });
  return changes.length === 0 ? text : rewriteText(text, changes).text;
}
