//! Texts: templates in quotes and in here-documents.

use super::expressions::name_of;
use super::{Read, Reader, functions, identifier};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Text that is being read.
#[derive(Default)]
struct Template {
    text: String,
    open: Vec<Directive>,
    /// Where whitespace is to be taken away, after `~}`.
    strip: Option<usize>,
}

impl Template {
    /// Takes away the whitespace after the last `~}`, and that at the end where `${~` follows.
    fn strip(&mut self, end: bool) {
        if let Some(start) = self.strip.take() {
            let behind = self.text.get(start..).unwrap_or_default();
            let spaces = behind.len() - behind.trim_start().len();
            self.text.replace_range(start..start + spaces, "");
        }
        if end {
            self.text.truncate(self.text.trim_end().len());
        }
    }
}

/// What is open in a template.
#[derive(Clone, Copy, PartialEq)]
enum Directive {
    If,
    Else,
    For,
}

impl Reader<'_> {
    /// A template in quotes.
    pub(super) fn quoted(&mut self, depth: usize) -> Read<String> {
        let open = self.text.at;
        self.text.at += 1;
        let mut template = Template::default();
        loop {
            match self.text.peek() {
                None | Some('\n') => {
                    self.text.at = open;
                    return self.error("this quote isn't closed on its line.");
                }
                Some('"') if template.open.is_empty() => {
                    self.text.at += 1;
                    template.strip(false);
                    return Ok(template.text);
                }
                Some('"') => return self.error("a directive in this template isn't closed."),
                Some('\\') => self.escape(&mut template.text)?,
                Some(_) => self.template(&mut template, depth)?,
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Read<()> {
        let start = self.text.at;
        let letter = self.text.rest().chars().nth(1).unwrap_or('\\');
        self.text.at += 1 + letter.len_utf8();
        let plain = match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' | '\\' => letter,
            'u' | 'U' => '\0',
            _ => {
                self.text.at = start;
                return self.error("this isn't an HCL escape: \\n \\r \\t \\\" \\\\ \\u \\U.");
            }
        };
        if plain != '\0' {
            text.push(plain);
            return Ok(());
        }
        let digits = if letter == 'u' { 4 } else { 8 };
        let code = self
            .text
            .rest()
            .get(..digits)
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let Some(letter) = code else {
            self.text.at = start;
            return self.error("this isn't a Unicode character.");
        };
        self.text.at += digits;
        self.source.push_escaped(text, letter, start..self.text.at);
        Ok(())
    }

    /// One step of a template: a letter, an interpolation, a directive.
    fn template(&mut self, template: &mut Template, depth: usize) -> Read<()> {
        let rest = self.text.rest();
        for (written, meant) in [("$${", "${"), ("%%{", "%{")] {
            if rest.starts_with(written) {
                template.text.push_str(meant);
                self.text.at += written.len();
                return Ok(());
            }
        }
        if rest.starts_with("${") || rest.starts_with("%{") {
            let start = self.text.at;
            self.text.at += 2;
            template.strip(self.text.eat('~'));
            self.skip(true)?;
            let mut reference = None;
            let name = if rest.starts_with('$') {
                let inner = self.expression(depth + 1, true)?;
                // A value that is known has its place in the text.
                if let Some(value) = functions::scalar(&inner).filter(|_| self.is_value(&inner)) {
                    self.skip(true)?;
                    let strip = self.text.eat('~');
                    self.closing('}')?;
                    template.text.push_str(&value);
                    template.strip = strip.then_some(template.text.len());
                    return Ok(());
                }
                let written = self.text.get(inner.span).unwrap_or_default();
                reference = self.bound.is_empty().then(|| format!("${{{written}}}"));
                name_of(written)
            } else {
                self.directive(&mut template.open, depth)?;
                "a directive".to_owned()
            };
            self.skip(true)?;
            let strip = self.text.eat('~');
            self.closing('}')?;
            let span = start..self.text.at;
            match reference {
                Some(reference) => self.source.push_reference(&mut template.text, &name, reference, span),
                None => self.source.push_open(&mut template.text, &name, span),
            }
            template.strip = strip.then_some(template.text.len());
            return Ok(());
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest.find(['"', '\\', '$', '%', '\n']).unwrap_or(rest.len()).max(first);
        template.text.push_str(rest.get(..end).unwrap_or_default());
        self.text.at += end;
        Ok(())
    }

    /// Whether an expression has a value, be it one with parts that aren't known.
    fn is_value(&self, node: &crate::import::node::Node) -> bool {
        self.scope.is_some()
            && (!self.is_open(node)
                || node.as_text().is_some_and(|text| self.source.marked_length(text) != text.len()))
    }

    /// `%{ if … }`, `%{ else }`, `%{ for … in … }` and their ends.
    fn directive(&mut self, open: &mut Vec<Directive>, depth: usize) -> Read<()> {
        let name = self.name()?;
        let last = open.last().copied();
        match name.as_str() {
            "if" => {
                self.expression(depth + 1, true)?;
                open.push(Directive::If);
            }
            "for" => {
                self.for_head(depth)?;
                open.push(Directive::For);
            }
            "else" if last == Some(Directive::If) => {
                open.pop();
                open.push(Directive::Else);
            }
            "endif" if matches!(last, Some(Directive::If | Directive::Else)) => drop(open.pop()),
            "endfor" if last == Some(Directive::For) => drop(open.pop()),
            _ => return self.error("this template directive can't be here."),
        }
        Ok(())
    }

    pub(super) fn heredoc(&mut self, depth: usize) -> Read<String> {
        let open = self.text.at;
        let indented = self.text.rest().starts_with("<<-");
        self.text.at += if indented { 3 } else { 2 };
        let word = identifier(self.text.rest());
        self.text.at += word.len();
        let line_end = ["\n", "\r\n"].iter().find(|end| self.text.rest().starts_with(**end));
        let Some(line_end) = line_end.filter(|_| !word.is_empty()) else {
            self.text.at = open;
            return self.error("expected a word and a line end after <<.");
        };
        self.text.at += line_end.len();
        // The lines as they are, to find how deep all of them are.
        let body = self.text.at;
        let mut indent = usize::MAX;
        let mut at = body;
        let end = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            if rest.is_empty() {
                self.text.at = open;
                return self.error("this here-document isn't closed with its delimiter on its own line.");
            }
            let line = rest.get(..rest.find('\n').unwrap_or(rest.len())).unwrap_or_default();
            if line.trim() == word {
                break at;
            }
            if !line.trim().is_empty() {
                indent = indent.min(line.len() - line.trim_start().len());
            }
            at += (line.len() + 1).min(rest.len());
        };
        let mut template = Template::default();
        while self.text.at < end {
            let line_start = self.text.at == body || self.text.byte(self.text.at - 1) == Some('\n');
            if indented && line_start {
                let rest = self.text.rest();
                let text = rest.trim_start_matches([' ', '\t']);
                // Lines of spaces alone stay as they are.
                if !text.starts_with(['\r', '\n']) {
                    self.text.at += (rest.len() - text.len()).min(indent);
                }
                if self.text.at >= end {
                    break;
                }
            }
            match self.text.peek() {
                // Quotes and backslashes are letters here.
                Some(byte @ ('"' | '\\' | '\n')) => {
                    template.text.push(byte);
                    self.text.at += 1;
                }
                _ => self.template(&mut template, depth)?,
            }
        }
        if self.text.at > end || !template.open.is_empty() {
            self.text.at = open;
            return self.error("something in this here-document isn't closed.");
        }
        let rest = self.text.rest();
        self.text.at += rest.find(word).unwrap_or(0) + word.len();
        template.strip(false);
        Ok(template.text)
    }
}
