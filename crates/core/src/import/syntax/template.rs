//! Template placeholders: `{{name}}`, `${NAME}`, `<name>`, `<%= name %>`, `#{name}#` and `%NAME%`, where a value is filled in later.

use crate::{Member, Path};
use core::ops::Range;

/// Longer ones aren't placeholders.
const LONGEST: usize = 120;

/// The first template placeholder in a value, in bytes.
///
/// A password may hold `<` and `%`, and in an access string a word that begins with `<` is about a password: there, such marks
/// count only where they are the whole value.
pub fn mark(path: &Path, text: &str) -> Option<Range<usize>> {
    let found = text
        .char_indices()
        .filter(|(_, first)| matches!(first, '{' | '$' | '<' | '%' | '#'))
        .find_map(|(at, _)| Some(at..at + length(text.get(at..)?)?));
    let found = found?;
    let is_whole = found == (0..text.len());
    let unsure = match text.get(found.start..).and_then(|rest| rest.chars().next()) {
        Some('<') => {
            let begins_word =
                text.get(..found.start).is_some_and(|before| before.ends_with(char::is_whitespace));
            let access = [Member::AccessString, Member::AppendAccessString].map(Path::Member).contains(path);
            path.is_secret() || access && (found.start == 0 || begins_word)
        }
        Some('%') => path.is_secret(),
        _ => false,
    };
    (is_whole || !unsure).then_some(found)
}

/// The length of the mark that the text begins with.
fn length(text: &str) -> Option<usize> {
    let (open, close, is_inner): (_, _, fn(char) -> bool) = match text {
        _ if text.starts_with("{{") => ("{{", "}}", |inner| !inner.is_control()),
        _ if text.starts_with("${") => ("${", "}", |inner| !inner.is_control() && inner != '{'),
        _ if text.starts_with("<%") => ("<%", "%>", |inner| !inner.is_control()),
        _ if text.starts_with("#{") => ("#{", "}#", |inner| inner.is_alphanumeric() || "_-.".contains(inner)),
        _ if text.starts_with('<') => ("<", ">", |inner| inner.is_alphanumeric() || " _-.".contains(inner)),
        _ if text.starts_with('%') => ("%", "%", |inner| inner.is_ascii_alphanumeric() || inner == '_'),
        _ => return None,
    };
    let rest = &text[open.len()..];
    let end =
        rest.char_indices().take(LONGEST).map(|(at, _)| at).find(|at| rest[*at..].starts_with(close))?;
    let inner = &rest[..end];
    let first = inner.trim_start_matches([' ', '=', '-']).chars().next()?;
    let named = open == "{{" || first.is_alphabetic() || first == '_';
    (named && inner.chars().all(is_inner)).then_some(open.len() + end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found() {
        for (path, text, expected) in [
            ("UserId", "{{username}}", Some("{{username}}")),
            ("UserId", "app-{{ user }}-x", Some("{{ user }}")),
            ("UserId", "${USER_ID}", Some("${USER_ID}")),
            ("UserName", "<user name>", Some("<user name>")),
            ("UserName", "%APP%-reader", Some("%APP%")),
            ("Engine", "${env:ENGINE:-valkey}", Some("${env:ENGINE:-valkey}")),
            ("AccessString", "on ~<app>:* +@read", Some("<app>")),
            ("AccessString", "<access string>", Some("<access string>")),
            ("Passwords[0]", "{{resolve:secretsmanager:x}}", Some("{{resolve:secretsmanager:x}}")),
            ("Passwords[0]", "<password>", Some("<password>")),
            ("UserId", "<%= user %>", Some("<%= user %>")),
            ("Passwords[0]", "#{Password}#", Some("#{Password}#")),
            // What is none.
            ("UserId", "<%%>", None),
            ("UserId", "user-1", None),
            ("AccessString", "on %R~app:* %W~b:* +@all", None),
            ("AccessString", "on <oldpassword> ~* +@all", None),
            ("AccessString", "on ~{user}:* +@all", None),
            ("AccessString", "on ~a$b +get", None),
            ("Passwords[0]", "Zt4m<Qv81>Lw0xRc7p", None),
            ("Passwords[0]", "Zt4m%Qv81%Lw0xRc7p", None),
            ("Tags[0].Value", "50 % of < 3 and > 2", None),
            ("Tags[0].Value", "100%", None),
            ("UserId", "{{}}", None),
            ("UserId", "{{", None),
            ("UserName", "$5 {a}", None),
        ] {
            let found = mark(&Path::parse(path), text).map(|range| &text[range]);
            assert_eq!(found, expected, "{path} {text}");
        }
    }
}
