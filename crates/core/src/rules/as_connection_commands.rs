//! What clients send at the start of a connection.

use super::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-connection-commands",
    title: "Usual clients send more than this",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A user that may not run PING, CLIENT SETNAME, CLIENT SETINFO or SELECT.",
    why: "Many clients send these when they connect, and some give up when they are refused. Add `+@connection`; clients of a cluster also need `+cluster|slots +cluster|shards +cluster|nodes`, and some libraries `+info`.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@all +@read"}"#, "AccessString")
            .fixed(r#"{"AccessString": "on ~* -@all +@read +@connection"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* -@all +@read +@connection"}"#),
        Example::good(CreateUser, r#"{"AccessString": "off ~* -@all +@read"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all -@dangerous"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        let missing = access.lints().find_map(|(kind, _)| match kind {
            LintKind::NoConnection(commands) => Some(commands),
            _ => None,
        });
        let Some(commands) = missing else { continue };
        let names: Vec<String> =
            commands.iter().map(|own| own.name().to_ascii_uppercase().replace('|', " ")).collect();
        let message = format!("Clients may send {} when they connect; the user may not.", names.join(", "));
        let end = access.text.trim_end().len();
        let mut words = String::from(" +@connection");
        let dialect = access.string.dialect;
        // Redis OSS 6 counts SELECT to another category.
        for command in
            commands.iter().filter(|own| dialect.categories_of(**own).all(|own| own.name() != "connection"))
        {
            words.push_str(" +");
            words.push_str(command.name());
        }
        let title = ["Add `", words.trim(), "`"].concat();
        let edit = access.replace(&(end..end), words);
        RULE.finding(findings, access.member, message).fix(title, edit);
    }
}
