// Safe fixes, which don't change the user's rights, written into a text.
import { rewriteText } from "#core";
import type { Found } from "./found.js";

/** Applies every safe fix that the text can express. */
export function fixText(text: string, findings: readonly Found[]): string {
  const changes = findings.flatMap(({ fixes, userIndex }) => {
    const [safe, ...others] = fixes.filter((fix) => fix.applicability === "safe");
    return safe && others.length === 0 && userIndex !== undefined ? [{ user: userIndex, edits: safe.edits }] : [];
  });
  return changes.length === 0 ? text : rewriteText(text, changes).text;
}
