//! The functions of `accessString`: the access-string engine from JSON to JSON.

use crate::utf16::to_utf16;
use access_string::{
    Access, AccessString, Command, Dialect, Engine, Grouping, Part, Reason, Risk, Span, TokenKind, Verdict,
    parse, read_needs, suggest,
};
use serde_json::{Value, json};

/// Calls a function of `accessString` by name: `(text, …, { engine, database })`.
pub fn call(name: &str, arguments: &[Value]) -> Option<String> {
    let text = arguments.first().and_then(Value::as_str).unwrap_or_default();
    let (last, second) = (arguments.last()?, arguments.get(1)?);
    let dialect = dialect(last);
    let result = match name {
        "parse" => whole(&parse(text, dialect)),
        "canonical" => canonical(&parse(text, dialect)),
        "can" => can(&parse(text, dialect), second, last),
        "commands" => commands(&parse(text, dialect)),
        "explain" => explain(&parse(text, dialect)),
        "simplify" => json!({ "text": parse(text, dialect).simplify() }),
        "diff" => diff(&parse(text, dialect), &parse(second.as_str().unwrap_or_default(), dialect)),
        "suggest" => propose(text, dialect, last),
        _ => return None,
    };
    Some(result.to_string())
}

/// The engine that is named, as ElastiCache runs it; the newest when none is, or none that there is.
fn dialect(options: &Value) -> Dialect {
    let name = options.get("engine").and_then(Value::as_str).unwrap_or_default();
    Engine::from_name(name).unwrap_or(Engine::Valkey91).elasticache()
}

fn span(access: &AccessString, span: Span) -> Value {
    let range = to_utf16(&access.text, &(span.start..span.end));
    json!({ "start": range.start, "end": range.end })
}

fn whole(access: &AccessString) -> Value {
    let tokens: Vec<Value> = access
        .tokens
        .iter()
        .map(|token| {
            json!({
                "kind": kind(token.kind),
                "text": token.span.of(&access.text),
                "span": span(access, token.span),
                "inSelector": token.in_selector,
            })
        })
        .collect();
    json!({ "accepted": access.is_accepted(), "tokens": tokens, "errors": errors(access) })
}

fn errors(access: &AccessString) -> Vec<Value> {
    access
        .errors
        .iter()
        .map(|error| {
            json!({
                "span": span(access, error.span),
                "message": access.server_text(error),
                "suggestions": access.suggestions(error),
            })
        })
        .collect()
}

fn canonical(access: &AccessString) -> Value {
    let accepted = access.is_accepted();
    let stored = access.user.stored();
    json!({
        "accepted": accepted,
        "canonical": accepted.then(|| access.user.canonical()),
        "stored": accepted.then(|| json!({ "text": stored.text, "certain": stored.certain })),
        "errors": errors(access),
    })
}

fn can(access: &AccessString, command: &Value, options: &Value) -> Value {
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
    json!({
        "allowed": verdict.is_allowed(),
        "outcome": outcome,
        "command": name.map(|command| command.name()),
        "selector": selector,
        "rule": rule.map(|rule| json!({ "text": rule.of(&access.text), "span": span(access, rule) })),
        "reason": reason.map(|reason| why(reason, &argv)),
        "reply": verdict.noperm_reply(access.dialect, "user", &argv),
        "missing": access.user.missing(&argv, database),
    })
}

fn why(reason: Reason, argv: &[&str]) -> Value {
    let argument = |position: usize| argv.get(position).copied();
    match reason {
        Reason::Database { position } => {
            json!({ "kind": "database", "argument": argument(position), "position": position })
        }
        Reason::Command => json!({ "kind": "command", "argument": argument(0), "position": 0 }),
        Reason::Key { position, needs } => {
            json!({ "kind": "key", "argument": argument(position), "position": position, "needs": access_name(needs) })
        }
        Reason::Channel { position } => {
            json!({ "kind": "channel", "argument": argument(position), "position": position })
        }
    }
}

fn access_name(needs: Access) -> &'static str {
    match (needs.read, needs.write) {
        (true, true) => "read-write",
        (true, false) => "read",
        (false, true) => "write",
        (false, false) => "any",
    }
}

fn commands(access: &AccessString) -> Value {
    let dialect = access.dialect;
    let commands: Vec<Value> = access
        .user
        .commands()
        .iter()
        .map(|own| {
            json!({
                "name": own.command.name(),
                "allowed": own.allowed,
                "onlyFirstArguments": own.only_first_args,
                "selector": own.selector,
                "rule": own.rule.map(|rule| json!({ "text": rule.of(&access.text), "span": span(access, rule) })),
                "categories": dialect.categories_of(own.command).map(|category| category.name()).collect::<Vec<&str>>(),
            })
        })
        .collect();
    Value::Array(commands)
}

fn explain(access: &AccessString) -> Value {
    let explanation = access.explain();
    let words: Vec<Value> = explanation
        .words
        .iter()
        .map(|word| {
            json!({
                "span": span(access, word.span),
                "text": word.text,
                "useless": word.effect.is_useless(),
            })
        })
        .collect();
    json!({ "accepted": access.is_accepted(), "sentence": explanation.sentence, "words": words })
}

fn diff(before: &AccessString, after: &AccessString) -> Value {
    let difference = before.user.diff(&after.user);
    json!({
        "equal": difference.is_empty(),
        "enabled": difference.enabled,
        "gained": part(&difference.gained),
        "lost": part(&difference.lost),
        "risks": difference.risks.iter().map(risk).collect::<Vec<Value>>(),
    })
}

fn part(part: &Part) -> Value {
    json!({
        "commands": names(&part.commands),
        "firstArguments": part.first_args,
        "futureCommands": part.future_commands,
        "keys": part.keys,
        "channels": part.channels,
        "databases": part.databases,
        "selectors": part.selectors,
    })
}

fn names(commands: &[Command]) -> Vec<&'static str> {
    commands.iter().map(|command| command.name()).collect()
}

fn risk(risk: &Risk) -> Value {
    let (kind, commands) = match risk {
        Risk::AnyPassword => ("any-password", None),
        Risk::AllKeys => ("all-keys", None),
        Risk::AllChannels => ("all-channels", None),
        Risk::FutureCommands => ("future-commands", None),
        Risk::Admin(commands) => ("admin", Some(commands)),
        Risk::Dangerous(commands) => ("dangerous", Some(commands)),
        Risk::Scripting(commands) => ("scripting", Some(commands)),
        _ => ("other", None),
    };
    json!({ "kind": kind, "commands": commands.map(|commands| names(commands)).unwrap_or_default() })
}

fn propose(text: &str, dialect: Dialect, options: &Value) -> Value {
    let needs = read_needs(text);
    let categories = options.get("grouping").and_then(Value::as_str) == Some("categories");
    let grouping = if categories { Grouping::Categories } else { Grouping::Exact };
    let suggestion = suggest(&needs.needs, dialect, grouping);
    json!({
        "text": suggestion.text,
        "beyond": part(&suggestion.beyond),
        "impossible": suggestion.impossible.len(),
        "unclear": needs.unclear.len(),
    })
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
