// How findings are printed: one function per format, from the checked files to text.
import { rules, type Span } from "#core";
import type { Checked, Found, Level } from "./found.js";
import { jsonText, visible } from "./visible.js";

/** What a format shows besides the findings. */
interface Around {
  color: boolean;
  /** What was suppressed and why, one line each. */
  about: readonly string[];
  /** What couldn't be read or written. */
  failures: readonly string[];
}

/** The formats by name. */
export const FORMATS: Readonly<Record<"pretty" | "json" | "github" | "sarif" | "jsonl", (files: readonly Checked[], around: Around) => string>> = {
  pretty,
  json,
  github,
  sarif,
  jsonl: json,
};

const COLORS: Readonly<Record<Level, number>> = { error: 31, security: 35, warning: 33, advice: 36, off: 0 };
const LEVELS = ["error", "security", "warning", "advice"] as const;

function pretty(files: readonly Checked[], { color, about }: Around): string {
  const paint = (code: number, text: string) => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  const out: string[] = [];
  for (const { name, text, findings, secrets, uncertain } of files) {
    const lines = shownLines(text, secrets, uncertain);
    for (const one of findings) {
      const gutter = String(one.line);
      out.push(`${paint(1, `${visible(name)}:${one.line}:${one.column}`)} ${paint(COLORS[one.severity], one.severity)} ${visible(one.message)} ${paint(2, `[${one.rule}]`)}`);
      const shown = lines[one.line - 1];
      if (shown === null) {
        out.push(`  ${gutter} | ${paint(2, "(hidden, may contain a password)")}`);
      } else {
        const line = (shown ?? "").replace(/\t/g, " ").replace(/\r$/, "");
        const before = visible(line.slice(0, one.column - 1));
        const width = Math.max(1, visible(line.slice(one.column - 1, one.column - 1 + one.end - one.start)).length);
        out.push(`  ${gutter} | ${clip(visible(line))}`);
        if (before.length < 160) out.push(`  ${" ".repeat(gutter.length)} | ${" ".repeat(before.length)}${paint(COLORS[one.severity], "^".repeat(Math.min(width, 201 - before.length)))}`);
      }
      if (one.help) out.push(`  ${visible(one.help)}`);
      for (const fix of one.fixes) out.push(`  ${paint(32, "fix:")} ${visible(fix.title)}`);
      if (one.source) out.push(`  ${paint(2, one.source.url)}`);
      out.push("");
    }
  }
  out.push(summary(files), ...about.map(visible));
  return `${out.join("\n")}\n`;
}

// The lines of a text with its passwords masked, even invalid ones; null for a line that may contain one anywhere. A mask has the
// length of its password, so that markers stay in place.
function shownLines(text: string, secrets: readonly Span[], uncertain: readonly Span[]): (string | null)[] {
  let masked = "";
  let from = 0;
  for (const { start, end } of secrets) {
    masked += text.slice(from, start) + text.slice(start, end).replace(/[^\n]/g, "•");
    from = end;
  }
  const lines = (masked + text.slice(from)).split("\n");
  const left = uncertain.values();
  let next = left.next();
  let at = 0;
  return lines.map((line) => {
    const end = at + line.length;
    while (!next.done && next.value.end <= at) next = left.next();
    const hidden = !next.done && next.value.start <= end;
    at = end + 1;
    return hidden ? null : line;
  });
}

function clip(line: string): string {
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function summary(files: readonly Checked[]): string {
  const users = files.reduce((sum, file) => sum + file.users, 0);
  const counts = LEVELS.map((severity) => [severity, files.flatMap((file) => file.findings).filter((one) => one.severity === severity).length] as const);
  const found = counts.filter(([, count]) => count > 0).map(([severity, count]) => `${count} ${severity}${count > 1 && severity.endsWith("r") ? "s" : ""}`);
  return `${users} user${users === 1 ? "" : "s"} in ${files.length} file${files.length === 1 ? "" : "s"}: ${found.length > 0 ? found.join(", ") : users === 0 ? "nothing was checked" : "no problems"}`;
}

function json(files: readonly Checked[]): string {
  return `${jsonText(files.map(({ name, users, findings }) => ({ file: name, users, findings: findings.map(plain) })), 2)}\n`;
}

function plain({ userIndex, start, end, ...finding }: Found): object {
  return { ...finding, offset: { start, end } };
}

// Workflow commands: what GitHub shows next to the changed line.
function github(files: readonly Checked[]): string {
  const kind: Record<Level, string> = { error: "error", security: "error", warning: "warning", advice: "notice", off: "debug" };
  const value = (text: string) => visible(text).replace(/%/g, "%25");
  const property = (text: string) => value(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
  return files
    .flatMap(({ name, findings }) =>
      findings.map((one) => `::${kind[one.severity]} file=${property(name)},line=${one.line},col=${one.column},title=${property(one.rule)}::${value(`${one.message} ${one.help}`.trim())}\n`),
    )
    .join("");
}

// SARIF 2.1.0, which code scanning reads.
function sarif(files: readonly Checked[], { about, failures }: Around): string {
  const level: Record<Level, string> = { error: "error", security: "error", warning: "warning", advice: "note", off: "none" };
  const used = [...new Set(files.flatMap((file) => file.findings.map((one) => one.rule)))];
  const results = files.flatMap(({ name, findings }) =>
    findings.map((one) => ({
      ruleId: one.rule,
      ruleIndex: used.indexOf(one.rule),
      level: level[one.severity],
      message: { text: `${one.message} ${one.help}`.trim() },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: name === "-" ? "stdin" : address(name) },
            region: { startLine: one.line, startColumn: one.column, charOffset: one.start, charLength: Math.max(0, one.end - one.start) },
          },
        },
      ],
    })),
  );
  const descriptors = used.map((id) => {
    const rule = rules.find((one) => one.id === id);
    return { id, ...(rule && { shortDescription: { text: rule.title }, fullDescription: { text: rule.what }, help: { text: rule.why }, helpUri: rule.source.url }) };
  });
  const run = {
    tool: { driver: { name: "elasticache-user", rules: descriptors } },
    invocations: [{ executionSuccessful: failures.length === 0, toolExecutionNotifications: failures.map((text) => ({ level: "error", message: { text } })) }],
    columnKind: "utf16CodeUnits",
    properties: { leftOut: about },
    results,
  };
  return `${jsonText({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, 2)}\n`;
}

/** A path as a relative reference, so that no file name becomes a scheme, a query or a fragment. */
function address(name: string): string {
  // Lone surrogates, which Windows allows in file names, have no UTF-8.
  const whole = name.replace(/\p{Cs}/gu, "\ufffd").replace(/^\/+/, "/");
  return whole.split("/").map(encodeURIComponent).join("/");
}
