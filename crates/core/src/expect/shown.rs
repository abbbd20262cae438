//! Commands that contain a password, which is never shown, stored or written.

use alloc::borrow::ToOwned;
use alloc::string::String;

/// Whether a command as typed may contain a password: `AUTH`, `HELLO … AUTH`, `MIGRATE … AUTH`, `ACL SETUSER` and
/// `CONFIG SET`.
#[must_use]
pub fn has_password(text: &str) -> bool {
    let mut words =
        text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    let mut has =
        |wanted: &[&str]| words.any(|word| wanted.iter().any(|option| option.eq_ignore_ascii_case(word)));
    match first.as_str() {
        "auth" => true,
        "hello" | "migrate" => has(&["auth", "auth2"]),
        "acl" => has(&["setuser"]),
        "config" => has(&["set", "rewrite"]),
        // An escape in quotes can spell any name.
        name => name.contains('\\'),
    }
}

/// The command as shown: one that may contain a password is cut after its name.
#[must_use]
pub fn shown(text: &str) -> String {
    if !has_password(text) {
        return text.to_owned();
    }
    let name = text.split_whitespace().next().unwrap_or_default();
    let name = if name.contains('\\') { "" } else { name };
    format!("{name} …").trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_in_commands_are_masked() {
        for text in [
            "AUTH canary",
            "auth app canary",
            "\"AUTH\" canary",
            "HELLO 3 AUTH app canary",
            "ACL SETUSER app >canary",
            "config set requirepass canary",
            "MIGRATE h 1 k 0 1 AUTH canary",
            r#""\x61uth" canary"#,
        ] {
            assert!(has_password(text), "{text}");
            assert!(!shown(text).contains("canary"), "{}", shown(text));
        }
        for text in ["GET auth", "SET k auth", "ACL WHOAMI", "CONFIG GET auth"] {
            assert!(!has_password(text), "{text}");
            assert_eq!(shown(text), text);
        }
    }
}
