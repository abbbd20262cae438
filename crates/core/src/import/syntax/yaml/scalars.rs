//! Texts, in all five ways of YAML to write them.

use super::{Read, Reader, Schema, resolve};
use crate::import::node::Node;
use crate::import::syntax::byte_at;

impl<'r> Reader<'r, '_> {
    /// The part of a plain scalar on this line.
    pub(super) fn plain_line(&mut self, flow: bool) -> &'r str {
        let first = self.peek().unwrap_or('\n');
        let second = self.ahead(1).unwrap_or('\n');
        let starts = match first {
            '?' if flow => false,
            ':' if flow && self.schema == Schema::Old => false,
            '-' => !second.is_ascii_whitespace(),
            '?' | ':' => !ends_value(second, flow),
            ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@'
            | '`' => false,
            other => !other.is_ascii_whitespace(),
        };
        if !starts {
            return "";
        }
        self.plain(flow)
    }

    fn plain(&mut self, flow: bool) -> &'r str {
        let start = self.at;
        while let Some(letter) = self.peek() {
            let stop = match letter {
                '\n' | '\r' => true,
                ':' => self.ahead(1).is_none_or(|next| ends_value(next, flow)),
                '#' => self.at > start && matches!(byte_at(self.text, self.at - 1), Some(' ' | '\t')),
                ',' | '[' | ']' | '{' | '}' => flow,
                _ => false,
            };
            if stop {
                break;
            }
            self.at += 1;
        }
        let text = self.text.get(start..self.at).unwrap_or_default().trim_end_matches([' ', '\t']);
        self.at = start + text.len();
        text
    }

    pub(super) fn scalar(&mut self, parent: isize) -> Read<Node> {
        let start = self.at;
        if matches!(self.peek(), Some('"' | '\'')) {
            let text = self.quoted()?;
            let span = self.span(start);
            let (at, line) = (self.at, self.line);
            // Readers take a comment right behind the quote, too.
            self.comment();
            self.line_rest();
            let ends = self.peek().is_none() || matches!(self.peek(), Some('\n' | '\r'));
            if !ends && !self.is_key_end() {
                return self.error("nothing but a comment may follow the closing quote.");
            }
            (self.at, self.line) = (at, line);
            self.comment();
            return Ok(Node::text(text, span));
        }
        self.plain_text(false, parent, "a text cannot start with this character; put it in quotes.")
    }

    /// A text without quotes, which may go on in the next lines; `empty` says what is wrong with none.
    pub(super) fn plain_text(&mut self, flow: bool, parent: isize, empty: &'static str) -> Read<Node> {
        let start = self.at;
        let mut text = self.plain_line(flow).to_owned();
        if text.is_empty() {
            return self.error(empty);
        }
        let mut end = self.at;
        loop {
            let (at, line) = (self.at, self.line);
            // A comment ends it.
            let breaks = self.breaks();
            let goes_on = breaks > 0 && (flow || self.column() > parent && !self.document_mark());
            let more = if goes_on { self.plain_rest(flow) } else { "" };
            if more.is_empty() {
                (self.at, self.line) = (at, line);
                break;
            }
            if !flow && self.is_key_end() {
                return self.error(
                    "a key cannot stand here; indent it as the keys before it, or put the text in quotes.",
                );
            }
            push_breaks(&mut text, breaks);
            text.push_str(more);
            end = self.at;
        }
        let span = self.fragment.span(start..end);
        Ok(Node::new(resolve(&text, self.schema), span))
    }

    /// Past spaces and line ends, and how many of these there were.
    fn breaks(&mut self) -> usize {
        let mut breaks = 0;
        loop {
            while matches!(self.peek(), Some(' ' | '\t')) {
                self.at += 1;
            }
            if !self.newline() {
                return breaks;
            }
            breaks += 1;
        }
    }

    /// In a line that goes on, what starts a value elsewhere is text.
    fn plain_rest(&mut self, flow: bool) -> &'r str {
        if self.peek() == Some('#') { "" } else { self.plain(flow) }
    }

    pub(super) fn quoted(&mut self) -> Read<String> {
        let open = self.at;
        let double = self.peek() == Some('"');
        self.at += 1;
        let mut text = String::new();
        // Up to the last escape: a space that is written as one does not go at the end of a line.
        let mut escaped = 0;
        loop {
            let rest = self.rest();
            let plain = rest.find(['"', '\'', '\\', '\n', '\r']).unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                None => {
                    self.at = open;
                    return self.error("this quote is not closed.");
                }
                Some('"') if double => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\'') if !double => {
                    if self.ahead(1) != Some('\'') {
                        self.at += 1;
                        return Ok(text);
                    }
                    text.push('\'');
                    self.at += 2;
                }
                Some('\\') if double => {
                    self.escape(&mut text)?;
                    escaped = text.len();
                }
                Some('\n' | '\r') => {
                    let kept = text.trim_end_matches([' ', '\t']).len();
                    text.truncate(kept.max(escaped));
                    self.fold(&mut text, open)?;
                }
                Some(byte) => {
                    text.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    /// A line end inside quotes is a space, empty lines are line ends.
    fn fold(&mut self, text: &mut String, open: usize) -> Read<()> {
        let mut breaks = 0;
        while self.newline() {
            breaks += 1;
            if self.document_mark() {
                self.at = open;
                return self.error("this quote is not closed.");
            }
            while matches!(self.peek(), Some(' ' | '\t')) {
                self.at += 1;
            }
        }
        push_breaks(text, breaks);
        Ok(())
    }

    fn escape(&mut self, text: &mut String) -> Read<()> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.rest().chars().next() else { return Ok(()) };
        self.at += letter.len_utf8();
        let plain = match letter {
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            ' ' => ' ',
            '"' => '"',
            '/' => '/',
            '\\' => '\\',
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            'x' => self.hex(2, start)?,
            'u' => self.hex(4, start)?,
            'U' => self.hex(8, start)?,
            '\n' | '\r' => {
                // The line goes on without a space; empty lines stay.
                self.at -= 1;
                let mut breaks = 0usize;
                while self.newline() {
                    breaks += 1;
                    while matches!(self.peek(), Some(' ' | '\t')) {
                        self.at += 1;
                    }
                }
                text.extend(std::iter::repeat_n('\n', breaks.saturating_sub(1)));
                return Ok(());
            }
            _ => {
                self.at = start;
                return self
                    .error("this escape is none of YAML's. In single quotes a backslash needs no escape.");
            }
        };
        if matches!(letter, 'x' | 'u' | 'U') {
            self.source.push_escaped(text, plain, self.span(start));
        } else {
            text.push(plain);
        }
        Ok(())
    }

    fn hex(&mut self, digits: usize, start: usize) -> Read<char> {
        let code = self.rest().get(..digits).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        let mut letter = code.and_then(char::from_u32);
        self.at += digits;
        // JSON writes letters beyond U+FFFF as two halves.
        if let Some(high @ 0xD800..=0xDBFF) = code
            && let Some(low) = self.rest().strip_prefix("\\u").and_then(|rest| rest.get(..4))
            && let Ok(low @ 0xDC00..=0xDFFF) = u32::from_str_radix(low, 16)
        {
            letter = char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            self.at += 6;
        }
        letter.map_or_else(
            || {
                self.at = start;
                self.error("this is no letter of Unicode.")
            },
            Ok,
        )
    }

    /// `|` keeps line ends, `>` folds them.
    pub(super) fn block_scalar(&mut self, parent: isize) -> Read<Node> {
        let start = self.at;
        let folded = self.peek() == Some('>');
        self.at += 1;
        let mut chomp = None;
        let mut indent = None;
        for _ in 0..2 {
            match self.peek() {
                Some(sign @ ('+' | '-')) if chomp.is_none() => chomp = Some(sign),
                Some(digit @ '1'..='9') if indent.is_none() => {
                    indent = Some((parent.max(0) + digit as isize - '0' as isize) as usize)
                }
                _ => break,
            }
            self.at += 1;
        }
        self.line_rest();
        if self.peek().is_some() && !self.newline() {
            return self.error("nothing but a comment may follow | or > on its line.");
        }
        // The lines, with their depth counted; empty ones count for nothing.
        let mut text = String::new();
        let mut breaks = 0usize;
        let mut end = self.at;
        let mut last_deeper = false;
        let mut first = true;
        let least = if self.schema == Schema::Old { parent.max(0) } else { parent };
        // The deepest of the empty lines before the text.
        let mut blank = 0;
        loop {
            if self.peek().is_none() || self.document_mark() {
                break;
            }
            let rest = self.rest();
            let line = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len())).unwrap_or_default();
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let empty = line.len() == spaces;
            let wanted = match indent {
                Some(indent) => indent,
                None if empty => {
                    blank = blank.max(spaces);
                    spaces
                }
                None => {
                    if (spaces as isize) <= least || spaces < blank {
                        break;
                    }
                    indent = Some(spaces);
                    spaces
                }
            };
            if !empty && spaces < wanted {
                break;
            }
            let content = if empty && spaces <= wanted { "" } else { line.get(wanted..).unwrap_or_default() };
            let more_deep = content.starts_with([' ', '\t']);
            if content.is_empty() {
                // Spaces that end the text are no line.
                breaks += usize::from(line.len() < rest.len());
            } else {
                if first {
                    text.extend(std::iter::repeat_n('\n', breaks));
                } else if folded && !last_deeper && !more_deep {
                    if breaks == 0 { text.push(' ') } else { text.extend(std::iter::repeat_n('\n', breaks)) }
                } else {
                    text.extend(std::iter::repeat_n('\n', breaks + 1));
                }
                text.push_str(content);
                first = false;
                last_deeper = more_deep;
                breaks = 0;
            }
            self.at += line.len();
            end = self.at;
            if !self.newline() && !content.is_empty() {
                // The text ends without a line end.
                let span = self.fragment.span(start..end);
                if chomp == Some('+') {
                    text.extend(std::iter::repeat_n('\n', breaks));
                }
                return Ok(Node::text(text, span));
            }
        }
        match chomp {
            Some('-') => {}
            Some(_) => text.extend(std::iter::repeat_n('\n', breaks + usize::from(!first))),
            None if !first => text.push('\n'),
            None => {}
        }
        Ok(Node::text(text, self.fragment.span(start..end)))
    }
}

/// Whether a colon before this letter ends a key.
fn ends_value(letter: char, flow: bool) -> bool {
    letter.is_ascii_whitespace() || flow && ",[]{}".contains(letter)
}

/// A line end inside a text is a space, empty lines are line ends.
fn push_breaks(text: &mut String, breaks: usize) {
    if breaks == 1 {
        text.push(' ')
    } else {
        text.extend(std::iter::repeat_n('\n', breaks.saturating_sub(1)))
    }
}
