//! The workbench of the access string: its words in colour, what it allows, and whether a command would run.

mod effective;
mod kind;
mod mirror;
mod stored_form;
mod try_command;

pub use mirror::Mirror;

use crate::state::use_state;
use effective::Effective;
use leptos::prelude::*;
use stored_form::StoredForm;
use try_command::TryCommand;

/// What the string does, below the text itself. Shown once there is one.
#[component]
pub fn Workbench() -> impl IntoView {
    let access = use_state().access;
    let any = Memo::new(move |_| access.with(|access| !access.string.text.trim().is_empty()));
    view! {
        <Show when=move || any.get()>
            <div class="workbench">
                <StoredForm />
                <TryCommand />
                <Effective />
            </div>
        </Show>
    }
}
