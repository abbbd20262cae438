//! Search commands check key patterns in their own way.

use crate::rules::*;
use access_string::{KeyPattern, RuleTarget, Selector};

pub static RULE: Rule = Rule {
    id: "as-search-prefixes",
    title: "No search index is accessible",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "Search commands without a key pattern that can cover an index's keys.",
    why: "The search module compares an index's prefixes with the key patterns, and rejects an index with keys that the user can't access: `The user does not have permission to access the key prefix`. A pattern covers a prefix if it matches it and ends with `*`. Every prefix of the index must be covered for reading; an index without a prefix needs `~*`. FT._LIST shows every index name to anyone who can run it.",
    source: source::SEARCH,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~product:1 -@all +ft.search"}"#, "AccessString")
            .context(r#"{"engineVersion": "valkey-8.2"}"#)
            .span(20, 30),
        Example::bad(CreateUser, r#"{"AccessString": "on %W~product:* -@all +@search"}"#, "AccessString")
            .context(r#"{"engineVersion": "valkey-9.0"}"#)
            .span(22, 30),
        Example::good(CreateUser, r#"{"AccessString": "on %R~product:* -@all +ft.search +ft.info"}"#)
            .context(r#"{"engineVersion": "valkey-8.2"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~product:1 -@all +ft._list"}"#)
            .context(r#"{"engineVersion": "valkey-8.2"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~product:1 +@all"}"#)
            .context(r#"{"engineVersion": "valkey-8.2"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        let user = &access.string.user;
        // The module checks the patterns of all selectors.
        let reaches = |selector: &Selector| selector.all_keys || selector.keys.iter().any(covers_a_prefix);
        if user.all_selectors().any(reaches) {
            continue;
        }
        let named = user.all_selectors().flat_map(|selector| &selector.rules).find(|rule| {
            rule.allow
                && match &rule.target {
                    RuleTarget::Category(category) => category.name() == "search",
                    RuleTarget::Command(command) | RuleTarget::FirstArg(command, _) => {
                        command.name().starts_with("ft.") && command.name() != "ft._list"
                    }
                }
        });
        let Some(rule) = named else { continue };
        let Some(place) = access.place(rule.span) else { continue };
        let message = "No readable key pattern ends with `*`, so every index is rejected.";
        RULE.finding(findings, access.member, message).span(place);
    }
}

/// Whether it allows reading all keys with a common prefix.
fn covers_a_prefix(key: &KeyPattern) -> bool {
    key.access.read && key.pattern.ends_with(b"*") && !key.pattern.ends_with(b"\\*")
}
