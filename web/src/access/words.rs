//! The access string as a list of its words: explained one by one, moved, taken out.

use super::kind::kind_name;
use crate::browser::nodes::{Node, kept, node, position};
use crate::button::Button;
use crate::memo::Memo;
use crate::state::{FormStoreFields, LONGEST, Seen, use_state};
use access_string::{AccessString, Effect, TokenKind, parse};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// How many words are listed.
const MOST: usize = 400;

/// A word, or a selector as a whole.
#[derive(Clone, PartialEq)]
struct Word {
    text: String,
    kind: &'static str,
    about: String,
    useless: bool,
}

/// The sentence for the whole, and the list. A selector is one item.
#[component]
pub fn Words() -> impl IntoView {
    let state = use_state();
    let typed = state.form.access_string();
    let read = Memo::new(move |_| {
        state.seen.with(|Seen(form)| {
            let text = form.access_string.as_str();
            state.access.with(|access| match (text.len() > LONGEST, access.string.text == text) {
                (true, _) => (String::new(), Vec::new()),
                (_, true) => words(&access.string),
                _ => words(&parse(text, access.string.dialect)),
            })
        })
    });
    let chosen = RwSignal::new(None::<usize>);
    let put = move |words: Vec<String>| {
        state.attention.pause();
        typed.set(words.join(" "));
    };
    let texts = move || {
        state.attention.settle();
        read.with_untracked(|(_, words)| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>())
    };
    let remove = move |at: usize| {
        let mut texts = texts();
        if at < texts.len() {
            let gone = texts.remove(at);
            put(texts);
            state.say(["Took out ", &gone].concat());
        }
    };
    let shift = move |from: usize, to: usize| {
        let mut texts = texts();
        if from < texts.len() && to < texts.len() {
            let word = texts.remove(from);
            state.say(["Moved ", &word, " to place ", &(to + 1).to_string()].concat());
            texts.insert(to, word);
            put(texts);
            chosen.set(Some(to));
            focus_word(to);
        }
    };
    let keys = move |event: KeyboardEvent, at: usize| {
        let key = event.key();
        match (key.as_str(), event.alt_key()) {
            ("Delete" | "Backspace", false) => remove(at),
            ("ArrowLeft", true) => shift(at, at.wrapping_sub(1)),
            ("ArrowRight", true) => shift(at, at + 1),
            ("ArrowLeft", false) => focus_word(at.wrapping_sub(1)),
            ("ArrowRight", false) => focus_word(at + 1),
            _ => return,
        }
        event.prevent_default();
    };
    let pointed = RwSignal::new(None::<usize>);
    let dragged = StoredValue::new(None::<usize>);
    let about = move || {
        let at = pointed.get().or(chosen.get());
        let word = at.and_then(|at| read.with(|(_, words)| words.get(at).cloned()));
        word.map_or_else(
            || "Point at a rule, or move to it, to read here what it does.".to_owned(),
            |word| [&word.text, ": ", &word.about].concat(),
        )
    };
    // For the pointer and for touch; the keyboard has its own keys.
    let tools = move || {
        let at = chosen.get().filter(|at| read.with(|(_, words)| *at < words.len()))?;
        let button = |label: &'static str, act: Callback<()>| {
            view! { <Button class="small" text=label press=move || act.run(()) /> }
        };
        let forth = Callback::new(move |()| shift(at, at + 1));
        let back = Callback::new(move |()| shift(at, at.wrapping_sub(1)));
        Some(view! {
            <span class="tools">
                {button("Move left", back)} {button("Move right", forth)}
                {button("Take out", Callback::new(move |()| remove(at)))}
            </span>
        })
    };
    let items = Callback::new(move |()| {
        read.with(|(_, words)| words.iter().take(MOST).enumerate().map(|(at, word)| item(at, word)).collect())
    });
    view! {
        <p class="sentence">{move || read.with(|(sentence, _)| sentence.clone())}</p>
        <ol
            class="words"
            aria-label="Rules in order"
            use:kept=items
            on:focusin=move |event| chosen.set(position(&event))
            on:click=move |event| chosen.set(position(&event))
            on:mouseover=move |event| pointed.set(position(&event))
            on:mouseleave=move |_| pointed.set(None)
            on:keydown=move |event| {
                if let Some(at) = position(&event) {
                    keys(event, at);
                }
            }
            on:dragstart=move |event| dragged.set_value(position(&event))
            on:dragover=move |event| {
                if dragged.get_value().is_some() {
                    event.prevent_default();
                }
            }
            on:drop=move |event| {
                if let (Some(from), Some(to)) = (dragged.get_value(), position(&event)) {
                    event.prevent_default();
                    shift(from, to);
                }
                dragged.set_value(None);
            }
        ></ol>
        <div class="word-line">
            <p id="word-about" class="word-about">{about}</p>
            {tools}
        </div>
    }
}

fn item(at: usize, word: &Word) -> Node {
    let button = node("button").text(word.text.chars().take(80).collect::<String>()).with("type", "button");
    let button = button.with("id", ["word-", &at.to_string()].concat()).with("data-word", word.kind);
    let button = button.with("class", if word.useless { "word useless" } else { "word" });
    node("li").with("draggable", "true").child(button.with("aria-describedby", "word-about"))
}

/// After the list has been made anew.
fn focus_word(at: usize) {
    request_animation_frame(move || crate::browser::focus::to(&["word-", &at.to_string()].concat(), None));
}

/// Whether a word could be left out. One that only says how a new user is anyway makes that plain, and stays.
fn is_idle(effect: Effect) -> bool {
    effect.is_useless() && effect != Effect::Already { by: None }
}

fn words(read: &AccessString) -> (String, Vec<Word>) {
    if read.text.trim().is_empty() {
        return (String::new(), Vec::new());
    }
    let explained = elasticache_user::explain(read);
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    let mut about = explained.words.into_iter();
    for token in &read.tokens {
        if token.kind == TokenKind::Space {
            // White space inside a selector belongs to it.
            if !token.in_selector {
                open = false;
            } else if let Some(word) = words.last_mut().filter(|_| open) {
                word.text.push_str(token.span.of(&read.text));
            }
            continue;
        }
        let (text, useless) = about.next().map(|own| (own.text, is_idle(own.effect))).unwrap_or_default();
        match words.last_mut().filter(|_| open) {
            Some(word) => {
                word.text.push_str(token.span.of(&read.text));
                word.about = [word.about.as_str(), &text].join(" ");
            }
            None => words.push(Word {
                text: token.span.of(&read.text).to_owned(),
                kind: kind_name(token.kind),
                about: text,
                useless,
            }),
        }
        open = true;
    }
    (explained.sentence, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use access_string::Engine;

    #[test]
    fn a_selector_is_one_word_and_white_space_none() {
        let (sentence, words) = words(&parse(" on  ~a* (+get ~b) -@all", Engine::Valkey80));
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["on", "~a*", "(+get ~b)", "-@all"]);
        assert!(!sentence.is_empty() && words.iter().all(|word| !word.about.is_empty()));
    }
}
