// The findings in the checked files.
import type { Finding, Severity, Source, Span } from "#core";
import type { Position } from "./place.js";

/** The severity of a finding here: settings may override its rule's. */
export type Level = Severity | "off";

/** A finding or unreadable part, with its position in the file: in UTF-16 units, and as line and column. */
export interface Found extends Omit<Finding, "rule" | "severity" | "source">, Span, Position {
  rule: string;
  severity: Level;
  source: Source | null;
  /** The label of the user that it's about, and the user's index in the file. */
  user?: string;
  userIndex?: number;
}

/** What the exit code depends on. */
export interface Counted {
  name: string;
  /** The number of users in the file. */
  users: number;
  findings: readonly { severity: Level }[];
  /** The number of findings suppressed by comments. */
  ignored: number;
}

/** A file that was checked. */
export interface Checked extends Counted {
  text: string;
  findings: Found[];
  /** The passwords in the text, and the lines that may contain one. */
  secrets: Span[];
  uncertain: Span[];
}
