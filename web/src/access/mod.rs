//! The workbench of the access string: its words in colour, what it allows, and whether a command would run.

mod add_rule;
mod adding;
mod brings;
mod effective;
mod kind;
mod mirror;
mod simplify;
mod stored_form;
mod try_command;
mod words;

pub use brings::brings;
pub use mirror::Mirror;

use crate::compare::Compare;
use crate::matrix::Matrix;
use crate::state::use_state;
use crate::tests::DraftTests;
use add_rule::AddRule;
use effective::Effective;
use leptos::prelude::*;
use simplify::Simplify;
use stored_form::StoredForm;
pub use try_command::TryCommand;
pub use words::Words;

fn has_string() -> Memo<bool> {
    let access = use_state().access;
    Memo::new(move |_| access.with(|access| !access.string.text.trim().is_empty()))
}

/// What the words of the string do, below the text itself. Shown once there is one.
#[component]
pub fn Workbench() -> impl IntoView {
    let any = has_string();
    view! {
        <Show when=move || any.get()>
            <div class="workbench">
                <Words />
                <AddRule />
                <div class="stored">
                    <StoredForm />
                    <Simplify />
                </div>
            </div>
        </Show>
    }
}

/// What the user may do with it, and whether that is what is wanted.
#[component]
pub fn Permissions() -> impl IntoView {
    let any = has_string();
    view! {
        <Show when=move || any.get() fallback=|| view! { <p class="empty">"Write an access string to see what it allows."</p> }>
            <div class="permissions">
                <TryCommand />
                <DraftTests />
                <Matrix open=false />
                <Compare />
                <Effective />
            </div>
        </Show>
    }
}
