//! My library is not here: the least access string for what an application was seen to do.

use crate::browser::nodes::{Node, kept, node, pressed};
use crate::memo::Memo;
use crate::state::{FormStoreFields, LONGEST, dialect, use_state};
use access_string::{Grouping, Suggestion, parse, read_needs, suggest};
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
}

/// A field for what `MONITOR` or `ACL LOG` printed, and the string that allows it.
#[component]
pub fn Missing() -> impl IntoView {
    let state = use_state();
    let text = RwSignal::new(String::new());
    let engine = Memo::new(move |_| state.form.with(|form| dialect(form).0));
    let read = Memo::new(move |_| {
        let dialect = engine.get();
        text.with(|text| {
            (!text.trim().is_empty()).then(|| {
                let end =
                    text.char_indices().map(|(at, _)| at).take_while(|at| *at < MOST).last().unwrap_or(0);
                let cut = text.len() > MOST;
                let needs = read_needs(if cut { text.get(..end).unwrap_or_default() } else { text });
                let suggestion = suggest(&needs.needs, dialect, Grouping::Exact);
                let sentence = parse(&suggestion.text, dialect).explain().sentence;
                Read { suggestion, commands: needs.needs.len(), unclear: needs.unclear.len(), cut, sentence }
            })
        })
    });
    let take = move |event: MouseEvent| {
        if let (Some(_), Some(read)) = (pressed(&event), read.get_untracked()) {
            state.attention.pause();
            state.form.access_string().set(read.suggestion.text);
            text.set(String::new());
            state.tell("The access string stands in the form.");
        }
    };
    let result = Callback::new(move |()| read.with(|read| read.as_ref().map(result).unwrap_or_default()));
    view! {
        <details class="unlisted">
            <summary>"My library is not here"</summary>
            <p class="why" id="missing-what">
                "Let your application do all of its work on a server of your own while MONITOR runs, and paste what it prints. Entries of ACL LOG and NOPERM errors are read as well. It stays in this page."
            </p>
            <textarea
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

/// The string, what it means, and a button that takes it.
fn result(read: &Read) -> Vec<Node> {
    let list = node("ul").with("class", "recipe-notes");
    vec![
        node("p").with("class", "mono recipe-string").text(read.suggestion.text.clone()),
        node("p").text(read.sentence.clone()),
        list.children(notes(read).into_iter().map(|note| node("li").text(note))),
        node("button").with("type", "button").with("class", "primary").text("Use this access string"),
    ]
}

/// What a person should know of the string.
fn notes(read: &Read) -> Vec<String> {
    let mut notes = Vec::new();
    let beyond = &read.suggestion.beyond;
    let patterns: Vec<&str> = beyond.keys.iter().chain(&beyond.channels).map(String::as_str).collect();
    if !patterns.is_empty() {
        notes.push(["Patterns in the place of single names: ", &patterns.join(" "), "."].concat());
    }
    let lines =
        |count: usize| if count == 1 { "1 line".to_owned() } else { [&count.to_string(), " lines"].concat() };
    if read.unclear > 0 {
        notes.push([&lines(read.unclear), " do not say what was refused."].concat());
    }
    if !read.suggestion.impossible.is_empty() {
        let count = lines(read.suggestion.impossible.len());
        notes.push(
            [&count, " name no command of this engine version, or have the wrong number of arguments."]
                .concat(),
        );
    }
    if read.cut {
        notes.push(["Only the first ", &read.commands.to_string(), " commands were read."].concat());
    }
    notes
}
