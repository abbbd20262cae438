//! A shorter access string with the same meaning.

use crate::button::Button;
use crate::state::{FormStoreFields, LONGEST, engine_version, use_state};
use access_string::parse;
use leptos::prelude::*;

/// The original and the shorter string.
type Shorter = (String, String);

/// A button that finds a shorter string, and one that applies it.
#[component]
pub fn Simplify() -> impl IntoView {
    let state = use_state();
    let typed = state.form.access_string();
    let found = RwSignal::new(None::<Shorter>);
    let look = move || {
        let text = typed.get_untracked();
        let read = parse(&text, state.form.with_untracked(|form| engine_version(form).0.dialect()));
        let shorter = match elasticache_user::simplify(&read) {
            Ok(shorter) => shorter,
            Err(refused) => return state.notify(refused.to_string()),
        };
        state.announce(if shorter.len() < text.len() { "A shorter string is shown." } else { NONE });
        found.set(Some((text, shorter)));
    };
    let apply = move || {
        if let Some((_, shorter)) = found.get_untracked() {
            state.attention.pause();
            typed.set(shorter);
            state.attention.pause();
            state.notify_undoable("Simplified.");
        }
    };
    let fits = move || typed.with(|text| !text.trim().is_empty() && text.len() <= LONGEST);
    let answer = move || {
        let (before, after) = found.get().filter(|(before, _)| typed.with(|text| text == before))?;
        let view = if after.len() < before.len() {
            let count = format!("The same, in {} words instead of {}", words(&after), words(&before));
            view! {
                <span class="bench-label">{count}</span>
                <p class="shorter"><del>{before}</del> <ins>{after}</ins></p>
                <Button class="small" text="Use the shorter one" press=apply />
            }
            .into_any()
        } else {
            view! { <span class="bench-label">{NONE}</span> }.into_any()
        };
        Some(view)
    };
    view! {
        <Show when=fits>
            <Button class="small" text="Simplify" press=look />
            {answer}
        </Show>
    }
}

const NONE: &str = "No shorter string with the same meaning was found.";

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
