//! The sentence for the whole string.

use super::clauses::clauses;
use crate::parse::{AccessString, TokenKind};
use crate::prose::{count, list};
use crate::tables::{Command, CommandSet, Special};
use crate::user::{Selector, User};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How many selectors are described one by one.
const SELECTORS: usize = 4;
/// Longer selectors are identified by their number.
const LONG: usize = 60;
/// How many commands are listed one by one, if there are no others.
pub(super) const FEW: usize = 8;

/// `undecided` is the clause about channels where no rule names one and what a new user may use isn't known.
pub(super) fn sentence(access: &AccessString, undecided: Option<&str>) -> String {
    let user = &access.user;
    let all_rights = user.rights();
    let selectors: Vec<&Selector> = user.all_selectors().collect();
    let alone = selectors.len() == 1;
    let mut selectors = selectors.into_iter().zip(&all_rights);
    let undecided_in = |selector: &Selector| undecided.filter(|_| !names_channels(access, selector));

    let mut first = vec![state(user).to_owned()];
    if let Some((root, rights)) = selectors.next() {
        let clauses = clauses(user, root, rights, alone, undecided_in(root));
        let nothing = clauses.is_empty() && alone;
        first.extend(clauses);
        first.extend(nothing.then(|| "can't run any command".to_owned()));
    }
    let few = alone && all_rights.first().is_some_and(|rights| rights.only_few(FEW).is_some());
    if alone && !few {
        first.extend(denied(user, true).map(|denied| format!("may not {denied}")));
    }
    let mut sentences = vec![match refusal(access) {
        Some(refusal) => format!("{refusal}. Apart from that: {}", first.join("; ")),
        None => capitalized(&first.join("; ")),
    }];
    for (selector, rights) in selectors.take(SELECTORS) {
        let name = match selector.span.slice(&access.text) {
            text if text.len() <= LONG => text.to_owned(),
            _ => format!("selector {}", rights.selector),
        };
        let clauses = clauses(user, selector, rights, false, undecided_in(selector)).join("; ");
        let what = match (selector.unbalanced_quotes, clauses.is_empty()) {
            (true, _) => format!("may do nothing more, because the quotes don't balance{clauses}"),
            (false, true) => "may do nothing more".to_owned(),
            (false, false) => clauses,
        };
        sentences.push(format!("In addition, through {name}, it {what}"));
    }
    let more = user.selectors.len().saturating_sub(SELECTORS);
    if more > 0 {
        sentences.push(format!("There are {}", count(more, "more selector")));
    }
    if !alone {
        sentences.extend(denied(user, false).map(|denied| format!("Overall, it may not {denied}")));
    }
    sentences.join(". ") + "."
}

/// The reason why a server rejects the string.
fn refusal(access: &AccessString) -> Option<String> {
    let error = access.errors.first()?;
    let word = error.span.slice(&access.text);
    // A password follows these characters.
    let word = if word.starts_with(['>', '<', '#', '!']) { "its password" } else { word };
    let others = match access.errors.len() - 1 {
        0 => String::new(),
        others => format!(" and {}", count(others, "other word")),
    };
    Some(format!("The server rejects this string because of {word}{others}"))
}

fn state(user: &User) -> &'static str {
    match (user.enabled, user.nopass) {
        (true, true) => "can log in with any password",
        (true, false) => "can log in",
        (false, _) => "can't log in, because it's off",
    }
}

fn capitalized(text: &str) -> String {
    let (first, rest) = text.split_at_checked(1).unwrap_or((text, ""));
    first.to_ascii_uppercase() + rest
}

/// The categories that are entirely denied, as verbs: `write or run scripts`.
fn denied(user: &User, alone: bool) -> Option<String> {
    let table = user.dialect.table();
    let mut allowed = CommandSet::EMPTY;
    for selector in user.all_selectors() {
        allowed.set_all(&selector.allowed, true);
        selector.first_args.iter().for_each(|arg| allowed.set(arg.command, true));
    }
    allowed = allowed.without(&table.containers);
    if alone && allowed.iter().all(|command| table.never_refused(command)) {
        return None;
    }
    let publish = |command: Command| command.special() == Special::Publish;
    let categories = [
        ("read", "read"),
        ("write", "write"),
        ("", "publish"),
        ("pubsub", "subscribe"),
        ("scripting", "run scripts"),
        ("dangerous", "run dangerous commands"),
        ("admin", "administer the server"),
    ];
    let denied = categories.into_iter().filter(|(category, _)| {
        let Some(category) = table.category(category.as_bytes()) else {
            return !allowed.iter().any(publish);
        };
        let members = table.belonging(category).and(&allowed);
        // Publishing is separate from the rest of its category.
        if category.name() == "pubsub" { members.iter().all(publish) } else { members.is_empty() }
    });
    let denied: Vec<&str> = denied.map(|(_, verb)| verb).collect();
    (!denied.is_empty()).then(|| list(&denied, 9, " or ").to_string())
}

/// Whether a rule of the selector is about channels.
fn names_channels(access: &AccessString, selector: &Selector) -> bool {
    let is_root = selector.span == access.user.root.span;
    let tokens = access.tokens.iter().filter(|token| {
        token.in_selector != is_root
            && selector.span.start <= token.span.start
            && token.span.end <= selector.span.end
    });
    let mut kinds = tokens.map(|token| token.kind);
    kinds.any(|kind| matches!(kind, TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels))
}
