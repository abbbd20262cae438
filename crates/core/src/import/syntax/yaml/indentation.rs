//! Lines inside quotes and brackets that are indented less than saphyr wants them.
//!
//! YAML asks for a space more than the key has; PyYAML, ruamel.yaml and so the AWS CLI and cfn-lint don't, and people close
//! a bracket below its key. Such lines get their spaces, which mean nothing there, and the text is read again.

use crate::import::syntax::{Fragment, byte_at};
use alloc::string::String;
use alloc::vec::Vec;

/// This many spaces are added at most, to a line and to the text.
const DEEPEST: usize = 1_000;
const MOST: usize = 1 << 20;

/// The fragment with more spaces before its lines from `at` to the end of the quotes or the outermost bracket around it.
/// `None` where that is too much. `again` says that this was done for the same place before.
pub fn added(fragment: &Fragment<'_>, at: usize, again: bool) -> Option<Fragment<'static>> {
    let text = &*fragment.text;
    // A key's column is at most that of the first word of a line.
    let indicators = |line: &str| line.find(|letter| !" -?:\t".contains(letter)).unwrap_or(line.len());
    let spaces = 1 + text.get(..at)?.split(['\n', '\r']).map(indicators).max()?;
    let mut lines = inside(text, at, again);
    lines.extend(closing(text, at));
    lines.sort_unstable();
    lines.dedup();
    // The mark of a document ends what is open, and stays where it is.
    let mark = |line: &str| line.starts_with("---") || line.starts_with("...");
    lines.retain(|line| !text.get(*line..).is_some_and(mark));
    if spaces > DEEPEST || spaces * lines.len() > MOST {
        return None;
    }
    let (mut padded, mut steps, mut copied) = (String::new(), Vec::new(), 0);
    let copy = |padded: &mut String, steps: &mut Vec<(usize, usize)>, from: usize, to: usize| {
        let here = padded.len();
        steps.push((here, fragment.place(from)));
        let first = fragment.steps.partition_point(|(start, _)| *start <= from);
        let inside = fragment.steps.iter().skip(first).take_while(|(start, _)| *start < to);
        steps.extend(inside.map(|(start, there)| (here + start - from, *there)));
        padded.push_str(text.get(from..to).unwrap_or_default());
    };
    for line in lines {
        copy(&mut padded, &mut steps, copied, line);
        padded.extend(core::iter::repeat_n(' ', spaces));
        copied = line;
    }
    copy(&mut padded, &mut steps, copied, text.len());
    Some(Fragment { text: padded.into(), steps })
}

/// Where the lines start that begin with a closing bracket: most texts with one such line have many.
///
/// More spaces change nothing outside of block scalars, whatever the bracket is a part of. So lines that may be in one are
/// left out, and where its depth isn't certain, so is the rest.
fn closing(text: &str, from: usize) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut block = None;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let content = line.trim_start_matches([' ', '\t']);
        let column = line.len() - content.len();
        if block.is_some_and(|block| column <= block) && !content.trim().is_empty() {
            block = None;
        }
        if block.is_none() && may_start_block(content) {
            if content.starts_with(['|', '>', '!', '&']) || content.starts_with("---") {
                break;
            }
            block = Some(column);
        } else if block.is_none() && content.starts_with([']', '}']) && start > from {
            lines.push(start);
        }
        start += line.len();
    }
    lines
}

/// Whether a line may end with the header of a block scalar: `|` or `>`, its indicators, a comment.
fn may_start_block(line: &str) -> bool {
    let line = line.trim_end();
    line.match_indices(['|', '>']).any(|(at, _)| {
        let rest = line.get(at + 1..).unwrap_or_default();
        let rest = rest.trim_start_matches(|letter: char| "+-".contains(letter) || letter.is_ascii_digit());
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with('#')
    })
}

/// Where the lines start that belong to the quotes or brackets around a place.
fn inside(text: &str, at: usize, again: bool) -> Vec<usize> {
    let mut lines = Vec::new();
    // A string's first line is at fault only inside brackets: where more spaces before the others are of no use.
    if again || !matches!(byte_at(text, at), Some('"' | '\'')) {
        let before = text.get(..at).unwrap_or_default();
        lines.push(before.rfind(['\n', '\r']).map_or(0, |end| end + 1));
    }
    // A quote opens a string where a value may start.
    let mut value_may_start = true;
    let mut quote = None;
    let mut depth = 0usize;
    let mut bytes = text.bytes().enumerate().skip(at).peekable();
    while let Some((place, byte)) = bytes.next() {
        let next = bytes.peek().map(|(_, next)| *next);
        if byte == b'\n' || byte == b'\r' && next != Some(b'\n') {
            lines.push(place + 1);
        }
        let may_start = core::mem::replace(&mut value_may_start, b" \t\r\n,:[{".contains(&byte));
        match (quote, byte) {
            (Some(b'"'), b'\\') if matches!(next, Some(b'"' | b'\\')) => drop(bytes.next()),
            (Some(b'\''), b'\'') if next == Some(b'\'') => drop(bytes.next()),
            (Some(open), _) if byte == open => {
                quote = None;
                if depth == 0 && !goes_on(text, place + 1) {
                    break;
                }
            }
            (Some(_), _) => {}
            (None, b'"' | b'\'') if may_start => quote = Some(byte),
            (None, b'#') if may_start => {
                while bytes.peek().is_some_and(|(_, next)| !matches!(next, b'\n' | b'\r')) {
                    bytes.next();
                }
            }
            (None, b'[' | b'{') => depth += 1,
            (None, b']' | b'}') if depth > 0 => depth -= 1,
            (None, b']' | b'}') if !goes_on(text, place + 1) => break,
            _ => {}
        }
    }
    lines
}

/// Whether this place is inside brackets: nothing else has these characters after a value.
fn goes_on(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    // On a line of its own, a colon may belong to a key after `?`.
    let has_colon = rest.trim_start_matches([' ', '\t']).starts_with(':');
    has_colon || rest.trim_start().starts_with([',', ']', '}'])
}
