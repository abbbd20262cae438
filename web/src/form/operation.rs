//! The operation: create or modify a user or a user group.

use crate::radios::Radios;
use crate::state::{FormStoreFields, use_state};
use elasticache_user::Operation;
use leptos::prelude::*;

/// The switch. Fields keep their content.
#[component]
pub fn OperationSwitch() -> impl IntoView {
    let state = use_state();
    let chosen = move || Operation::ALL.into_iter().position(|each| each == state.operation()).unwrap_or(0);
    let choose = move |at: usize| {
        if let Some(operation) = Operation::ALL.get(at) {
            state.form.operation().set(*operation);
        }
    };
    view! {
        <fieldset class="operation">
            <legend class="visually-hidden">"Operation"</legend>
            <Radios
                name="operation"
                titles=Operation::ALL.map(title).to_vec()
                chosen=chosen
                choose=choose
                class="segments wide"
            />
        </fieldset>
    }
}

const fn title(operation: Operation) -> &'static str {
    match operation {
        Operation::CreateUser => "Create user",
        Operation::ModifyUser => "Modify user",
        Operation::CreateUserGroup => "Create group",
        Operation::ModifyUserGroup => "Modify group",
    }
}
