//! The steps of the output, each with the expected reply and how to undo it.

use crate::state::use_state;
use elasticache_user::emit::Step;
use leptos::prelude::*;

/// The steps from the request to a connected application; empty if there is only the request.
#[component]
pub fn Steps() -> impl IntoView {
    let emission = use_state().emission;
    let steps = Memo::new(move |_| emission.with(|emission| emission.steps.clone()));
    let step = |step: Step| {
        view! {
            <li>
                <h4>{step.title}</h4>
                <p class="why">{step.answer}</p>
                {step.undo.map(|undo| view! { <p class="why">"Undo: " <code>{undo}</code></p> })}
            </li>
        }
    };
    view! {
        <Show when=move || steps.with(|steps| !steps.is_empty())>
            <section class="steps" aria-labelledby="steps-title">
                <h3 id="steps-title">"Step by step"</h3>
                <ol>{move || steps.get().into_iter().map(step).collect_view()}</ol>
            </section>
        </Show>
    }
}
