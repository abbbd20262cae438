//! Commands over several lines: prompts before the lines, and text after a line-continuation mark.

use super::{Edit, Edits, lines};
use alloc::vec::Vec;

const PROMPT: &str = "Ignored the terminal prompt.";
const REMARK: &str = "The shell ends the command here: nothing may follow a line-continuation mark, not even a space or comment. It was read as continued, without the text after the mark.";
const TRAILING: &str = "The shell treats this as part of the command. It was ignored as a comment.";
const COMMENTED: &str =
    "The shell ends the command at a comment or an empty line between its lines. It was read as continued.";

/// The prompts of PowerShell and cmd that their readers don't know, and the marks before continued lines.
pub(super) fn prompts(text: &str) -> Edits {
    let mut edits = Vec::new();
    if !text.contains("aws ") {
        return edits;
    }
    let mut prompted = false;
    for (start, line) in lines(text) {
        let blanks = line.len() - line.trim_start().len();
        let trimmed = line.trim_start();
        let prompt = ["PS>", "PS> ", ">>> ", "❯ ", "➜ ", "% ", "# "].into_iter().rev().find(|prompt| {
            trimmed.strip_prefix(*prompt).is_some_and(|rest| {
                rest.trim_start().starts_with("aws ")
                    && (*prompt != "# " || text.trim_start().starts_with("# ") && !text.contains("\naws "))
            })
        });
        let shown = prompt.map(str::len).or_else(|| host(trimmed));
        if let Some(length) = shown {
            // `#` starts a comment, unless every command follows such a prompt.
            if prompt == Some("# ") && !all_follow(text, "# ") {
                continue;
            }
            prompted = true;
            edits.push(Edit { range: start..start + blanks + length, with: "", note: PROMPT });
        } else if prompted && (trimmed.starts_with(">>") || trimmed.starts_with("> ")) {
            edits.push(Edit { range: start..start + blanks + 2, with: "  ", note: PROMPT });
        }
    }
    edits
}

/// The length of a prompt with a host or a folder in it: `[me@host ~]$ `, `me@host:~$ `.
fn host(line: &str) -> Option<usize> {
    let at = line.find(" aws ").filter(|at| *at < 100)?;
    let prompt = line.get(..at)?;
    let ends = prompt.ends_with(['$', '#', '%', '>', '❯']);
    (ends && (prompt.contains('@') || prompt.starts_with(['[', '(', '~']))).then_some(at + 1)
}

/// Whether every command follows this root prompt, and lines are continued without a prompt.
fn all_follow(text: &str, prompt: &str) -> bool {
    let mut commands = lines(text).filter(|(_, line)| line.contains("aws "));
    commands.all(|(_, line)| line.trim_start().starts_with(prompt)) && text.contains("\\\n")
}

/// Text after a continuation mark, and empty or comment lines between a command's lines.
pub(super) fn remarks(text: &str) -> Edits {
    if !text.contains("--") || !super::super::script::calls(text) {
        return Vec::new();
    }
    let all: Vec<(usize, &str)> = lines(text).collect();
    let option = |n: usize| {
        all.get(n).is_some_and(|(_, line)| line.trim_start_matches([' ', '\t', '>']).starts_with("--"))
    };
    let mut edits = Vec::new();
    let mut in_command = false;
    for (n, (start, line)) in all.iter().enumerate() {
        let trimmed = line.trim_end();
        let next = (n + 1..all.len().min(n + 6)).find(|next| !is_aside(all[*next].1));
        let goes_on = next.is_some_and(option);
        in_command |= line.contains("elasticache");
        if !in_command {
            continue;
        }
        if is_aside(line) && n > 0 {
            // A comment or an empty line between two lines of the command.
            let before = (0..n).rev().find(|before| !is_aside(all[*before].1));
            let continues = before.is_some_and(|before| mark(all[before].1).is_some());
            if goes_on && continues && !all[n - 1].1.is_empty() {
                let end = all.get(n + 1).map_or(text.len(), |(start, _)| *start);
                edits.push(Edit { range: *start..end, with: "", note: COMMENTED });
            }
            continue;
        }
        if let Some(at) = mark(line) {
            if goes_on && at + 1 < line.len() {
                edits.push(Edit { range: start + at + 1..start + line.len(), with: "", note: REMARK });
            }
        } else if let Some(at) = remark(trimmed)
            && (option(n) || goes_on)
        {
            edits.push(Edit { range: start + at..start + line.len(), with: "", note: TRAILING });
            in_command = goes_on;
        } else {
            in_command = false;
        }
    }
    edits
}

/// Whether a line is empty or a comment.
fn is_aside(line: &str) -> bool {
    let trimmed = line.trim();
    trimmed.is_empty() || trimmed.starts_with('#') || trimmed.starts_with("//")
}

/// The position of the mark that was meant to continue the line: the last character, or one before a remark.
fn mark(line: &str) -> Option<usize> {
    let trimmed = line.trim_end();
    if trimmed.ends_with(['\\', '`', '^']) {
        return Some(trimmed.len() - 1);
    }
    // `\ # remark`, `\ // remark`, `\ (remark)`, `\ <-- remark`
    let at = [" \\ ", " ` ", " ^ ", " \\\t"].into_iter().find_map(|sign| line.rfind(sign))?;
    let rest = line.get(at + 2..)?.trim_start();
    let remark = rest.starts_with("//")
        || rest.starts_with('#')
        || rest.starts_with('(')
        || rest.starts_with("<-")
        || rest.starts_with("--- ");
    (remark || !rest.starts_with(['-', '"', '\'']) && outside_quotes(line, at)).then_some(at + 1)
}

/// Where a remark begins after the last value: ` // …`.
fn remark(line: &str) -> Option<usize> {
    let at = line.rfind(" // ")?;
    outside_quotes(line, at).then_some(at)
}

fn outside_quotes(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    before.matches('"').count() % 2 == 0 && before.matches('\'').count() % 2 == 0
}
