//! Expansions that start with `$`.

use super::{Read, Reader};
use crate::import::syntax::literal::name_at;
use crate::import::syntax::words::{Builder, Word};
use crate::import::syntax::{DEEPEST, Fragment, name_length, wrong};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

impl Reader<'_> {
    /// The expansion after a `$`.
    pub(super) fn dollar(&mut self, word: &mut Builder, quoted: bool, before: &mut Vec<Word>) -> Read<()> {
        let start = self.text.at;
        let unknown = |reader: &Self, word: &mut Builder, name: &str| {
            word.open(reader.source, name, start..reader.text.at);
        };
        match self.text.ahead(1) {
            // A continued line between the sign and the name.
            Some('\\')
                if self.text.rest().starts_with("$\\\n") || self.text.rest().starts_with("$\\\r\n") =>
            {
                self.text.at += 1;
                self.text.at += self.continuation().unwrap_or(0);
                if self
                    .text
                    .peek()
                    .is_some_and(|next| !next.is_ascii_whitespace() && next != '"' && next != '\\')
                {
                    unknown(self, word, "a variable");
                } else {
                    word.push('$', start);
                }
                Ok(())
            }
            Some('\'') if !quoted => self.ansi_quotes(word),
            Some('"') if !quoted => {
                self.text.at += 1;
                self.double_quotes(word)
            }
            Some('(') if self.text.ahead(2) == Some('(') => {
                self.text.at += 3;
                self.balanced(start, '(', ')', 2)?;
                unknown(self, word, "a calculation");
                Ok(())
            }
            Some('[') => {
                self.text.at += 2;
                self.balanced(start, '[', ']', 1)?;
                unknown(self, word, "a calculation");
                Ok(())
            }
            Some('(') => {
                self.text.at += 2;
                let text = self.substitution(start)?;
                match text {
                    // `"$(cat <<'EOF' … )"` is a way to write a long text.
                    Some(text) if quoted => {
                        let end = text.text.trim_end_matches('\n').len();
                        word.started = true;
                        for (n, (here, there)) in text.steps.iter().enumerate() {
                            let until = text.steps.get(n + 1).map_or(end, |(next, _)| *next).min(end);
                            if let Some(part) = text.text.get(*here..until) {
                                word.push_str(part, *there);
                            }
                        }
                    }
                    _ => unknown(self, word, "a command"),
                }
                Ok(())
            }
            Some('{') => {
                self.text.at += 2;
                let inner = self.text.at;
                self.balanced(start, '{', '}', 1)?;
                let inner = self.text.get(inner..self.text.at.saturating_sub(1)).unwrap_or_default();
                if !is_expansion(inner) {
                    return Err(wrong(
                        start,
                        "bash rejects this ${…}: it has no name. If it's part of a value, put the value in single quotes.",
                    ));
                }
                let name = name_at(inner.trim_start_matches(['!', '#']));
                if name == inner && self.known(word, name, start, quoted, before) {
                    return Ok(());
                }
                // Between double quotes a single one is a character like any other.
                let strict = inner.get(name.len()..).is_some_and(|rest| rest.starts_with(['-', '=']));
                let skips = quoted && inner.contains('\'') || strict && self.set.contains_key(name);
                if strict && self.known(word, name, start, quoted, before) {
                    return Ok(());
                }
                if let Some(default) = self.default_of(inner, name).filter(|_| !skips) {
                    let default = default.to_owned();
                    let set = self.set.get(name).cloned();
                    if set
                        .as_ref()
                        .is_some_and(|value| value.as_ref().is_some_and(|value| !value.text.is_empty()))
                        && self.known(word, name, start, quoted, before)
                    {
                        return Ok(());
                    }
                    let parameter = name.parse::<usize>().ok();
                    let given = parameter
                        .and_then(|number| self.parameter(number))
                        .filter(|given| !given.text.is_empty());
                    if let Some(given) = given {
                        word.started = true;
                        word.push_str(&given.text, given.place(0));
                        return Ok(());
                    }
                    // Whatever the surroundings set isn't known; the script's own value is what it says.
                    let unsure = matches!(set, Some(None)) || parameter.is_some() && self.calls.is_empty();
                    let plain = quoted || self.assigning || !default.contains([' ', '\t', '*', '?', '[']);
                    if !unsure && plain {
                        let at = start + self.text.since(start).find(&*default).unwrap_or(0);
                        word.started |= quoted || !default.is_empty();
                        word.push_str(&default, at);
                        return Ok(());
                    }
                }
                if let Some(given) = inner.parse::<usize>().ok().and_then(|number| self.parameter(number)) {
                    self.given(word, &given, quoted);
                    return Ok(());
                }
                match name == inner {
                    true => word.variable(self.source, name, start..self.text.at),
                    false => unknown(self, word, if name.is_empty() { "a variable" } else { name }),
                }
                Ok(())
            }
            Some(byte) if byte.is_ascii_alphabetic() || byte == '_' => {
                self.text.at += 1;
                let length = name_length(self.text.rest());
                let mut name = self.text.rest().get(..length).unwrap_or_default().to_owned();
                self.text.at += length;
                // Bash joins lines before it looks where a name ends.
                while let Some(line) = self.continuation() {
                    let next = self.text.rest().get(line..).unwrap_or_default();
                    let more = next.get(..name_length(next)).unwrap_or_default();
                    if more.is_empty() {
                        break;
                    }
                    name.push_str(more);
                    self.text.at += line + more.len();
                }
                // Braces come first in bash: `$A{b,c}` asks for `$Ab` and `$Ac`.
                let braces = !quoted && self.text.peek() == Some('{');
                if braces {
                    unknown(self, word, &name);
                } else if !self.known(word, &name, start, quoted, before) {
                    word.variable(self.source, &name, start..self.text.at);
                }
                Ok(())
            }
            Some(byte) if byte.is_ascii_digit() || "@*#?-$!".contains(byte) => {
                self.text.at += 2;
                let number = byte.to_digit(10).map(|digit| digit as usize);
                if let Some(given) = number.and_then(|number| self.parameter(number)) {
                    self.given(word, &given, quoted);
                    return Ok(());
                }
                unknown(self, word, &format!("${byte}"));
                Ok(())
            }
            _ => {
                word.push('$', start);
                self.text.at += 1;
                Ok(())
            }
        }
    }

    /// Puts in what a function was given. Unquoted, it stays one word where it is one.
    fn given(&mut self, word: &mut Builder, given: &Fragment<'static>, quoted: bool) {
        self.fill = self.fill.saturating_sub(given.text.len());
        word.started |= quoted || !given.text.is_empty();
        word.push_str(&given.text, given.place(0));
    }

    /// Puts in the value of a variable that the text sets. Unquoted, it is split at whitespace.
    fn known(
        &mut self,
        word: &mut Builder,
        name: &str,
        start: usize,
        quoted: bool,
        before: &mut Vec<Word>,
    ) -> bool {
        let Some(Some(value)) = self.set.get(name) else { return false };
        // A value that falls apart in a word with braces: too much of a riddle.
        let until_blank = self.text.rest().bytes().take_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n'));
        let braces = !word.braces.is_empty() || until_blank.take(200).any(|byte| byte == b'{');
        let whole = quoted || self.assigning;
        if !whole && braces && value.text.contains([' ', '\t', '\n']) {
            return false;
        }
        let Some(left) = self.fill.checked_sub(value.text.len()) else { return false };
        self.fill = left;
        let value = value.clone();
        if whole {
            word.started = true;
            word.push_str(&value.text, value.place(0));
            return true;
        }
        let blank = |letter: char| matches!(letter, ' ' | '\t' | '\n');
        let parts = value.text.split(blank);
        let leading = value.text.starts_with(blank) || value.text.is_empty();
        if leading && word.started {
            before.push(core::mem::take(word).word(start..self.text.at));
        }
        let mut first = true;
        for part in parts {
            if part.is_empty() {
                continue;
            }
            if !first && word.started {
                before.push(core::mem::take(word).word(start..self.text.at));
            }
            first = false;
            word.globs |= part.contains(['*', '?', '[']);
            word.push_str(part, value.place(0));
        }
        if value.text.ends_with(blank) && word.started {
            before.push(core::mem::take(word).word(start..self.text.at));
        }
        true
    }

    /// To the bracket that closes, past quotes and what is nested.
    fn balanced(&mut self, open: usize, opens: char, closes: char, depth: usize) -> Read<()> {
        let mut depth = depth;
        while let Some(byte) = self.text.peek() {
            self.text.at += 1;
            match byte {
                '\\' => self.text.at += 1,
                '\'' if opens != '{' => {}
                '\'' | '"' => {
                    while let Some(next) = self.text.peek() {
                        self.text.at += 1;
                        match next {
                            '\\' if byte == '"' => self.text.at += 1,
                            next if next == byte => break,
                            _ => {}
                        }
                    }
                }
                // Inside ${…} only another ${ nests.
                '{' if self.text.byte(self.text.at.wrapping_sub(2)) != Some('$') => {}
                byte if byte == opens => depth += 1,
                byte if byte == closes => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
        self.text.at = open;
        Err(wrong(open, "this $ expression isn't closed."))
    }

    /// Past the commands of `$(…)`. Gives the text when all it does is to print a here-document.
    pub(super) fn substitution(&mut self, open: usize) -> Read<Option<Fragment<'static>>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(wrong(open, "commands nest deeper than 100 levels here."));
        }
        let commands = core::mem::take(&mut self.commands);
        let heredocs = core::mem::take(&mut self.heredocs);
        let before = core::mem::take(&mut self.before);
        let undo = self.undo.len();
        let blocks = core::mem::take(&mut self.open_blocks);
        let pattern = core::mem::take(&mut self.expects_pattern);
        let read = self.commands(Some(open));
        let inner = core::mem::replace(&mut self.commands, commands);
        self.heredocs = heredocs;
        self.before = before;
        self.undo_to(undo);
        self.open_blocks = blocks;
        self.expects_pattern = pattern;
        self.depth -= 1;
        read?;
        Ok(match inner.as_slice() {
            [only]
                if only.words.len() == 1 && only.words.first().is_some_and(|word| word.text() == "cat") =>
            {
                only.input.clone()
            }
            _ => None,
        })
    }

    /// `$'…'`.
    fn ansi_quotes(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        self.text.at += 2;
        word.started = true;
        // An escape of a zero byte ends the text, as in bash.
        let mut ended = false;
        loop {
            let start = self.text.at;
            let Some(letter) = self.text.letter() else {
                return Err(wrong(open, "this $' isn't closed with a single quote."));
            };
            self.text.at += letter.len_utf8();
            if letter == '\'' {
                return Ok(());
            }
            if letter != '\\' {
                if !ended {
                    word.push(letter, start);
                }
                continue;
            }
            let Some(letter) = self.text.letter() else { continue };
            self.text.at += letter.len_utf8();
            let code = match letter {
                'a' => 7,
                'b' => 8,
                'e' | 'E' => 27,
                'f' => 12,
                'n' => 10,
                'r' => 13,
                't' => 9,
                'v' => 11,
                '\\' | '\'' | '"' | '?' => letter as u32,
                '0'..='7' => {
                    self.text.at -= 1;
                    self.digits(3, 8) & 0xff
                }
                'x' if self.text.letter().is_some_and(|next| next.is_ascii_hexdigit()) => self.digits(2, 16),
                'u' if self.text.letter().is_some_and(|next| next.is_ascii_hexdigit()) => self.digits(4, 16),
                'U' if self.text.letter().is_some_and(|next| next.is_ascii_hexdigit()) => self.digits(8, 16),
                'c' => {
                    let Some(next) = self.text.letter() else { continue };
                    self.text.at += next.len_utf8();
                    // `\c\\` is one escape of a backslash.
                    if next == '\\' && self.text.peek() == Some('\\') {
                        self.text.at += 1;
                    }
                    if next == '?' { 0x7f } else { (next.to_ascii_uppercase() as u32) & 0x1f }
                }
                other => {
                    if !ended {
                        word.push('\\', start);
                        word.push(other, start + 1);
                    }
                    continue;
                }
            };
            // A byte of UTF-8 written as an escape is combined with those after it.
            let bytes = matches!(letter, 'x' | '0'..='7') && code >= 0x80;
            if code == 0 {
                ended = true;
            } else if ended {
            } else if bytes {
                self.escaped_bytes(word, start, code);
            } else {
                let letter = char::from_u32(code).unwrap_or('\u{fffd}');
                word.escaped(self.source, letter, start..self.text.at);
            }
        }
    }

    /// `\xc3\xa9`: the bytes of one letter.
    fn escaped_bytes(&mut self, word: &mut Builder, start: usize, first: u32) {
        let mut bytes = vec![first as u8];
        let wanted = match first {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        };
        while bytes.len() < wanted {
            let back = self.text.at;
            if !self.text.rest().starts_with('\\') {
                break;
            }
            self.text.at += 1;
            let code = match self.text.letter() {
                Some('x') => {
                    self.text.at += 1;
                    self.digits(2, 16)
                }
                Some('0'..='7') => self.digits(3, 8) & 0xff,
                _ => 0,
            };
            if !(0x80..0xC0).contains(&code) {
                self.text.at = back;
                break;
            }
            bytes.push(code as u8);
        }
        match core::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            Some(letter) => word.escaped(self.source, letter, start..self.text.at),
            None => word.open(self.source, "a byte that isn't a character", start..self.text.at),
        }
    }

    fn digits(&mut self, most: usize, radix: u32) -> u32 {
        let mut code = 0u32;
        for _ in 0..most {
            let Some(digit) = self.text.letter().and_then(|letter| letter.to_digit(radix)) else { break };
            code = code.wrapping_mul(radix).wrapping_add(digit);
            self.text.at += 1;
        }
        code
    }
}

/// Whether bash accepts this inside `${…}`.
fn is_expansion(inner: &str) -> bool {
    let inner = if inner.len() > 1 { inner.strip_prefix(['!', '#']).unwrap_or(inner) } else { inner };
    let name = match inner.bytes().next() {
        Some(first) if first.is_ascii_digit() => inner.bytes().take_while(u8::is_ascii_digit).count(),
        Some(first) if first.is_ascii_alphabetic() || first == b'_' => name_length(inner),
        Some(first) if b"@*#?-$!".contains(&first) => 1,
        _ => return false,
    };
    inner.as_bytes().get(name).is_none_or(|next| b":-=+?#%/^,~@[*".contains(next))
}
