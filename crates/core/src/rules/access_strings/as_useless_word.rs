//! A redundant word.

use crate::rules::access::{Access, is_about_commands, is_password};
use crate::rules::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-useless-word",
    title: "Redundant word",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A word that repeats what another word already says. A subcommand after its whole command is a warning.",
    why: "It changes no rights, and a shorter string is easier to review. ElastiCache stores it all the same.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@all +@read +get"}"#, "AccessString")
            .span(19, 23)
            .fixed(r#"{"AccessString": "on ~* -@all +@read"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~app:* ~app:1 +get"}"#, "AccessString")
            .span(10, 16)
            .fixed(r#"{"AccessString": "on ~app:* +get"}"#),
        Example::bad(
            CreateUser,
            r#"{"AccessString": "on ~rl:* -@all +get +@connection +client|setinfo"}"#,
            "AccessString",
        )
        .span(33, 48)
        .fixed(r#"{"AccessString": "on ~rl:* -@all +get +@connection"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~app:* %R~app:* +get"}"#, "AccessString")
            .span(10, 18)
            .fixed(r#"{"AccessString": "on ~app:* +get"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on %W~a %RW~a +get"}"#, "AccessString")
            .span(3, 7)
            .fixed(r#"{"AccessString": "on %RW~a +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": "off ~* -@all +@read"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on %W~* %W~a %R~a +get"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AppendAccessString": "+@write -@hash -@fast"}"#)
            .context(r#"{"engineVersion": "redis-6.2"}"#),
    ]),
};

/// More findings than this don't help.
const MOST: usize = 8;

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let mut reported = 0;
        for (kind, place) in access.lints() {
            let (LintKind::Useless { by: Some(by) }, Some(place)) = (kind, place) else { continue };
            let word = access.text.get(place.clone()).unwrap_or_default();
            let other = access.word(*by);
            if is_password(word) || is_password(other) {
                continue;
            }
            let is_command = is_about_commands(word);
            // If the current rights are unknown, so is what a word adds to them.
            if is_command && !access.complete && !word.eq_ignore_ascii_case(other) {
                continue;
            }
            if is_half(access, word) {
                continue;
            }
            if reported == MOST {
                break;
            }
            reported += 1;
            let message = format!("`{word}` is redundant, because of `{other}`.");
            let finding = RULE.finding(findings, access.member, message).span(place.clone());
            if by.end <= place.start + access.string.text.len() - access.text.len() && is_subcommand(word) {
                finding
                    .severity(Severity::Warning)
                    .help("Valkey servers accept a subcommand after its whole command; Redis OSS 6.0 rejects it, and so has CreateUser. Remove it.")
                    .answered("InvalidParameterValue", "", Evidence::Seen);
            }
            // Which commands a category contains, and so what a command rule adds, depends on the version, and a user
            // isn't tied to one: its groups may belong to caches with different versions.
            let applicability = if is_command || access.needs_newer() { Choice } else { Safe };
            finding.edit(applicability, "Remove it", access.without(&place));
        }
    }
}

/// Whether another word allows only the rest for the same pattern: `%R~a %W~a` is `~a`, which is more than both, and more than
/// `%W~*` with `%R~a`.
fn is_half(access: &Access<'_>, word: &str) -> bool {
    let Some((kind, pattern)) = word.split_once('~').filter(|(kind, _)| kind.starts_with('%')) else {
        return false;
    };
    let words = access.string.tokens.iter().map(|token| access.word(token.span));
    let mut others = words.filter_map(|word| word.split_once('~'));
    others.any(|(other, same)| same == pattern && !other.eq_ignore_ascii_case(kind) && !is_whole(other))
}

/// Whether what is before the `~` of a key pattern allows both reading and writing: nothing, or `%RW`.
fn is_whole(kind: &str) -> bool {
    kind.is_empty() || ['r', 'w'].iter().all(|right| kind.to_ascii_lowercase().contains(*right))
}

/// Whether the word allows a single subcommand: `+client|setinfo`.
fn is_subcommand(word: &str) -> bool {
    word.starts_with('+') && word.contains('|')
}
