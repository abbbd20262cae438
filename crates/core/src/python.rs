//! How Python writes a JSON value: what the AWS CLI's messages show of a value that does not fit.

use serde_json::{Number, Value};

/// `str(value)`.
pub fn display(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => {
            let mut out = String::new();
            repr(other, &mut out);
            out
        }
    }
}

/// `str(type(value))`, such as `<class 'str'>`.
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "<class 'NoneType'>",
        Value::Bool(_) => "<class 'bool'>",
        Value::Number(number) if number.is_f64() => "<class 'float'>",
        Value::Number(_) => "<class 'int'>",
        Value::String(_) => "<class 'str'>",
        Value::Array(_) => "<class 'list'>",
        Value::Object(_) => "<class 'dict'>",
    }
}

/// Goes as deep as the value; `serde_json` reads no deeper than 128.
fn repr(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("None"),
        Value::Bool(true) => out.push_str("True"),
        Value::Bool(false) => out.push_str("False"),
        Value::Number(number) => out.push_str(&number_repr(number)),
        Value::String(text) => text_repr(text, out),
        Value::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push_str(", ");
                }
                repr(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (n, (name, value)) in members.iter().enumerate() {
                if n > 0 {
                    out.push_str(", ");
                }
                text_repr(name, out);
                out.push_str(": ");
                repr(value, out);
            }
            out.push('}');
        }
    }
}

fn text_repr(text: &str, out: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            _ if letter == quote => out.extend(['\\', quote]),
            _ if is_printable(letter) => out.push(letter),
            _ => {
                let code = u32::from(letter);
                out.push_str(&match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
        }
    }
    out.push(quote);
}

/// Python and Rust leave the same Unicode categories out; Rust asks only inside a text, not for a combining first letter.
fn is_printable(letter: char) -> bool {
    if letter.is_ascii() {
        return !letter.is_ascii_control();
    }
    let mut buffer = [b'a'; 5];
    let length = 1 + letter.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..length]).is_ok_and(|text| text.escape_debug().nth(1) == Some(letter))
}

fn number_repr(number: &Number) -> String {
    let Some(float) = number.as_f64().filter(|_| number.is_f64()) else { return number.to_string() };
    // Both languages print the shortest digits that read back as the same number; they differ in where the point goes.
    let scientific = format!("{float:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>().unwrap_or_default() {
        exponent @ (..-4 | 16..) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs())
        }
        _ => format!("{float:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by Python 3: `print([json.loads(text)])` for each text.
    #[test]
    fn values_are_written_as_python_writes_them() {
        for (json, python) in [
            ("null", "[None]"),
            ("true", "[True]"),
            ("-7", "[-7]"),
            ("1.0", "[1.0]"),
            ("1e16", "[1e+16]"),
            ("123456789012345.0", "[123456789012345.0]"),
            ("1e-5", "[1e-05]"),
            ("0.0001", "[0.0001]"),
            ("-0.0", "[-0.0]"),
            (r#""it's""#, r#"["it's"]"#),
            (r#""it's \"x\"""#, r#"['it\'s "x"']"#),
            (r#""a\u0000\u0085\u2028\ud83d\ude00é""#, r#"['a\x00\x85\u2028😀é']"#),
            (r#"{"a": [1, "b"], "c": {}}"#, "[{'a': [1, 'b'], 'c': {}}]"),
        ] {
            let value = Value::Array(vec![serde_json::from_str(json).unwrap()]);
            assert_eq!(display(&value), python);
        }
    }
}
