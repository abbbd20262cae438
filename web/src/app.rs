//! The whole page: the form on the left, what comes out of it on the right.

use crate::drafts::DraftsDialog;
use crate::form::RequestForm;
use crate::header::Header;
use crate::help::{self, HelpDialog};
use crate::import::{ImportDialog, listen};
use crate::outcome::Outcome;
use crate::rules::RulesDialog;
use crate::state::State;
use crate::toast::{Toast, UpdateNotice};
use leptos::ev;
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let state = State::start();
    provide_context(state);
    listen(state);
    help::listen(state);
    state.open_link();
    // A link may also be opened in a tab that has the page already.
    window_event_listener(ev::hashchange, move |_| state.open_link());
    view! {
        <UpdateNotice />
        <Header />
        <main class="panes">
            <RequestForm />
            <Outcome />
        </main>
        <ImportDialog />
        <DraftsDialog />
        <RulesDialog />
        <HelpDialog />
        <Toast />
        <p class="visually-hidden" role="status">
            {move || state.said.get()}
        </p>
        <p class="visually-hidden" role="status">
            {move || state.announced.get()}
        </p>
    }
}
