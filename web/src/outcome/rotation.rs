//! The second step of a password rotation.

use super::file::Files;
use crate::state::use_state;
use elasticache_user::emit::second_step;
use leptos::prelude::*;
use std::sync::Arc;

/// The request for when every client uses the new password; empty if the form isn't the first step of a rotation.
#[component]
pub fn SecondStep() -> impl IntoView {
    let state = use_state();
    let step = Memo::new(move |_| {
        state.checked.with(|checked| {
            state.delivery.with(|delivery| {
                let (draft, context) = (&checked.draft, &checked.context);
                let ready = checked.report.ready;
                let step =
                    second_step(delivery.target()?, checked.operation, draft, context, &checked.form.options);
                step.filter(|step| ready && step.ready)
            })
        })
    });
    let emission = Memo::new(move |_| Arc::new(step.get().unwrap_or_default()));
    view! {
        <Show when=move || step.with(Option::is_some)>
            <section class="second-step" aria-labelledby="second-step-title">
                <h3 id="second-step-title">"Step 2, when every client uses the new password"</h3>
                <p class="why">
                    "The request above sets both passwords, so clients can log in with either. This one keeps only the new password: the current one stops working."
                </p>
                <Files emission=emission step="step-2" />
            </section>
        </Show>
    }
}
