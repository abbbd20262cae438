//! A command must exist.

use crate::rules::access::{Access, pattern_meant, quoted};
use crate::rules::*;
use access_string::{Command, ErrorKind, TokenKind};
use core::ops::Range;

pub static RULE: Rule = Rule {
    id: "as-command-known",
    title: "Unknown command",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A command or subcommand that no engine has. For module commands it's a warning: they exist only where the module does.",
    why: "Every engine rejects names it doesn't know. If the cache's parameter group renames a command, use its original name. A subcommand follows a bar: `+config|get`.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +gte"}"#, "AccessString")
            .span(6, 10)
            .fixed(r#"{"AccessString": "on ~* +get"}"#),
        Example::bad(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on ~* +client|zzzzzzzz"}"#,
            "AccessString",
        )
        .span(6, 22),
        Example::bad(CreateUser, r#"{"AccessString": "on -actor:* +@all"}"#, "AccessString")
            .span(3, 11)
            .fixed(r#"{"AccessString": "on ~actor:* +@all"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +json.get"}"#, "AccessString").span(6, 15),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +json.get +get +json.set"}"#, "AccessString")
            .span(6, 15),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +GET -config|set +select|0"}"#),
    ]),
};

/// The prefixes of module commands.
const MODULES: [&str; 9] = ["json.", "bf.", "ft.", "ts.", "cf.", "cms.", "topk.", "tdigest.", "graph."];

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        of_modules(access, findings);
        for (error, place, word) in access.errors() {
            let unknown = match error.kind {
                ErrorKind::UnknownCommand => !word.contains('@') && !selector::is_about(error, word),
                ErrorKind::FirstArgOfSubcommand | ErrorKind::CommandFullyAdded => true,
                _ => false,
            };
            if !unknown || version::is_newer(access, word) {
                continue;
            }
            let word = quoted(word);
            let name = word.get(1..).unwrap_or_default().to_ascii_lowercase();
            let module = MODULES.iter().any(|module| name.starts_with(module));
            let message = match error.kind {
                ErrorKind::FirstArgOfSubcommand => {
                    format!("`{word}` limits a subcommand to one argument, which no engine supports.")
                }
                ErrorKind::CommandFullyAdded => {
                    format!("`{word}` comes after the whole command, which Redis OSS 6.0 rejects.")
                }
                _ if pattern_meant(&word).is_some() => {
                    format!("`{word}` isn't a command. Key patterns begin with `~`.")
                }
                _ if name.is_empty() => format!("`{word}` doesn't name a command."),
                _ => format!("`{name}` isn't a command in any engine."),
            };
            let finding = RULE.finding(findings, access.member, message).span(place.clone());
            if module {
                finding.severity(Severity::Warning);
            } else {
                finding.invalid();
            }
            finding.suggestions(subject, access, error, &place);
        }
    }
}

/// One warning for each module, at the first of its commands.
fn of_modules(access: &Access<'_>, findings: &mut Vec<Finding>) {
    let mut modules: Vec<(&str, Command, Range<usize>, usize)> = Vec::new();
    for (token, place) in access.tokens() {
        let TokenKind::Command { allow: true, command } = token.kind else { continue };
        if !command.is_of_module() {
            continue;
        }
        let module = command.name().split('.').next().unwrap_or_default();
        match modules.iter_mut().find(|(known, ..)| *known == module) {
            Some((.., more)) => *more += 1,
            None => modules.push((module, command, place, 0)),
        }
    }
    for (_, command, place, more) in modules {
        let message = match more {
            0 => format!("`{command}` exists only on caches with its module."),
            1 => format!("`{command}` and another command exist only on caches with their module."),
            _ => format!("`{command}` and {more} more commands exist only on caches with their module."),
        };
        let finding = RULE.finding(findings, access.member, message);
        finding.severity(Severity::Warning).span(place);
        if let Some(help) = super::as_category_module::available(command.name()) {
            finding.help(help);
        }
    }
}
