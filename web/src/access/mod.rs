//! The workbench of the access string: its words in colour, what it allows, and whether a command would run.

mod add_rule;
mod adding;
mod brings;
mod difference;
mod effective;
mod kind;
mod mirror;
mod simplify;
mod stored_form;
mod try_command;
mod words;

pub use brings::brings;
pub use difference::{Changes, changes_view};
pub use mirror::Mirror;

use crate::state::use_state;
use add_rule::AddRule;
use difference::DifferenceView;
use effective::Effective;
use leptos::prelude::*;
use simplify::Simplify;
use stored_form::StoredForm;
use try_command::TryCommand;
use words::Words;

/// What the string does, below the text itself. Shown once there is one.
#[component]
pub fn Workbench() -> impl IntoView {
    let access = use_state().access;
    let any = Memo::new(move |_| access.with(|access| !access.string.text.trim().is_empty()));
    view! {
        <Show when=move || any.get()>
            <div class="workbench">
                <Words />
                <AddRule />
                <div class="stored">
                    <StoredForm />
                    <Simplify />
                </div>
                <DifferenceView />
                <TryCommand />
                <Effective />
            </div>
        </Show>
    }
}
