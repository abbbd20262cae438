//! Granting and revoking the rights of a cell with the fewest words.

use super::fewest::{self, Goal, Search};
use super::place::CellIndex;
use super::{Column, Row};
use crate::access::Access;
use crate::diff::Part;
use crate::effect::Effect;
use crate::lex::Span;
use crate::parse::{AccessString, TokenKind, parse};
use crate::simplify::{MOST_SELECTORS, quoted};
use crate::sorted::by_number;
use crate::tables::{Command, CommandSet};
use crate::user::{Selector, User};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::{HashMap, HashSet};

/// The result of granting or revoking the rights of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Change {
    /// The access string afterwards.
    pub text: String,
    /// The added words, in order.
    pub added: Vec<String>,
    /// The words removed because they would have no effect.
    pub removed: Vec<String>,
    /// What the user gains beyond the cell.
    pub also_gained: Part,
    /// What the user loses beyond the cell.
    pub also_lost: Part,
    /// Commands that the words would have granted, had others not denied them.
    pub kept_out: Vec<KeptOut>,
}

/// A word that denies commands which others would have granted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct KeptOut {
    /// The word, as it is in the access string afterwards.
    pub word: String,
    /// The commands that it denies.
    pub commands: Vec<Command>,
}

impl AccessString {
    /// Grants all rights of a cell, or revokes all of them, and changes as little else as the words allow. None if there
    /// is nothing to change, the cell doesn't exist, or the server would reject the string.
    ///
    /// Rights are granted to the root, and revoked from every selector. A command word may also grant commands of the same row
    /// that do less: `+@hash` for writing also allows reading. Nothing else is granted, unless Redis 6 has no
    /// word for less.
    ///
    /// ```
    /// use access_string::{Column, Engine, Row, parse};
    /// let change = |text, row, column, allow| {
    ///     parse(text, Engine::Valkey80).set_cell(row, column, allow).unwrap().text
    /// };
    /// let text = change("on ~app:* -@all +ping", Row::Hash, Column::Write, true);
    /// assert_eq!(text, "on ~app:* -@all +ping +@hash");
    /// assert_eq!(change(&text, Row::Hash, Column::Read, false), "on ~app:* -@all +ping +@hash -@read");
    /// ```
    #[must_use]
    pub fn set_cell(&self, row: Row, column: Column, allow: bool) -> Option<Change> {
        if !self.is_accepted() || self.exact {
            return None;
        }
        match row {
            Row::Keys | Row::Channels if column == Column::Manage => None,
            Row::Keys => self.set_keys(column.access(), allow),
            Row::Channels => self.set_channels(allow),
            _ => self.set_commands(row, column, allow),
        }
    }

    fn set_commands(&self, row: Row, column: Column, allow: bool) -> Option<Change> {
        let table = self.dialect.table();
        let places = CellIndex::new(table);
        let cell = places.members(row, column);
        let matters = places.all;
        if allow {
            let mut missing = cell;
            for selector in self.user.all_selectors() {
                missing.set_all(&selector.allowed, false);
            }
            if missing.is_empty() {
                return None;
            }
            let state = self.user.root.allowed.and(&matters);
            let mut must = state;
            must.set_all(&missing, true);
            let mut may = must;
            for lower in Column::ALL.into_iter().filter(|other| *other < column && !row.is_risky()) {
                may.set_all(&places.members(row, lower), true);
            }
            let goal = Goal { must, may };
            for words in fewest::words(table, &matters, &state, &goal, (true, Search::Categories)) {
                let edited = self.edited(&[(self.text.len(), words.clone())]);
                let holds = |access: &AccessString| goal.is_met(&matters, &access.user.root.allowed);
                if let Some(after) = self.tidied(&edited, &words, holds) {
                    let kept_out = kept_out(&words, &matters, self, &after);
                    return Some(self.change(&after, words, &cell, kept_out));
                }
            }
            return None;
        }
        let many = self.user.selectors.len() > MOST_SELECTORS;
        // What must stay of each selector.
        let goals: Vec<Goal> = self
            .user
            .all_selectors()
            .map(|selector| {
                let rest = selector.allowed.and(&matters).without(&cell);
                Goal { must: rest, may: rest }
            })
            .collect();
        let ways: Vec<Option<Vec<Vec<String>>>> = self
            .user
            .all_selectors()
            .zip(&goals)
            .map(|(selector, goal)| {
                let state = selector.allowed.and(&matters);
                let first_args = selector.first_args.iter().map(|arg| arg.command);
                let first_args: CommandSet = first_args.filter(|arg| cell.contains(*arg)).collect();
                let mut before = state;
                before.set_all(&first_args, true);
                let search = if many { Search::SingleCommands } else { Search::Categories };
                (!before.and(&cell).is_empty())
                    .then(|| fewest::words(table, &matters, &before, goal, (false, search)))
            })
            .collect();
        if ways.iter().all(Option::is_none) {
            return None;
        }
        let most = ways.iter().flatten().map(Vec::len).max().unwrap_or(0);
        for nth in 0..most {
            let words = self.user.all_selectors().zip(&ways).filter_map(|(selector, ways)| {
                let ways = ways.as_ref()?;
                Some((self.end_of(selector), ways.get(nth).or(ways.last())?.clone()))
            });
            let words: Vec<(usize, Vec<String>)> = words.collect();
            let edited = self.edited(&words);
            let added: Vec<String> = words.into_iter().flat_map(|(_, words)| words).collect();
            let holds = |access: &AccessString| {
                let is_met = |(selector, goal): (&Selector, &Goal)| goal.is_met(&matters, &selector.allowed);
                access.user.all_selectors().count() == goals.len()
                    && access.user.all_selectors().zip(&goals).all(is_met)
                    && access.user.all_selectors().all(|selector| lacks(selector, &cell))
            };
            if let Some(after) = self.tidied(&edited, &added, holds) {
                return Some(self.change(&after, added, &cell, Vec::new()));
            }
        }
        None
    }

    fn set_keys(&self, access: Access, allow: bool) -> Option<Change> {
        let is_sided = self.dialect.engine.has_selectors();
        let root = &self.user.root;
        let is_full = |selector: &Selector, needs: Access| {
            selector.all_keys || selector.keys.iter().any(|key| super::is_everything(key, needs))
        };
        let words = if allow {
            if self.user.all_selectors().any(|selector| is_full(selector, access)) {
                return None;
            }
            let other = Access { read: !access.read, write: !access.write };
            let prefix = if is_sided && !is_full(root, other) { access.prefix() } else { "~" };
            vec![(self.text.len(), vec![format!("{prefix}*")])]
        } else {
            let has = |selector: &&Selector| {
                selector.all_keys || selector.keys.iter().any(|key| key.access.covers(access))
            };
            let rest = |selector: &Selector| {
                let other = Access { read: !access.read, write: !access.write };
                let is_root = core::ptr::eq(selector, root);
                let word = |pattern: &[u8]| {
                    let word = format!("{}{}", other.prefix(), String::from_utf8_lossy(pattern));
                    if is_root { word } else { quoted(word) }
                };
                let mut words = vec!["resetkeys".to_owned()];
                if is_sided && selector.all_keys {
                    words.push(word(b"*"));
                } else if is_sided {
                    let remaining = selector.keys.iter().filter(|key| key.access.covers(other));
                    words.extend(remaining.map(|key| word(&key.pattern)));
                }
                (self.end_of(selector), words)
            };
            self.user.all_selectors().filter(has).map(rest).collect()
        };
        let holds = move |after: &AccessString| match allow {
            true => after.user.all_selectors().any(|selector| is_full(selector, access)),
            false => after.user.all_selectors().all(|selector| {
                !selector.all_keys && !selector.keys.iter().any(|key| key.access.covers(access))
            }),
        };
        self.set_patterns(&words, holds)
    }

    fn set_channels(&self, allow: bool) -> Option<Change> {
        if !self.dialect.engine.has_channels() {
            return None;
        }
        let has = |selector: &&Selector| selector.all_channels || !selector.channels.is_empty();
        let words: Vec<(usize, Vec<String>)> = match allow {
            true if self.user.all_selectors().any(|selector| selector.all_channels) => Vec::new(),
            true => vec![(self.text.len(), vec!["&*".to_owned()])],
            false => {
                let with = self.user.all_selectors().filter(has);
                with.map(|selector| (self.end_of(selector), vec!["resetchannels".to_owned()])).collect()
            }
        };
        let holds = move |after: &AccessString| match allow {
            true => after.user.all_selectors().any(|selector| selector.all_channels),
            false => !after.user.all_selectors().any(|selector| has(&selector)),
        };
        self.set_patterns(&words, holds)
    }

    fn set_patterns(
        &self,
        words: &[(usize, Vec<String>)],
        holds: impl Fn(&AccessString) -> bool,
    ) -> Option<Change> {
        let added: Vec<String> = words.iter().flat_map(|(_, words)| words.clone()).collect();
        if added.is_empty() {
            return None;
        }
        let same_commands = |after: &AccessString| {
            let (old, new) = (self.user.all_selectors(), after.user.all_selectors());
            old.map(|selector| &selector.allowed).eq(new.map(|selector| &selector.allowed))
        };
        let after = self.tidied(&self.edited(words), &added, |after| holds(after) && same_commands(after))?;
        Some(self.change(&after, added, &CommandSet::EMPTY, Vec::new()))
    }

    /// Where words of a selector can be added.
    fn end_of(&self, selector: &Selector) -> usize {
        if core::ptr::eq(selector, &self.user.root) {
            return self.text.len();
        }
        let after = self.tokens.partition_point(|token| token.span.start < selector.span.end);
        let last = after.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.filter(|token| token.kind == TokenKind::Close)
            .map_or(selector.span.end, |token| token.span.start)
    }

    /// The text with words put at some places.
    fn edited(&self, words: &[(usize, Vec<String>)]) -> String {
        let places: Vec<&(usize, Vec<String>)> = by_number(words.iter().collect(), |(at, _)| *at);
        let mut text = String::with_capacity(self.text.len() + 64);
        let mut from = 0;
        for (at, words) in places {
            text.push_str(self.text.get(from..*at).unwrap_or_default());
            if !text.is_empty() && !text.ends_with([' ', '(']) {
                text.push(' ');
            }
            text.push_str(&words.join(" "));
            from = *at;
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        text
    }

    /// The edited text without the words of which nothing is left now; none if it doesn't do what it should.
    fn tidied(
        &self,
        edited: &str,
        added: &[String],
        holds: impl Fn(&AccessString) -> bool,
    ) -> Option<AccessString> {
        let mut after = parse(edited, self.dialect);
        if !after.is_accepted() || !holds(&after) {
            return None;
        }
        let added: HashSet<&str> = added.iter().map(String::as_str).collect();
        let is_idle = |access: &AccessString, old: bool| -> Vec<Span> {
            let effects = access.effects();
            let words = access.tokens.iter().zip(effects);
            let words = words.filter(|(token, effect)| {
                let word = token.span.slice(&access.text);
                let is_right = word.starts_with(['+', '-', '~', '%', '&']) || !old && word == "resetkeys";
                let is_new = added.contains(word);
                let goes = match effect {
                    Effect::Undone { .. } | Effect::Repeated { .. } => true,
                    Effect::Already { .. } => !old,
                    _ => false,
                };
                is_right && goes && is_new != old
            });
            words.map(|(token, _)| token.span).collect()
        };
        // Words that did nothing before are someone's own, and stay.
        let before: HashSet<&str> = is_idle(self, true).iter().map(|span| span.slice(&self.text)).collect();
        for old in [true, false] {
            let mut idle = is_idle(&after, old);
            idle.retain(|span| !(old && before.contains(span.slice(&after.text))));
            let trial = parse(&without(&after.text, &idle), self.dialect);
            let same = || after.user.diff(&trial.user).is_empty() && after.user.sees_as(&trial.user);
            if !idle.is_empty() && trial.is_accepted() && holds(&trial) && same() {
                after = trial;
            }
        }
        Some(after)
    }

    fn change(
        &self,
        after: &AccessString,
        added: Vec<String>,
        cell: &CommandSet,
        kept_out: Vec<KeptOut>,
    ) -> Change {
        let difference = self.user.diff(&after.user);
        let besides = |mut part: Part| {
            part.commands.retain(|command| !cell.contains(*command));
            part
        };
        let words = |access: &AccessString| -> Vec<String> {
            let words = access.tokens.iter().filter(|token| token.kind != TokenKind::Space);
            words.map(|token| token.span.slice(&access.text).to_owned()).collect()
        };
        let (old, new) = (words(self), words(after));
        let wanted: HashSet<String> = added.into_iter().collect();
        let added = surplus(&new, &old).into_iter().filter(|word| wanted.contains(word)).collect();
        Change {
            text: after.text.clone(),
            added,
            removed: surplus(&old, &new),
            also_gained: besides(difference.gained),
            also_lost: besides(difference.lost),
            kept_out,
        }
    }
}

impl User {
    /// Whether the words about the database, login and payloads say the same.
    fn sees_as(&self, other: &Self) -> bool {
        let databases =
            |user: &Self| user.all_selectors().map(|selector| selector.databases.clone()).collect::<Vec<_>>();
        self.enabled == other.enabled && databases(self) == databases(other)
    }
}

/// Whether nothing of the cell is left, first arguments included.
fn lacks(selector: &Selector, cell: &CommandSet) -> bool {
    selector.allowed.and(cell).is_empty() && !selector.first_args.iter().any(|arg| cell.contains(arg.command))
}

/// What the words that add would bring, and others take away again, by the word that does.
fn kept_out(
    words: &[String],
    matters: &CommandSet,
    before: &AccessString,
    after: &AccessString,
) -> Vec<KeptOut> {
    let adding: Vec<&str> = words.iter().map(String::as_str).filter(|word| word.starts_with('+')).collect();
    let all = parse(&format!("{} {}", before.text, adding.join(" ")), before.dialect).user.root.allowed;
    let all = all.and(matters).without(&after.user.root.allowed);
    let denied: Vec<(Span, Command)> = by_number(after.user.denied(&all), |(word, _)| word.start);
    let groups = denied.chunk_by(|(one, _), (next, _)| one == next).filter_map(|group| {
        let word = group.first()?.0.slice(&after.text).to_owned();
        Some(KeptOut { word, commands: group.iter().map(|(_, command)| *command).collect() })
    });
    groups.collect()
}

/// The words of one list that the other has not, each as many times.
fn surplus(words: &[String], other: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in other {
        *counts.entry(word).or_default() += 1;
    }
    let is_new = |word: &&String| match counts.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    words.iter().filter(is_new).cloned().collect()
}

/// The text without some words, and without the space after each.
fn without(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        out.push_str(text.get(from..span.start).unwrap_or_default());
        let rest = text.get(span.end..).unwrap_or_default();
        from = span.end + (rest.len() - rest.trim_start_matches(' ').len());
        if rest.trim_start_matches(' ').starts_with(')') || from == text.len() {
            out.truncate(out.trim_end_matches(' ').len());
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}
