//! Values to JSON text.

use super::Value;
use std::fmt;

/// JSON text in the making. What is written one after another is set apart by commas where they are needed.
///
/// ```
/// let mut out = elasticache_user::json::Writer::default();
/// out.open('{').text("id", "a\"b").name("list").open('[').item("x").item("y").close(']').flag("ok", true).close('}');
/// assert_eq!(out.text, r#"{"id":"a\"b","list":["x","y"],"ok":true}"#);
/// ```
#[derive(Default)]
pub struct Writer {
    /// What was written.
    pub text: String,
}

impl Writer {
    fn comma(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }

    /// Opens an object or an array, with its bracket.
    pub fn open(&mut self, bracket: char) -> &mut Self {
        self.comma();
        self.text.push(bracket);
        self
    }

    /// Closes an object or an array, with its bracket.
    pub fn close(&mut self, bracket: char) -> &mut Self {
        self.text.push(bracket);
        self
    }

    /// The name of a member, whose value comes next.
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.item(name).text.push(':');
        self
    }

    /// A text, as an item or after a name.
    pub fn item(&mut self, text: &str) -> &mut Self {
        self.comma();
        quote(&mut self.text, text);
        self
    }

    /// A member that is text.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.name(name).item(text)
    }

    /// A member that is text or null.
    pub fn maybe(&mut self, name: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(name, text),
            None => self.null(name),
        }
    }

    /// A member that is null.
    pub fn null(&mut self, name: &str) -> &mut Self {
        self.name(name).raw("null")
    }

    /// A member that is true or false.
    pub fn flag(&mut self, name: &str, flag: bool) -> &mut Self {
        self.name(name).raw(if flag { "true" } else { "false" })
    }

    /// A member that is a whole number.
    pub fn number(&mut self, name: &str, number: usize) -> &mut Self {
        self.name(name).raw(&number.to_string())
    }

    /// A member that is a list of texts.
    pub fn texts<T: AsRef<str>>(&mut self, name: &str, texts: &[T]) -> &mut Self {
        self.name(name).open('[');
        for text in texts {
            self.item(text.as_ref());
        }
        self.close(']')
    }

    /// JSON text as it is, as an item or after a name.
    pub fn raw(&mut self, json: &str) -> &mut Self {
        self.comma();
        self.text.push_str(json);
        self
    }

    /// A value, as an item or after a name.
    pub fn value(&mut self, value: &Value) -> &mut Self {
        match value {
            Value::Null => self.raw("null"),
            Value::Bool(true) => self.raw("true"),
            Value::Bool(false) => self.raw("false"),
            Value::Number(number) => self.raw(number.as_str()),
            Value::String(text) => self.item(text),
            Value::Array(items) => {
                self.open('[');
                for item in items {
                    self.value(item);
                }
                self.close(']')
            }
            Value::Object(members) => {
                self.open('{');
                for (name, value) in members {
                    self.name(name).value(value);
                }
                self.close('}')
            }
        }
    }
}

fn quote(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut rest = text;
    while let Some(plain) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
        let (before, from) = rest.split_at(plain);
        out.push_str(before);
        let byte = from.bytes().next().unwrap_or(b' ');
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            _ => {
                out.push_str(if byte < 16 { "\\u000" } else { "\\u001" });
                out.push(char::from_digit(u32::from(byte % 16), 16).unwrap_or('0'));
            }
        }
        rest = from.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out.push('"');
}

/// On one line.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl Value {
    fn to_text(&self) -> String {
        let mut out = Writer::default();
        out.value(self);
        out.text
    }

    /// On several lines, with two blanks a level.
    pub fn to_string_pretty(&self) -> String {
        let mut out = String::new();
        pretty(self, 0, &mut out);
        out
    }
}

fn pretty(value: &Value, depth: usize, out: &mut String) {
    let line = |depth: usize, out: &mut String| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                line(depth + 1, out);
                pretty(item, depth + 1, out);
            }
            line(depth, out);
            out.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (n, (name, value)) in members.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                line(depth + 1, out);
                quote(out, name);
                out.push_str(": ");
                pretty(value, depth + 1, out);
            }
            line(depth, out);
            out.push('}');
        }
        plain => out.push_str(&plain.to_text()),
    }
}
