//! A cache's NOPERM error: not a user, but often pasted as one.

use super::{Import, Importer, Source, not_a_user};
use access_string::is_refusal;

pub const IMPORTER: Importer = Importer { id: "refusal", title: "NOPERM error", recognizes, read };

/// Beside one of these a refusal is a remark in the definition of a user.
const OF_A_USER: [&str; 5] = ["userid", "user_id", "user-id", "accessstring", "access_string"];

fn recognizes(source: &Source<'_>) -> bool {
    let text = source.text;
    if !text.lines().any(is_refusal) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    !OF_A_USER.iter().any(|word| lower.contains(word)) && !text.lines().any(super::acl::is_definition)
}

fn read(source: &Source<'_>, import: &mut Import) {
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        if is_refusal(line) {
            let message = "This is a NOPERM error, not a user. It says what a user lacks: paste it under \"Library not \
                listed?\" in the page, or pass it to `elasticache-user acl suggest`, to see which rules are missing.";
            return not_a_user::say(import, at..at + line.trim_end().len(), message);
        }
        at += line.len();
    }
}

#[cfg(test)]
mod tests {
    use crate::import::import;

    #[test]
    fn a_noperm_error_is_recognized_and_is_not_a_user() {
        for text in [
            "ReplyError: NOPERM No permissions to access a key",
            "(error) NOPERM this user has no permissions to run the 'get' command or its subcommand",
            "redis.exceptions.NoPermissionError: No permissions to access a channel",
            r#"{"level":"error","msg":"NOPERM User app has no permissions to run the 'get' command"}"#,
            "Traceback (most recent call last):\n  raise response\nNOPERM No permissions to access a key",
        ] {
            let read = import(text);
            assert_eq!((read.format, read.users.len(), read.errors.len()), (Some("refusal"), 0, 1), "{text}");
            assert!(read.errors[0].message.starts_with("This is a NOPERM error, not a user."), "{text}");
        }
    }

    #[test]
    fn a_user_next_to_a_noperm_error_is_imported() {
        for text in [
            "# NOPERM seen on Monday\naws elasticache create-user --user-id a --access-string 'on +get'",
            r#"{"UserId": "a", "AccessString": "on +get", "Tags": [{"Key": "why", "Value": "NOPERM"}]}"#,
            "user app on ~a:* +get\n# NOPERM without it",
        ] {
            let read = import(text);
            assert_eq!((read.users.len(), read.errors.len()), (1, 0), "{text}");
        }
    }
}
