//! Marks around text, or before each of its lines.

use super::{Edit, Edits, lines};
use alloc::vec::Vec;
use core::ops::Range;

pub(super) const FENCE: &str = "Ignored the code fence and everything outside it.";
const QUOTED: &str = "Ignored the quote marks before the lines.";
const NUMBERED: &str = "Ignored the line numbers.";
const ADDED: &str = "Ignored the diff marks before the lines, and the removed lines.";

/// Fences of Markdown and of trackers, and HTML around code. What is inside of them is kept, all else isn't.
pub(super) fn fences(text: &str) -> Edits {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let marked = ["```", "~~~", "{code", "{noformat", "<pre", "<code"];
    if !marked.iter().any(|mark| text.contains(mark)) && !text.trim_start().starts_with('`') {
        return Vec::new();
    }
    for (start, line) in lines(text) {
        let mark = line.trim_start();
        match open {
            None => {
                let fence = ["```", "~~~", "{code", "{noformat", "<pre", "<code"]
                    .into_iter()
                    .find(|fence| mark.starts_with(fence));
                let Some(fence) = fence else { continue };
                let after = start + (line.len() - mark.len());
                let rest = mark.get(fence.len()..).unwrap_or_default();
                let is_fence = match fence {
                    "```" | "~~~" => is_info(rest.trim_start_matches(['`', '~'])),
                    "{code" | "{noformat" => rest.contains('}'),
                    _ => rest.contains('>'),
                };
                let opened = match fence {
                    "```" | "~~~" if is_fence => start + line.len(),
                    "{code" | "{noformat" if is_fence => {
                        after + fence.len() + rest.find('}').unwrap_or(0) + 1
                    }
                    "<pre" | "<code" if is_fence => after + tags(mark),
                    // Chats put the text on the line of the mark.
                    "```" => after + fence.len(),
                    _ => continue,
                };
                let end = match fence {
                    "{code" => "{code}",
                    "{noformat" => "{noformat}",
                    "<pre" => "</",
                    "<code" => "</code",
                    other => other,
                };
                // Closed on the same line.
                let same = text.get(opened..start + line.len()).unwrap_or_default();
                match same.find(end) {
                    Some(length) => blocks.push(opened..opened + length),
                    None => open = Some((opened, end)),
                }
            }
            Some((opened, end)) => {
                let Some(found) = line.find(end) else { continue };
                blocks.push(opened..start + found);
                open = None;
            }
        }
    }
    if let Some((opened, _)) = open {
        blocks.push(opened..text.len());
    }
    if blocks.is_empty() {
        return one_line(text);
    }
    // Of several blocks, those without a user are left out, too.
    let speaks = |block: &Range<usize>| {
        super::super::not_a_user::concerns_users(text.get(block.clone()).unwrap_or_default())
    };
    let starts = core::iter::once(0).chain(blocks.iter().map(|block| block.end));
    let ends = blocks.iter().map(|block| block.start).chain(core::iter::once(text.len()));
    let mut outside = starts.zip(ends).map(|(start, end)| start..end);
    if blocks.iter().any(speaks) {
        blocks.retain(speaks);
    } else if outside.any(|part| speaks(&part)) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut at = 0;
    for block in blocks {
        edits.push(Edit { range: at..block.start, with: "\n", note: FENCE });
        at = block.end;
    }
    edits.push(Edit { range: at..text.len(), with: "\n", note: FENCE });
    edits.retain(|edit| !edit.range.is_empty());
    edits
}

/// Whether this may follow the mark of a fence: the name of a language, and settings of whatever shows it.
fn is_info(text: &str) -> bool {
    let (language, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+-_.#".contains(&byte);
    (language.bytes().all(plain) || language.starts_with('{'))
        && (rest.is_empty() || rest.contains(['=', '{']))
}

/// The length of the tags that a line begins with.
fn tags(line: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| rest.starts_with('<')) {
        let Some(end) = rest.find('>') else { break };
        at += end + 1;
    }
    at
}

/// A line between two backticks.
fn one_line(text: &str) -> Edits {
    let start = text.len() - text.trim_start().len();
    let inner = text.trim().strip_prefix('`').and_then(|inner| inner.strip_suffix('`'));
    let Some(inner) = inner.filter(|inner| !inner.contains(['`', '\n']) && !inner.is_empty()) else {
        return Vec::new();
    };
    let end = start + 1 + inner.len();
    vec![
        Edit { range: 0..start + 1, with: "", note: FENCE },
        Edit { range: end..text.len(), with: "", note: FENCE },
    ]
}

/// Prefixes of every line: `> `, numbers, the marks of a diff.
pub(super) fn margins(text: &str) -> Edits {
    let filled: Vec<(usize, &str)> = lines(text).filter(|(_, line)| !line.trim().is_empty()).collect();
    if filled.is_empty() {
        return Vec::new();
    }
    let quoted = ["> ", ">", "&gt; "].into_iter().find(|mark| {
        filled.iter().all(|(_, line)| line.starts_with(*mark) || line.trim_end() == mark.trim_end())
    });
    if let Some(mark) = quoted {
        let edit = |(start, line): &(usize, &str)| Edit {
            range: *start..*start + mark.len().min(line.len()),
            with: "",
            note: QUOTED,
        };
        return filled.iter().map(edit).collect();
    }
    numbers(&filled).or_else(|| diff(text, &filled)).unwrap_or_default()
}

/// Line numbers.
fn numbers(filled: &[(usize, &str)]) -> Option<Edits> {
    if filled.len() < 2 {
        return None;
    }
    let mut edits = Vec::with_capacity(filled.len());
    let mut last: Option<usize> = None;
    for (start, line) in filled {
        let digits = line.trim_start_matches([' ', '\t']);
        let blanks = line.len() - digits.len();
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = digits.get(..length)?.parse().ok()?;
        let after = digits.get(length..)?;
        let sign = after.trim_start_matches(' ');
        let mark = sign.starts_with([':', '|', '.', ')', '\t'])
            || after.starts_with([' ', '\t'])
            || after.is_empty();
        if !mark || last.is_some_and(|last| number <= last || number > last + 5) {
            return None;
        }
        last = Some(number);
        let mut end = blanks + length;
        if sign.starts_with([':', '|', '.', ')', '\t']) {
            end += after.len() - sign.len() + 1;
        }
        if line.get(end..).is_some_and(|rest| rest.starts_with(' ')) {
            end += 1;
        }
        edits.push(Edit { range: *start..*start + end, with: "", note: NUMBERED });
    }
    Some(edits)
}

/// A diff: added and unchanged lines are kept.
fn diff(text: &str, filled: &[(usize, &str)]) -> Option<Edits> {
    let header = |line: &str| {
        ["diff --git ", "index ", "--- ", "+++ ", "@@ "].iter().any(|start| line.starts_with(start))
    };
    let hunk = filled.iter().any(|(_, line)| line.starts_with("@@ ") || line.starts_with("diff --git "));
    let all_added = filled.len() > 1
        && filled.iter().all(|(_, line)| line.starts_with('+'))
        && !filled.iter().all(|(_, line)| line.split_whitespace().all(|word| word.starts_with('+')));
    if !hunk && !all_added {
        return None;
    }
    let mut edits = Vec::new();
    for (start, line) in filled {
        let end = (start + line.len() + 1).min(text.len());
        let range = if header(line) || line.starts_with('-') { *start..end } else { *start..*start + 1 };
        if line.starts_with(['+', '-', ' ']) || header(line) {
            edits.push(Edit { range, with: "", note: ADDED });
        }
    }
    Some(edits)
}
