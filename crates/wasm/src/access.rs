//! The functions of `accessString`: the access-string engine from JSON to JSON.

use crate::utf16::Units;
use access_string::{
    Access, AccessString, Command, Dialect, Grouping, Part, Reason, Risk, Span, TokenKind, Verdict, parse,
    read_needs, suggest,
};
use elasticache_user::json::{Value, Writer};
use elasticache_user::{EngineVersion, channel_remark, stored_form};

/// Calls a function of `accessString` by name: `(text, …, { engine, database })`.
#[inline(never)]
pub fn call(name: &str, arguments: &[Value]) -> Option<String> {
    let text = arguments.first().and_then(Value::as_str).unwrap_or_default();
    let (last, second) = (arguments.last()?, arguments.get(1)?);
    let dialect = dialect(last);
    let access = parse(text, dialect);
    let mut out = Writer::default();
    match name {
        "parse" => whole(&mut out, &access),
        "canonical" => canonical(&mut out, &access),
        "can" => can(&mut out, &access, second, last),
        "commands" => commands(&mut out, &access),
        "explain" => explain(&mut out, &access, is_server(last)),
        "simplify" => simplify(&mut out, &access, is_server(last)),
        "diff" => diff(&mut out, &access, &parse(second.as_str().unwrap_or_default(), dialect)),
        "suggest" => propose(&mut out, text, dialect, last),
        _ => return None,
    }
    Some(out.text)
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

/// The member `span`.
fn span<'a>(out: &mut Writer, units: &mut Units<'a>, access: &'a AccessString, span: Span) {
    let range = units.span(&access.text, &(span.start..span.end));
    out.name("span").open('{').number("start", range.start).number("end", range.end).close('}');
}

fn whole(out: &mut Writer, access: &AccessString) {
    let mut units = Units::default();
    out.open('{').flag("accepted", access.is_accepted()).name("tokens").open('[');
    for token in &access.tokens {
        out.open('{').text("kind", kind(token.kind)).text("text", token.span.of(&access.text));
        span(out, &mut units, access, token.span);
        out.flag("inSelector", token.in_selector).close('}');
    }
    out.close(']');
    errors(out, access);
    out.close('}');
}

/// The most errors that one answer lists; the member `moreErrors` counts the rest.
const MOST_ERRORS: usize = 100;

fn errors(out: &mut Writer, access: &AccessString) {
    let mut units = Units::default();
    out.number("moreErrors", access.errors.len().saturating_sub(MOST_ERRORS));
    out.name("errors").open('[');
    for error in access.errors.iter().take(MOST_ERRORS) {
        out.open('{');
        span(out, &mut units, access, error.span);
        out.text("message", &access.server_text(error));
        out.texts("suggestions", &access.suggestions(error)).close('}');
    }
    out.close(']');
}

fn simplify(out: &mut Writer, access: &AccessString, server: bool) {
    out.open('{');
    match if server { access.simplify() } else { elasticache_user::simplify(access) } {
        Ok(text) => drop(out.text("text", &text)),
        Err(many) => {
            out.name("refused").open('{').text("message", &many.to_string());
            out.text("help", "Look at the selectors in smaller groups.").close('}');
        }
    }
    out.close('}');
}

fn canonical(out: &mut Writer, access: &AccessString) {
    let accepted = access.is_accepted();
    out.open('{').flag("accepted", accepted);
    out.maybe("canonical", accepted.then(|| access.user.canonical()).as_deref());
    match stored_form(&access.text) {
        Some(stored) => {
            out.name("stored")
                .open('{')
                .text("text", &stored.text)
                .flag("certain", stored.certain)
                .close('}');
        }
        None => drop(out.null("stored")),
    }
    errors(out, access);
    out.close('}');
}

fn can(out: &mut Writer, access: &AccessString, command: &Value, options: &Value) {
    let argv: Vec<&str> = match command {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        Value::String(line) => line.split_ascii_whitespace().collect(),
        _ => Vec::new(),
    };
    let database =
        options.get("database").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let verdict = access.user.can(&argv, database);
    let (outcome, name, selector, rule, reason) = match verdict {
        Verdict::Allowed { command, selector, rule } => {
            ("allowed", Some(command), Some(selector), rule, None)
        }
        Verdict::Refused { command, selector, reason, rule } => {
            ("refused", Some(command), Some(selector), rule, Some(reason))
        }
        Verdict::UnknownCommand => ("unknown-command", None, None, None, None),
        Verdict::WrongArity { command } => ("wrong-arity", Some(command), None, None, None),
    };
    out.open('{').flag("allowed", verdict.is_allowed()).text("outcome", outcome);
    out.maybe("command", name.map(|command| command.name()));
    match selector {
        Some(selector) => out.number("selector", selector),
        None => out.null("selector"),
    };
    deciding(out, access, rule);
    match reason {
        Some(reason) => why(out, reason, &argv),
        None => drop(out.null("reason")),
    }
    let channels = access.dialect.touched(&argv).is_some_and(|touched| !touched.channels.is_empty());
    let remark = channel_remark(access).filter(|_| channels && !is_server(options));
    out.maybe("remark", remark);
    out.maybe("reply", verdict.noperm_reply(access.dialect, "user", &argv).as_deref());
    out.texts("missing", &access.user.missing(&argv, database)).close('}');
}

/// The member `rule`: the token that decided.
fn deciding(out: &mut Writer, access: &AccessString, rule: Option<Span>) {
    match rule {
        Some(rule) => {
            out.name("rule").open('{').text("text", rule.of(&access.text));
            span(out, &mut Units::default(), access, rule);
            out.close('}');
        }
        None => drop(out.null("rule")),
    }
}

fn why(out: &mut Writer, reason: Reason, argv: &[&str]) {
    let (kind, position, needs) = match reason {
        Reason::Database { position } => ("database", position, None),
        Reason::Command => ("command", 0, None),
        Reason::Key { position, needs } => ("key", position, Some(access_name(needs))),
        Reason::Channel { position } => ("channel", position, None),
    };
    out.name("reason").open('{').text("kind", kind).maybe("argument", argv.get(position).copied());
    out.number("position", position);
    if let Some(needs) = needs {
        out.text("needs", needs);
    }
    out.close('}');
}

fn access_name(needs: Access) -> &'static str {
    match (needs.read, needs.write) {
        (true, true) => "read-write",
        (true, false) => "read",
        (false, true) => "write",
        (false, false) => "any",
    }
}

fn commands(out: &mut Writer, access: &AccessString) {
    out.open('[');
    for own in access.user.commands() {
        out.open('{').text("name", own.command.name()).flag("allowed", own.allowed);
        out.flag("onlyFirstArguments", own.only_first_args).number("selector", own.selector);
        deciding(out, access, own.rule);
        out.name("categories").open('[');
        for category in access.dialect.categories_of(own.command) {
            out.item(category.name());
        }
        out.close(']').close('}');
    }
    out.close(']');
}

fn explain(out: &mut Writer, access: &AccessString, server: bool) {
    let explanation = if server { access.explain() } else { elasticache_user::explain(access) };
    let mut units = Units::default();
    out.open('{').flag("accepted", access.is_accepted()).text("sentence", &explanation.sentence);
    out.name("words").open('[');
    for word in &explanation.words {
        out.open('{');
        span(out, &mut units, access, word.span);
        out.text("text", &word.text).flag("useless", word.effect.is_useless()).close('}');
    }
    out.close(']').close('}');
}

fn diff(out: &mut Writer, before: &AccessString, after: &AccessString) {
    let difference = before.user.diff(&after.user);
    out.open('{').flag("equal", difference.is_empty());
    match difference.enabled {
        Some(enabled) => out.flag("enabled", enabled),
        None => out.null("enabled"),
    };
    part(out, "gained", &difference.gained);
    part(out, "lost", &difference.lost);
    out.name("risks").open('[');
    for one in &difference.risks {
        risk(out, one);
    }
    out.close(']').close('}');
}

fn part(out: &mut Writer, name: &str, part: &Part) {
    out.name(name).open('{');
    names(out, &part.commands);
    out.texts("firstArguments", &part.first_args).flag("futureCommands", part.future_commands);
    out.texts("keys", &part.keys).texts("channels", &part.channels).texts("databases", &part.databases);
    out.name("selectors").open('[');
    for selector in &part.selectors {
        out.raw(&selector.to_string());
    }
    out.close(']').close('}');
}

/// The member `commands`.
fn names(out: &mut Writer, commands: &[Command]) {
    out.name("commands").open('[');
    for command in commands {
        out.item(command.name());
    }
    out.close(']');
}

fn risk(out: &mut Writer, risk: &Risk) {
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
    out.open('{').text("kind", kind);
    names(out, commands);
    out.close('}');
}

fn propose(out: &mut Writer, text: &str, dialect: Dialect, options: &Value) {
    let needs = read_needs(text);
    let categories = options.get("grouping").and_then(Value::as_str) == Some("categories");
    let grouping = if categories { Grouping::Categories } else { Grouping::Exact };
    let suggestion = suggest(&needs.needs, dialect, grouping);
    out.open('{').text("text", &suggestion.text);
    part(out, "beyond", &suggestion.beyond);
    out.number("impossible", suggestion.impossible.len()).number("unclear", needs.unclear.len());
    out.number("unchecked", suggestion.unchecked).close('}');
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
