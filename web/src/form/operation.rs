//! Create or modify.

use crate::radios::Radios;
use crate::state::{FormStoreFields, use_state};
use elasticache_user::Operation;
use leptos::prelude::*;

/// The switch. What was typed stays.
#[component]
pub fn OperationSwitch() -> impl IntoView {
    let state = use_state();
    let chosen = move || Operation::USERS.into_iter().position(|each| each == state.operation()).unwrap_or(0);
    let choose = move |at: usize| {
        if let Some(operation) = Operation::USERS.get(at) {
            state.form.operation().set(*operation);
        }
    };
    view! {
        <fieldset>
            <legend class="visually-hidden">"Operation"</legend>
            <Radios name="operation" titles=Operation::USERS.map(title).to_vec() chosen=chosen choose=choose class="segments wide" />
        </fieldset>
    }
}

const fn title(operation: Operation) -> &'static str {
    match operation {
        Operation::CreateUser => "Create user",
        Operation::ModifyUser => "Modify user",
        Operation::CreateUserGroup => "Create user group",
        Operation::ModifyUserGroup => "Modify user group",
    }
}
