//! The access string as a list of its words: explained one by one, moved, taken out.

use super::kind::kind_name;
use crate::state::{FormStoreFields, LONGEST, dialect, use_state};
use access_string::{AccessString, Effect, TokenKind, parse};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

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
        let dialect = state.form.with(|form| dialect(form).0);
        typed.with(|text| {
            let short = if text.len() > LONGEST { "" } else { text.as_str() };
            words(&parse(short, dialect))
        })
    });
    let put = move |words: Vec<String>| {
        state.attention.pause();
        typed.set(words.join(" "));
    };
    let texts = move || {
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
        let word = pointed.get().and_then(|at| read.with(|(_, words)| words.get(at).cloned()));
        word.map_or("A word is explained where the focus or the pointer is. Alt and an arrow key move it, Delete takes it out.".to_owned(), |word| {
            [&word.text, ": ", &word.about].concat()
        })
    };
    let item = move |(at, Word { text, kind, useless, .. }): (usize, Word)| {
        view! {
            <li
                draggable="true"
                on:dragstart=move |_| dragged.set_value(Some(at))
                on:dragover=move |event| event.prevent_default()
                on:drop=move |event| {
                    if let Some(from) = dragged.try_update_value(Option::take).flatten() {
                        event.prevent_default();
                        shift(from, at);
                    }
                }
            >
                <button
                    type="button"
                    class="word"
                    id=["word-", &at.to_string()].concat()
                    data-word=kind
                    class:useless=useless
                    aria-describedby="word-about"
                    on:focus=move |_| pointed.set(Some(at))
                    on:mouseenter=move |_| pointed.set(Some(at))
                    on:keydown=move |event| keys(event, at)
                >
                    {text.chars().take(80).collect::<String>()}
                </button>
            </li>
        }
    };
    let items = move || read.get().1.into_iter().take(400).enumerate().map(item).collect_view();
    view! {
        <p class="sentence">{move || read.with(|(sentence, _)| sentence.clone())}</p>
        <ol class="words" aria-label="Rules in order">{items}</ol>
        <p id="word-about" class="word-about">{about}</p>
    }
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
    let explained = read.explain();
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
