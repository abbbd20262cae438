//! The access string's tools: colored rules, permissions, and a command to try.

mod add_rule;
mod edit;
mod effective;
mod kind;
mod mirror;
mod side_effects;
mod simplify;
mod stored_form;
mod try_command;
mod words;

pub use mirror::Mirror;
pub use side_effects::side_effects;

use crate::compare::Compare;
use crate::matrix::Matrix;
use crate::state::{Access, use_state};
use crate::tests::DraftTests;
use add_rule::AddRule;
use effective::Effective;
use leptos::prelude::*;
use simplify::Simplify;
use std::sync::Arc;
use stored_form::StoredForm;
pub use try_command::TryCommand;
pub use words::Words;

fn has_string(access: Memo<Arc<Access>>) -> bool {
    access.with(|access| !access.string.text.trim().is_empty())
}

/// The rules one by one, below the text. Empty without an access string.
#[component]
pub fn Workbench() -> impl IntoView {
    let access = use_state().access;
    view! {
        <Show when=move || has_string(access)>
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

/// What the user may do, and tests of it.
#[component]
pub fn Permissions() -> impl IntoView {
    let access = use_state().access;
    view! {
        <Show when=move || has_string(access) fallback=|| view! { <p class="empty">"Write an access string to see what it allows."</p> }>
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
