//! The whole page: the form, the permissions or the members, and the output.

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
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement, InputEvent};

/// At this width, permissions have their own pane. app.css has the same number.
const WIDE: &str = "(min-width: 75rem)";

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let state = State::start();
    provide_context(state);
    listen(state);
    help::listen(state);
    state.open_address();
    // A link may be opened in a tab that already has the page.
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
            {move || state.announcement.get()}
        </p>
        <p class="visually-hidden" role="status">
            {move || state.new_errors.get()}
        </p>
    }
}

/// The form, the permissions or the members, and the output.
#[component]
fn FormView() -> impl IntoView {
    let state = use_state();
    let wide = media::matches(WIDE);
    // After the first frame, so that the form can be used sooner.
    let is_painted = RwSignal::new(false);
    request_animation_frame(move || set_timeout(move || is_painted.set(true), Duration::ZERO));
    let of_group = move || state.operation().is_of_group();
    view! {
        <main class="panes">
            <Welcome />
            <FormPanes>
                <RequestForm />
                <div class="middle">
                    <Show when=move || !of_group() fallback=|| view! { <Members /> }>
                        <AccessStrings />
                    </Show>
                    <Show when=move || wide.get() && is_painted.get() && !of_group()>
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

/// The panes with fields. The first input or choice clears the example.
#[component]
fn FormPanes(children: Children) -> impl IntoView {
    let state = use_state();
    let clear = move |event: &Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        // Fields of the request count; fields that only ask about the access string don't. Ticks do it themselves.
        let is_field = |element: &Element| {
            element.closest("[id^=\"field-\"], [name=operation], .recipes").is_ok_and(|found| found.is_some())
                && element.closest(".ticks").is_ok_and(|found| found.is_none())
        };
        target.as_ref().is_some_and(is_field) && state.clear_example()
    };
    // Firefox has already changed the field's text when it fires beforeinput.
    let was_cleared = StoredValue::new(false);
    view! {
        <div
            class="form-panes"
            on:beforeinput:capture=move |event| was_cleared.set_value(clear(&event))
            on:input:capture=move |event| {
                if was_cleared.try_update_value(std::mem::take).unwrap_or_default() {
                    keep_input_only(&event);
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

/// The browser inserted the input into the example's text: keeps only the input.
fn keep_input_only(event: &Event) {
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
