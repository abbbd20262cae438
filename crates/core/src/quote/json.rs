//! JSON strings (RFC 8259), ASCII only, as the AWS CLI prints them.

use alloc::string::String;

/// The text as a JSON string with its quotes.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(letter),
            other => {
                for unit in other.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn json_strings_round_trip() {
        for text in ["", "a\"b\\c", "line\nbreak\u{0}\u{7f}", "é 🦀 \u{2028} </script>"] {
            assert_eq!(serde_json::from_str::<String>(&json(text)).unwrap(), text);
        }
    }
}
