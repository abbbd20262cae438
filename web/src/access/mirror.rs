//! The text of an access string once more, in colour, exactly below the field that it is typed into.

use super::kind::kind_name;
use crate::browser::nodes::{Node, kept, node};
use crate::state::{LONGEST, dialect, use_state};
use access_string::{AccessString, Token, parse};
use elasticache_user::{Finding, Path, Severity};
use leptos::prelude::*;
use reactive_stores::Field as Value;

/// The coloured text. Screen readers read the field itself.
#[component]
pub fn Mirror(place: Path, value: Value<String>) -> impl IntoView {
    let state = use_state();
    let words = Callback::new(move |()| {
        let text = value.read();
        if text.len() > LONGEST {
            return Vec::new();
        }
        state.findings.with(|findings| {
            let here: Vec<&Finding> = findings.iter().filter(|finding| finding.path == place).collect();
            let words = |read: &AccessString| {
                let words = read.tokens.iter().map(|token| word(&read.text, token, &here));
                // A last line without text has no height of its own.
                words.chain([node("span").text("\u{200b}")]).collect()
            };
            state.access.with(|access| {
                if access.string.text == *text {
                    return words(&access.string);
                }
                words(&parse(&text, state.form.with(|form| dialect(form).0)))
            })
        })
    });
    view! { <div class="mirror mono" aria-hidden="true" use:kept=words></div> }
}

fn word(text: &str, token: &Token, findings: &[&Finding]) -> Node {
    let touches = |finding: &&&Finding| {
        finding.span.as_ref().is_some_and(|span| span.start < token.span.end && token.span.start < span.end)
    };
    let worst = findings.iter().filter(touches).map(|finding| finding.severity).min();
    let span = node("span").text(token.span.of(text).to_owned()).with("data-word", kind_name(token.kind));
    match worst {
        Some(severity) if severity != Severity::Advice => span.with("data-severity", severity.name()),
        _ => span,
    }
}
