//! Create or modify.

use crate::state::{FormStoreFields, use_state};
use elasticache_user::Operation;
use leptos::prelude::*;

/// The switch. What was typed stays.
#[component]
pub fn OperationSwitch() -> impl IntoView {
    let state = use_state();
    let choice = move |operation: Operation, title: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name="operation"
                    prop:checked=move || state.operation() == operation
                    on:change=move |_| state.form.operation().set(operation)
                />
                <span>{title}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments wide">
            <legend class="visually-hidden">"Operation"</legend>
            {Operation::ALL.map(|operation| choice(operation, title(operation))).collect_view()}
        </fieldset>
    }
}

const fn title(operation: Operation) -> &'static str {
    match operation {
        Operation::CreateUser => "Create user",
        Operation::ModifyUser => "Modify user",
    }
}
