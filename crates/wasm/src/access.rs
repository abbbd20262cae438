//! The functions of `accessString`: the access-string engine from JSON to JSON.

use crate::utf16::Units;
use access_string::{
    Access, AccessString, Command, Dialect, Grouping, Part, Reason, Risk, Span, TokenKind, Verdict, parse,
    read_needs, suggest,
};
use elasticache_user::{EngineVersion, channel_remark, module_remark, stored_form};
use serde::Serialize;
use serde_json::{Value, json};
use std::ops::Range;

/// Calls a function of `accessString` by name: `(text, …, { engine, database })`.
pub fn call(name: &str, arguments: &[Value]) -> Option<Value> {
    let text = arguments.first().and_then(Value::as_str).unwrap_or_default();
    let (last, second) = (arguments.last()?, arguments.get(1)?);
    let dialect = dialect(last);
    let access = parse(text, dialect);
    Some(match name {
        "parse" => value(&whole(&access)),
        "canonical" => value(&canonical(&access)),
        "can" => value(&can(&access, second, last)),
        "commands" => value(&commands(&access)),
        "explain" => value(&explain(&access, is_server(last))),
        "simplify" => simplify(&access, is_server(last)),
        "diff" => value(&diff(&access, &parse(second.as_str().unwrap_or_default(), dialect))),
        "suggest" => value(&propose(text, dialect, last)),
        _ => return None,
    })
}

/// None of these types has a map with keys that aren't strings, so none of them fails.
fn value(result: &impl Serialize) -> Value {
    serde_json::to_value(result).unwrap_or_default()
}

/// The engine that is named, as ElastiCache runs it; the newest when none is, or none that there is.
fn dialect(options: &Value) -> Dialect {
    let name = options.get("engine").and_then(Value::as_str).unwrap_or_default();
    EngineVersion::from_name(name).unwrap_or(EngineVersion::Valkey91).dialect()
}

/// Whether the answer is to be that of a server with its engine's default configuration, not of ElastiCache.
fn is_server(options: &Value) -> bool {
    options.get("server").and_then(Value::as_bool) == Some(true)
}

fn span<'a>(units: &mut Units<'a>, access: &'a AccessString, span: Span) -> Range<usize> {
    units.span(&access.text, &(span.start..span.end))
}

#[derive(Serialize)]
struct Whole<'a> {
    accepted: bool,
    tokens: Vec<Token<'a>>,
    #[serde(flatten)]
    errors: Errors,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Token<'a> {
    kind: &'static str,
    text: &'a str,
    span: Range<usize>,
    in_selector: bool,
}

fn whole(access: &AccessString) -> Whole<'_> {
    let mut units = Units::default();
    let tokens = access.tokens.iter().map(|token| Token {
        kind: kind(token.kind),
        text: token.span.of(&access.text),
        span: span(&mut units, access, token.span),
        in_selector: token.in_selector,
    });
    Whole { accepted: access.is_accepted(), tokens: tokens.collect(), errors: errors(access) }
}

/// The most errors that one answer lists; the member `moreErrors` counts the rest.
const MOST_ERRORS: usize = 100;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Errors {
    more_errors: usize,
    errors: Vec<Error>,
}

#[derive(Serialize)]
struct Error {
    span: Range<usize>,
    message: String,
    suggestions: Vec<String>,
}

fn errors(access: &AccessString) -> Errors {
    let mut units = Units::default();
    let errors = access.errors.iter().take(MOST_ERRORS).map(|error| Error {
        span: span(&mut units, access, error.span),
        message: access.server_text(error),
        suggestions: access.suggestions(error),
    });
    Errors { errors: errors.collect(), more_errors: access.errors.len().saturating_sub(MOST_ERRORS) }
}

fn simplify(access: &AccessString, server: bool) -> Value {
    match if server { access.simplify() } else { elasticache_user::simplify(access) } {
        Ok(text) => json!({ "text": text }),
        Err(many) => {
            let help = "Look at the selectors in smaller groups.";
            json!({ "refused": { "message": many.to_string(), "help": help } })
        }
    }
}

#[derive(Serialize)]
struct Canonical {
    accepted: bool,
    canonical: Option<String>,
    stored: Option<Stored>,
    #[serde(flatten)]
    errors: Errors,
}

#[derive(Serialize)]
struct Stored {
    text: String,
    certain: bool,
}

fn canonical(access: &AccessString) -> Canonical {
    let accepted = access.is_accepted();
    let stored = stored_form(&access.text);
    Canonical {
        accepted,
        canonical: accepted.then(|| access.user.canonical()),
        stored: stored.map(|stored| Stored { text: stored.text, certain: stored.certain }),
        errors: errors(access),
    }
}

#[derive(Serialize)]
struct Can<'a> {
    allowed: bool,
    outcome: &'static str,
    command: Option<&'static str>,
    selector: Option<usize>,
    rule: Option<Deciding<'a>>,
    reason: Option<Why<'a>>,
    remark: Option<&'static str>,
    reply: Option<String>,
    missing: Vec<String>,
}

/// The token that decided.
#[derive(Serialize)]
struct Deciding<'a> {
    text: &'a str,
    span: Range<usize>,
}

#[derive(Serialize)]
struct Why<'a> {
    kind: &'static str,
    argument: Option<&'a str>,
    position: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    needs: Option<&'static str>,
}

fn can<'a>(access: &'a AccessString, command: &'a Value, options: &Value) -> Can<'a> {
    let argv: Vec<&str> = match command {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        Value::String(line) => line.split_ascii_whitespace().collect(),
        _ => Vec::new(),
    };
    let database =
        options.get("database").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let verdict = access.user.can(&argv, database);
    let (outcome, command, selector, rule, reason) = match verdict {
        Verdict::Allowed { command, selector, rule } => {
            ("allowed", Some(command), Some(selector), rule, None)
        }
        Verdict::Refused { command, selector, reason, rule } => {
            ("refused", Some(command), Some(selector), rule, Some(reason))
        }
        Verdict::UnknownCommand => ("unknown-command", None, None, None, None),
        Verdict::WrongArity { command } => ("wrong-arity", Some(command), None, None, None),
    };
    let channels = access.dialect.touched(&argv).is_some_and(|touched| !touched.channels.is_empty());
    Can {
        allowed: verdict.is_allowed(),
        outcome,
        command: command.map(|command| command.name()),
        selector,
        rule: deciding(access, rule),
        reason: reason.map(|reason| why(reason, &argv)),
        remark: channel_remark(access)
            .filter(|_| channels && !is_server(options))
            .or_else(|| module_remark(access, &argv)),
        reply: verdict.noperm_reply(access.dialect, "user", &argv),
        missing: access.user.missing(&argv, database),
    }
}

fn deciding(access: &AccessString, rule: Option<Span>) -> Option<Deciding<'_>> {
    let rule = rule?;
    Some(Deciding { text: rule.of(&access.text), span: span(&mut Units::default(), access, rule) })
}

fn why<'a>(reason: Reason, argv: &[&'a str]) -> Why<'a> {
    let (kind, position, needs) = match reason {
        Reason::Database { position } => ("database", position, None),
        Reason::Command => ("command", 0, None),
        Reason::Key { position, needs } => ("key", position, Some(access_name(needs))),
        Reason::Channel { position } => ("channel", position, None),
    };
    Why { kind, argument: argv.get(position).copied(), position, needs }
}

fn access_name(needs: Access) -> &'static str {
    match (needs.read, needs.write) {
        (true, true) => "read-write",
        (true, false) => "read",
        (false, true) => "write",
        (false, false) => "any",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Effective<'a> {
    name: &'static str,
    allowed: bool,
    only_first_arguments: bool,
    selector: usize,
    rule: Option<Deciding<'a>>,
    categories: Vec<&'static str>,
}

fn commands(access: &AccessString) -> Vec<Effective<'_>> {
    let commands = access.user.commands().into_iter().map(|own| Effective {
        name: own.command.name(),
        allowed: own.allowed,
        only_first_arguments: own.only_first_args,
        selector: own.selector,
        rule: deciding(access, own.rule),
        categories: access.dialect.categories_of(own.command).map(|category| category.name()).collect(),
    });
    commands.collect()
}

#[derive(Serialize)]
struct Explanation {
    accepted: bool,
    sentence: String,
    words: Vec<Word>,
}

#[derive(Serialize)]
struct Word {
    span: Range<usize>,
    text: String,
    useless: bool,
}

fn explain(access: &AccessString, server: bool) -> Explanation {
    let explanation = if server { access.explain() } else { elasticache_user::explain(access) };
    let mut units = Units::default();
    let words = explanation.words.into_iter().map(|word| Word {
        span: span(&mut units, access, word.span),
        text: word.text.to_string(),
        useless: word.effect.is_useless(),
    });
    Explanation { accepted: access.is_accepted(), words: words.collect(), sentence: explanation.sentence }
}

#[derive(Serialize)]
struct Difference {
    equal: bool,
    enabled: Option<bool>,
    gained: Rights,
    lost: Rights,
    risks: Vec<Danger>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rights {
    commands: Vec<&'static str>,
    first_arguments: Vec<String>,
    future_commands: bool,
    keys: Vec<String>,
    channels: Vec<String>,
    databases: Vec<String>,
    selectors: Vec<usize>,
}

#[derive(Serialize)]
struct Danger {
    kind: &'static str,
    commands: Vec<&'static str>,
}

fn diff(before: &AccessString, after: &AccessString) -> Difference {
    let difference = before.user.diff(&after.user);
    Difference {
        equal: difference.is_empty(),
        enabled: difference.enabled,
        risks: difference.risks.iter().map(danger).collect(),
        gained: rights(difference.gained),
        lost: rights(difference.lost),
    }
}

fn rights(part: Part) -> Rights {
    Rights {
        commands: names(&part.commands),
        first_arguments: part.first_args,
        future_commands: part.future_commands,
        keys: part.keys,
        channels: part.channels,
        databases: part.databases,
        selectors: part.selectors,
    }
}

fn names(commands: &[Command]) -> Vec<&'static str> {
    commands.iter().map(|command| command.name()).collect()
}

fn danger(risk: &Risk) -> Danger {
    let (kind, commands): (&str, &[Command]) = match risk {
        Risk::AnyPassword => ("any-password", &[]),
        Risk::AllKeys => ("all-keys", &[]),
        Risk::AllChannels => ("all-channels", &[]),
        Risk::FutureCommands => ("future-commands", &[]),
        Risk::Admin(commands) => ("admin", commands),
        Risk::Dangerous(commands) => ("dangerous", commands),
        Risk::Scripting(commands) => ("scripting", commands),
        _ => ("other", &[]),
    };
    Danger { kind, commands: names(commands) }
}

#[derive(Serialize)]
struct Suggestion {
    text: String,
    beyond: Rights,
    impossible: usize,
    unclear: usize,
    unchecked: usize,
}

fn propose(text: &str, dialect: Dialect, options: &Value) -> Suggestion {
    let needs = read_needs(text);
    let categories = options.get("grouping").and_then(Value::as_str) == Some("categories");
    let grouping = if categories { Grouping::Categories } else { Grouping::Exact };
    let suggestion = suggest(&needs.needs, dialect, grouping);
    Suggestion {
        text: suggestion.text,
        beyond: rights(suggestion.beyond),
        impossible: suggestion.impossible.len(),
        unclear: needs.unclear.len(),
        unchecked: suggestion.unchecked,
    }
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Space => "space",
        TokenKind::Open | TokenKind::Close => "parenthesis",
        TokenKind::Ignored => "ignored",
        TokenKind::Invalid => "invalid",
        TokenKind::On | TokenKind::Off => "state",
        TokenKind::NoPass
        | TokenKind::ResetPass
        | TokenKind::AddPassword
        | TokenKind::RemovePassword
        | TokenKind::AddHash
        | TokenKind::RemoveHash => "password",
        TokenKind::Keys(_) | TokenKind::AllKeys | TokenKind::ResetKeys => "keys",
        TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels => "channels",
        TokenKind::Databases | TokenKind::AllDatabases | TokenKind::ResetDatabases => "databases",
        TokenKind::AllCommands | TokenKind::Category { allow: true, .. } => "allow-category",
        TokenKind::NoCommands | TokenKind::Category { allow: false, .. } => "deny-category",
        TokenKind::Command { allow: true, .. } | TokenKind::FirstArg { .. } => "allow-command",
        TokenKind::Command { allow: false, .. } => "deny-command",
        _ => "other",
    }
}
