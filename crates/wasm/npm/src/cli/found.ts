// What was found in the files that were checked.
import type { Finding, Severity, Source, Span } from "#core";
import type { Position } from "./place.js";

/** How much a finding counts here: settings may say otherwise than its rule. */
export type Level = Severity | "off";

/** A finding, or a place that was not understood, and where in its file it is: in UTF-16 units, and as line and column. */
export interface Found extends Omit<Finding, "rule" | "severity" | "source">, Span, Position {
  rule: string;
  severity: Level;
  source: Source | null;
  /** The label of the user that it is about, and which one of the file it is. */
  user?: string;
  userIndex?: number;
}

/** What the exit code is made of. */
export interface Counted {
  name: string;
  /** How many users are in it. */
  users: number;
  findings: readonly { severity: Level }[];
  /** How many findings its comments left out. */
  ignored: number;
}

/** A file that was checked. */
export interface Checked extends Counted {
  text: string;
  findings: Found[];
  /** Where passwords are in the text, and the lines that may hold one. */
  secrets: Span[];
  uncertain: Span[];
}
