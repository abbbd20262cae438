//! Reading and writing the same keys is one word, not two.

use crate::rules::access::Access;
use crate::rules::*;
use access_string::{Access as Right, Span, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-split-key-pattern",
    title: "One key pattern is split into two words",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "Two words that allow reading and writing the same key pattern, as in `%R~app:* %W~app:*`.",
    why: "A server merges them into one: `~app:*`. One word is easier to review than two, and doesn't look as if some keys could only be read.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on %R~app:* %W~app:* -@all +get"}"#, "AccessString")
            .span(3, 11)
            .fixed(r#"{"AccessString": "on ~app:* -@all +get"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~a -@all +get (%W~b +set %R~b)"}"#, "AccessString")
            .span(18, 22)
            .fixed(r#"{"AccessString": "on ~a -@all +get (~b +set)"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on -@all +get %R~* %W~*"}"#, "AccessString")
            .span(14, 18)
            .fixed(r#"{"AccessString": "on -@all +get %RW~*"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~app:* -@all +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on %R~a %W~b -@all +copy"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on %R~a -@all +get (%W~a +set)"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on %R~a resetkeys %W~a -@all +set"}"#),
    ]),
};

/// More findings than this don't help.
const MOST: usize = 8;

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_accepted()) {
        let all = access.string.user.all_selectors().flat_map(|selector| &selector.keys);
        let merged = all.filter(|key| key.access == Right::BOTH && half(access.word(key.span)).is_some());
        for (first, second) in merged.take(MOST).filter_map(|key| Some((key.span, other(access, key.span)?)))
        {
            let Some((place, later)) = access.place(first).zip(access.place(second)) else { continue };
            let Some(pattern) = half(access.word(first)) else { continue };
            // `~*` allows more than its halves: SORT with BY or GET.
            let whole = if pattern == "*" { "%RW~*".to_owned() } else { format!("~{pattern}") };
            let message = format!(
                "`{}` and `{}` are together the same as `{whole}`.",
                access.word(first),
                access.word(second)
            );
            let edits = access.without(&later).map(|mut edits| {
                edits.extend(access.replace(&place, whole.as_str()));
                edits
            });
            let finding = RULE.finding(findings, access.member, message).span(place);
            // Redis OSS 6 rejects the two words, and accepts the one.
            finding.edit(Choice, format!("Use `{whole}`"), edits);
        }
    }
}

/// The pattern of a word that allows only reading or only writing: `a` of `%R~a`.
fn half(word: &str) -> Option<&str> {
    let (kind, pattern) = word.split_once('~')?;
    kind.starts_with('%').then_some(pattern)
}

/// The later word, outside selectors or in the same one, that allows the other half of the same pattern.
fn other(access: &Access<'_>, first: Span) -> Option<Span> {
    let right = |wanted: Span| {
        let token = access.string.tokens.iter().find(|token| token.span == wanted)?;
        if let TokenKind::Keys(right) = token.kind { Some(right) } else { None }
    };
    let pattern = half(access.word(first))?;
    let first_right = right(first).filter(|right| *right != Right::BOTH)?;
    // Where the selector around a word begins.
    let mut scope = None;
    let mut wanted = None;
    for token in &access.string.tokens {
        match token.kind {
            TokenKind::Open => scope = Some(token.span.start),
            TokenKind::Close => scope = None,
            TokenKind::Keys(_) if token.span == first => wanted = Some(scope),
            TokenKind::Keys(right) if wanted == Some(scope) => {
                let same = half(access.word(token.span)) == Some(pattern);
                if same && right != Right::BOTH && right != first_right {
                    return Some(token.span);
                }
            }
            _ => {}
        }
    }
    None
}
