//! The text of an access string once more, in colour, exactly below the field that it is typed into.

use super::kind::kind_name;
use crate::state::{LONGEST, dialect, use_state};
use access_string::{Token, parse};
use elasticache_user::{Finding, Path, Severity};
use leptos::prelude::*;
use reactive_stores::Field as Value;

/// A word: its text, its kind, and how bad what is found in it is.
type Word = (String, &'static str, Option<&'static str>);

/// The coloured text. Screen readers read the field itself.
#[component]
pub fn Mirror(place: Path, value: Value<String>) -> impl IntoView {
    let state = use_state();
    let words = Memo::new(move |_| {
        let dialect = state.form.with(|form| dialect(form).0);
        value.with(|text| {
            if text.len() > LONGEST {
                return Vec::new();
            }
            let read = parse(text, dialect);
            state.findings.with(|findings| {
                let here: Vec<&Finding> = findings.iter().filter(|finding| finding.path == place).collect();
                read.tokens.iter().map(|token| word(text, token, &here)).collect::<Vec<Word>>()
            })
        })
    });
    let shown = move || {
        let span = |(text, kind, severity): Word| {
            view! { <span data-word=kind data-severity=severity>{text}</span> }
        };
        words.get().into_iter().map(span).collect_view()
    };
    // A last line without text has no height of its own.
    view! { <div class="mirror mono" aria-hidden="true">{shown} "\u{200b}"</div> }
}

fn word(text: &str, token: &Token, findings: &[&Finding]) -> Word {
    let touches = |finding: &&&Finding| {
        finding.span.as_ref().is_some_and(|span| span.start < token.span.end && token.span.start < span.end)
    };
    let worst = findings.iter().filter(touches).map(|finding| finding.severity).min();
    let worst = worst.filter(|severity| *severity != Severity::Advice);
    (token.span.of(text).to_owned(), kind_name(token.kind), worst.map(Severity::name))
}
