//! Arguments of a command that is typed at the prompt of `redis-cli` or `valkey-cli`, or sent to a server as a line.

use alloc::borrow::ToOwned;
use alloc::string::String;

/// The text as one argument. A server splits a line at spaces and knows double quotes with C's escapes.
pub fn redis(text: &str) -> String {
    let plain =
        |letter: char| !letter.is_whitespace() && !super::is_control(letter) && !"\"'".contains(letter);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            ' '..='~' => out.push(letter),
            letter if plain(letter) => out.push(letter),
            letter => {
                letter
                    .encode_utf8(&mut [0; 4])
                    .bytes()
                    .for_each(|byte| out.push_str(&format!("\\x{byte:02x}")));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::redis;

    #[test]
    fn only_special_words_are_quoted() {
        assert_eq!(redis("~a\\*[b]"), "~a\\*[b]");
        assert_eq!(redis("~a b\"\\"), r#""~a b\"\\""#);
        assert_eq!(redis("it's\n\0\u{a0}"), r#""it's\x0a\x00\xc2\xa0""#);
        assert_eq!(redis(""), "\"\"");
    }
}
