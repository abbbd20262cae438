//! Commands in the files of other tools: steps of a workflow, tasks of a playbook, scripts of a build. And the control lines of
//! templates, which aren't in their output.

use super::super::script;
use super::{Edit, Edits, lines};
use alloc::vec::Vec;
use core::ops::Range;

pub(super) const FILE: &str =
    "This is a file of another tool. The commands in it were read, and what is around them was left out.";
const CONTROL: &str = "A control line of a template was left out. The lines after it were read once.";

/// `{{- if … }}`, `{% for … %}`, `{# … #}`, `<% … %>` on lines of their own.
pub(super) fn controls(text: &str) -> Edits {
    let marks = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<%", "%>")];
    if !marks.iter().any(|(open, _)| text.contains(open)) {
        return Vec::new();
    }
    let is_control = |line: &str| {
        let trimmed = line.trim();
        marks.iter().any(|(open, close)| {
            let inner = trimmed.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
            inner.is_some_and(|inner| !inner.contains(open) && (*open != "{{" || steers(inner)))
        })
    };
    let found = lines(text).filter(|(_, line)| is_control(line));
    found.map(|(start, line)| Edit { range: start..start + line.len(), with: "", note: CONTROL }).collect()
}

/// Whether the inside of `{{ … }}` is control flow rather than a value.
fn steers(inner: &str) -> bool {
    let inner = inner.trim_start_matches('-').trim();
    let word = inner.split([' ', '-', '.']).next().unwrap_or_default();
    let words =
        ["if", "else", "end", "range", "with", "define", "block", "template", "include", "break", "continue"];
    words.contains(&word) || inner.starts_with(['#', '/', '$']) || inner.contains(":=")
}

/// The commands of a file in YAML that runs them.
pub(super) fn commands(text: &str) -> Edits {
    if text.contains("AWS::ElastiCache::User") || text.contains("<<") || !script::calls(text) {
        return Vec::new();
    }
    let all: Vec<(usize, &str)> = lines(text).collect();
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    let mut n = 0;
    while let Some((start, line)) = all.get(n) {
        n += 1;
        let Some((indent, value)) = value(line) else { continue };
        let written = line.get(value..).unwrap_or_default().trim_end();
        let more =
            all.iter().skip(n).take_while(|(_, line)| line.trim().is_empty() || indent_of(line) > indent);
        let last = n + more.count();
        let end =
            all.get(last.wrapping_sub(1)).map_or(start + line.len(), |(start, line)| start + line.len());
        let style = written.chars().next();
        let is_block = matches!(style, Some('|' | '>'))
            && written.get(1..).is_some_and(|rest| rest.bytes().all(|byte| b"+-0123456789".contains(&byte)));
        let from = if is_block { all.get(n).map_or(text.len(), |(start, _)| *start) } else { start + value };
        let plain = is_block
            || !matches!(style, None | Some('"' | '\'' | '[' | '{' | '&' | '*' | '!' | '|' | '>' | '#'));
        if plain && from < end && text.get(from..end).is_some_and(script::calls) {
            // Lines of a folded block, and of plain text, are one.
            parts.push((from..end, !is_block || style == Some('>')));
            n = last;
        }
    }
    if parts.is_empty() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut at = 0;
    for (part, folded) in parts {
        let body = text.get(part.clone()).unwrap_or_default();
        // The image of a container may begin the command.
        let with = if body.starts_with("elasticache ") { "\naws " } else { "\n" };
        edits.push(Edit { range: at..part.start, with, note: FILE });
        for (found, _) in body.match_indices('\n').filter(|_| folded) {
            let here = part.start + found;
            edits.push(Edit { range: here..here + 1, with: " ", note: FILE });
        }
        at = part.end;
    }
    edits.push(Edit { range: at..text.len(), with: "\n", note: FILE });
    edits
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// How far the key or item of a line is indented, and where its value begins.
fn value(line: &str) -> Option<(usize, usize)> {
    let mut at = indent_of(line);
    let mut indent = at;
    let mut is_item = false;
    while let Some(rest) = line.get(at..).and_then(|rest| rest.strip_prefix("- ")) {
        indent = at;
        at = line.len() - rest.trim_start_matches(' ').len();
        is_item = true;
    }
    let rest = line.get(at..)?;
    let key = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte)).count();
    if key > 0
        && let Some(value) = rest.get(key..).and_then(|rest| rest.strip_prefix(": "))
    {
        // Of an item that is a map, what is indented further than the key belongs to the value.
        return Some((at, line.len() - value.trim_start_matches(' ').len()));
    }
    is_item.then_some((indent, at))
}
