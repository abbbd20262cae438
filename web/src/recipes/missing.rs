//! My library is not here: the least access string for what an application was seen to do, or was refused.

use crate::access::{brings, sides};
use crate::browser::nodes::{Node, kept, node, pressed};
use crate::memo::Memo;
use crate::state::{Access, FormStoreFields, LONGEST, State, use_state};
use access_string::{AccessString, Command, Dialect, Grouping, Need, Suggestion, parse, read_needs, suggest};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Longer texts are cut: the same commands come again and again.
const MOST: usize = 40 * LONGEST;

/// What was made of a text.
#[derive(Clone, PartialEq)]
struct Read {
    suggestion: Suggestion,
    commands: usize,
    unclear: usize,
    cut: bool,
    sentence: String,
    /// Where there is an access string: what to put behind it.
    addition: Option<Addition>,
}

/// What to put behind an access string that is there.
#[derive(Clone, PartialEq)]
struct Addition {
    words: String,
    /// What the user gains by it, and what of that nobody asked for.
    gains: Vec<Node>,
    brings: Vec<String>,
    /// What changes where the suggestion takes the string's place.
    replaced: Vec<Node>,
}

impl Read {
    fn of(text: &str, access: &Access) -> Self {
        let dialect = access.string.dialect;
        let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at < MOST).last().unwrap_or(0);
        let cut = text.len() > MOST;
        let needs = read_needs(if cut { text.get(..end).unwrap_or_default() } else { text });
        let suggestion = suggest(&needs.needs, dialect, Grouping::Exact);
        let suggested = parse(&suggestion.text, dialect);
        let sentence = elasticache_user::explain(&suggested).sentence;
        let there = !access.string.text.trim().is_empty();
        let addition = there.then(|| Addition::of(&access.string, &needs.needs, &suggested));
        Self {
            suggestion,
            commands: needs.needs.len(),
            unclear: needs.unclear.len(),
            cut,
            sentence,
            addition,
        }
    }
}

impl Addition {
    fn of(before: &AccessString, needs: &[Need], suggested: &AccessString) -> Self {
        let dialect = before.dialect;
        let words = before.addition(needs).text;
        let after = parse(&[&before.text, " ", &words].concat(), dialect).user;
        Self {
            gains: if words.is_empty() { Vec::new() } else { sides(&before.user, &after) },
            brings: brings(&before.user, &after, &asked(dialect, needs)),
            replaced: sides(&before.user, &suggested.user),
            words,
        }
    }
}

/// The commands that are needed.
fn asked(dialect: Dialect, needs: &[Need]) -> Vec<Command> {
    let command = |need: &Need| match need {
        Need::Call(argv) => dialect.command_of(argv),
        Need::Command(name) => dialect.command(name),
        Need::Key(_) | Need::Channel(_) => None,
    };
    let mut all: Vec<Command> = needs.iter().filter_map(command).collect();
    all.sort_by_key(|own| own.name());
    all.dedup();
    all
}

/// A field for what `MONITOR` or `ACL LOG` printed, and the string that allows it.
#[component]
pub fn Missing() -> impl IntoView {
    let state = use_state();
    let text = state.refused;
    let read = Memo::new(move |_| {
        text.with(|text| {
            (!text.trim().is_empty()).then(|| state.access.with(|access| Read::of(text, access)))
        })
    });
    let take = move |event: MouseEvent| {
        let how = pressed(&event).and_then(|button| button.get_attribute("data-take"));
        if let (Some(how), Some(read)) = (how, read.get_untracked()) {
            take(state, &how, read);
            text.set(String::new());
        }
    };
    let result = Callback::new(move |()| read.with(|read| read.as_ref().map(result).unwrap_or_default()));
    view! {
        <details class="unlisted">
            <summary>"Library not listed? Paste a NOPERM error, ACL LOG or MONITOR"</summary>
            <p class="why" id="missing-what">
                "Run your application against a test server with MONITOR on, and paste the output. ACL LOG entries and NOPERM errors work too. It stays in this page."
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
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <div aria-live="polite" use:kept=result on:click=take></div>
        </details>
    }
}

fn take(state: State, how: &str, read: Read) {
    match read.addition {
        Some(addition) if how == "add" => {
            state.add_rules(&addition.words);
            state.tell("Added to the access string. Undo takes it back.");
        }
        _ => {
            state.attention.pause();
            state.form.access_string().set(read.suggestion.text);
            state.tell("Access string updated. Undo takes it back.");
        }
    }
}

/// The string, what it means, and a button that takes it; first what to add to the string that is there.
fn result(read: &Read) -> Vec<Node> {
    let notes = notes(read);
    let notes =
        node("ul").with("class", "recipe-notes").children(notes.into_iter().map(|own| node("li").text(own)));
    if read.commands == read.suggestion.impossible.len() {
        return vec![notes];
    }
    let string = |text: &str| node("p").with("class", "mono recipe-string").text(text.to_owned());
    let button = |how: &'static str, class: &'static str, text: &'static str| {
        node("button").with("type", "button").with("data-take", how).with("class", class).text(text)
    };
    let sentence = node("p").text(read.sentence.clone());
    let Some(addition) = &read.addition else {
        let take = button("replace", "primary", "Use this access string");
        return vec![string(&read.suggestion.text), sentence, notes, take];
    };
    let mut all = Vec::new();
    if addition.words.is_empty() {
        all.push(node("p").text("The current access string allows all of this already."));
    } else {
        all.push(node("p").text("Missing in the current access string:"));
        all.push(string(&addition.words));
        all.push(node("div").with("class", "difference").children(addition.gains.iter().cloned()));
        let brings = addition.brings.iter().map(|own| node("p").with("class", "brings").text(own.clone()));
        all.extend(brings);
        all.push(button("add", "primary", "Add to the current string"));
    }
    all.push(notes);
    let replace = node("details")
        .with("class", "replace")
        .child(node("summary").text("Replace the current string with one for this alone"))
        .child(string(&read.suggestion.text))
        .child(sentence)
        .child(node("div").with("class", "difference").children(addition.replaced.iter().cloned()))
        .child(button("replace", "", "Replace the current string"));
    all.push(replace);
    all
}

/// What a person should know of the string.
fn notes(read: &Read) -> Vec<String> {
    let mut notes = Vec::new();
    let beyond = &read.suggestion.beyond;
    let patterns: Vec<&str> = beyond.keys.iter().chain(&beyond.channels).map(String::as_str).collect();
    if !patterns.is_empty() {
        notes.push(["Grouped into patterns: ", &patterns.join(" "), "."].concat());
    }
    let lines = |count: usize, one: &str, more: &str| {
        if count == 1 { ["1 line ", one].concat() } else { [&count.to_string(), " lines ", more].concat() }
    };
    if read.unclear > 0 {
        let what = " no command, and no key or channel that was refused. Paste the command that failed, or the entry of ACL LOG.";
        notes.push([&lines(read.unclear, "names", "name"), what].concat());
    }
    let impossible = read.suggestion.impossible.len();
    if impossible > 0 {
        let what = " valid in this version: unknown, or with the wrong number of arguments.";
        notes
            .push([&lines(impossible, "isn't a command that is", "aren't commands that are"), what].concat());
    }
    if read.cut {
        notes.push(["Only the first ", &read.commands.to_string(), " commands were read."].concat());
    }
    notes
}
