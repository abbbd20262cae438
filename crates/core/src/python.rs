//! How Python writes a JSON value: what the AWS CLI's messages show of a value that doesn't fit.

use crate::model::Any;
use alloc::borrow::ToOwned;
use alloc::string::String;
use hashbrown::DefaultHashBuilder;
use indexmap::IndexMap;
use serde_json::Number;

/// `str(value)`.
pub fn display(value: &Any) -> String {
    match value {
        Any::String(text) => text.clone(),
        other => {
            let mut out = String::new();
            repr(other, &mut out);
            out
        }
    }
}

/// `str(type(value))`, such as `<class 'str'>`.
pub fn type_name(value: &Any) -> &'static str {
    match value {
        Any::Null => "<class 'NoneType'>",
        Any::Bool(_) => "<class 'bool'>",
        Any::Number(number) if is_float(number) => "<class 'float'>",
        Any::Number(_) => "<class 'int'>",
        Any::String(_) => "<class 'str'>",
        Any::Array(_) => "<class 'list'>",
        Any::Object(_) => "<class 'dict'>",
    }
}

/// A number written with a point or an exponent is a `float` in Python, whatever its value.
fn is_float(number: &Number) -> bool {
    number.as_str().contains(['.', 'e', 'E'])
}

/// Goes as deep as the value; JSON is read no deeper than 128.
fn repr(value: &Any, out: &mut String) {
    match value {
        Any::Null => out.push_str("None"),
        Any::Bool(true) => out.push_str("True"),
        Any::Bool(false) => out.push_str("False"),
        Any::Number(number) => out.push_str(&number_repr(number)),
        Any::String(text) => text_repr(text, out),
        Any::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push_str(", ");
                }
                repr(item, out);
            }
            out.push(']');
        }
        Any::Object(members) => {
            out.push('{');
            // Of members of one name, the last value is at the first one's place.
            let members: IndexMap<&str, &Any, DefaultHashBuilder> =
                members.iter().map(|(name, value)| (name.as_str(), value)).collect();
            for (n, (name, value)) in members.into_iter().enumerate() {
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
    core::str::from_utf8(&buffer[..length]).is_ok_and(|text| text.escape_debug().nth(1) == Some(letter))
}

/// Of up to 15 digits, the shortest that read back as the same number are those given. What has more is shown as it was
/// written, where Python may show fewer: exact rounding would cost the page more than all of JSON.
fn number_repr(number: &Number) -> String {
    let text = number.as_str();
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    if !is_float(number) {
        // Python knows no -0 among whole numbers.
        return if text == "0" { "0".to_owned() } else { [sign, text].concat() };
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let first = digits.find(|digit| digit != '0').unwrap_or(digits.len());
    let digits = digits.get(first..).unwrap_or_default().trim_end_matches('0');
    // Longer exponents are beyond every float, whatever the digits before them.
    let exponent =
        exponent.parse::<i32>().unwrap_or(if exponent.starts_with('-') { -99_999 } else { 99_999 });
    // The place of the first digit: 0 for 1.5, -1 for 0.15.
    let place = i32::try_from(whole.len()).unwrap_or(99_999).saturating_add(exponent)
        - 1
        - i32::try_from(first).unwrap_or(99_999);
    let rest = digits.get(1..).unwrap_or_default();
    match place {
        _ if digits.is_empty() => [sign, "0.0"].concat(),
        place if place < -324 => [sign, "0.0"].concat(),
        309.. => [sign, "inf"].concat(),
        308 if digits > "17976931348623158" => [sign, "inf"].concat(),
        ..-4 | 16.. => {
            let (lead, point) = (digits.get(..1).unwrap_or_default(), if rest.is_empty() { "" } else { "." });
            let mark = if place < 0 { '-' } else { '+' };
            format!("{sign}{lead}{point}{rest}e{mark}{:02}", place.unsigned_abs())
        }
        ..0 => [sign, "0.", &"0".repeat(place.unsigned_abs() as usize - 1), digits].concat(),
        _ => {
            let whole = place as usize + 1;
            match (digits.get(..whole), digits.get(whole..)) {
                (Some(before), Some(after)) if !after.is_empty() => [sign, before, ".", after].concat(),
                _ => [sign, digits, &"0".repeat(whole - digits.len()), ".0"].concat(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by Python 3: `print([json.loads(text)])` for each text.
    #[test]
    fn values_are_written_as_in_python() {
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
            ("-0", "[0]"),
            ("1E400", "[inf]"),
            ("-1.8e308", "[-inf]"),
            ("1e-400", "[0.0]"),
            ("0.00012300e2", "[0.0123]"),
            ("120000e10", "[1200000000000000.0]"),
            ("12.5e20", "[1.25e+21]"),
            ("123456789012345678901234567890", "[123456789012345678901234567890]"),
            (r#""it's""#, r#"["it's"]"#),
            (r#""it's \"x\"""#, r#"['it\'s "x"']"#),
            (r#""a\u0000\u0085\u2028\ud83d\ude00é""#, r#"['a\x00\x85\u2028😀é']"#),
            (r#"{"a": 1, "b": 2, "a": 3}"#, "[{'a': 3, 'b': 2}]"),
            (r#"{"a": [1, "b"], "c": {}}"#, "[{'a': [1, 'b'], 'c': {}}]"),
        ] {
            let value = Any::Array(vec![serde_json::from_str(json).unwrap()]);
            assert_eq!(display(&value), python);
        }
    }
}
