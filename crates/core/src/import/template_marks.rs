//! The marks that tools for templates fill in: `{{name}}`, `${NAME}`, `<name>`, `%NAME%`, `<%= name %>`.
//!
//! A value with such a mark is left open: it stays as it is, and is not to be judged.

/// The name in the first mark of a value, if it has one. `<name>` and `%NAME%` are marks only where they are the whole value: in
/// access strings and passwords such signs have other meanings.
pub(super) fn name(value: &str) -> Option<&str> {
    let whole = value.trim();
    let between = |open: &str, close: &str| whole.strip_prefix(open)?.strip_suffix(close);
    let inside = |open: &str, close: &str| {
        let start = value.find(open)? + open.len();
        let rest = value.get(start..)?;
        rest.get(..rest.find(close)?)
    };
    let found = [
        inside("{{", "}}"),
        inside("<%=", "%>"),
        inside("${", "}"),
        between("<", ">"),
        between("%", "%"),
        between("[[", "]]"),
        between("__", "__"),
        between("@@", "@@"),
    ];
    found.into_iter().flatten().map(trimmed).find(|name| is_name(name))
}

fn trimmed(name: &str) -> &str {
    name.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '~' | '{' | '}' | '.' | '$')
    })
}

/// What people write in a mark: words, with what joins them, a default or a filter.
fn is_name(name: &str) -> bool {
    name.len() <= 200
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|letter| letter.is_alphanumeric() || " _-./:|\"'()[],".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn marks_are_found() {
        for (value, found) in [
            ("{{username}}", "username"),
            ("{{ .Values.user.id }}", "Values.user.id"),
            ("{{ user | default('a') }}", "user | default('a')"),
            (
                "{{resolve:secretsmanager:app:SecretString:password}}",
                "resolve:secretsmanager:app:SecretString:password",
            ),
            ("app-{{env}}", "env"),
            ("on ~{{prefix}}:* -@all +get", "prefix"),
            ("${NAME}", "NAME"),
            ("app-${env}-x", "env"),
            ("${NAME:-app}", "NAME:-app"),
            ("<user-id>", "user-id"),
            ("<YOUR USER>", "YOUR USER"),
            ("%USERNAME%", "USERNAME"),
            ("<%= name %>", "name"),
            ("__USER_ID__", "USER_ID"),
            ("@@user@@", "user"),
            ("[[user]]", "user"),
        ] {
            assert_eq!(name(value), Some(found), "{value}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for value in [
            "",
            "app",
            "on ~* +@all",
            "on %R~a:* %W~b:* +get",
            "on ~{a}:* +get",
            "on ~a{{ +get",
            "100%sure%thing",
            "a<b>c",
            "<",
            "<>",
            "on <password ~*",
            "on >secret ~*",
            "${}",
            "$NAME",
            "{{}}",
            "{{ }}",
            "on ~{{1}} +get",
            "%%",
            "__",
            "____",
        ] {
            assert_eq!(name(value), None, "{value}");
        }
    }
}
