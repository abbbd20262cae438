//! Words that older versions don't know.

use crate::EngineVersion;
use crate::rules::access::quoted;
use crate::rules::access::version_name;
use crate::rules::*;
use access_string::{ErrorKind, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-version-feature",
    title: "Word isn't supported by every version",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A word introduced after the cache's version, or after the oldest version the cache may have.",
    why: "`&` patterns need Redis OSS 6.2. `%R~`, `%W~`, `%RW~`, selectors, `clearselectors` and denying a subcommand need Redis OSS 7.0 or Valkey. `db=` needs Valkey 9.1; AWS documents it, but not `alldbs` and `resetdbs`. Older caches reject these words.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on %R~a +get"}"#, "AccessString")
            .context(r#"{"engineVersion": "redis-6.2"}"#)
            .span(3, 7),
        Example::bad(CreateUser, r#"{"Engine": "redis", "AccessString": "on ~a &b +get"}"#, "AccessString")
            .span(6, 8),
        Example::bad(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on ~a +get db=1"}"#,
            "AccessString",
        )
        .span(11, 15),
        Example::bad(CreateUser, r#"{"AccessString": "on ~a +hgetdel"}"#, "AccessString")
            .context(r#"{"engineVersion": "valkey-8.0"}"#)
            .span(6, 14),
        Example::bad(
            CreateUser,
            r#"{"Engine": "redis", "AccessString": "on ~a +get clearselectors"}"#,
            "AccessString",
        )
        .span(11, 25),
        Example::bad(
            CreateUser,
            r#"{"Engine": "redis", "AccessString": "on ~a +get (~b +set)"}"#,
            "AccessString",
        )
        .span(11, 12),
        Example::bad(CreateUser, r#"{"AccessString": "on ~a +@bloom"}"#, "AccessString")
            .context(r#"{"engineVersion": "valkey-8.0"}"#)
            .span(6, 13),
        Example::good(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on %R~a &b +get (~c +set) -config|set"}"#,
        ),
        Example::good(CreateUser, r#"{"AccessString": "on ~a (+get nopass)"}"#)
            .context(r#"{"engineVersion": "valkey-8.0"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~a &b +get"}"#, "AccessString")
            .span(6, 8),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~a &b +get"}"#)
            .context(r#"{"current": {"Engine": "valkey"}}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~a &b +get"}"#, "AccessString")
            .context(r#"{"current": {"Engine": "redis", "MinimumEngineVersion": "6.0"}}"#)
            .span(6, 8),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on %R~a &b +get"}"#)
            .context(r#"{"current": {"Engine": "redis", "MinimumEngineVersion": "7.0"}}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~a +get clearselectors"}"#, "AccessString")
            .context(r#"{"engineVersion": "redis-6.2"}"#)
            .span(11, 25),
        Example::good(CreateUser, r#"{"AccessString": "on ~a +get &b"}"#)
            .context(r#"{"engineVersion": "redis-7.1"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let oldest = access.versions().first().copied().unwrap_or(EngineVersion::Redis60);
        // ModifyUser may omit the engine; then it's unknown whether an older version matters.
        let open = subject.context.engine_version.is_none()
            && subject.operation == ModifyUser
            && subject.known_engine().is_none();
        let mut add = |place: Range<usize>, message: String| {
            if open {
                let message = format!("{message} It depends on the user's engine, which isn't known here.");
                RULE.finding(findings, access.member, message).span(place).severity(Severity::Advice);
            } else {
                RULE.finding(findings, access.member, message).span(place);
            }
        };
        for (error, place, word) in access.errors() {
            if !matches!(
                error.kind,
                ErrorKind::Syntax | ErrorKind::UnknownCommand | ErrorKind::UnmatchedParenthesis
            ) {
                continue;
            }
            if let Some(first) = version::first(access, word) {
                let version = version_name(subject.version());
                let since = version_name(first);
                add(
                    place,
                    match first > subject.version() {
                        true => format!("`{}` needs {since}; {version} rejects it.", quoted(word)),
                        false => format!("{version} rejects `{}`, which {since} accepts.", quoted(word)),
                    },
                );
            }
        }
        for (token, place) in access.tokens() {
            let word = access.word(token.span);
            let since = match token.kind {
                TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels => {
                    EngineVersion::Redis62
                }
                TokenKind::Keys(_) if word.starts_with('%') => EngineVersion::Redis70,
                TokenKind::Open | TokenKind::ClearSelectors => EngineVersion::Redis70,
                TokenKind::Command { allow: false, command } if command.is_subcommand() => {
                    EngineVersion::Redis70
                }
                TokenKind::Databases | TokenKind::AllDatabases | TokenKind::ResetDatabases => {
                    EngineVersion::Valkey91
                }
                TokenKind::Command { command, .. } if !command.is_of_module() => {
                    let known = |version: &&EngineVersion| version.dialect().knows(command);
                    let found = access.versions().iter().find(known);
                    // In Redis OSS 6 a subcommand is a first argument, and any is accepted.
                    let old = oldest < EngineVersion::Redis70 && command.is_subcommand();
                    found.copied().filter(|_| !old).unwrap_or(oldest)
                }
                _ => continue,
            };
            if since > oldest {
                add(place, format!("`{}` needs {}.", quoted(word), version_name(since)));
            }
        }
    }
}
