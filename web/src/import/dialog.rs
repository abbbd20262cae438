//! The dialog to import from: a text, what it is, and the users in it.

use super::listen::{LONGEST as LONGEST_TEXT, TOO_LONG};
use crate::browser::nodes::{Node, kept, node, pressed_at};
use crate::button::Button;
use crate::dialog::Dialog;
use crate::memo::Memo;
use crate::prose::prose_nodes;
use crate::state::{LONGEST, State, use_state};
use crate::when::When;
use elasticache_user::import::{Import, ImportNote, import};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A modal dialog. It opens when there is something to import, also an empty text.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let state = use_state();
    let text = Memo::new(move |_| state.importing.get().unwrap_or_default());
    let read = Memo::new(move |_| {
        text.with(|text| (!text.trim().is_empty() && text.len() <= LONGEST_TEXT).then(|| import(text)))
    });
    let is_too_long = move || text.with(|text| text.len() > LONGEST_TEXT);
    let users = Callback::new(move |()| read.with(|read| read.as_ref().map(users).unwrap_or_default()));
    let notes = Callback::new(move |()| {
        read.with(|read| {
            let all = read.iter().flat_map(|read| read.errors.iter().chain(&read.notes));
            text.with(|text| all.take(50).map(|own| note_with_word(own, text)).collect::<Vec<_>>())
        })
    });
    let press = move |event: MouseEvent| {
        if let (Some(at), Some(read)) = (pressed_at(&event), read.get_untracked()) {
            take(state, read, at);
        }
    };
    let hand_over = move || {
        state.refused.set(text.get_untracked());
        state.importing.set(None);
        request_animation_frame(|| crate::browser::focus::to("missing", None));
    };
    view! {
        <Dialog
            name="import"
            title="Import"
            open=move || state.importing.with(Option::is_some)
            close=move || state.importing.set(None)
        >
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
            <div aria-live="polite">
                <When so=is_too_long>
                    <p>{TOO_LONG}</p>
                </When>
                <When so=move || read.with(|read| read.as_ref().is_some_and(is_refusal))>
                    <Button class="primary" text="Show which rules are missing" press=hand_over />
                </When>
                <ul class="found" use:kept=users on:click=press></ul>
                <ul class="found-notes" use:kept=notes></ul>
            </div>
        </Dialog>
    }
}

/// Whether it is what a cache said of a command, which the recipes make rules of.
fn is_refusal(read: &Import) -> bool {
    read.format == Some("refusal")
}

/// A note, after the word that it is about, where it is about one.
fn note_with_word(own: &ImportNote, text: &str) -> Node {
    let word = own.span.clone().and_then(|span| text.get(span)).unwrap_or_default().trim();
    let item = node("li").with("data-note", own.kind.name());
    let fits = (1..=LONGEST_WORD).contains(&word.len()) && !word.contains(char::is_whitespace);
    let word = fits.then(|| [node("code").text(word.to_owned()), node("span").text(": ")]);
    item.children(word.into_iter().flatten()).children(prose_nodes(&short(&own.message)))
}

/// A longer word says no more about the note.
const LONGEST_WORD: usize = 40;

/// How many users are listed.
const MOST: usize = 100;

/// A button for each user that was found, after one for all of them where there are several.
fn users(read: &Import) -> Vec<Node> {
    let button = |text: String| node("button").with("type", "button").text(text);
    let all = has_several(read).then(|| {
        let count = read.users.len().min(MOST).to_string();
        node("li").child(button(["Make a draft of each of the ", &count].concat()))
    });
    let each = read.users.iter().take(MOST).map(|user| {
        let text = ["Fill the form: ", &short(&user.label), " (", user.operation.name(), ")"].concat();
        node("li").child(button(text).with("class", "primary"))
    });
    all.into_iter().chain(each).collect()
}

fn has_several(read: &Import) -> bool {
    read.users.len() > 1
}

/// Does what the nth button says.
fn take(state: State, read: Import, at: usize) {
    match at.checked_sub(usize::from(has_several(&read))) {
        Some(nth) => {
            if let Some(user) = read.users.get(nth) {
                state.take_import(&read, user.clone());
            }
        }
        None => {
            for user in read.users.iter().take(MOST) {
                if !state.is_blank() {
                    state.add_draft(state.blank_form());
                }
                state.take_import(&read, user.clone());
            }
            state.say("Every user is a draft.");
        }
    }
    state.importing.set(None);
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST / 40).collect()
}
