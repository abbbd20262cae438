//! Strings between double quotes with a backslash before what is special, as C and its descendants write them.

use alloc::string::String;

/// How a language writes a character by its number.
#[derive(Clone, Copy)]
pub(super) enum Numbered {
    /// `\u00e9`, and `\U0001f980` above U+FFFF: Python, Go, HCL, YAML.
    Fixed,
    /// `\u{e9}`: Rust, JavaScript.
    Braced,
}

/// The text with its quotes. What a person could not see, or could see wrongly (controls, invisible characters,
/// marks that turn the direction of writing), is written by number.
pub(super) fn double_quoted(text: &str, numbered: Numbered) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        push(&mut out, letter, numbered);
    }
    out.push('"');
    out
}

/// One character of such a string.
pub(super) fn push(out: &mut String, letter: char, numbered: Numbered) {
    match letter {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        letter if visible(letter) => out.push(letter),
        letter => {
            let code = u32::from(letter);
            out.push_str(&match numbered {
                Numbered::Braced => format!("\\u{{{code:x}}}"),
                Numbered::Fixed if letter.len_utf16() == 2 => format!("\\U{code:08x}"),
                Numbered::Fixed => format!("\\u{code:04x}"),
            });
        }
    }
}

/// Whether the character is seen for what it is.
fn visible(letter: char) -> bool {
    matches!(letter, ' '..='~') || (!letter.is_ascii() && letter.escape_debug().count() == 1)
}
