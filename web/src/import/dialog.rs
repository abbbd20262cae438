//! The dialog to import from: a text, what it is, and the users in it.

use crate::button::Button;
use crate::prose::prose;
use crate::state::{Form, LONGEST, use_state};
use elasticache_user::import::{Import, ImportNote, import};
use leptos::html;
use leptos::prelude::*;

/// A modal dialog. It opens when there is something to import, also an empty text.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    let text = Memo::new(move |_| state.importing.get().unwrap_or_default());
    let read = Memo::new(move |_| text.with(|text| (!text.trim().is_empty()).then(|| import(text))));
    Effect::new(move || {
        let wanted = state.importing.with(Option::is_some);
        if let Some(dialog) = dialog.get() {
            match (wanted, dialog.open()) {
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
    let close = move || state.importing.set(None);
    let result = move || read.get().map(|read| view! { <Found read=read /> });
    view! {
        <dialog node_ref=dialog class="dialog" aria-labelledby="import-title" on:close=move |_| close()>
            <h2 id="import-title">"Import"</h2>
            <p class="why" id="import-what">
                "An aws elasticache command, its JSON or YAML, a describe-users reply, CloudTrail, CloudFormation or Terraform, boto3, an ACL LIST line, or a bare access string. It stays in this page."
            </p>
            <textarea
                class="mono"
                rows="10"
                aria-label="Text to import"
                aria-describedby="import-what"
                spellcheck="false"
                autocomplete="off"
                prop:value=move || text.get()
                on:input=move |event| state.importing.set(Some(event_target_value(&event)))
            ></textarea>
            <div aria-live="polite">{result}</div>
            <p class="buttons">
                <Button text="Cancel" press=move || close() />
            </p>
        </dialog>
    }
}

/// How many users are listed.
const MOST: usize = 100;

/// What was found in the text: a button for each user, notes and errors.
#[component]
fn Found(read: Import) -> impl IntoView {
    let state = use_state();
    let all = read.clone();
    let several = (read.users.len() > 1).then(|| {
        let count = read.users.len().min(MOST);
        let all = read.clone();
        let take = move || {
            for user in all.users.iter().take(MOST) {
                if !state.is_blank() {
                    state.add_draft(Form::default());
                }
                state.take_import(&all, user.clone());
            }
            state.importing.set(None);
            state.say("Every user is a draft.");
        };
        let label = ["Make a draft of each of the ", &count.to_string()].concat();
        view! { <li><Button text=label press=take /></li> }
    });
    let users = read.users.into_iter().take(MOST).map(|user| {
        let all = all.clone();
        let label = ["Fill the form: ", &short(&user.label), " (", user.operation.name(), ")"].concat();
        let take = move || {
            state.take_import(&all, user.clone());
            state.importing.set(None);
        };
        view! { <li><Button class="primary" text=label press=take /></li> }
    });
    let note =
        |note: ImportNote| view! { <li data-note=note.kind.name()>{prose(&short(&note.message))}</li> };
    view! {
        <ul class="found">{several} {users.collect_view()}</ul>
        <ul class="found-notes">{read.errors.into_iter().chain(read.notes).take(50).map(note).collect_view()}</ul>
    }
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST / 40).collect()
}
