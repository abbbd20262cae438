//! Go with the AWS SDK: `&elasticache.CreateUserInput{UserId: aws.String("app"), …}`.

use super::node::{Entry, Node, NodeKind};
use super::program;
use super::syntax::literal::{Dialect, Reader, expression_name, name_at};
use super::syntax::{Cursor, DEEPEST, Fragment, SyntaxError, wrong};
use super::{Import, Importer, Source};
use crate::Operation;
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

pub const IMPORTER: Importer = Importer { id: "go", title: "AWS SDK for Go", recognizes, read };

const CALLS: [(&str, Operation); 2] =
    [("CreateUserInput{", Operation::CreateUser), ("ModifyUserInput{", Operation::ModifyUser)];

fn recognizes(source: &Source<'_>) -> bool {
    CALLS.iter().any(|(call, _)| source.text.contains(call))
}

fn read(source: &Source<'_>, import: &mut Import) {
    let whole = source.whole();
    let mut read_to = 0;
    for (operation, behind) in program::calls(&whole.text, &CALLS) {
        if behind < read_to {
            continue;
        }
        let mut go = Go { source, whole: &whole, text: Cursor::new(&whole.text, behind - 1) };
        match go.braces(0) {
            Ok(node) => {
                read_to = go.text.at;
                program::add(source, import, operation, &node);
            }
            Err(error) => {
                import.error(Some(error.at..error.at), format!("Go can't read this: {}", error.message));
                if import.errors.len() >= 100 {
                    return;
                }
            }
        }
    }
}

struct Go<'f, 's> {
    source: &'s Source<'s>,
    whole: &'f Fragment<'f>,
    text: Cursor<'f>,
}

type Read<T> = Result<T, SyntaxError>;

impl Go<'_, '_> {
    fn error<T>(&self, message: &'static str) -> Read<T> {
        Err(wrong(self.whole.place(self.text.at), message))
    }

    fn space(&mut self) -> Read<()> {
        loop {
            self.text.skip(char::is_whitespace);
            let rest = self.text.rest();
            if rest.starts_with("//") {
                self.text.skip_to('\n');
            } else if !rest.starts_with("/*") {
                return Ok(());
            } else if !self.text.skip_between("/*", "*/") {
                return self.error("this comment isn't closed with */.");
            }
        }
    }

    /// `{ Key: value, … }` or `{ value, … }`, from its bracket.
    fn braces(&mut self, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error("brackets nest deeper than 100 levels here.");
        }
        let start = self.text.at;
        self.text.at += 1;
        let mut entries = Vec::new();
        let mut items = Vec::new();
        loop {
            self.space()?;
            if self.text.eat('}') {
                break;
            }
            let from = self.text.at;
            let name = name_at(self.text.rest()).to_owned();
            let key_span = self.whole.span(from..from + name.len());
            self.text.at += name.len();
            self.space()?;
            if !name.is_empty() && self.text.eat(':') {
                let value = self.value(depth + 1)?;
                entries.push(Entry { key: name, key_span, value });
            } else {
                self.text.at = from;
                items.push(self.value(depth + 1)?);
            }
            self.space()?;
            if !self.text.eat(',') && self.text.peek() != Some('}') {
                return self.error("expected , or }.");
            }
        }
        let what = if items.is_empty() && !entries.is_empty() {
            NodeKind::Map(entries)
        } else {
            NodeKind::List(items)
        };
        Ok(Node::new(what, self.whole.span(start..self.text.at)))
    }

    fn value(&mut self, depth: usize) -> Read<Node> {
        self.space()?;
        let start = self.text.at;
        match self.text.peek() {
            Some('"') => {
                // Escapes of Go are those of Python, as far as texts of requests have them.
                let mut reader = Reader::new(self.source, self.whole, Dialect::Python, start);
                let node = reader.value(0)?;
                self.text.at = reader.text.at;
                return Ok(node);
            }
            Some('`') => {
                let Some(length) = self.text.rest().get(1..).and_then(|rest| rest.find('`')) else {
                    return self.error("this string isn't closed with a backtick.");
                };
                let text = self.text.get(start + 1..start + 1 + length).unwrap_or_default().replace('\r', "");
                self.text.at += length + 2;
                return Ok(Node::text(text, self.whole.span(start..self.text.at)));
            }
            Some('{') => return self.braces(depth + 1),
            _ => {}
        }
        // A type or a name: `&types.Tag`, `[]string`, `aws.String`.
        self.text.skip(|letter| letter.is_alphanumeric() || "&*[]._".contains(letter));
        let name = self.text.since(start);
        match (name, self.text.peek()) {
            (_, Some('{')) => return self.braces(depth + 1),
            ("true" | "false", _) => {
                return Ok(Node::new(NodeKind::Bool(name == "true"), self.whole.span(start..self.text.at)));
            }
            ("nil", _) => return Ok(Node::new(NodeKind::Null, self.whole.span(start..self.text.at))),
            (name, Some('('))
                if ["String", "Bool", "ToPtr", "Ptr", "Pointer", "To", "StringSlice"]
                    .iter()
                    .any(|end| name.ends_with(end)) =>
            {
                self.text.at += 1;
                let node = self.value(depth + 1)?;
                self.space()?;
                if !self.text.eat(')') {
                    return self.error("expected ).");
                }
                return Ok(node);
            }
            _ => {}
        }
        if let Some(kind) =
            name.rsplit("InputAuthenticationType").next().filter(|_| name.contains("InputAuthenticationType"))
        {
            let kind = match kind {
                "NoPassword" => "no-password-required".to_owned(),
                kind => kind.to_ascii_lowercase(),
            };
            return Ok(Node::text(kind, self.whole.span(start..self.text.at)));
        }
        let mut reader = Reader::new(self.source, self.whole, Dialect::JavaScript, start);
        reader.skip_expression()?;
        self.text.at = reader.text.at;
        if self.text.at == start {
            return self.error("expected a value.");
        }
        let span = self.whole.span(start..self.text.at);
        Ok(self.source.open_node(&expression_name(self.text.since(start)), span))
    }
}
