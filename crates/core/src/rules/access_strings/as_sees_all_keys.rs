//! Key patterns don't hide the names of keys.

use crate::rules::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-sees-all-keys",
    title: "User can see other keys' names",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "KEYS, SCAN or RANDOMKEY for a user with limited keys.",
    why: "Engines don't check these commands against key patterns: they show the names of all keys, though not the values. If the names are secret, remove the commands: `-keys -scan -randomkey`.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~app:* +@all"}"#, "AccessString"),
        Example::good(CreateUser, r#"{"AccessString": "on ~app:* +@all -keys -scan -randomkey"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.may_be_live()) {
        let found = access.lints().find_map(|(kind, place)| match kind {
            LintKind::SeesAllKeys(commands) => Some((commands, place)),
            _ => None,
        });
        let Some((commands, place)) = found else { continue };
        let mut message = String::with_capacity(96);
        for (n, command) in commands.iter().enumerate() {
            message.push_str(match n {
                0 => "",
                n if n + 1 == commands.len() => " and ",
                _ => ", ",
            });
            gain::push(&mut message, command.name());
        }
        message.push_str(if commands.len() == 1 { " shows" } else { " show" });
        message.push_str(" key names outside this user's patterns.");
        RULE.finding(findings, access.member, message).span(place);
    }
}
