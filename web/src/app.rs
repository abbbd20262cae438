//! The whole page: the form on the left, what comes out of it on the right.

use crate::form::RequestForm;
use crate::header::Header;
use crate::outcome::Outcome;
use crate::state::State;
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let state = State::start();
    provide_context(state);
    view! {
        <Header />
        <main class="panes">
            <RequestForm />
            <Outcome />
        </main>
        <p class="visually-hidden" role="status">
            {move || state.said.get()}
        </p>
        <p class="visually-hidden" role="status">
            {move || state.announced.get()}
        </p>
    }
}
