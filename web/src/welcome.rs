//! The welcome on a first visit: what the page is for, and five ways to start.

use crate::browser::focus;
use crate::button::Button;
use crate::state::{Form, id_of, use_state};
use elasticache_user::{Member, Path};
use leptos::prelude::*;

/// A sentence and five buttons, until it is closed.
#[component]
pub fn Welcome() -> impl IntoView {
    let state = use_state();
    let review = move || {
        state.clear_example();
        focus::to(&id_of(&Path::Member(Member::AccessString)), None);
    };
    let fix = move || {
        state.clear_example();
        focus::to("missing", None);
    };
    view! {
        <Show when=move || state.welcome.get()>
            <section class="welcome" aria-label="Welcome">
                <p>
                    <b>"Create, check and understand Amazon ElastiCache users."</b>
                    " Fill in the form, see what the user may do and what is wrong, and copy the command."
                </p>
                <div class="doors">
                    <Button class="door" text="Start from a recipe" press=|()| focus::to("recipe", None) />
                    <Button class="door" text="Paste what you have" press=move |()| state.importing.set(Some(String::new())) />
                    <Button class="door" text="Review an access string" press=move |()| review() />
                    <Button class="door" text="Audit users" press=move |()| state.auditing.set(true) />
                    <Button class="door" text="Fix a NOPERM" press=move |()| fix() />
                </div>
                <Button class="quiet" text="Close" label=Signal::stored(Some("Close the welcome".to_owned())) press=move |()| state.welcome.set(false) />
            </section>
        </Show>
    }
}

/// Marks the form's content as an example, with a button to clear it.
#[component]
pub fn ExampleMark() -> impl IntoView {
    let state = use_state();
    let is_example = move || state.form.with(Form::is_example);
    view! {
        <Show when=is_example>
            <p class="example">
                <b>"Example"</b>
                " Typing in any field clears the example."
                <Button class="link" text="Clear" label=Signal::stored(Some("Clear the example".to_owned())) press=move |()| { state.clear_example(); } />
            </p>
        </Show>
    }
}
