//! Categories of modules exist where the module does.

use super::*;
use access_string::{ErrorKind, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-category-module",
    title: "The category belongs to a module",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A category such as `@json`, `@bloom` or `@search`.",
    why: "Categories of modules exist only on caches that have the module: `@json` from Redis OSS 6.2 and in Valkey, `@bloom` from Valkey 8.1, `@search` from Valkey 8.2. Elsewhere the name is unknown, and whether CreateUser takes it is not documented.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@json"}"#, "AccessString").span(6, 12),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@timeseries"}"#, "AccessString").span(6, 18),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@string"}"#),
    ]),
};

const MODULES: [&str; 9] =
    ["json", "bloom", "search", "timeseries", "cuckoo", "cms", "topk", "tdigest", "graph"];

/// Whether a word names a category of a module, known here or not.
pub fn is_module(word: &str) -> bool {
    let name = word.split_once('@').map_or("", |(_, name)| name);
    MODULES.iter().any(|own| own.eq_ignore_ascii_case(name))
}

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let known = access.tokens().filter(|(token, _)| matches!(token.kind, TokenKind::Category { .. }));
        let known = known.map(|(token, place)| (access.word(token.span), place));
        let unknown = access.errors().filter(|(error, ..)| error.kind == ErrorKind::UnknownCommand);
        let unknown = unknown.map(|(_, place, word)| (word, place));
        for (word, place) in known.chain(unknown).filter(|(word, _)| is_module(word)) {
            let category = word.trim_start_matches(['+', '-']);
            let message = format!("`{category}` exists only on caches that have its module.");
            RULE.finding(findings, access.member, message).span(place);
        }
    }
}
