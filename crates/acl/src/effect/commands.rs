//! Command words: what each changes, and what later words leave of it.

use super::Effect;
use super::marks::Marks;
use crate::engine::Engine;
use crate::lex::Span;
use crate::parse::TokenKind;
use crate::tables::{Category, Command, CommandSet, Table};
use crate::user::FirstArg;
use alloc::vec::Vec;
use hashbrown::HashMap;

/// Finds out what each command word of a scope does, in the order of the text.
pub(super) fn mark(marks: &mut Marks<'_>, words: &[Word]) {
    let table = marks.table;
    let mut state = CommandSet::EMPTY;
    let mut future = false;
    let mut changes = Vec::with_capacity(words.len());
    // First arguments with the words that allowed them, and where their command was last set as a whole: what was
    // allowed before then is forgotten.
    let mut first_args = HashMap::new();
    let mut with_first_args = CommandSet::EMPTY;
    let mut forgotten_at: HashMap<Command, usize> = HashMap::new();
    for (index, word) in words.iter().enumerate() {
        if let Some(command) = word.first_arg {
            let so_already = if state.contains(command) {
                decider(words, &changes, index, table)
            } else {
                let last = forgotten_at.get(&command).copied().unwrap_or(0);
                let known = first_args.insert(FirstArg::key(command, marks.argument(word.at)), word.at);
                with_first_args.set(command, true);
                known.filter(|at| last <= *at)
            };
            changes.push(Change { before: so_already, ..Change::default() });
            continue;
        }
        let touched = word.touched(table);
        let new = if word.allow { touched.without(&state) } else { touched.and(&state) };
        // What is set as a whole forgets its first arguments.
        let mut forgotten = CommandSet::EMPTY;
        if !with_first_args.is_empty() {
            forgotten = touched.and(&with_first_args);
            if !forgotten.is_empty() {
                with_first_args = with_first_args.without(&forgotten);
                forgotten_at.extend(forgotten.iter().map(|command| (command, word.at)));
            }
        }
        state.set_all(touched, word.allow);
        changes.push(Change {
            commands: new.without(&table.containers),
            forgotten,
            future: word.all && word.allow != future,
            before: None,
        });
        if word.all {
            future = word.allow;
        }
    }
    backwards(marks, words, &changes, &state);
}

/// Compares what each word changed with what later words decide.
fn backwards(marks: &mut Marks<'_>, words: &[Word], changes: &[Change], state: &CommandSet) {
    let table = marks.table;
    let mut later = CommandSet::EMPTY;
    let mut later_all: Option<(Span, bool)> = None;
    // Redis 6.0 rejects a first argument where the whole command is allowed.
    let refuses = marks.access.dialect.engine == Engine::Redis60;
    let mut needed_off = CommandSet::EMPTY;
    // The last word about a command, for those that were asked for.
    let mut last: Vec<(Command, Span)> = Vec::new();
    for (index, (word, change)) in words.iter().zip(changes).enumerate().rev() {
        let against =
            |by: Span, same: bool| if same { Effect::Repeated { by } } else { Effect::Undone { by } };
        let mut decided = |command: Command| {
            if let Some((by, allow)) = later_all {
                return against(by, allow == word.allow);
            }
            let known = last.iter().find(|(changed, _)| *changed == command).map(|(_, by)| *by);
            let by = known.unwrap_or_else(|| {
                let decides =
                    |word: &&Word| word.first_arg.is_none() && word.touched(table).contains(command);
                let by = words.iter().rfind(decides).map(|word| marks.span(word.at)).unwrap_or_default();
                last.push((command, by));
                by
            });
            against(by, state.contains(command) == word.allow)
        };
        if let Some(command) = word.first_arg {
            let effect = match change.before {
                Some(by) => Effect::Already { by: Some(marks.span(by)) },
                None if later.contains(command) => decided(command),
                None => Effect::Works,
            };
            marks.set(word.at, effect);
            if refuses && change.before.is_none() {
                needed_off.set(command, true);
            }
            continue;
        }
        let touched = word.touched(table);
        let effective = change.commands.without(&later);
        let makes_room = !word.allow && !change.commands.and(&needed_off).is_empty();
        let effect = match (change.commands.iter().next(), later_all) {
            _ if makes_room => partly(word, change, &later, state),
            (_, None) if change.future => partly(word, change, &later, state),
            _ if !change.forgotten.without(&later).is_empty() => partly(word, change, &later, state),
            (None, Some((by, allow))) if change.future => against(by, allow == word.allow),
            (None, _) => {
                // It was already so; a later word that says otherwise is the better reason.
                let first = touched.iter().next().filter(|_| touched.without(&later).is_empty());
                match first.map(&mut decided) {
                    Some(undone @ Effect::Undone { .. }) => undone,
                    _ => {
                        let by = decider(words, changes, index, table).map(|by| marks.span(by));
                        Effect::Already { by }
                    }
                }
            }
            (Some(first), _) if effective.is_empty() => decided(first),
            _ => partly(word, change, &later, state),
        };
        marks.set(word.at, effect);
        if effect.is_useless() {
            // It makes no earlier word useless: both could not be left out.
            continue;
        }
        later.set_all(touched, true);
        needed_off = needed_off.without(touched);
        if word.all && later_all.is_none() {
            later_all = Some((marks.span(word.at), word.allow));
        }
    }
}

/// Works, but for what later words decide otherwise.
fn partly(word: &Word, change: &Change, later: &CommandSet, state: &CommandSet) -> Effect {
    let again = change.commands.and(later);
    let undone = if word.allow { again.without(state) } else { again.and(state) };
    match undone.count() {
        0 => Effect::Works,
        count => Effect::Partly { undone: count as usize },
    }
}

/// The word before this one that decided about all of its commands, if one word did. Each kind of word is looked for no
/// further than to the last one of its kind.
fn decider(words: &[Word], changes: &[Change], index: usize, table: &Table) -> Option<usize> {
    let (word, before) = words.get(..=index)?.split_last()?;
    let touched = word.touched(table);
    for (other, change) in before.iter().zip(changes.get(..index)?).rev() {
        if other.first_arg.is_some() {
            if other.first_arg == word.first_arg {
                return change.before;
            }
            continue;
        }
        let both = other.touched(table).and(touched);
        if !both.is_empty() {
            return (both == *touched).then_some(other.at);
        }
    }
    None
}

/// What a command word changed when it was read.
#[derive(Default)]
struct Change {
    commands: CommandSet,
    /// Commands that had first arguments.
    forgotten: CommandSet,
    /// The right to the commands of later versions.
    future: bool,
    /// The word that allowed this first argument already.
    before: Option<usize>,
}

/// A command word.
pub(super) struct Word {
    at: usize,
    allow: bool,
    all: bool,
    first_arg: Option<Command>,
    one: CommandSet,
    category: Option<Category>,
}

impl Word {
    pub(super) fn new(at: usize, kind: TokenKind, table: &Table) -> Option<Self> {
        let mut word =
            Self { at, allow: true, all: false, first_arg: None, one: CommandSet::EMPTY, category: None };
        match kind {
            TokenKind::AllCommands => word.all = true,
            TokenKind::NoCommands => (word.all, word.allow) = (true, false),
            TokenKind::Category { allow, category } => {
                (word.allow, word.category) = (allow, Some(category));
            }
            TokenKind::Command { allow, command } => {
                word.allow = allow;
                word.one.set(command, true);
                for sub in table.subcommands(command) {
                    word.one.set(sub, true);
                }
            }
            TokenKind::FirstArg { command } => {
                word.first_arg = Some(command);
                word.one.set(command, true);
            }
            _ => return None,
        }
        Some(word)
    }

    fn touched<'a>(&'a self, table: &'a Table) -> &'a CommandSet {
        match self.category {
            Some(category) => table.touched(category),
            None if self.all => &table.present,
            None => &self.one,
        }
    }
}
