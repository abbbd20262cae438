//! The last word on a subject decides.

use crate::rules::access::{Access, is_about_commands, is_password, is_sweeping};
use crate::rules::*;
use access_string::{AccessString, LintKind, Span};

pub static RULE: Rule = Rule {
    id: "as-order",
    title: "Word is undone by a later one",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A word whose effect a later word undoes, as in `+get -@all`.",
    why: "Words apply from left to right, and the last one on a subject decides. Put general rules first and exceptions after them: `-@all +get`, `+@all -@dangerous`.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +get -@all"}"#, "AccessString")
            .span(6, 10)
            .fixed(r#"{"AccessString": "on ~* -@all +get"}"#),
        Example::bad(
            CreateUser,
            r#"{"AccessString": "on ~session:* ~cache:* +get +exists -@all"}"#,
            "AccessString",
        )
        .span(23, 27)
        .fixed(r#"{"AccessString": "on ~session:* ~cache:* -@all +get +exists"}"#),
        Example::bad(
            CreateUser,
            r#"{"AccessString": "on ~* &a:* resetchannels -@all +publish"}"#,
            "AccessString",
        )
        .span(6, 10)
        .fixed(r#"{"AccessString": "on ~* resetchannels &a:* -@all +publish"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -keys +@all"}"#, "AccessString")
            .span(6, 11)
            .fixed(r#"{"AccessString": "on ~* +@all -keys"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* -@all +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all -keys"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AppendAccessString": "-@admin +@connection"}"#),
    ]),
};

/// More findings than this don't help.
const MOST: usize = 8;

/// How many moves are tried: each parses the whole string again.
const MOST_MOVES: usize = 2;

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let mut reported = 0;
        // With an unclosed parenthesis, what a word belongs to changes with the words around it.
        let count = |parenthesis: char| access.string.text.matches(parenthesis).count();
        let whole = count('(') == count(')');
        let mut moves = 0;
        // One word may undo many, and its fix has the same effect for all of them.
        let mut front: Option<(Span, Option<Fix>)> = None;
        for (kind, place) in access.lints() {
            let (LintKind::Undone { by }, Some(place)) = (kind, place) else { continue };
            let word = access.text.get(place.clone()).unwrap_or_default();
            let later = access.word(*by);
            if is_password(word) || is_password(later) {
                continue;
            }
            // If the current rights are unknown, so is what later words undo of them.
            let sweeps = access.tokens().any(|(token, _)| token.span == *by && is_sweeping(token.kind));
            if is_about_commands(word) && !access.complete && !sweeps {
                continue;
            }
            if reported == MOST {
                break;
            }
            reported += 1;
            let message = format!("`{word}` has no effect: `{later}` later overrides it.");
            let finding = RULE.finding(findings, access.member, message).span(place.clone());
            if front.as_ref().is_none_or(|(known, _)| known != by) && moves < MOST_MOVES {
                moves += 1;
                front = Some((*by, to_the_front(subject, access, *by)));
            }
            let known = front.as_ref().filter(|(known, _)| known == by);
            finding.fixes.extend(known.and_then(|(_, fix)| fix.clone()));
            // Without the word that resets patterns, one may come after the word for all keys.
            let resets = word.to_ascii_lowercase().starts_with("reset");
            let fits = whole && !(resets && access.has_pattern_after_all());
            if let Some(edits) = access.without(&place).filter(|_| fits) {
                finding.fix(Choice, format!("Remove `{word}`"), edits);
            }
        }
    }
}

/// Moves a word before the first one that it undoes.
fn to_the_front(subject: &Subject<'_>, access: &Access<'_>, by: Span) -> Option<Fix> {
    let undone = access.lints().filter(|(kind, _)| **kind == LintKind::Undone { by });
    let first = undone.filter_map(|(_, place)| place).min_by_key(|place| place.start)?;
    let last = access.place(by)?;
    let between = access.text.get(first.start..last.start)?;
    // No edit repeats a password.
    if between.split_whitespace().any(is_password) {
        return None;
    }
    let later = access.text.get(last.clone())?;
    let edits = access.replace(&(first.start..last.end), format!("{later} {}", between.trim_end()));
    let moved = access.edited(subject, &edits)?;
    // Another word may undo those in between, or the moved word itself.
    let undone = |string: &AccessString| {
        string.lint().iter().filter(|lint| matches!(lint.kind, LintKind::Undone { .. })).count()
    };
    if moved.errors.len() > access.string.errors.len() || undone(&moved) >= undone(&access.string) {
        return None;
    }
    let gained = access.string.user.diff(&moved.user).gained.commands;
    let brings = gain::named(access.string.dialect, &gained.into_iter().collect());
    let brings = brings.map(|allows| format!(", which allows {allows}")).unwrap_or_default();
    // A reset in first place removes nothing: no keys, channels or login, which aren't commands.
    let keeps = match later.to_ascii_lowercase().starts_with("reset") {
        true => ", which keeps what's in between",
        false => "",
    };
    let title = format!("Move `{later}` before `{}`{keeps}{brings}", access.text.get(first)?).into();
    Some(Fix { applicability: Choice, title, edits })
}
