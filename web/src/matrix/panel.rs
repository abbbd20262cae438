//! The selected cell: its commands, and the rules and side effects of changing it.

use super::cell::{blocked_by, share_name, working};
use super::{Place, find};
use crate::access::side_effects;
use crate::button::Button;
use crate::state::{Access, State, use_state};
use access_string::{Cell, CellCommand, Change, Command, Reach, Row, parse};
use leptos::prelude::*;
use std::sync::Arc;

/// The most names in a sentence.
const MOST: usize = 6;

/// Details of the selected cell.
#[component]
pub fn Panel(
    cells: Memo<Arc<Vec<Cell>>>,
    current: RwSignal<Option<Place>>,
    done: RwSignal<Vec<String>>,
) -> impl IntoView {
    let state = use_state();
    let cell =
        Memo::new(move |_| cells.with(|cells| current.get().and_then(|place| find(cells, place).cloned())));
    let offers = Memo::new(move |_| {
        let Some(cell) = cell.get() else { return Vec::new() };
        state
            .access
            .with(|access| [true, false].iter().filter_map(|allow| offer(access, &cell, *allow)).collect())
    });
    let press = move |allow: bool| {
        state.attention.settle();
        if let Some(cell) = cell.get_untracked() {
            done.set(change(&state, &cell, allow));
        }
    };
    let offer_view = move |offer: Offer| {
        let Offer { allow, title, words, sentences } = offer;
        view! {
            <div class="offer">
                <Button class="small" text=title press=move || press(allow) />
                <code>{words}</code>
                {sentences.into_iter().map(|text| view! { <p class="why">{text}</p> }).collect_view()}
            </div>
        }
    };
    let done = move || done.get().into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    let content = move || {
        cell.get().map(|cell| {
            let title = format!("{} · {}", cell.row.title(), cell.column.title());
            view! {
                <div class="panel-head">
                    <h4>{title}</h4>
                    <p>{summary(&cell)}</p>
                </div>
                {state.access.with(|access| details(access, &cell))}
            }
        })
    };
    let hint = move || {
        let about = "Select a cell to see its commands, and what a change would add or remove.";
        cell.with(Option::is_none).then(|| view! { <p class="why">{about}</p> })
    };
    view! {
        <div class="matrix-panel" aria-label="Selected cell" role="group">
            <div class="done" role="status">
                {done}
            </div>
            {content}
            {hint}
            <div class="offers">{move || offers.get().into_iter().map(offer_view).collect_view()}</div>
        </div>
    }
}

/// A sentence on how much of the cell is allowed.
fn summary(cell: &Cell) -> String {
    let of = cell.commands.len();
    match (cell.row, share_name(cell), cell.blocked()) {
        (_, _, Some(reach)) => {
            let allowed = cell.allowed();
            let (count, is) = if allowed == 1 { ("1 command", "is") } else { ("commands", "are") };
            let count = if allowed == 1 { count.to_owned() } else { format!("{allowed} {count}") };
            format!("{count} of {of} {is} allowed, but {} is.", blocked_by(reach))
        }
        (Row::Keys, "full", _) => "Every key.".to_owned(),
        (Row::Channels, "full", _) => "Every channel.".to_owned(),
        (Row::Keys, "none", _) => "No key.".to_owned(),
        (Row::Channels, "none", _) => "No channel.".to_owned(),
        (Row::Keys | Row::Channels, ..) => "What matches these patterns:".to_owned(),
        (_, "full", _) if of == 1 => "The only command is allowed.".to_owned(),
        (_, "full", _) => format!("All {of} commands are allowed."),
        (_, "none", _) => {
            format!("None of {of} {} is allowed.", if of == 1 { "command" } else { "commands" })
        }
        _ => format!("{} of {of} commands are allowed.", working(cell)),
    }
}

/// The commands or patterns of a cell.
fn details(access: &Access, cell: &Cell) -> impl IntoView + use<> {
    let patterns = cell.patterns.iter().map(|pattern| view! { <li><code>{pattern.clone()}</code></li> });
    let patterns = patterns.collect_view();
    let text = &access.string.text;
    let command = |command: &CellCommand| {
        let name = command.effective.command.name().replace('|', " ");
        let word = command.effective.rule.map(|span| span.slice(text).to_owned()).unwrap_or_default();
        let (verdict, mark) = match command.reach {
            Reach::Allowed => ("allowed", String::new()),
            Reach::FirstArguments => ("allowed", "some first arguments".to_owned()),
            Reach::Refused => ("refused", String::new()),
            reach => ("refused", format!("allowed, but {}", blocked_by(reach))),
        };
        view! {
            <li data-verdict=verdict>
                <code>{name}</code>
                <span class="visually-hidden">" "{verdict}" "</span>
                <span class="why">{if mark.is_empty() { word } else { mark }}</span>
            </li>
        }
    };
    let commands = cell.commands.iter().map(command).collect_view();
    // It scrolls with the keyboard, too.
    let stop = if cell.commands.len() + cell.patterns.len() > 5 { "0" } else { "-1" };
    view! {
        <ul class="commands" aria-label="Commands of the cell" tabindex=stop>
            {patterns}
            {commands}
        </ul>
    }
}

/// A possible change of the cell.
#[derive(Clone, PartialEq)]
struct Offer {
    allow: bool,
    title: String,
    words: String,
    sentences: Vec<String>,
}

fn offer(access: &Access, cell: &Cell, allow: bool) -> Option<Offer> {
    let change = access.string.set_cell(cell.row, cell.column, allow)?;
    let title = match (allow, cell.row) {
        (true, Row::Keys) => "Allow every key",
        (true, Row::Channels) => "Allow every channel",
        (true, _) => "Allow all",
        (false, _) => "Remove",
    };
    let sentences = consequences(access, cell, &change);
    Some(Offer { allow, title: title.to_owned(), words: words(&change), sentences })
}

/// The rules added and removed: `+@hash -hset without +hget`.
fn words(change: &Change) -> String {
    let removed = change.removed.iter().map(|word| format!("without {word}"));
    change.added.iter().cloned().chain(removed).collect::<Vec<_>>().join(" ")
}

/// The side effects of a change.
fn consequences(access: &Access, cell: &Cell, change: &Change) -> Vec<String> {
    let before = &access.string.user;
    let after = parse(&change.text, access.string.dialect).user;
    let asked: Vec<Command> = cell.commands.iter().map(|command| command.effective.command).collect();
    let mut sentences = side_effects(before, &after, &asked);
    let lost = &change.also_lost;
    if !lost.commands.is_empty() {
        sentences.push(format!("Also removes {}.", names(&lost.commands)));
    }
    let patterns: Vec<&str> = match cell.row {
        Row::Keys => lost.keys.iter().map(String::as_str).collect(),
        Row::Channels => lost.channels.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    if !patterns.is_empty() {
        sentences.push(format!("Removes {}.", patterns.join(" ")));
    }
    let kept_out = change.kept_out.iter().take(MOST);
    sentences
        .extend(kept_out.map(|group| format!("Kept out by {}: {}.", group.word, names(&group.commands))));
    if let more @ 1.. = change.kept_out.len().saturating_sub(MOST) {
        sentences.push(format!("Other commands are kept out by {more} more words."));
    }
    sentences
}

/// `FLUSHALL, KEYS and 7 more`.
fn names(commands: &[Command]) -> String {
    let name = |command: &Command| command.name().replace('|', " ").to_ascii_uppercase();
    let shown: Vec<String> = commands.iter().take(MOST).map(name).collect();
    match commands.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Allows or denies a cell, as one undoable step; returns sentences about it.
pub fn change(state: &State, cell: &Cell, allow: bool) -> Vec<String> {
    let access = state.access.get_untracked();
    let Some(change) = access.string.set_cell(cell.row, cell.column, allow) else {
        let why = match (access.string.is_accepted(), cell.blocked()) {
            (false, _) => "Fix the errors in the access string first.".to_owned(),
            (true, Some(reach)) => {
                format!("These commands are already allowed, but {} is. Add a pattern.", blocked_by(reach))
            }
            _ => "Nothing to change here.".to_owned(),
        };
        state.announce(why.clone());
        return vec![why];
    };
    let consequences = consequences(&access, cell, &change);
    let place = format!("{}, {}", cell.row.title(), cell.column.title().to_lowercase());
    let summary = match (change.added.is_empty(), change.removed.is_empty()) {
        (false, true) => format!("{place}: added {}.", change.added.join(" ")),
        (true, _) => format!("{place}: removed {}.", change.removed.join(" ")),
        (false, false) => {
            format!("{place}: added {}, removed {}.", change.added.join(" "), change.removed.join(" "))
        }
    };
    state.replace_rules(change.text);
    state.notify_undoable(summary.clone());
    std::iter::once(summary).chain(consequences).collect()
}
