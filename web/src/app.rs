//! The whole page: the form, what the user may do or who is in the group, and what comes out of it.

use crate::access::Permissions;
use crate::audit::AuditDialog;
use crate::browser::media;
use crate::drafts::DraftsDialog;
use crate::explain::Explain;
use crate::form::{AccessStrings, Members, RequestForm};
use crate::gallery::Gallery;
use crate::header::Header;
use crate::help::{self, HelpDialog};
use crate::import::{ImportDialog, listen};
use crate::outcome::{Bar, Outcome};
use crate::palette::Palette;
use crate::rules::RulesDialog;
use crate::state::{State, View, use_state};
use crate::toast::{Toast, UpdateNotice};
use crate::welcome::Welcome;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement, InputEvent};

/// From this width on, what the user may do has a pane of its own. The style has the same number.
const WIDE: &str = "(min-width: 75rem)";

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let state = State::start();
    provide_context(state);
    listen(state);
    help::listen(state);
    state.open_address();
    // A link may also be opened in a tab that has the page already.
    window_event_listener(ev::hashchange, move |_| state.open_address());
    view! {
        <UpdateNotice />
        <Header />
        <Show when=move || state.view.get() == View::Form>
            <FormView />
        </Show>
        <Show when=move || state.view.get() == View::Explain>
            <Explain />
        </Show>
        <Show when=move || state.view.get() == View::Gallery>
            <Gallery />
        </Show>
        <ImportDialog />
        <DraftsDialog />
        <AuditDialog />
        <RulesDialog />
        <HelpDialog />
        <Palette />
        <Toast />
        <p class="visually-hidden" role="status">
            {move || state.said.get()}
        </p>
        <p class="visually-hidden" role="status">
            {move || state.announced.get()}
        </p>
    }
}

/// The form, what the user may do or who is in the group, and what comes out of it.
#[component]
fn FormView() -> impl IntoView {
    let state = use_state();
    let wide = media::matches(WIDE);
    let of_group = Memo::new(move |_| state.operation().is_of_group());
    view! {
        <main class="panes">
            <Welcome />
            <FormPanes>
                <RequestForm />
                <div class="middle">
                    <Show when=move || !of_group.get() fallback=|| view! { <Members /> }>
                        <AccessStrings />
                    </Show>
                    <Show when=move || wide.get() && !of_group.get()>
                        <section class="permissions-pane card" aria-label="Permissions">
                            <Permissions />
                        </section>
                    </Show>
                </div>
                <Bar />
            </FormPanes>
            <Outcome wide=wide />
        </main>
    }
}

/// What is typed into. The first key, and the first choice, clears the example.
#[component]
fn FormPanes(children: Children) -> impl IntoView {
    let state = use_state();
    let clear = move |event: &Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        // What has a place in the request is of the form; what only asks something of the string is not. Ticks see to it
        // themselves.
        let is_field = |element: &Element| {
            element.closest("[id^=\"field-\"], [name=operation], .recipes").is_ok_and(|found| found.is_some())
                && element.closest(".ticks").is_ok_and(|found| found.is_none())
        };
        target.as_ref().is_some_and(is_field) && state.clear_example()
    };
    // Firefox has taken the text of the field by the time that it asks.
    let asked = StoredValue::new(false);
    view! {
        <div
            class="form-panes"
            on:beforeinput:capture=move |event| asked.set_value(clear(&event))
            on:input:capture=move |event| {
                if asked.try_update_value(std::mem::take).unwrap_or_default() {
                    keep_what_was_typed(&event);
                } else {
                    clear(&event);
                }
            }
            on:change:capture=move |event| {
                clear(&event);
            }
        >
            {children()}
        </div>
    }
}

/// A key adds to the text that the example had in the field: only what it adds stays.
fn keep_what_was_typed(event: &Event) {
    let Some(input) = event.dyn_ref::<InputEvent>() else { return };
    let typed = match input.input_type() {
        kind if kind.starts_with("delete") => String::new(),
        kind if kind.starts_with("insert") => match input.data() {
            Some(data) => data,
            None => return,
        },
        _ => return,
    };
    let Some(target) = event.target() else { return };
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        field.set_value(&typed);
    } else if let Some(field) = target.dyn_ref::<HtmlTextAreaElement>() {
        field.set_value(&typed);
    }
}
