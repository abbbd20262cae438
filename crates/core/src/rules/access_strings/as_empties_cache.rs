//! Key patterns don't prevent emptying the cache.

use crate::rules::access::Access;
use crate::rules::*;
use access_string::{Command, CommandSet, LintKind, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-empties-cache",
    title: "User can empty the cache",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::High,
    what: "FLUSHALL, FLUSHDB or SWAPDB for a user that can log in. For FUNCTION FLUSH and SCRIPT FLUSH it's advice.",
    why: "These commands name no key, so key patterns don't restrict them: a user with `~app:*` and `+@write` can delete everyone's keys. Remove them unless this user is meant to empty the cache.",
    source: source::FLUSHALL,
    check,
    examples: examples(&[
        Example::bad(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on ~app:* -@all +@read +@write"}"#,
            "AccessString",
        )
        .span(23, 30)
        .fixed(r#"{"Engine": "valkey", "AccessString": "on ~app:* -@all +@read +@write -@dangerous"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~app:* -@all +get +flushdb"}"#, "AccessString")
            .span(21, 29)
            .fixed(r#"{"AccessString": "on ~app:* -@all +get +flushdb -@dangerous"}"#),
        Example::bad(
            CreateUser,
            r#"{"AccessString": "on ~app:* -@all +eval +script|flush"}"#,
            "AccessString",
        )
        .span(22, 35)
        .fixed(r#"{"AccessString": "on ~app:* -@all +eval +script|flush -script|flush"}"#),
        Example::bad(
            CreateUser,
            r#"{"Engine": "redis", "AccessString": "on ~app:* -@all +@write +@bloom"}"#,
            "AccessString",
        )
        .span(16, 23)
        .fixed(r#"{"Engine": "redis", "AccessString": "on ~app:* -@all +@write +@bloom -@dangerous"}"#),
        Example::good(
            CreateUser,
            r#"{"AccessString": "on ~app:* -@all +@read +@write -@dangerous -function|flush"}"#,
        ),
        Example::good(
            CreateUser,
            r#"{"AccessString": "on ~app:* -@all +@write -flushall -flushdb -swapdb -function|flush"}"#,
        ),
        Example::good(CreateUser, r#"{"AccessString": "off ~app:* -@all +@write"}"#),
        // The current rights needn't be known.
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AppendAccessString": "+flushall"}"#,
            "AppendAccessString",
        )
        .span(0, 9)
        .fixed(r#"{"UserId": "a", "AppendAccessString": "+flushall -@dangerous"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AppendAccessString": "off +flushall"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AppendAccessString": "+get"}"#),
    ]),
};

/// Commands that delete or swap keys regardless of the patterns.
const KEYS: CommandSet = CommandSet::named(&["flushall", "flushdb", "swapdb"]);

/// Commands that delete everyone's scripts or functions.
const CODE: CommandSet = CommandSet::named(&["function|flush", "script|flush", "script"]);

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    // Just as dangerous when it's appended to an unknown user that can log in.
    let appended = |access: &Access<'_>| {
        let off = access.tokens().any(|(token, _)| token.kind == TokenKind::Off);
        !access.complete && access.is_accepted() && !off
    };
    for access in subject.access() {
        let unknown = appended(access);
        if !unknown && !access.may_be_live() {
            continue;
        }
        // Full access has its own rule.
        if access.lints().any(|(kind, _)| *kind == LintKind::FullAccess) {
            continue;
        }
        let keys = allowed(subject, access, &KEYS);
        if let Some(first) = keys.first() {
            let verb = if keys.len() == 1 { "ignores" } else { "ignore" };
            let who = if unknown { "A user with this added" } else { "This user" };
            let message =
                format!("{who} can empty the whole cache: {} {verb} key patterns.", gain::list(&keys));
            let place = granted_by(access, *first);
            let finding = RULE.finding(findings, access.member, message).span(place);
            if is_of_root(access, &keys) {
                finding.fix(Choice, deny_dangerous(access, &keys), access.append("-@dangerous"));
                deny(finding, access, &keys);
            }
        }
        let code = allowed(subject, access, &CODE);
        if let Some(first) = code.first() {
            let names = gain::list(&code);
            let who = if unknown { "A user with this added" } else { "This user" };
            let message = format!("{who} can delete everyone's scripts or functions: {names}.");
            let place = granted_by(access, *first);
            let finding = RULE.finding(findings, access.member, message).span(place);
            finding.severity(Severity::Advice).help("Clients that call a script or function by name fail until it's loaded again. Remove the command unless this user deploys scripts or functions.");
            if is_of_root(access, &code) {
                deny(finding, access, &code);
            }
        }
    }
}

/// Which of the commands the user may run somewhere.
fn allowed(subject: &Subject<'_>, access: &Access<'_>, commands: &CommandSet) -> Vec<Command> {
    let (dialect, serverless) = (access.string.dialect, subject.context.serverless == Some(true));
    let runs =
        |command: &Command| access.string.user.all_selectors().any(|selector| selector.allows(*command));
    let can =
        |command: &Command| !dialect.is_container(*command) && !is_restricted(command.name(), serverless);
    commands.iter().filter(runs).filter(can).collect()
}

/// The word that allows the command.
fn granted_by(access: &Access<'_>, command: Command) -> Option<Range<usize>> {
    let mut selectors = access.string.user.all_selectors().filter(|selector| selector.allows(command));
    let (span, _) = selectors.next()?.deciding_rule(access.string.dialect, command)?;
    access.place(span)
}

fn deny(finding: &mut Finding, access: &Access<'_>, commands: &[Command]) {
    let words: Vec<String> = commands.iter().map(|command| format!("-{command}")).collect();
    let words = words.join(" ");
    finding.fix(Choice, format!("Add `{words}`"), access.append(&words));
}

/// Whether no selector allows any of them: appended words affect only the rules outside selectors.
fn is_of_root(access: &Access<'_>, commands: &[Command]) -> bool {
    let selectors = &access.string.user.selectors;
    !commands.iter().any(|command| selectors.iter().any(|selector| selector.allows(*command)))
}

/// The title of the fix that denies all of them, with what else it denies.
fn deny_dangerous(access: &Access<'_>, commands: &[Command]) -> String {
    let (dialect, user) = (access.string.dialect, &access.string.user);
    let members = dialect.category("dangerous").map(|category| dialect.members(category)).unwrap_or_default();
    let is_lost = |command: &Command| {
        user.root.allows(*command) && !user.selectors.iter().any(|selector| selector.allows(*command))
    };
    let lost = members.iter().filter(|member| !commands.contains(member) && is_lost(member)).collect();
    let also = gain::named(dialect, &lost);
    let also = also.map(|also| format!(", which also denies {also}")).unwrap_or_default();
    format!("Add `-@dangerous`{also}")
}
