//! The form: a field for each API member.

mod access_string;
mod authentication;
mod cache;
mod current_group;
mod current_value;
mod engine;
mod field;
mod input;
mod members;
mod message;
mod open_chips;
mod operation;
mod other_members;
mod password_row;
mod passwords;
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
use current_group::CurrentGroup;
use current_value::CurrentUser;
use elasticache_user::Member;
use engine::EngineField;
pub use input::Input;
use leptos::prelude::*;
pub use members::Members;
pub use message::{is_invalid, worst_at};
use operation::OperationSwitch;
use other_members::OtherMembers;
use tags::Tags;
use text_field::TextField;

/// The fields of the user or group, except the access string and the members, which have their own pane.
#[component]
pub fn RequestForm() -> impl IntoView {
    let state = use_state();
    let creates = move || state.operation().creates();
    let of_group = move || state.operation().is_of_group();
    view! {
        <section class="request card" aria-labelledby="request-title">
            <h2 id="request-title" class="visually-hidden">"Request"</h2>
            <ExampleMark />
            <LastImportNotes />
            <HeldOptions />
            <OperationSwitch />
            <Show when=of_group fallback=|| view! { <UserFields /> }>
                <GroupFields />
            </Show>
            <Show when=creates>
                <Tags />
            </Show>
            <OtherMembers />
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
    let creates = move || state.operation().creates();
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
            <Show when=creates>
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
