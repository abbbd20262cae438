//! A button that mends a finding, and says beforehand what it will change.

use crate::prose::prose;
use crate::state::use_state;
use elasticache_user::{Edit, Fix};
use leptos::prelude::*;
use serde_json::Value;

/// The button.
#[component]
pub fn FixButton(fix: Fix) -> impl IntoView {
    let state = use_state();
    let change = fix.edits.iter().map(change).collect::<Vec<_>>().join("; ");
    let title = fix.title.to_string();
    let edits = fix.edits;
    let done = title.clone();
    view! {
        <button
            type="button"
            class="fix"
            title=change
            on:click=move |_| {
                state.mend(&edits);
                state.say(["Done: ", &done].concat());
            }
        >
            {prose(&title)}
        </button>
    }
}

/// What an edit does, in words. A password is not shown.
fn change(edit: &Edit) -> String {
    match edit {
        Edit::Set(path, _) if path.is_secret() => ["Changes ", &path.to_string()].concat(),
        Edit::Set(path, Value::String(text)) => [&path.to_string(), " becomes ", text].concat(),
        Edit::Set(path, value) => [&path.to_string(), " becomes ", &value.to_string()].concat(),
        Edit::Replace(path, _, _) if path.is_secret() => ["Changes ", &path.to_string()].concat(),
        Edit::Replace(path, _, text) if text.is_empty() => {
            ["Takes a part out of ", &path.to_string()].concat()
        }
        Edit::Replace(path, _, text) => ["Puts ", text, " into ", &path.to_string()].concat(),
        Edit::Remove(path) => ["Takes out ", &path.to_string()].concat(),
        Edit::Move(from, to) => ["Moves ", &from.to_string(), " to ", &to.to_string()].concat(),
    }
}
