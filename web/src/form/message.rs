//! The line below a field: its hint, or its worst finding.

use crate::prose::{plain, prose};
use crate::state::{message_id_of, place_of, use_state};
use elasticache_user::{Path, Severity};
use leptos::prelude::*;
use std::borrow::Cow;

/// A problem at a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldProblem {
    pub severity: Severity,
    pub message: Cow<'static, str>,
}

/// The worst problem at a place, once the person has visited it.
pub fn worst_at(place: Path) -> Memo<Option<FieldProblem>> {
    let state = use_state();
    Memo::new(move |_| {
        if !state.attention.has_visited(&place) {
            return None;
        }
        state.checked.with(|checked| {
            state.findings.with(|findings| {
                let is_here = |path: &Path| place_of(&checked.form, path) == place;
                let findings = findings.iter().filter(|finding| is_here(&finding.path)).map(|finding| {
                    FieldProblem { severity: finding.severity, message: finding.message.clone() }
                });
                let blockers = checked.blockers().filter(|note| note.path.as_ref().is_some_and(is_here));
                let blockers = blockers
                    .map(|note| FieldProblem { severity: Severity::Error, message: note.text.clone() });
                findings.chain(blockers).min_by_key(|problem| problem.severity)
            })
        })
    })
}

/// Whether a field has an error, for `aria-invalid`.
pub fn is_invalid(worst: Memo<Option<FieldProblem>>) -> Option<&'static str> {
    worst
        .with(|worst| worst.as_ref().is_some_and(|problem| problem.severity == Severity::Error))
        .then_some("true")
}

/// The line below a field.
#[component]
pub fn Message(
    place: Path,
    #[prop(into)] hint: Signal<&'static str>,
    #[prop(optional_no_strip)] good: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let id = message_id_of(&place);
    let worst = worst_at(place);
    let severity =
        move || worst.with(|worst| worst.as_ref().map_or("hint", |finding| finding.severity.name()));
    let good = move || good.and_then(|good| good.get()).unwrap_or_else(|| hint.get().to_owned());
    let good = Memo::new(move |_| good());
    let message =
        Memo::new(move |_| worst.with(|worst| worst.as_ref().map(|finding| finding.message.to_string())));
    let title = move || message.with(|message| message.as_deref().map(plain));
    // The hint keeps its space behind the message, so that nothing moves away from under the pointer.
    view! {
        <p id=id class="message" data-severity=severity title=title>
            <span class="hint">{move || good.with(|text| prose(text))}</span>
            <span class="said">{move || message.with(|message| message.as_deref().map(prose))}</span>
        </p>
    }
}
