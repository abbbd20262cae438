//! The access string as a list of rules to explain, move and remove.

use super::kind::kind_name;
use crate::browser::focus;
use crate::button::Button;
use crate::state::{FormStoreFields, LONGEST, use_state};
use access_string::{AccessString, Effect, TokenKind, parse};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The most rules listed.
const MOST: usize = 400;
/// Longer lists hide single commands.
const FEW: usize = 20;

/// A rule, or a whole selector.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Word {
    text: String,
    kind: &'static str,
    about: String,
    useless: bool,
    /// Its byte range in the text.
    span: (usize, usize),
}

/// The sentence for the whole string, and the list. A selector is one item.
#[component]
pub fn Words() -> impl IntoView {
    let state = use_state();
    let typed = state.form.access_string();
    let read = Memo::new(move |_| {
        state.checked.with(|checked| {
            let (text, access) = (checked.form.access_string.as_str(), &checked.access);
            match (text.len() > LONGEST, access.string.text == text) {
                (true, _) => (String::new(), Vec::new()),
                (_, true) => words(&access.string),
                _ => words(&parse(text, access.string.dialect)),
            }
        })
    });
    let chosen = RwSignal::new(None::<usize>);
    let set_words = move |words: Vec<String>| {
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
            set_words(texts);
            state.notify_undoable(format!("Removed {gone}"));
        }
    };
    let shift = move |from: usize, to: usize| {
        let mut texts = texts();
        if from < texts.len() && to < texts.len() {
            let word = texts.remove(from);
            state.announce(format!("Moved {word} to place {}", to + 1));
            texts.insert(to, word);
            set_words(texts);
            chosen.set(Some(to));
            focus_word(to);
        }
    };
    // A long list hides single commands, but keeps categories and exceptions in sight.
    let is_folded = RwSignal::new(true);
    let is_command = |word: &Word| word.text.starts_with('+') && !word.text.contains('@');
    let commands = Memo::new(move |_| {
        read.with(|(_, words)| match words.len() > FEW {
            true => words.iter().filter(|word| is_command(word)).count(),
            false => 0,
        })
    });
    let items = Memo::new(move |_| {
        let hides = commands.get() > 0 && is_folded.get();
        read.with(|(_, words)| {
            let all = words.iter().take(MOST).cloned().enumerate();
            all.filter(|(_, word)| !hides || !is_command(word)).collect::<Vec<_>>()
        })
    });
    let fold = move || {
        let count = commands.get();
        if is_folded.get() { format!("Show {count} commands") } else { format!("Fold {count} commands") }
    };
    let keys = move |event: KeyboardEvent, at: usize| {
        let key = event.key();
        match (key.as_str(), event.alt_key()) {
            ("Delete" | "Backspace", false) => {
                remove(at);
                focus_word(at);
            }
            ("ArrowLeft", true) => shift(at, at.wrapping_sub(1)),
            ("ArrowRight", true) => shift(at, at + 1),
            ("ArrowLeft" | "ArrowRight" | "Home" | "End", false) => {
                let all: Vec<usize> = items.with_untracked(|items| items.iter().map(|(at, _)| *at).collect());
                let now = all.iter().position(|shown| *shown == at).unwrap_or(0);
                let to = match key.as_str() {
                    "ArrowLeft" => now.saturating_sub(1),
                    "ArrowRight" => now + 1,
                    "Home" => 0,
                    _ => all.len().saturating_sub(1),
                };
                all.get(to).copied().into_iter().for_each(focus_word);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let pointed = RwSignal::new(None::<usize>);
    let dragged = StoredValue::new(None::<usize>);
    let about = move || {
        let caret = state.caret.get();
        let under = || read.with(|(_, words)| word_at(words, caret?));
        let at = pointed.get().or_else(under).or(chosen.get());
        let word = at.and_then(|at| read.with(|(_, words)| words.get(at).cloned()));
        word.map_or_else(
            || "Hover over a rule, or move the cursor into it, to see what it does.".to_owned(),
            |word| format!("{}: {}", word.text, word.about),
        )
    };
    // For pointers; the keyboard has its own shortcuts.
    let tools = move || {
        let at = chosen.get().filter(|at| read.with(|(_, words)| *at < words.len()))?;
        Some(view! {
            <span class="tools">
                <Button pointer=true class="small" text="Move left" press=move || shift(at, at.wrapping_sub(1)) />
                <Button pointer=true class="small" text="Move right" press=move || shift(at, at + 1) />
                <Button pointer=true class="small" text="Remove" press=move || remove(at) />
            </span>
        })
    };
    // The whole list is one tab stop: the rule that last had the focus, or the first.
    let stop = Memo::new(move |_| {
        items.with(|items| {
            let is_there = |at: &usize| items.iter().any(|(shown, _)| shown == at);
            chosen.get().filter(is_there).or(items.first().map(|(at, _)| *at))
        })
    });
    let drop_at = move |to: usize| {
        if let Some(from) = dragged.get_value() {
            shift(from, to);
        }
        dragged.set_value(None);
    };
    let item = move |(at, word): (usize, Word)| {
        let Word { text, kind, useless, .. } = word;
        view! {
            <li
                draggable="true"
                on:dragstart=move |_| dragged.set_value(Some(at))
                on:dragover=move |event| {
                    if dragged.get_value().is_some() {
                        event.prevent_default();
                    }
                }
                on:drop=move |event| {
                    event.prevent_default();
                    drop_at(at);
                }
            >
                <button
                    type="button"
                    id=word_id(at)
                    class="word"
                    class:useless=useless
                    data-word=kind
                    aria-describedby="word-about"
                    tabindex=move || if stop.get() == Some(at) { "0" } else { "-1" }
                    on:focus=move |_| chosen.set(Some(at))
                    on:click=move |_| chosen.set(Some(at))
                    on:mouseenter=move |_| pointed.set(Some(at))
                    on:keydown=move |event| keys(event, at)
                >
                    {text.chars().take(80).collect::<String>()}
                </button>
            </li>
        }
    };
    view! {
        <p class="sentence">{move || read.with(|(sentence, _)| sentence.clone())}</p>
        <ol class="words" aria-label="Rules in order" on:mouseleave=move |_| pointed.set(None)>
            <For each=move || items.get() key=|item| item.clone() children=item />
        </ol>
        <Show when=move || commands.get() != 0>
            <Button class="small fold-words" text=Signal::derive(fold) press=move |()| is_folded.update(|folded| *folded = !*folded) />
        </Show>
        <div class="word-line">
            <p id="word-about" class="word-about">{about}</p>
            {tools}
        </div>
    }
}

/// The rule that the caret is in or directly after.
fn word_at(words: &[Word], caret: usize) -> Option<usize> {
    words.iter().position(|word| (word.span.0..=word.span.1).contains(&caret))
}

fn word_id(at: usize) -> String {
    format!("word-{at}")
}

/// Focuses a rule after the list is rendered.
fn focus_word(at: usize) {
    request_animation_frame(move || focus::to(&word_id(at), None));
}

/// Whether a rule has no effect. One that only repeats a default is explicit, and doesn't count.
fn has_no_effect(effect: Effect) -> bool {
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
            // Whitespace within a selector belongs to it.
            if !token.in_selector {
                open = false;
            } else if let Some(word) = words.last_mut().filter(|_| open) {
                word.text.push_str(token.span.slice(&read.text));
            }
            continue;
        }
        let (text, useless) =
            about.next().map(|word| (word.text, has_no_effect(word.effect))).unwrap_or_default();
        match words.last_mut().filter(|_| open) {
            Some(word) => {
                word.span.1 = token.span.end;
                word.text.push_str(token.span.slice(&read.text));
                word.about = format!("{} {text}", word.about);
            }
            None => words.push(Word {
                text: token.span.slice(&read.text).to_owned(),
                kind: kind_name(token.kind),
                about: text,
                useless,
                span: (token.span.start, token.span.end),
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
    fn a_selector_is_one_item() {
        let (sentence, words) = words(&parse(" on  ~a* (+get ~b) -@all", Engine::Valkey80));
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["on", "~a*", "(+get ~b)", "-@all"]);
        assert_eq!(word_at(&words, 6), Some(1));
        assert_eq!(word_at(&words, 12), Some(2));
        assert_eq!(word_at(&words, 0), None);
        assert!(!sentence.is_empty() && words.iter().all(|word| !word.about.is_empty()));
    }
}
