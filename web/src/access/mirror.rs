//! The colored access string, exactly behind the text area that it is typed into.

use super::kind::kind_name;
use crate::browser::height::fit_parent_height;
use crate::state::{LONGEST, use_state};
use access_string::{AccessString, Token, parse};
use elasticache_user::{Finding, Path, Severity};
use leptos::prelude::*;
use reactive_stores::Field as Value;
use std::sync::Arc;

/// A part of the text: its text, its kind, and its worst severity.
type Word = (Arc<str>, &'static str, Option<&'static str>);

/// The colored text, which sets the field's height. Hidden from screen readers, which read the field.
#[component]
pub fn Mirror(place: Path, value: Value<String>) -> impl IntoView {
    let state = use_state();
    // Updated only after a key press is painted.
    let read = Memo::new(move |_| {
        let words = |read: &AccessString, findings: &[&Finding]| {
            joined(read.tokens.iter().map(|token| word(&read.text, token, findings)))
        };
        state.findings.with(|findings| {
            let here: Vec<&Finding> = findings.iter().filter(|finding| finding.path == place).collect();
            let text = value.read_untracked();
            state.access.with(|access| match text.len() > LONGEST {
                true => Vec::new(),
                false if access.string.text == *text => words(&access.string, &here),
                false => words(&parse(&text, access.string.dialect), &here),
            })
        })
    });
    // A key press changes one of several hundred words; the other elements stay.
    let shown = move || {
        let text = value.read();
        let words = if text.len() > LONGEST { Vec::new() } else { read.with(|words| now(words, &text)) };
        words.into_iter().enumerate().collect::<Vec<_>>()
    };
    view! {
        <div class="mirror mono" aria-hidden="true" use:fit_parent_height>
            <For each=shown key=Clone::clone let((_, (text, kind, severity)))>
                <span data-word=kind data-severity=severity>
                    {text.to_string()}
                </span>
            </For>
            // An empty last line would have no height.
            <span>"\u{200b}"</span>
        </div>
    }
}

/// The parsed words fitted to the current text: new text belongs to the word in which it begins.
fn now(words: &[Word], text: &str) -> Vec<Word> {
    let mut shown = Vec::with_capacity(words.len() + 2);
    let mut left = text;
    let mut end = words.len();
    for (n, word) in words.iter().enumerate() {
        let Some(rest) = left.strip_prefix(&*word.0) else {
            end = n;
            break;
        };
        shown.push(word.clone());
        left = rest;
    }
    // From the end, as far as the words are still the same.
    let mut tail = Vec::new();
    for (word, kind, _) in words.get(end..).unwrap_or_default().iter().rev() {
        let Some(rest) = left.strip_suffix(&**word) else { break };
        tail.push((Arc::clone(word), *kind, None));
        left = rest;
    }
    if !left.is_empty() {
        let kind = words.get(end).or(words.last()).map_or("plain", |word| word.1);
        shown.push((left.into(), kind, None));
    }
    shown.extend(tail.into_iter().rev());
    shown
}

/// The words of a text, merged where they look the same, with whitespace: each element costs time at every key press.
fn joined(tokens: impl Iterator<Item = (String, &'static str, Option<&'static str>)>) -> Vec<Word> {
    let is_blank = |text: &str| text.trim().is_empty();
    let mut words: Vec<(String, &'static str, Option<&'static str>)> = Vec::new();
    for (text, kind, severity) in tokens {
        match words.last_mut() {
            Some(last) if last.2.is_none() && severity.is_none() && (last.1 == kind || is_blank(&text)) => {
                last.0.push_str(&text);
            }
            Some(last) if last.2.is_none() && is_blank(&last.0) && severity.is_none() => {
                last.0.push_str(&text);
                last.1 = kind;
            }
            _ => words.push((text, kind, severity)),
        }
    }
    words.into_iter().map(|(text, kind, severity)| (text.into(), kind, severity)).collect()
}

fn word(text: &str, token: &Token, findings: &[&Finding]) -> (String, &'static str, Option<&'static str>) {
    let touches = |finding: &&&Finding| {
        finding.span.as_ref().is_some_and(|span| span.start < token.span.end && token.span.start < span.end)
    };
    let worst = findings.iter().filter(touches).map(|finding| finding.severity).min();
    let worst = worst.filter(|severity| *severity != Severity::Advice).map(Severity::name);
    (token.span.slice(text).to_owned(), kind_name(token.kind), worst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_the_same_are_one_element() {
        let tokens = [
            ("on", "state", None),
            (" ", "plain", None),
            ("+get", "allow", None),
            (" ", "plain", None),
            ("+set", "allow", None),
            (" ", "plain", None),
            ("+get", "allow", Some("warning")),
            (" ", "plain", None),
            ("-del", "deny", None),
        ];
        let words =
            joined(tokens.into_iter().map(|(text, kind, severity)| (text.to_owned(), kind, severity)));
        let shown: Vec<_> = words.iter().map(|word| (&*word.0, word.1, word.2)).collect();
        let expected = [
            ("on ", "state", None),
            ("+get +set ", "allow", None),
            ("+get", "allow", Some("warning")),
            (" -del", "deny", None),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_text_shown_is_the_text_typed() {
        let words: Vec<Word> = ["on", " ", "~a", " ", "+get"].map(|text| (text.into(), "plain", None)).into();
        for text in [
            "on ~a +get",
            "on ~a +gets",
            "on ~ab +get",
            "on +get",
            "",
            "x",
            "on ~a +get ~a +get",
            " on ~a +get",
        ] {
            let shown: String = now(&words, text).into_iter().map(|word| word.0.to_string()).collect();
            assert_eq!(shown, text);
        }
    }
}
