//! The functions of `accessString`: what servers make of an access string.

use crate::utf16::Units;
use crate::view::{Refusal, Span};
use access_string::{
    Access, AccessString, Command, Dialect, Grouping, Part, Reason, Risk, TokenKind, Verdict as CoreVerdict,
    read_needs,
};
use elasticache_user::{Changes, EngineVersion, channel_remark, compare, module_remark, stored_form};
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

pub(crate) fn read(text: &str, options: &Value) -> AccessString {
    access_string::parse(text, dialect(options))
}

/// The engine that is named, as ElastiCache runs it; the newest when none is, or none that there is.
fn dialect(options: &Value) -> Dialect {
    engine_of(options).unwrap_or(EngineVersion::Valkey91).dialect()
}

/// The engine that is named.
pub(crate) fn engine_of(options: &Value) -> Option<EngineVersion> {
    named(options, "engine")
}

fn named(options: &Value, member: &str) -> Option<EngineVersion> {
    EngineVersion::from_name(options.get(member)?.as_str()?)
}

/// Whether the answer is to be that of a server with its engine's default configuration, not of ElastiCache.
fn is_server(options: &Value) -> bool {
    options.get("server").and_then(Value::as_bool) == Some(true)
}

fn span<'a>(units: &mut Units<'a>, access: &'a AccessString, span: access_string::Span) -> Span {
    units.span(&access.text, &(span.start..span.end)).into()
}

/// What `accessString.parse` gives.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ParsedAccessString {
    /// Whether the server would take it.
    accepted: bool,
    tokens: Vec<AccessStringToken>,
    /// How many more errors there are.
    more_errors: usize,
    /// The first 100 words that a server would reject.
    errors: Vec<AccessStringError>,
    /// Why there is no answer. The other members mean nothing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// A piece of an access string. The pieces in order are the whole text.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct AccessStringToken {
    kind: AccessStringTokenKind,
    text: String,
    span: Span,
    in_selector: bool,
}

/// What a piece of an access string is.
#[derive(Clone, Copy, Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum AccessStringTokenKind {
    Space,
    Parenthesis,
    Ignored,
    Invalid,
    State,
    Password,
    Keys,
    Channels,
    Databases,
    AllowCategory,
    DenyCategory,
    AllowCommand,
    DenyCommand,
    Other,
}

/// `(text, options)`
pub fn parse((text, options): (String, Value)) -> ParsedAccessString {
    let access = read(&text, &options);
    let mut units = Units::default();
    let tokens = access.tokens.iter().map(|token| AccessStringToken {
        kind: kind(token.kind),
        text: token.span.of(&access.text).to_owned(),
        span: span(&mut units, &access, token.span),
        in_selector: token.in_selector,
    });
    let tokens = tokens.collect();
    let (errors, more_errors) = errors(&access);
    ParsedAccessString { accepted: access.is_accepted(), tokens, more_errors, errors, refused: None }
}

/// The most errors that one answer lists; the member `moreErrors` counts the rest.
const MOST_ERRORS: usize = 100;

/// What is wrong with a word of an access string.
#[derive(Debug, Serialize, Tsify)]
pub struct AccessStringError {
    span: Span,
    /// The server's own text.
    message: String,
    /// Words that may have been meant: `+@read` for `+@raed`.
    suggestions: Vec<String>,
}

/// The first errors, and how many more there are.
fn errors(access: &AccessString) -> (Vec<AccessStringError>, usize) {
    let mut units = Units::default();
    let errors = access.errors.iter().take(MOST_ERRORS).map(|error| AccessStringError {
        span: span(&mut units, access, error.span),
        message: access.server_text(error),
        suggestions: access.suggestions(error),
    });
    (errors.collect(), access.errors.len().saturating_sub(MOST_ERRORS))
}

/// A shorter string of the same meaning, or why there is none.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Simplified {
    text: Option<String>,
    refused: Option<Refusal>,
}

/// `(text, options)`
pub fn simplify((text, options): (String, Value)) -> Simplified {
    let access = read(&text, &options);
    match if is_server(&options) { access.simplify() } else { elasticache_user::simplify(&access) } {
        Ok(text) => Simplified { text: Some(text), refused: None },
        Err(many) => {
            let help = "Look at the selectors in smaller groups.".into();
            Simplified { text: None, refused: Some(Refusal { message: many.to_string(), help }) }
        }
    }
}

/// What `accessString.canonical` gives.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct CanonicalAccessString {
    accepted: bool,
    /// What `ACL LIST` of the server prints; `null` when it is not accepted.
    canonical: Option<String>,
    /// What ElastiCache stores and returns. It doesn't depend on the engine; `null` when ElastiCache rejects the string.
    stored: Option<StoredForm>,
    /// How many more errors there are.
    more_errors: usize,
    /// The first 100 words that a server would reject.
    errors: Vec<AccessStringError>,
    /// Why there is no answer. The other members mean nothing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// An access string as ElastiCache stores and returns it.
#[derive(Debug, Serialize, Tsify)]
pub struct StoredForm {
    text: String,
    /// Whether that is certain (seen or documented) or a guess.
    certain: bool,
}

/// `(text, options)`
pub fn canonical((text, options): (String, Value)) -> CanonicalAccessString {
    let access = read(&text, &options);
    let accepted = access.is_accepted();
    let stored = stored_form(&access.text);
    let (errors, more_errors) = errors(&access);
    CanonicalAccessString {
        accepted,
        canonical: accepted.then(|| access.user.canonical()),
        stored: stored.map(|stored| StoredForm { text: stored.text, certain: stored.certain }),
        more_errors,
        errors,
        refused: None,
    }
}

/// Whether a user may run a command.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Verdict {
    allowed: bool,
    outcome: Outcome,
    /// The command or subcommand that the arguments call: `config|get`.
    command: Option<&'static str>,
    /// The selector that allows it, or came furthest; 0 is the root.
    selector: Option<usize>,
    /// The word that allows the command, or takes it away.
    rule: Option<DecidingRule>,
    reason: Option<RefusalReason>,
    /// Set where the verdict about channels is that of the engine's default, and the cache's `acl-pubsub-default` may decide
    /// otherwise: no rule of the string is about channels. Also where it isn't sure what a module's command asks for.
    remark: Option<&'static str>,
    /// What the server would answer to a refused command.
    reply: Option<String>,
    /// The words that would have to be added.
    missing: Vec<String>,
    /// Why there is no answer. The other members mean nothing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// What becomes of a command.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum Outcome {
    Allowed,
    Refused,
    UnknownCommand,
    WrongArity,
}

/// A word of the access string that decided.
#[derive(Debug, Serialize, Tsify)]
pub struct DecidingRule {
    text: String,
    span: Span,
}

/// Why a command is refused, and the argument that it is about.
#[derive(Debug, Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[tsify(missing_as_null)]
#[allow(missing_docs)] // the names say it
pub enum RefusalReason {
    /// The command itself isn't allowed.
    Command { argument: Option<String>, position: usize },
    /// A key isn't allowed.
    Key {
        argument: Option<String>,
        position: usize,
        /// The access that the command needs to it.
        needs: KeyAccess,
    },
    /// A channel isn't allowed.
    Channel { argument: Option<String>, position: usize },
    /// A database isn't allowed.
    Database { argument: Option<String>, position: usize },
}

/// What a command does with a key.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum KeyAccess {
    Read,
    Write,
    ReadWrite,
    Any,
}

/// `(text, command, options)`
pub fn can((text, command, options): (String, Value, Value)) -> Verdict {
    let access = read(&text, &options);
    let argv: Vec<&str> = match &command {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        Value::String(line) => line.split_ascii_whitespace().collect(),
        _ => Vec::new(),
    };
    let database =
        options.get("database").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let verdict = access.user.can(&argv, database);
    let (outcome, command, selector, rule, reason) = match verdict {
        CoreVerdict::Allowed { command, selector, rule } => {
            (Outcome::Allowed, Some(command), Some(selector), rule, None)
        }
        CoreVerdict::Refused { command, selector, reason, rule } => {
            (Outcome::Refused, Some(command), Some(selector), rule, Some(reason))
        }
        CoreVerdict::UnknownCommand => (Outcome::UnknownCommand, None, None, None, None),
        CoreVerdict::WrongArity { command } => (Outcome::WrongArity, Some(command), None, None, None),
    };
    let channels = access.dialect.touched(&argv).is_some_and(|touched| !touched.channels.is_empty());
    Verdict {
        allowed: verdict.is_allowed(),
        outcome,
        command: command.map(|command| command.name()),
        selector,
        rule: deciding(&access, rule),
        reason: reason.map(|reason| why(reason, &argv)),
        remark: channel_remark(&access)
            .filter(|_| channels && !is_server(&options))
            .or_else(|| module_remark(&access, &argv)),
        reply: verdict.noperm_reply(access.dialect, "user", &argv),
        missing: access.user.missing(&argv, database),
        refused: None,
    }
}

fn deciding(access: &AccessString, rule: Option<access_string::Span>) -> Option<DecidingRule> {
    let rule = rule?;
    let text = rule.of(&access.text).to_owned();
    Some(DecidingRule { text, span: span(&mut Units::default(), access, rule) })
}

fn why(reason: Reason, argv: &[&str]) -> RefusalReason {
    let argument = |position: usize| argv.get(position).map(|&word| word.to_owned());
    match reason {
        Reason::Command => RefusalReason::Command { argument: argument(0), position: 0 },
        Reason::Database { position } => RefusalReason::Database { argument: argument(position), position },
        Reason::Channel { position } => RefusalReason::Channel { argument: argument(position), position },
        Reason::Key { position, needs } => {
            RefusalReason::Key { argument: argument(position), position, needs: key_access(needs) }
        }
    }
}

fn key_access(needs: Access) -> KeyAccess {
    match (needs.read, needs.write) {
        (true, true) => KeyAccess::ReadWrite,
        (true, false) => KeyAccess::Read,
        (false, true) => KeyAccess::Write,
        (false, false) => KeyAccess::Any,
    }
}

/// A command and what the user may do with it.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct EffectiveCommand {
    name: &'static str,
    allowed: bool,
    /// Allowed only with some first arguments.
    only_first_arguments: bool,
    selector: usize,
    rule: Option<DecidingRule>,
    categories: Vec<&'static str>,
}

/// `(text, options)`
pub fn commands((text, options): (String, Value)) -> Vec<EffectiveCommand> {
    let access = read(&text, &options);
    let commands = access.user.commands().into_iter().map(|own| EffectiveCommand {
        name: own.command.name(),
        allowed: own.allowed,
        only_first_arguments: own.only_first_args,
        selector: own.selector,
        rule: deciding(&access, own.rule),
        categories: access.dialect.categories_of(own.command).map(|category| category.name()).collect(),
    });
    commands.collect()
}

/// What `accessString.explain` gives.
#[derive(Debug, Serialize, Tsify)]
pub struct Explanation {
    accepted: bool,
    /// What the user may do and what not, in plain English.
    sentence: String,
    /// One for every word.
    words: Vec<ExplainedWord>,
    /// Why there is no answer. The other members mean nothing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// What one word of an access string does.
#[derive(Debug, Serialize, Tsify)]
pub struct ExplainedWord {
    span: Span,
    text: String,
    /// Whether the user would be the same without it.
    useless: bool,
}

/// `(text, options)`
pub fn explain((text, options): (String, Value)) -> Explanation {
    let access = read(&text, &options);
    let explanation = if is_server(&options) { access.explain() } else { elasticache_user::explain(&access) };
    let mut units = Units::default();
    let words = explanation.words.into_iter().map(|word| ExplainedWord {
        span: span(&mut units, &access, word.span),
        text: word.text.to_string(),
        useless: word.effect.is_useless(),
    });
    let words = words.collect();
    Explanation { accepted: access.is_accepted(), sentence: explanation.sentence, words, refused: None }
}

/// What `accessString.diff` gives.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Difference {
    /// Nothing is gained, lost or changed. Patterns are compared as texts, so two equal users may be called different.
    equal: bool,
    /// The right to log in, where it changes: what it is afterwards.
    enabled: Option<bool>,
    gained: Rights,
    lost: Rights,
    risks: Vec<GainedRisk>,
    /// The same in words for a reviewer: keys, channels, dangerous commands by name, the others by category.
    changes: Changes,
    /// Why there is no answer. The other members mean nothing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// What one access string grants and another does not.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Rights {
    commands: Vec<&'static str>,
    /// Such as `+select|0`.
    first_arguments: Vec<String>,
    /// Commands that later versions will bring.
    future_commands: bool,
    /// Key patterns as words: `~app:*`, `%W~b`.
    keys: Vec<String>,
    channels: Vec<String>,
    databases: Vec<String>,
    /// Selectors that the other side has nothing as wide as; 0 is the root.
    selectors: Vec<usize>,
}

/// Something dangerous that is gained.
#[derive(Debug, Serialize, Tsify)]
pub struct GainedRisk {
    kind: RiskKind,
    commands: Vec<&'static str>,
}

/// What is dangerous.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum RiskKind {
    AnyPassword,
    AllKeys,
    AllChannels,
    FutureCommands,
    Admin,
    Dangerous,
    Scripting,
    Other,
}

/// `(before, after, options)`
pub fn diff((before, after, options): (String, String, Value)) -> Difference {
    let first = engine_of(&options).unwrap_or(EngineVersion::Valkey91);
    let second = named(&options, "afterEngine").unwrap_or(first);
    let user = |text: &str, version: EngineVersion| access_string::parse(text, version.dialect()).user;
    let difference = user(&before, first).diff(&user(&after, second));
    Difference {
        changes: compare(&before, first, &after, second),
        equal: difference.is_empty(),
        enabled: difference.enabled,
        risks: difference.risks.iter().map(risk).collect(),
        gained: rights(difference.gained),
        lost: rights(difference.lost),
        refused: None,
    }
}

pub(crate) fn rights(part: Part) -> Rights {
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

pub(crate) fn names(commands: &[Command]) -> Vec<&'static str> {
    commands.iter().map(|command| command.name()).collect()
}

fn risk(risk: &Risk) -> GainedRisk {
    let (kind, commands): (_, &[Command]) = match risk {
        Risk::AnyPassword => (RiskKind::AnyPassword, &[]),
        Risk::AllKeys => (RiskKind::AllKeys, &[]),
        Risk::AllChannels => (RiskKind::AllChannels, &[]),
        Risk::FutureCommands => (RiskKind::FutureCommands, &[]),
        Risk::Admin(commands) => (RiskKind::Admin, commands),
        Risk::Dangerous(commands) => (RiskKind::Dangerous, commands),
        Risk::Scripting(commands) => (RiskKind::Scripting, commands),
        _ => (RiskKind::Other, &[]),
    };
    GainedRisk { kind, commands: names(commands) }
}

/// What `accessString.suggest` gives.
#[derive(Debug, Serialize, Tsify)]
pub struct Suggestion {
    /// The least access string that allows what must work.
    text: String,
    /// What it allows beyond that.
    beyond: Rights,
    /// How many needs no user of this version can have.
    impossible: usize,
    /// How many lines name no command, key or channel.
    unclear: usize,
    /// How many commands were not checked against the proposal: only 32 that need a closer look are.
    unchecked: usize,
    /// Why there is no answer. The other members mean nothing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// `(needs, options)`
pub fn suggest((text, options): (String, Value)) -> Suggestion {
    let needs = read_needs(&text);
    let categories = options.get("grouping").and_then(Value::as_str) == Some("categories");
    let grouping = if categories { Grouping::Categories } else { Grouping::Exact };
    let suggestion = access_string::suggest(&needs.needs, dialect(&options), grouping);
    Suggestion {
        text: suggestion.text,
        beyond: rights(suggestion.beyond),
        impossible: suggestion.impossible.len(),
        unclear: needs.unclear.len(),
        unchecked: suggestion.unchecked,
        refused: None,
    }
}

fn kind(kind: TokenKind) -> AccessStringTokenKind {
    match kind {
        TokenKind::Space => AccessStringTokenKind::Space,
        TokenKind::Open | TokenKind::Close => AccessStringTokenKind::Parenthesis,
        TokenKind::Ignored => AccessStringTokenKind::Ignored,
        TokenKind::Invalid => AccessStringTokenKind::Invalid,
        TokenKind::On | TokenKind::Off => AccessStringTokenKind::State,
        TokenKind::NoPass
        | TokenKind::ResetPass
        | TokenKind::AddPassword
        | TokenKind::RemovePassword
        | TokenKind::AddHash
        | TokenKind::RemoveHash => AccessStringTokenKind::Password,
        TokenKind::Keys(_) | TokenKind::AllKeys | TokenKind::ResetKeys => AccessStringTokenKind::Keys,
        TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels => {
            AccessStringTokenKind::Channels
        }
        TokenKind::Databases | TokenKind::AllDatabases | TokenKind::ResetDatabases => {
            AccessStringTokenKind::Databases
        }
        TokenKind::AllCommands | TokenKind::Category { allow: true, .. } => {
            AccessStringTokenKind::AllowCategory
        }
        TokenKind::NoCommands | TokenKind::Category { allow: false, .. } => {
            AccessStringTokenKind::DenyCategory
        }
        TokenKind::Command { allow: true, .. } | TokenKind::FirstArg { .. } => {
            AccessStringTokenKind::AllowCommand
        }
        TokenKind::Command { allow: false, .. } => AccessStringTokenKind::DenyCommand,
        _ => AccessStringTokenKind::Other,
    }
}
