//! Strings of HCL, the language of Terraform.

use super::escaped::{Numbered, push};
use alloc::string::String;

/// The text as a quoted template of HCL that holds no template.
pub fn hcl(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut letters = text.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        match letter {
            // `${` is written `$${`. After another `$` that would be read from the left, so there it is numbered.
            '$' | '%' if letters.peek() == Some(&'{') => {
                if before == Some(letter) {
                    out.push_str(&format!("\\u{:04x}", u32::from(letter)));
                } else {
                    out.push(letter);
                    out.push(letter);
                }
            }
            letter => push(&mut out, letter, Numbered::Fixed),
        }
        before = Some(letter);
    }
    out.push('"');
    out
}

/// Whether HCL may read another text than this one: it composes characters (Unicode form NFC), so that a letter and an
/// accent after it become one letter.
pub fn hcl_composes(text: &str) -> bool {
    let marks =
        ['\u{300}'..='\u{36f}', '\u{1100}'..='\u{11ff}', '\u{1ab0}'..='\u{1aff}', '\u{1dc0}'..='\u{1dff}'];
    let joins = |letter: char| {
        marks.iter().any(|range| range.contains(&letter)) || "\u{2126}\u{212a}\u{212b}".contains(letter)
    };
    !text.is_ascii() && text.chars().any(joins)
}

#[cfg(test)]
mod tests {
    use super::{hcl, hcl_composes};

    #[test]
    fn combining_accents_are_recognized() {
        assert!(hcl_composes("e\u{301}") && !hcl_composes("é") && !hcl_composes("e"));
    }

    #[test]
    fn template_sequences_are_escaped() {
        assert_eq!(hcl("${a} %{b} $a 5% $"), r#""$${a} %%{b} $a 5% $""#);
        assert_eq!(hcl("$${a} %%{b}"), r#""$\u0024{a} %\u0025{b}""#);
        assert_eq!(hcl("\"\\\0"), r#""\"\\\u0000""#);
    }
}
