//! Texts in quotes, with the escapes of each language.

use super::{Dialect, Read, Reader, expression_name};
use alloc::string::String;

impl Reader<'_, '_> {
    /// As Python's `json` reads it: no control letters, no unknown escapes.
    pub(super) fn json_text(&mut self) -> Read<String> {
        let open = self.text.at;
        self.text.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.rest();
            let plain = rest
                .find(|letter: char| letter == '"' || letter == '\\' || letter < ' ')
                .unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.text.at += plain;
            match self.text.peek() {
                Some('"') => {
                    self.text.at += 1;
                    return Ok(text);
                }
                Some('\\') => self.json_escape(&mut text)?,
                Some(_) => {
                    return Err(self.error(
                        "a line break or control character must be written as an escape, such as \\n.",
                    ));
                }
                None => {
                    self.text.at = open;
                    return Err(self.error("this string isn't closed with a double quote."));
                }
            }
        }
    }

    fn json_escape(&mut self, text: &mut String) -> Read<()> {
        let start = self.text.at;
        self.text.at += 1;
        let letter = match self.text.peek() {
            Some('"') => '"',
            Some('\\') => '\\',
            Some('/') => '/',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                self.text.at += 1;
                let letter = self.utf16()?;
                self.source.push_escaped(text, letter, self.span(start));
                return Ok(());
            }
            _ => {
                self.text.at = start;
                return Err(self.error("this isn't a JSON escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u."));
            }
        };
        self.text.at += 1;
        text.push(letter);
        Ok(())
    }

    /// Four hexadecimal digits, and four more for the second half of a pair.
    fn utf16(&mut self) -> Read<char> {
        let high = self.hex(4)?;
        if !(0xD800..0xE000).contains(&high) {
            return char::from_u32(high).ok_or_else(|| self.error("this isn't a Unicode character."));
        }
        if high < 0xDC00 && self.text.rest().starts_with("\\u") {
            self.text.at += 2;
            let low = self.hex(4)?;
            if (0xDC00..0xE000).contains(&low) {
                let both = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return char::from_u32(both).ok_or_else(|| self.error("this isn't a Unicode character."));
            }
        }
        Err(self.error("this is half of a surrogate pair, which isn't a character."))
    }

    fn hex(&mut self, digits: usize) -> Read<u32> {
        let code =
            self.text.rest().get(..digits).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
            Some(code) => {
                self.text.at += digits;
                Ok(code)
            }
            None => Err(self.error("expected hexadecimal digits.")),
        }
    }

    /// Quoted text of a program, with its escapes. `hole` opens an expression that ends with `}`.
    pub(super) fn quoted(
        &mut self,
        quote: &'static str,
        raw: bool,
        hole: Option<&'static str>,
    ) -> Read<String> {
        let open = self.text.at;
        self.text.at += quote.len();
        let mut text = String::new();
        let python = self.dialect == Dialect::Python;
        loop {
            let rest = self.text.rest();
            let Some(letter) = rest.chars().next() else {
                self.text.at = open;
                return Err(self.error("this string isn't closed with a quote."));
            };
            if rest.starts_with(quote) {
                self.text.at += quote.len();
                return Ok(text);
            }
            if letter == '\\' {
                if raw {
                    text.push('\\');
                    self.text.at += 1;
                    if let Some(next) = self.text.letter() {
                        text.push(next);
                        self.text.at += next.len_utf8();
                    }
                } else {
                    self.escape(&mut text, python)?;
                }
            } else if python && hole.is_some() && (rest.starts_with("{{") || rest.starts_with("}}")) {
                text.push(letter);
                self.text.at += 2;
            } else if hole.is_some_and(|hole| rest.starts_with(hole)) {
                let start = self.text.at;
                self.text.at += hole.map_or(0, str::len);
                self.skip_expression()?;
                let inner = self.text.get(start + hole.map_or(0, str::len)..self.text.at).unwrap_or_default();
                let name = expression_name(inner);
                if !self.text.eat('}') {
                    self.text.at = start;
                    return Err(self.error("this expression isn't closed with }."));
                }
                self.source.push_open(&mut text, &name, self.span(start));
            } else if letter == '\n' && quote.len() == 1 && quote != "`" {
                self.text.at = open;
                return Err(self.error("this string isn't closed before the end of its line."));
            } else {
                text.push(letter);
                self.text.at += letter.len_utf8();
            }
        }
    }

    fn escape(&mut self, text: &mut String, python: bool) -> Read<()> {
        let start = self.text.at;
        self.text.at += 1;
        let Some(letter) = self.text.letter() else { return Ok(()) };
        self.text.at += letter.len_utf8();
        let plain = match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' if python => '\u{7}',
            '\n' => return Ok(()),
            '\r' => {
                self.text.eat('\n');
                return Ok(());
            }
            '0'..='7' if python => {
                let mut code = letter.to_digit(8).unwrap_or(0);
                for _ in 0..2 {
                    let Some(digit) = self.text.letter().and_then(|next| next.to_digit(8)) else { break };
                    code = code * 8 + digit;
                    self.text.at += 1;
                }
                char::from_u32(code).unwrap_or('\u{fffd}')
            }
            '0' => '\0',
            'x' | 'u' | 'U' => {
                let code = match letter {
                    'x' => char::from_u32(self.hex(2)?),
                    'U' if python => char::from_u32(self.hex(8)?),
                    'u' if !python && self.text.eat('{') => {
                        let length = self.text.rest().find('}').filter(|length| *length <= 6).unwrap_or(0);
                        let code = self.hex(length)?;
                        self.text.at += 1;
                        char::from_u32(code)
                    }
                    'u' if python => char::from_u32(self.hex(4)?),
                    'u' => Some(self.utf16()?),
                    _ => Some('U'),
                };
                let letter = code.ok_or_else(|| self.error("this isn't a Unicode character."))?;
                self.source.push_escaped(text, letter, self.span(start));
                return Ok(());
            }
            'N' if python && self.text.rest().starts_with('{') => {
                let length = self.text.rest().find('}').map_or(0, |end| end + 1);
                self.text.at += length;
                self.source.push_open(text, "a named letter", self.span(start));
                return Ok(());
            }
            '\\' | '\'' | '"' => letter,
            other => {
                if python {
                    text.push('\\');
                }
                other
            }
        };
        text.push(plain);
        Ok(())
    }

    /// The length of a string's prefix (`rb`, `f`), where a string of Python starts here.
    pub(super) fn python_prefix(&self) -> Option<usize> {
        let bytes = self.text.rest().as_bytes();
        let length = bytes.iter().take(3).take_while(|byte| b"rRbBfFuUtT".contains(byte)).count();
        matches!(bytes.get(length), Some(b'"' | b'\'')).then_some(length)
    }

    pub(super) fn python_text(&mut self) -> Read<String> {
        let length = self.python_prefix().unwrap_or(0);
        let prefix = self.text.rest().get(..length).unwrap_or_default().to_ascii_lowercase();
        self.text.at += length;
        let rest = self.text.rest();
        let quote =
            ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| rest.starts_with(quote)).unwrap_or("\"");
        self.quoted(
            quote,
            prefix.contains('r'),
            (prefix.contains('f') || prefix.contains('t')).then_some("{"),
        )
    }
}
