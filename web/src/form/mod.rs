//! The form: a field for each member of all operations.

mod access_string;
mod authentication;
mod cache;
mod engine;
mod field;
mod group_now;
mod input;
mod members;
mod message;
mod now;
mod open;
mod operation;
mod password_row;
mod passwords;
mod rest;
mod tag_row;
mod tags;
mod text_field;

use crate::import::{HeldOptions, LastImportNotes};
use crate::recipes::Recipes;
use crate::state::{FormStoreFields, use_state};
use crate::welcome::ExampleMark;
pub use access_string::{AccessStringField, AccessStrings};
use authentication::AuthenticationField;
pub use cache::Cache;
use cache::Serverless;
use elasticache_user::Member;
use engine::EngineField;
use group_now::CurrentGroup;
pub use input::Input;
use leptos::prelude::*;
pub use members::Members;
pub use message::{is_invalid, worst_at};
use now::CurrentUser;
use operation::OperationSwitch;
use rest::Rest;
use tags::Tags;
use text_field::TextField;

/// Who the user is and how it logs in, or which group it is. The access string and the members have a pane of their own.
#[component]
pub fn RequestForm() -> impl IntoView {
    let state = use_state();
    let creates = Memo::new(move |_| state.operation().creates());
    let of_group = Memo::new(move |_| state.operation().is_of_group());
    view! {
        <section class="request card" aria-labelledby="request-title">
            <h2 id="request-title" class="visually-hidden">"Request"</h2>
            <ExampleMark />
            <LastImportNotes />
            <HeldOptions />
            <OperationSwitch />
            <Show when=move || of_group.get() fallback=|| view! { <UserFields /> }>
                <GroupFields />
            </Show>
            <Show when=move || creates.get()>
                <Tags />
            </Show>
            <Rest />
        </section>
    }
}

#[component]
fn GroupFields() -> impl IntoView {
    let state = use_state();
    view! {
        <CurrentGroup />
        <div class="columns">
            <TextField
                label="User group"
                member=Member::UserGroupId
                value=state.form.user_group_id()
                hint="The ID. Starts with a letter; letters, digits and single hyphens. Stored in lowercase."
            />
            <EngineField />
        </div>
    }
}

#[component]
fn UserFields() -> impl IntoView {
    let state = use_state();
    let creates = Memo::new(move |_| state.operation().creates());
    view! {
        <Recipes />
        <CurrentUser />
        <div class="columns">
            <TextField
                label="User ID"
                member=Member::UserId
                value=state.form.user_id()
                hint="Starts with a letter; letters, digits and single hyphens. Stored in lowercase."
            />
            <Show when=move || creates.get()>
                <TextField
                    label="User name"
                    member=Member::UserName
                    value=state.form.user_name()
                    hint="The name clients log in with. Usually the same as the user ID."
                />
            </Show>
        </div>
        <AuthenticationField />
        <div class="columns">
            <EngineField />
            <Cache />
        </div>
        <Serverless />
    }
}
