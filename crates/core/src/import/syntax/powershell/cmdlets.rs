//! Calls of cmdlets: their names, and what their parameters are given, by name or in a hash table (`@params`).

use super::super::super::source::Grammar;
use super::super::words::Builder;
use super::super::{Cursor, SyntaxError, name_length};
use super::expressions::At;
use super::{Read, Reader, Source, is_double_quote, is_single_quote};
use crate::import::node::{Entry, Node, NodeKind};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use hashbrown::HashMap;

/// A call of a cmdlet.
pub struct Call {
    /// As it is written.
    pub name: String,
    /// By name, without the hyphen.
    pub parameters: Vec<Entry>,
    /// Without a name, in order.
    pub positional: Vec<Node>,
    /// Splatted variables that the text doesn't set to a hash table.
    pub unknown: Vec<Range<usize>>,
    pub span: Range<usize>,
}

/// The calls of the cmdlets that are wanted.
pub fn read(source: &Source<'_>, wanted: fn(&str) -> bool) -> Result<Vec<Call>, SyntaxError> {
    let at = source.whole().place(0);
    let text = Cursor::new(source.text, at);
    let (set, lists, values) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut reader = Reader { source, text, set, lists, values, list: None };
    reader.calls(wanted)
}

impl Reader<'_> {
    fn calls(&mut self, wanted: fn(&str) -> bool) -> Read<Vec<Call>> {
        let mut calls = Vec::new();
        while let Some(letter) = self.text.letter() {
            let (start, rest) = (self.text.at, self.text.rest());
            match letter {
                '<' if rest.starts_with("<#") => {
                    if !self.text.skip_between("<#", "#>") {
                        return self.error(start, "this comment isn't closed with #>.");
                    }
                    self.source.comment(Grammar::PowerShell, start..self.text.at);
                }
                '#' => {
                    self.text.skip_to('\n');
                    self.source.comment(Grammar::PowerShell, start..self.text.at);
                }
                '$' => self.assignment()?,
                letter if letter.is_alphabetic() => {
                    let end =
                        rest.find(|letter: char| !(letter.is_alphanumeric() || "-_.\\".contains(letter)));
                    let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                    self.text.at += name.len();
                    // `AWS.Tools.ElastiCache\New-ECUser` names its module, too.
                    let plain = name.rsplit('\\').next().unwrap_or(name);
                    if wanted(plain) {
                        let call = self.call(plain, start)?;
                        calls.push(call);
                    }
                }
                letter if is_single_quote(letter) => self.single_quotes(&mut Builder::default())?,
                letter if is_double_quote(letter) => self.double_quotes(&mut Builder::default())?,
                '@' if rest.starts_with("@'") || rest.starts_with("@\"") => {
                    self.here_string(&mut Builder::default())?;
                }
                '`' => {
                    self.text.at += 1;
                    self.text.at += self.text.letter().map_or(0, char::len_utf8);
                }
                letter => self.text.at += letter.len_utf8(),
            }
        }
        Ok(calls)
    }

    /// `$name = value`, `$name.Key = value` and `$name['Key'] = value`; anything else that starts with a variable is skipped.
    fn assignment(&mut self) -> Read<()> {
        let start = self.text.at;
        self.text.at += 1;
        let rest = self.text.rest();
        let name = rest.get(..name_length(rest)).unwrap_or_default().to_ascii_lowercase();
        self.text.at += name.len();
        let mut key = None;
        if self.text.eat('.') {
            let from = self.text.at;
            let rest = self.text.rest();
            let member = rest.get(..name_length(rest)).unwrap_or_default();
            self.text.at += member.len();
            key = Some((member.to_owned(), from..self.text.at));
        } else if self.text.eat('[') {
            let from = self.text.at;
            let mut inner = Builder::default();
            match self.text.letter() {
                Some(letter) if is_single_quote(letter) => self.single_quotes(&mut inner)?,
                Some(letter) if is_double_quote(letter) => self.double_quotes(&mut inner)?,
                _ => return Ok(()),
            }
            key = Some((inner.text, from..self.text.at));
            if !self.text.eat(']') {
                return Ok(());
            }
        }
        self.spaces(false);
        if name.is_empty() || !self.text.rest().starts_with('=') || self.text.rest().starts_with("==") {
            self.text.at = self.text.at.max(start + 1);
            // `$name += …` and the like change what was known.
            if !name.is_empty() && self.text.rest().get(1..).is_some_and(|rest| rest.starts_with('=')) {
                self.values.remove(&name);
            }
            return Ok(());
        }
        self.text.at += 1;
        self.spaces(false);
        if self.text.rest().starts_with(['\n', '\r', ';']) || self.text.is_at_end() {
            return Ok(());
        }
        // `$reply = New-ECUser …` is a call, which is read as one.
        if self.text.letter().is_some_and(char::is_alphabetic) {
            self.values.remove(&name);
            return Ok(());
        }
        let value = self.expression(At::Expression, 0)?;
        match key {
            None => drop(self.values.insert(name, value)),
            Some((key, key_span)) => {
                if let Some(Node { what: NodeKind::Map(entries), .. }) = self.values.get_mut(&name) {
                    entries.retain(|entry| !entry.key.eq_ignore_ascii_case(&key));
                    entries.push(Entry { key, key_span, value });
                }
            }
        }
        Ok(())
    }

    fn call(&mut self, name: &str, start: usize) -> Read<Call> {
        let mut call = Call {
            name: name.to_owned(),
            parameters: Vec::new(),
            positional: Vec::new(),
            unknown: Vec::new(),
            span: start..start,
        };
        loop {
            self.spaces(false);
            call.span.end = self.text.since(start).trim_end().len() + start;
            let (from, rest) = (self.text.at, self.text.rest());
            match self.text.letter() {
                None | Some('\n' | '\r' | ';' | '|' | ')' | '}' | '#' | '&' | '>') => return Ok(call),
                Some('-' | '\u{2013}' | '\u{2014}')
                    if rest.chars().nth(1).is_some_and(|next| next.is_alphabetic()) =>
                {
                    self.text.at += self.text.letter().map_or(1, char::len_utf8);
                    let rest = self.text.rest();
                    let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
                    let key = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().to_owned();
                    self.text.at += key.len();
                    let key_span = from..self.text.at;
                    let given = self.text.eat(':');
                    self.spaces(false);
                    let next = self.text.rest();
                    let none = next.is_empty()
                        || next.starts_with(['\n', '\r', ';', '|', ')', '}'])
                        || next.starts_with('-') && next.chars().nth(1).is_some_and(char::is_alphabetic);
                    let value = match none && !given {
                        // A switch.
                        true => Node::new(NodeKind::Bool(true), key_span.clone()),
                        false => self.expression(At::Parameter, 0)?,
                    };
                    call.parameters.push(Entry { key, key_span, value });
                }
                Some('@') if rest.get(1..).is_some_and(|rest| name_length(rest) > 0) => {
                    self.text.at += 1;
                    let rest = self.text.rest();
                    let name = rest.get(..name_length(rest)).unwrap_or_default();
                    self.text.at += name.len();
                    let table = self.values.get(&name.to_ascii_lowercase());
                    match table.filter(|table| table.is_map() && self.source.may_fill(table.weight())) {
                        Some(table) => call.parameters.extend(table.entries().iter().cloned()),
                        None => call.unknown.push(from..self.text.at),
                    }
                }
                _ => {
                    let value = self.expression(At::Parameter, 0)?;
                    call.positional.push(value);
                }
            }
        }
    }
}
