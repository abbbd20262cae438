//! Rust with the AWS SDK: `client.create_user().user_id("app")…send()`.

use super::node::{Entry, Node, NodeKind};
use super::program::{self, pascal_name};
use super::syntax::literal::{Dialect, Reader, expression_name, name_at};
use super::syntax::{Cursor, DEEPEST, Fragment, SyntaxError, wrong};
use super::{Import, Importer, Source};
use crate::Operation;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

pub const IMPORTER: Importer = Importer { id: "rust", title: "AWS SDK for Rust", recognizes, read };

const CALLS: [(&str, Operation); 2] =
    [(".create_user()", Operation::CreateUser), (".modify_user()", Operation::ModifyUser)];

fn recognizes(source: &Source<'_>) -> bool {
    let rust =
        source.text.contains("::") || source.text.contains(".send()") || source.text.contains(".await");
    rust && CALLS.iter().any(|(call, _)| source.text.contains(call))
}

fn read(source: &Source<'_>, import: &mut Import) {
    let whole = source.whole();
    let mut read_to = 0;
    for (operation, behind) in program::calls(&whole.text, &CALLS) {
        if behind < read_to {
            continue;
        }
        let mut rust = Rust { source, whole: &whole, text: Cursor::new(&whole.text, behind) };
        match rust.chain(behind, 0) {
            Ok(node) => {
                read_to = rust.text.at;
                program::add(source, import, operation, &node);
            }
            Err(error) => {
                import.error(Some(error.at..error.at), format!("Rust can't read this: {}", error.message));
                if import.errors.len() >= 100 {
                    return;
                }
            }
        }
    }
}

struct Rust<'f, 's> {
    source: &'s Source<'s>,
    whole: &'f Fragment<'f>,
    text: Cursor<'f>,
}

type Read<T> = Result<T, SyntaxError>;

impl Rust<'_, '_> {
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

    /// `.user_id("app").set_tags(…)…`, up to a call without arguments: `.send()`, `.build()`.
    fn chain(&mut self, start: usize, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error("calls nest deeper than 100 levels here.");
        }
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.space()?;
            if !self.text.eat('.') {
                break;
            }
            self.space()?;
            let from = self.text.at;
            self.text.at += if self.text.rest().starts_with("r#") { 2 } else { 0 };
            let name = name_at(self.text.rest()).to_owned();
            self.text.at += name.len();
            let key_span = self.whole.span(from..self.text.at);
            if !self.text.eat('(') {
                break;
            }
            self.space()?;
            if self.text.eat(')') {
                if matches!(name.as_str(), "send" | "build" | "customize") {
                    break;
                }
                continue;
            }
            let value = self.value(depth + 1)?;
            self.space()?;
            self.text.eat(',');
            self.space()?;
            if !self.text.eat(')') {
                return self.error("expected ).");
            }
            let key = pascal_name(name.strip_prefix("set_").unwrap_or(&name));
            // `.passwords("a").passwords("b")` adds one at a time.
            let one = matches!(key.as_str(), "Passwords" | "Tags") && !name.starts_with("set_");
            if !one {
                entries.push(Entry { key, key_span, value });
                continue;
            }
            let known = entries.iter_mut().find(|entry| entry.key == key);
            match known.map(|entry| &mut entry.value.what) {
                Some(NodeKind::List(items)) => items.push(value),
                _ => {
                    let span = value.span.clone();
                    entries.push(Entry {
                        key,
                        key_span,
                        value: Node::new(NodeKind::List(vec![value]), span),
                    });
                }
            }
        }
        Ok(Node::new(NodeKind::Map(entries), self.whole.span(start..self.text.at)))
    }

    fn value(&mut self, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error("values nest deeper than 100 levels here.");
        }
        self.space()?;
        let start = self.text.at;
        let mut node = self.primary(depth)?;
        // `.into()`, `.to_string()`, `.to_owned()`
        loop {
            let end = self.text.at;
            let rest = self.text.rest();
            let Some(suffix) = [".into()", ".to_string()", ".to_owned()", ".clone()", ".as_str()"]
                .into_iter()
                .find(|suffix| rest.starts_with(suffix))
            else {
                self.space()?;
                let ends = matches!(self.text.peek(), None | Some(',' | ')' | ']'));
                if ends {
                    self.text.at = end;
                    return Ok(node);
                }
                // Whatever else it is, its value isn't known.
                let mut reader = Reader::new(self.source, self.whole, Dialect::JavaScript, start);
                reader.skip_expression()?;
                if reader.text.at <= end {
                    return self.error("expected , or ).");
                }
                self.text.at = reader.text.at;
                node = self.open(start);
                continue;
            };
            self.text.at += suffix.len();
        }
    }

    fn open(&self, start: usize) -> Node {
        let span = self.whole.span(start..self.text.at);
        self.source.open_node(&expression_name(self.text.since(start)), span)
    }

    fn primary(&mut self, depth: usize) -> Read<Node> {
        let start = self.text.at;
        let rest = self.text.rest();
        if rest.starts_with('"') {
            return self.string();
        }
        if rest.starts_with("r\"") || rest.starts_with("r#") {
            let hashes =
                rest.get(1..).map_or(0, |rest| rest.bytes().take_while(|byte| *byte == b'#').count());
            let close = ["\"", &"#".repeat(hashes)].concat();
            let inner = rest.get(2 + hashes..).unwrap_or_default();
            let Some(length) = inner.find(&close) else { return self.error("this string isn't closed.") };
            let text = inner.get(..length).unwrap_or_default().to_owned();
            self.text.at += 2 + hashes + length + close.len();
            return Ok(Node::text(text, self.whole.span(start..self.text.at)));
        }
        for open in ["Some(", "vec![", "&[", "["] {
            if !rest.starts_with(open) {
                continue;
            }
            self.text.at += open.len();
            if open == "Some(" {
                let node = self.value(depth + 1)?;
                self.space()?;
                self.text.eat(',');
                self.space()?;
                return if self.text.eat(')') { Ok(node) } else { self.error("expected ).") };
            }
            let mut items = Vec::new();
            loop {
                self.space()?;
                if self.text.eat(']') {
                    return Ok(Node::new(NodeKind::List(items), self.whole.span(start..self.text.at)));
                }
                items.push(self.value(depth + 1)?);
                self.space()?;
                if !self.text.eat(',') && self.text.peek() != Some(']') {
                    return self.error("expected , or ].");
                }
            }
        }
        self.text.skip(|letter| letter.is_alphanumeric() || "_:&*".contains(letter));
        let name = self.text.since(start);
        if name.ends_with("::builder") && self.text.rest().starts_with("()") {
            self.text.at += 2;
            return self.chain(start, depth + 1);
        }
        let what = match name {
            "true" | "false" => NodeKind::Bool(name == "true"),
            "None" => NodeKind::Null,
            name if name.contains("InputAuthenticationType::") => {
                NodeKind::Text(match name.rsplit("::").next() {
                    Some("NoPassword" | "NoPasswordRequired") => "no-password-required".to_owned(),
                    kind => kind.unwrap_or_default().to_ascii_lowercase(),
                })
            }
            "" => return self.error("expected a value."),
            _ => return Ok(self.open(start)),
        };
        Ok(Node::new(what, self.whole.span(start..self.text.at)))
    }

    /// Text in quotes. A backslash at the end of a line takes the line end and the blanks after it.
    fn string(&mut self) -> Read<Node> {
        let start = self.text.at;
        self.text.at += 1;
        let mut text = String::new();
        loop {
            let from = self.text.at;
            let Some(letter) = self.text.letter() else {
                self.text.at = start;
                return self.error("this string isn't closed with a quote.");
            };
            self.text.at += letter.len_utf8();
            match letter {
                '"' => return Ok(Node::text(text, self.whole.span(start..self.text.at))),
                '\\' => {
                    let escaped = self.escape()?;
                    if let Some(letter) = escaped {
                        self.source.push_escaped(&mut text, letter, self.whole.span(from..self.text.at));
                    }
                }
                letter => text.push(letter),
            }
        }
    }

    /// What follows a backslash; nothing at the end of a line.
    fn escape(&mut self) -> Read<Option<char>> {
        let letter = self.text.letter().unwrap_or('\\');
        self.text.at += letter.len_utf8();
        let digits = match letter {
            'n' => return Ok(Some('\n')),
            'r' => return Ok(Some('\r')),
            't' => return Ok(Some('\t')),
            '0' => return Ok(Some('\0')),
            '\\' | '"' | '\'' => return Ok(Some(letter)),
            '\n' => {
                self.text.skip(char::is_whitespace);
                return Ok(None);
            }
            'x' => 2,
            'u' if self.text.eat('{') => {
                self.text.rest().find('}').filter(|length| *length <= 6).unwrap_or(0)
            }
            _ => return self.error("this isn't an escape that Rust knows."),
        };
        let code = self.text.rest().get(..digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(escaped) = code.and_then(char::from_u32) else {
            return self.error("this isn't a Unicode character.");
        };
        self.text.at += digits + usize::from(letter == 'u');
        Ok(Some(escaped))
    }
}
