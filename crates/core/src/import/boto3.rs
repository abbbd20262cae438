//! Python that calls boto3: `client.create_user(UserId="app", …)`, with literal arguments.

use super::node::{Entry, Node, NodeKind};
use super::program::Names;
use super::source::Grammar;
use super::syntax::literal::{Dialect, Reader, argument_follows, expression_name, name_at};
use super::syntax::{Fragment, SyntaxError};
use super::{Import, Importer, NoteKind, Source, draft, not_a_user};
use crate::Operation;
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use hashbrown::HashMap;

pub const IMPORTER: Importer = Importer { id: "boto3", title: "boto3 call (Python)", recognizes, read };

const CALLS: [(&str, Operation); 4] = [
    ("create_user(", Operation::CreateUser),
    ("modify_user(", Operation::ModifyUser),
    ("create_user_group(", Operation::CreateUserGroup),
    ("modify_user_group(", Operation::ModifyUserGroup),
];

fn recognizes(source: &Source<'_>) -> bool {
    CALLS.iter().any(|(call, _)| source.text.contains(call)) && !source.text.contains("fn main")
        || are_arguments(source.text)
}

/// Whether the text is the arguments of a call without the call: `UserId="app", Engine="redis"`.
fn are_arguments(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches('(').trim_start();
    let name = name_at(text);
    let rest = text.get(name.len()..).unwrap_or_default().trim_start();
    crate::Member::from_name(name).is_some()
        && rest.starts_with('=')
        && !rest.starts_with("==")
        && !text.contains('&')
}

fn read(source: &Source<'_>, import: &mut Import) {
    comments(source);
    let whole = source.whole();
    let services = services(&whole.text);
    let names = Names::read(source, Dialect::Python, &[]);
    if are_arguments(source.text) {
        let start = whole.text.len() - whole.text.trim_start().len();
        let start = start + usize::from(whole.text.trim_start().starts_with('('));
        match keywords(source, import, &whole, start) {
            Ok((mut node, _)) => {
                names.fill(source, &mut node);
                draft::add(source, import, super::json::operation(&node), &node);
            }
            Err(error) => import.error(
                Some(error.at..error.at),
                format!("Python can't read these arguments: {}", error.message),
            ),
        }
        return;
    }
    let mut at = 0;
    while let Some(found) = whole.text.get(at..).and_then(|rest| rest.find("_user")) {
        let end = at + found + "_user".len();
        at = end;
        let rest = whole.text.get(end..).unwrap_or_default();
        // What the calls end in.
        let Some(ending) = ["(", "_group("].into_iter().find(|ending| rest.starts_with(ending)) else {
            continue;
        };
        let arguments = end + ending.len();
        let before = whole.text.get(..arguments).unwrap_or_default();
        let call = CALLS.iter().find_map(|(call, operation)| Some((before.strip_suffix(call)?, *operation)));
        let Some((before, operation)) = call else { continue };
        // `create_user(` may be the end of another name, or a definition.
        if before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            || before.ends_with("def ")
        {
            continue;
        }
        match keywords(source, import, &whole, arguments) {
            Ok((mut node, end)) => {
                names.fill(source, &mut node);
                // A call inside the arguments of another was read with it.
                at = end.max(arguments);
                let service = service(before).or_else(|| services.get(receiver(before)).copied());
                let other = service.and_then(|service| not_a_user::command(service, "create-user"));
                let other = other.filter(|_| service != Some("elasticache"));
                if let Some(named) =
                    other.or_else(|| not_a_user::object(source, &node).filter(|_| !operation.is_of_group()))
                {
                    not_a_user::say(import, node.span.clone(), named);
                    continue;
                }
                draft::add(source, import, operation, &node);
            }
            Err(error) => {
                import.error(
                    Some(error.at..error.at),
                    format!("Python can't read this call: {}", error.message),
                );
                // After this, more broken calls add nothing new.
                if import.errors.len() >= 100 {
                    return;
                }
            }
        }
    }
}

/// The clients that a program makes, with their services: `client = boto3.client("elasticache")`.
fn services(text: &str) -> HashMap<&str, &str> {
    let mut services = HashMap::new();
    for line in text.lines() {
        let Some((name, value)) = line.split_once('=') else { continue };
        let name = name.split(':').next().unwrap_or_default().trim();
        let name = name.rsplit(['.', ' ']).next().unwrap_or_default();
        if let Some(at) = value.find("client(")
            && let Some(service) = quoted_word(value.get(at + "client(".len()..).unwrap_or_default())
        {
            services.insert(name, service);
        }
    }
    services
}

/// The service of a client that is made where it is used: `boto3.client("iam").`
fn service(before: &str) -> Option<&str> {
    let before = before.strip_suffix('.')?.strip_suffix(')')?;
    let start =
        before.get(before.len().saturating_sub(200)..)?.rfind("client(")? + before.len().saturating_sub(200);
    quoted_word(before.get(start + "client(".len()..)?)
}

/// What a method is called of: the last name before the dot.
fn receiver(before: &str) -> &str {
    let before = before.strip_suffix('.').unwrap_or_default();
    let start = before.rfind(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    before.get(start.map_or(0, |start| start + 1)..).unwrap_or(before)
}

fn quoted_word(text: &str) -> Option<&str> {
    let text = text.trim_start().trim_start_matches("service_name=");
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    text.get(1..)?.split(quote).next()
}

/// The keyword arguments of a construct of the CDK, after its scope and its ID.
pub(super) fn arguments(
    source: &Source<'_>,
    import: &mut Import,
    whole: &Fragment<'_>,
    at: usize,
) -> Result<(Node, usize), SyntaxError> {
    let mut reader = Reader::new(source, whole, Dialect::Python, at);
    for _ in 0..2 {
        reader.value(0)?;
        reader.space()?;
        if !reader.text.eat(',') {
            return Err(reader.error("expected a scope, an ID and keyword arguments."));
        }
    }
    let at = reader.text.at;
    keywords(source, import, whole, at)
}

/// Keyword arguments up to the closing bracket, as a map.
fn keywords(
    source: &Source<'_>,
    import: &mut Import,
    whole: &Fragment<'_>,
    at: usize,
) -> Result<(Node, usize), SyntaxError> {
    let mut reader = Reader::new(source, whole, Dialect::Python, at);
    let mut entries = Vec::new();
    loop {
        reader.space()?;
        // Arguments that were copied without their call have no bracket at the end.
        if reader.text.eat(')') || reader.text.is_at_end() && are_arguments(source.text) {
            let span = whole.span(at.saturating_sub(1)..reader.text.at);
            return Ok((Node::new(NodeKind::Map(entries), span), reader.text.at));
        }
        let start = reader.text.at;
        if reader.text.rest().starts_with("**") {
            reader.text.at += 2;
            reader.space()?;
            let value = reader.value(0)?;
            match value.what {
                // `**{"UserId": "app"}`
                NodeKind::Map(more) => entries.extend(more),
                _ => {
                    let key_span = whole.span(start..reader.text.at);
                    let name = expression_name(whole.text.get(start + 2..reader.text.at).unwrap_or_default());
                    let value = source.open_node(&name, key_span.clone());
                    entries.push(Entry { key: "…".to_owned(), key_span, value });
                }
            }
        } else {
            let name = name_at(reader.text.rest()).to_owned();
            reader.text.at += name.len();
            let key_span = whole.span(start..reader.text.at);
            reader.space()?;
            if name.is_empty() || !reader.text.eat('=') {
                return Err(reader.error("expected Name=value; boto3 accepts only keyword arguments."));
            }
            let value = reader.value(0)?;
            entries.push(Entry { key: name, key_span, value });
        }
        reader.space()?;
        let ends = matches!(reader.text.peek(), Some(')') | None);
        if !reader.text.eat(',') && !ends {
            if !argument_follows(reader.text.rest()) {
                return Err(reader.error("expected , or )."));
            }
            let span = entries.last().map_or(0..0, |entry| entry.value.span.clone());
            import.note(NoteKind::Changed, span, "A comma is missing after this, and Python rejects it. It was read as if the comma were there.");
        }
    }
}

/// Notes the comments of the whole text; strings, also those in three quotes, hold none.
fn comments(source: &Source<'_>) {
    let text = source.text;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['#', '"', '\''])) {
        let start = at + found;
        let rest = text.get(start..).unwrap_or_default();
        if rest.starts_with('#') {
            at = start + rest.find('\n').unwrap_or(rest.len());
            source.comment(Grammar::Python, start..at);
            continue;
        }
        let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| rest.starts_with(quote));
        let quote = quote.unwrap_or("'");
        at = start + quote.len();
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if rest.starts_with(quote) {
                at += quote.len();
                break;
            }
            if quote.len() == 1 && rest.starts_with('\n') {
                break;
            }
            let escape = usize::from(rest.starts_with('\\'));
            let next = rest.chars().nth(escape).map_or(0, char::len_utf8);
            at += escape + next;
        }
    }
}
