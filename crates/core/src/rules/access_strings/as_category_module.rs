//! A module's categories exist only where the module does.

use crate::rules::*;
use access_string::{ErrorKind, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-category-module",
    title: "Category belongs to a module",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A category such as `@json`, `@bloom` or `@search`.",
    why: "Categories of modules exist only on caches that have the module: `@json` from Redis OSS 6.2 and in Valkey, `@bloom` from Valkey 8.1, `@search` from Valkey 8.2 and not on serverless caches. Elsewhere the name is unknown. AWS documents these categories for managing access, but no known reply shows whether CreateUser accepts them. Sources disagree on @admin: AWS includes JSON.DEBUG and not FT._LIST; the modules' published source does the opposite.",
    source: source::JSON,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@json"}"#, "AccessString").span(6, 12),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@timeseries"}"#, "AccessString").span(6, 18),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@string"}"#),
    ]),
};

const MODULES: [&str; 9] =
    ["json", "bloom", "search", "timeseries", "cuckoo", "cms", "topk", "tdigest", "graph"];

/// Whether a word names a module's category, known here or not.
pub fn is_module(word: &str) -> bool {
    let name = word.split_once('@').map_or("", |(_, name)| name);
    MODULES.iter().any(|module| module.eq_ignore_ascii_case(name))
}

/// Which caches have a module's commands, by category or by prefix; none for modules that ElastiCache doesn't have.
pub fn available(name: &str) -> Option<&'static str> {
    let starts =
        |module: &str| name.get(..module.len()).is_some_and(|start| start.eq_ignore_ascii_case(module));
    if starts("json") {
        Some("JSON needs Redis OSS 6.2 or later, or Valkey; JSON.MSET needs Valkey 8.1 or later.")
    } else if starts("bloom") || starts("bf.") {
        Some("Bloom filters need Valkey 8.1 or later. No cache has BF.LOAD.")
    } else if starts("search") || starts("ft.") {
        Some(
            "Search needs Valkey 8.2 or later, FT.AGGREGATE 9.0 or later. Neither works on serverless caches or with data tiering.",
        )
    } else {
        None
    }
}

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let known = access.tokens().filter(|(token, _)| matches!(token.kind, TokenKind::Category { .. }));
        let known = known.map(|(token, place)| (access.word(token.span), place));
        let unknown = access.errors().filter(|(error, ..)| error.kind == ErrorKind::UnknownCommand);
        let unknown = unknown.map(|(_, place, word)| (word, place));
        for (word, place) in known.chain(unknown).filter(|(word, _)| is_module(word)) {
            let category = word.trim_start_matches(['+', '-']);
            let message = format!("`{category}` exists only on caches with its module.");
            let help = available(category.trim_start_matches('@'));
            let finding = RULE.finding(findings, access.member, message).span(place);
            if let Some(help) = help {
                finding.help(help);
            }
        }
    }
}
