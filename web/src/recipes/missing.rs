//! Library not listed: the least permissive access string for recorded or denied commands.

use crate::access::side_effects;
use crate::browser::focus;
use crate::button::Button;
use crate::compare::changes_view;
use crate::state::{Access, FormStoreFields, LONGEST, State, id_of, use_state};
use access_string::{
    AccessString, Command, Dialect, Grouping, Need, Reason, Span, Suggestion, Verdict, parse, read_needs,
    suggest,
};
use elasticache_user::{Changes, Member, Path};
use leptos::either::Either;
use leptos::prelude::*;

/// Longer texts are cut: the same commands come again and again.
const MOST: usize = 40 * LONGEST;

/// The result for a text.
#[derive(Clone, PartialEq)]
struct Read {
    suggestion: Suggestion,
    commands: usize,
    unclear: usize,
    cut: bool,
    sentence: String,
    /// Whether this is only about what was denied, to a user whose access string isn't known.
    lacks_current: bool,
    /// What to append to an existing access string.
    addition: Option<Addition>,
}

/// What to append to an existing access string.
#[derive(Clone, PartialEq)]
struct Addition {
    words: String,
    /// Which rule denies what.
    refusals: Vec<String>,
    /// What the user gains, and which part of that wasn't requested.
    gains: Changes,
    brings: Vec<String>,
    /// What changes if the suggestion replaces the string.
    replaced: Changes,
}

impl Read {
    fn new(text: &str, access: &Access) -> Self {
        let dialect = access.string.dialect;
        let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at < MOST).last().unwrap_or(0);
        let cut = text.len() > MOST;
        let needs = read_needs(if cut { text.get(..end).unwrap_or_default() } else { text });
        let suggestion = suggest(&needs.needs, dialect, Grouping::Exact);
        let suggested = parse(&suggestion.text, dialect);
        let sentence = elasticache_user::explain(&suggested).sentence;
        let there = !access.string.text.trim().is_empty();
        let addition = there.then(|| Addition::new(&access.string, &needs.needs, &suggested));
        Self {
            suggestion,
            commands: needs.needs.len(),
            unclear: needs.unclear.len(),
            cut,
            sentence,
            lacks_current: !there && !needs.needs.iter().any(|need| matches!(need, Need::Call(_))),
            addition,
        }
    }
}

impl Addition {
    fn new(before: &AccessString, needs: &[Need], suggested: &AccessString) -> Self {
        let dialect = before.dialect;
        let words = before.addition(needs).text;
        let after = parse(&format!("{} {words}", before.text), dialect).user;
        Self {
            gains: if words.is_empty() { Changes::default() } else { Changes::between(&before.user, &after) },
            refusals: refusals(before, needs),
            brings: side_effects(&before.user, &after, &asked(dialect, needs)),
            replaced: Changes::between(&before.user, &suggested.user),
            words,
        }
    }
}

/// How many refusals are explained.
const MOST_REFUSALS: usize = 8;

/// Which rule denies each need, or that none allows it.
fn refusals(before: &AccessString, needs: &[Need]) -> Vec<String> {
    let user = &before.user;
    let word = |span: Span| span.slice(&before.text);
    let of_command = |command: Command, rule: Option<Span>| {
        let name = command.name().replace('|', " ").to_ascii_uppercase();
        match rule {
            Some(span) => format!("{name} is denied by {}.", word(span)),
            None => format!("No word allows {name}."),
        }
    };
    let of_call = |argv: &[Vec<u8>]| {
        let Verdict::Refused { command, reason, rule, .. } = user.can(argv, 0) else { return None };
        let argument =
            |at: usize| String::from_utf8_lossy(argv.get(at).map_or(&[], Vec::as_slice)).into_owned();
        Some(match reason {
            Reason::Command => of_command(command, rule),
            Reason::Key { position, needs } => {
                let does = if needs.write { "writing" } else { "reading" };
                format!("No key pattern allows {does} {}.", argument(position))
            }
            Reason::Channel { position } => format!("No channel pattern matches {}.", argument(position)),
            Reason::Database { .. } => "The database isn't allowed.".to_owned(),
        })
    };
    let of_need = |need: &Need| match need {
        Need::Call(argv) => of_call(argv),
        Need::Command(name) => {
            let command = before.dialect.command(name)?;
            let is_allowed = user.all_selectors().any(|selector| selector.allows(command));
            let rule = user.root.deciding_rule(before.dialect, command).map(|(span, _)| span);
            (!is_allowed).then(|| of_command(command, rule))
        }
        Need::Key(key) => Some(format!(
            "No key pattern matches {}, or none for what was done to it.",
            String::from_utf8_lossy(key)
        )),
        Need::Channel(channel) => {
            Some(format!("No channel pattern matches {}.", String::from_utf8_lossy(channel)))
        }
    };
    let mut sentences: Vec<String> = Vec::new();
    for sentence in needs.iter().filter_map(of_need) {
        if sentences.len() < MOST_REFUSALS && !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

/// The needed commands.
fn asked(dialect: Dialect, needs: &[Need]) -> Vec<Command> {
    let command = |need: &Need| match need {
        Need::Call(argv) => dialect.command_of(argv),
        Need::Command(name) => dialect.command(name),
        Need::Key(_) | Need::Channel(_) => None,
    };
    let mut all: Vec<Command> = needs.iter().filter_map(command).collect();
    all.sort_by_key(|command| command.name());
    all.dedup();
    all
}

/// A field for a NOPERM error or the output of `MONITOR` or `ACL LOG`, and the string that allows its commands.
#[component]
pub fn Missing(
    /// The heading of the collapsed section.
    #[prop(default = "Fix a NOPERM error, or paste MONITOR for a library not listed")]
    title: &'static str,
) -> impl IntoView {
    let state = use_state();
    let text = state.refused;
    let read = Memo::new(move |_| {
        text.with(|text| {
            (!text.trim().is_empty()).then(|| state.access.with(|access| Read::new(text, access)))
        })
    });
    let result = move || read.get().map(|read| view! { <Answer read=read /> });
    view! {
        <details class="unlisted">
            <summary>{title}</summary>
            <p class="why" id="missing-what">
                "Paste a NOPERM error or an ACL LOG entry. For a library that isn't listed, such as Lettuce (Spring Data Redis), Jedis, Redisson, StackExchange.Redis and go-redis, run your application against a test server with valkey-cli MONITOR (or redis-cli MONITOR) on, and paste the output. It stays in this page."
            </p>
            <textarea
                id="missing"
                class="mono"
                rows="5"
                aria-label="What your application did"
                aria-describedby="missing-what"
                placeholder="1339518083.107412 [0 127.0.0.1:60866] \"get\" \"app:1\""
                spellcheck="false"
                autocomplete="off"
                bind:value=text
            ></textarea>
            <div aria-live="polite">{result}</div>
        </details>
    }
}

/// How the suggestion is applied.
#[derive(Clone, Copy, PartialEq)]
enum Placement {
    Add,
    Replace,
}

fn apply(state: State, how: Placement, read: &Read) {
    match &read.addition {
        Some(addition) if how == Placement::Add => {
            state.add_rules(&addition.words);
            state.notify_undoable("Added to the access string.");
        }
        _ => {
            state.attention.pause();
            state.form.access_string().set(read.suggestion.text.clone());
            state.notify_undoable("Access string updated.");
        }
    }
    state.refused.set(String::new());
}

/// What to append to the existing string; then the suggested string, its meaning, and a button that applies it.
#[component]
fn Answer(read: Read) -> impl IntoView {
    let state = use_state();
    let notes = notes(&read).into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    let notes = view! { <ul class="recipe-notes">{notes}</ul> };
    if read.commands == read.suggestion.impossible.len() {
        return notes.into_any();
    }
    if read.lacks_current {
        let field = Path::Member(Member::AccessString);
        return view! {
            <p>"First paste this user's current access string, to see what it lacks."</p>
            {notes}
            <Button text="Go to the access string" press=move |()| focus::to(&id_of(&field), None) />
        }
        .into_any();
    }
    let string = |text: &str| {
        let text = text.to_owned();
        view! { <p class="mono recipe-string">{text}</p> }
    };
    let suggested = string(&read.suggestion.text);
    let sentence = read.sentence.clone();
    let Some(addition) = read.addition.clone() else {
        let press = move |_| apply(state, Placement::Replace, &read);
        return view! {
            {suggested}
            <p>{sentence}</p>
            {notes}
            <button type="button" class="primary" on:click=press>
                "Use this access string"
            </button>
        }
        .into_any();
    };
    let added = if addition.words.is_empty() {
        Either::Left(view! { <p>"The current access string allows all of this already."</p> })
    } else {
        let brings = addition.brings.into_iter().map(|line| view! { <p class="brings">{line}</p> });
        let brings = brings.collect_view();
        let refusals =
            addition.refusals.into_iter().map(|refusal| view! { <li>{refusal}</li> }).collect_view();
        let refusals = view! { <ul class="refusals" aria-label="What denies it">{refusals}</ul> };
        let read = read.clone();
        Either::Right(view! {
            {refusals}
            <p>"Missing in the current access string:"</p>
            {string(&addition.words)}
            <div class="difference">{changes_view(addition.gains)}</div>
            {brings}
            <button type="button" class="primary" on:click=move |_| apply(state, Placement::Add, &read)>
                "Add to the current string"
            </button>
        })
    };
    view! {
        {added}
        {notes}
        <details class="replace">
            <summary>"Replace the current string with one for this alone"</summary>
            {suggested}
            <p>{sentence}</p>
            <div class="difference">{changes_view(addition.replaced)}</div>
            <button type="button" on:click=move |_| apply(state, Placement::Replace, &read)>
                "Replace the current string"
            </button>
        </details>
    }
    .into_any()
}

/// Notes on the string.
fn notes(read: &Read) -> Vec<String> {
    let mut notes = Vec::new();
    let beyond = &read.suggestion.beyond;
    let patterns: Vec<&str> = beyond.keys.iter().chain(&beyond.channels).map(String::as_str).collect();
    if !patterns.is_empty() {
        notes.push(format!("Grouped into patterns: {}.", patterns.join(" ")));
    }
    match read.unclear {
        0 => {}
        1 => notes.push(format!("1 line names {UNCLEAR}")),
        count => notes.push(format!("{count} lines name {UNCLEAR}")),
    }
    match read.suggestion.impossible.len() {
        0 => {}
        1 => notes.push(format!("1 line isn't a command that is {IMPOSSIBLE}")),
        count => notes.push(format!("{count} lines aren't commands that are {IMPOSSIBLE}")),
    }
    if read.cut {
        notes.push(format!("Only the first {} commands were read.", read.commands));
    }
    notes
}

const UNCLEAR: &str =
    "no command, and no denied key or channel. Paste the command that failed, or the ACL LOG entry.";
const IMPOSSIBLE: &str = "valid in this version: unknown, or with the wrong number of arguments.";

#[cfg(test)]
mod tests {
    use super::*;
    use access_string::Engine;

    #[test]
    fn the_denying_word_is_named() {
        let refusals_of =
            |text: &str, lines: &str| refusals(&parse(text, Engine::Valkey80), &read_needs(lines).needs);
        let noperm = "NOPERM User app has no permissions to run the 'keys' command";
        assert_eq!(refusals_of("on ~a -@all +@read -@dangerous", noperm), ["KEYS is denied by -@dangerous."]);
        assert_eq!(refusals_of("on ~a +get", noperm), ["No word allows KEYS."]);
        assert_eq!(refusals_of("on ~a -@all +@read", "GET b"), ["No key pattern allows reading b."]);
        assert_eq!(refusals_of("on ~a -@all +@read", "GET a\nSET a 1"), ["SET is denied by -@all."]);
        let log = "1) 1) \"count\"\n   2) (integer) 1\n   3) \"reason\"\n   4) \"command\"\n   5) \"context\"\n   6) \"toplevel\"\n   7) \"object\"\n   8) \"hgetall\"";
        assert_eq!(refusals_of("on ~a -@all +@read -hgetall", log), ["HGETALL is denied by -hgetall."]);
    }
}
