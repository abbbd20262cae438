//! What the linter reports about surprising strings, and that it reports nothing about others.

use access_string::{Engine, LintKind, parse};

/// What is said, as `kind word`.
fn lints(text: &str, engine: Engine) -> Vec<String> {
    let access = parse(text, engine);
    let lints = access.lint().into_iter().map(|lint| {
        let word = lint.span.slice(&access.text);
        let by = |by: access_string::Span| by.slice(&access.text).to_owned();
        match lint.kind {
            LintKind::NoState => "no state".to_owned(),
            LintKind::NoCommand => "no command".to_owned(),
            LintKind::NoKey => "no key".to_owned(),
            LintKind::NoChannel => "no channel".to_owned(),
            LintKind::FullAccess => "full access".to_owned(),
            LintKind::Undone { by: other } => format!("{word} undone by {}", by(other)),
            LintKind::Useless { by: Some(other) } => format!("{word} as {}", by(other)),
            LintKind::Useless { by: None } => format!("{word} useless"),
            LintKind::Ignored => format!("{word} ignored"),
            LintKind::TakesAway(commands) => format!("{word} takes {commands:?}"),
            LintKind::NoConnection(commands) => format!("misses {commands:?}"),
            LintKind::SeesAllKeys(commands) => format!("sees by {commands:?}"),
            LintKind::UnbalancedQuotes => format!("quotes {word}"),
            LintKind::DroppedSelector => format!("dropped {word}"),
            LintKind::Newer { since } => format!("{word} since {since}"),
            other => format!("{other:?}"),
        }
    });
    lints.filter(|lint| !lint.starts_with("misses")).collect()
}

#[test]
fn surprises_are_reported() {
    use Engine::*;
    let cases: &[(Engine, &str, &[&str])] = &[
        (Valkey80, "on ~a:* &* -@all +get +ping", &["-@all useless"]),
        (Valkey80, "on ~* +get -@all", &["+get undone by -@all", "no command"]),
        (
            Valkey80,
            "on ~a -@dangerous +@all",
            &["-@dangerous undone by +@all", "no channel", "sees by [keys, scan, randomkey]"],
        ),
        (Valkey80, "+get ~a", &["no state"]),
        (Valkey80, "on +get", &["no key"]),
        (Valkey80, "on ~*", &["no command"]),
        (Valkey80, "on ~* -@all +auth", &["-@all useless", "no command"]),
        (
            Valkey80,
            "on ~* -@all +config|get -config|get +auth",
            &["-@all useless", "+config|get undone by -config|get", "no command"],
        ),
        (Valkey80, "on ~* &* +@all", &["full access"]),
        (Redis62, "on ~* +@all", &["full access"]),
        (Redis70, "on ~* +publish", &["no channel"]),
        (Redis62, "on ~* +publish", &[]),
        (Redis60, "on ~* +publish", &[]),
        (Valkey80, "on ~* &* +@all -@dangerous", &["-@dangerous takes [info]"]),
        (Valkey80, "on ~* &* +@all -@dangerous +info", &[]),
        (Valkey80, "on ~a +@read +get", &["+get as +@read", "sees by [keys, scan, randomkey]"]),
        (Valkey80, "on ~a* ~ab +get", &["~ab as ~a*"]),
        (Valkey80, "on ~a off +get", &["on undone by off"]),
        (Valkey80, "on ~a +get (~b\"c +set)", &["quotes ~b\"c +set"]),
        (Redis70, "on ~a +get (+get ~a (+set ~b)", &["dropped (+get ~a "]),
        (Valkey91, "on ~a +get sanitize-payload", &["sanitize-payload ignored"]),
        (Redis62, "on ~a +get %R~b", &["%R~b since redis-7.0"]),
        (Redis60, "on ~a +get &b", &["&b since redis-6.2"]),
        (Valkey80, "on ~a +get db=0", &["db=0 since valkey-9.1"]),
        (Valkey80, "on ~a +get +hgetdel", &["+hgetdel since valkey-9.1"]),
        (Valkey80, "on ~a +get +nosuch", &[]),
    ];
    for (engine, text, expected) in cases {
        assert_eq!(lints(text, *engine), *expected, "{text} on {engine}");
    }
}

#[test]
fn missing_connection_commands_are_reported() {
    let misses = |text| {
        let access = parse(text, Engine::Valkey80);
        let found = access.lint().into_iter().find_map(|lint| match lint.kind {
            LintKind::NoConnection(commands) => {
                Some(commands.iter().map(|command| command.name()).collect::<Vec<_>>())
            }
            _ => None,
        });
        found.unwrap_or_default()
    };
    assert_eq!(misses("on ~* -@all +@read"), ["ping", "client|setname", "client|setinfo", "select"]);
    assert_eq!(misses("on ~* -@all +@read +@connection"), Vec::<&str>::new());
    assert_eq!(misses("off -@all"), Vec::<&str>::new());
}
