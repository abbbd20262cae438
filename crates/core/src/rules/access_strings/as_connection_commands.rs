//! Commands that clients send when they connect.

use crate::rules::access::{Access, is_sweeping};
use crate::rules::*;
use access_string::{Command, LintKind, Token, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-connection-commands",
    title: "Commands that clients send on connect aren't allowed",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A user that can log in but can't run PING, CLIENT SETNAME, CLIENT SETINFO or SELECT.",
    why: "Many clients send these when they connect, and some give up if they're rejected. Allow just these; `+@connection` would also allow CLIENT KILL, CLIENT LIST, CLIENT PAUSE and more. Cluster clients also need `+cluster|slots +cluster|shards +cluster|nodes`, and some libraries `+info`.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@all +@read"}"#, "AccessString")
            .fixed(r#"{"AccessString": "on ~* -@all +@read +ping +client|setname +client|setinfo +select"}"#),
        // Before the exceptions, so that they still apply.
        Example::bad(
            CreateUser,
            r#"{"AccessString": "on ~app:* -@all +@read +@write -@dangerous"}"#,
            "AccessString",
        )
        .fixed(r#"{"AccessString": "on ~app:* -@all +@read +@write +ping +client|setname +client|setinfo +select -@dangerous"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@all -@connection"}"#, "AccessString")
            .fixed(r#"{"AccessString": "on ~* +@all -@connection +ping +client|setname +client|setinfo +select"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@all +get"}"#, "AccessString")
            .context(r#"{"engineVersion": "redis-6.2"}"#)
            .fixed(r#"{"AccessString": "on ~* -@all +get +ping +client|setname +select"}"#),
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
        // Redis OSS 6 has one command CLIENT; clients send its SETNAME.
        let name = |command: &Command| match command.name() {
            "client" => "client|setname",
            name => name,
        };
        let (mut message, mut words) = (String::with_capacity(128), String::with_capacity(64));
        message.push_str("Many clients send ");
        for (n, command) in commands.iter().enumerate() {
            message.push_str(if n > 0 { ", " } else { "" });
            gain::push(&mut message, name(command));
            words.push_str(if n > 0 { " +" } else { "+" });
            words.push_str(name(command));
        }
        message.push_str(" on connect, which this user can't run.");
        let exception = first_exception(access);
        let at = exception.as_ref();
        // Later words may take some of them away again.
        let is_decided = |command: &Command| at.is_some_and(|at| access.is_decided_after(at.start, *command));
        let holds = !commands.iter().any(&is_decided);
        let finding = RULE.finding(findings, access.member, message);
        if !holds {
            finding.fix(Choice, format!("Add `{words}` again, at the end"), access.append(&words));
            continue;
        }
        finding.fix(Choice, adding(&words, None), insert(access, at, &words));
        // In Redis OSS 6, SELECT is in another category.
        let dialect = access.string.dialect;
        let connection = dialect.category("connection");
        let is_outside =
            |command: &Command| connection.is_none_or(|category| !dialect.is_in(*command, category));
        let mut words = "+@connection".to_owned();
        for command in commands.iter().filter(|command| is_outside(command)) {
            words.push_str(" +");
            words.push_str(name(command));
        }
        // Redis OSS 6 can only allow all of CLIENT, though only SETNAME was wanted.
        let is_wanted = |command: &Command| command.name() != "client";
        let lacks = connection.map(|category| access.string.user.lacks(category)).unwrap_or_default();
        let mut gained = lacks.without(&commands.iter().copied().filter(is_wanted).collect());
        if at.is_some() {
            gained = gained.iter().filter(|command| !is_decided(command)).collect();
        }
        let title = adding(&words, gain::named(dialect, &gained).as_deref());
        finding.fix(Choice, title, insert(access, at, &words));
    }
}

/// The title of a fix, with what else it allows.
fn adding(words: &str, also: Option<&str>) -> String {
    let mut title = String::with_capacity(96);
    for part in ["Add `", words, "`"] {
        title.push_str(part);
    }
    if let Some(also) = also {
        title.push_str(", which also allows ");
        title.push_str(also);
    }
    title
}

/// The first exception after the last word about all commands. Words inserted before it don't affect the exceptions.
fn first_exception(access: &Access<'_>) -> Option<Range<usize>> {
    let root: Vec<&Token> = access.string.tokens.iter().filter(|token| !token.in_selector).collect();
    let after = root.iter().rposition(|token| is_sweeping(token.kind)).map_or(0, |at| at + 1);
    let takes = |token: &&Token| {
        matches!(
            token.kind,
            TokenKind::Command { allow: false, .. } | TokenKind::Category { allow: false, .. }
        )
    };
    let exception = root.get(after..).unwrap_or_default().iter().copied().find(takes);
    exception.and_then(|token| access.place(token.span))
}

fn insert(access: &Access<'_>, at: Option<&Range<usize>>, words: &str) -> Vec<Edit> {
    match at {
        Some(place) => access.replace(&(place.start..place.start), format!("{words} ")),
        None => access.append(words),
    }
}
