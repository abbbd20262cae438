//! The form: a field for each member of both operations.

mod access_string;
mod authentication;
mod cache;
mod engine;
mod field;
mod input;
mod message;
mod now;
mod operation;
mod password_row;
mod passwords;
mod rest;
mod tag_row;
mod tags;
mod text_field;

use crate::header::ToOutput;
use crate::import::{HeldOptions, LastImportNotes};
use crate::recipes::Recipes;
use crate::state::{FormStoreFields, use_state};
use access_string::AccessStrings;
use authentication::AuthenticationField;
use cache::{Cache, Serverless};
use elasticache_user::{Member, Operation};
use engine::EngineField;
pub use input::Input;
use leptos::prelude::*;
pub use message::{is_invalid, worst_at};
use now::CurrentUser;
use operation::OperationSwitch;
use rest::Rest;
use tags::Tags;
use text_field::TextField;

/// The form.
#[component]
pub fn RequestForm() -> impl IntoView {
    let state = use_state();
    let creates = Memo::new(move |_| state.operation() == Operation::CreateUser);
    view! {
        <section class="request" aria-labelledby="request-title">
            <h2 id="request-title" class="visually-hidden">"Request"</h2>
            <ToOutput />
            <LastImportNotes />
            <HeldOptions />
            <OperationSwitch />
            <Recipes />
            <CurrentUser />
            <div class="columns">
                <TextField
                    label="User ID"
                    member=Member::UserId
                    value=state.form.user_id()
                    hint="Letters, digits, single hyphens; starts with a letter. Stored in lower case."
                />
                <Show when=move || creates.get()>
                    <TextField
                        label="User name"
                        member=Member::UserName
                        value=state.form.user_name()
                        hint="What clients send in AUTH. May be the same as the ID."
                    />
                </Show>
            </div>
            <div class="columns">
                <EngineField />
                <Cache />
            </div>
            <Serverless />
            <AuthenticationField />
            <AccessStrings />
            <Show when=move || creates.get()>
                <Tags />
            </Show>
            <Rest />
        </section>
    }
}
