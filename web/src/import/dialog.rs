//! The dialog to import from: a text, what it is, and the users in it.

use super::listen::{LONGEST as LONGEST_TEXT, TOO_LONG};
use crate::button::Button;
use crate::dialog::Dialog;
use crate::prose::prose;
use crate::state::{LONGEST, State, use_state};
use elasticache_user::Operation;
use elasticache_user::import::{Import, ImportNote, Imported, NoteKind, import};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// A modal dialog. It opens when there is something to import, also an empty text.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let state = use_state();
    let text = Memo::new(move |_| state.importing.get().unwrap_or_default());
    let read = Memo::new(move |_| {
        text.with(|text| (!text.trim().is_empty() && text.len() <= LONGEST_TEXT).then(|| import_users(text)))
    });
    let is_too_long = move || text.with(|text| text.len() > LONGEST_TEXT);
    let notes = move || {
        read.with(|read| {
            let all = read.iter().flat_map(|read| read.errors.iter().chain(&read.notes));
            // What is said of every user is said once.
            let mut said = HashSet::new();
            let all = all.filter(move |note| said.insert(note.message.clone()));
            text.with(|text| all.take(50).map(|own| note_with_word(own, text)).collect_view())
        })
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
                "Paste a command, JSON, YAML, Terraform, CloudFormation, a describe-users reply, ACL LIST or an access string. It stays in this page."
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
                <Show when=is_too_long>
                    <p>{TOO_LONG}</p>
                </Show>
                <Show when=move || read.with(|read| read.as_ref().is_some_and(is_refusal))>
                    <Button class="primary" text="Show which rules are missing" press=hand_over />
                </Show>
                {move || read.get().map(|read| view! { <Found read=read /> })}
                <ul class="found-notes">{notes}</ul>
            </div>
        </Dialog>
    }
}

/// Whether it is what a cache said of a command, which the recipes make rules of.
fn is_refusal(read: &Import) -> bool {
    read.format == Some("refusal")
}

/// A note, after the word that it is about, where it is about one.
fn note_with_word(own: &ImportNote, text: &str) -> impl IntoView + use<> {
    let word = own.span.clone().and_then(|span| text.get(span)).unwrap_or_default().trim();
    let fits = (1..=LONGEST_WORD).contains(&word.len()) && !word.contains(char::is_whitespace);
    let word = fits.then(|| {
        let word = word.to_owned();
        view! { <code>{word}</code> ": " }
    });
    view! { <li data-note=own.kind.name()>{word} {prose(&short(&own.message))}</li> }
}

/// A longer word says no more about the note.
const LONGEST_WORD: usize = 40;

/// What a text defines; of a group, that the form takes none.
fn import_users(text: &str) -> Import {
    let mut read = import(text);
    let named = read.groups.iter().map(|group| ImportNote {
        kind: NoteKind::Dropped,
        message: format!("`{}` is a user group. The form here is for users.", group.label).into(),
        span: None,
        user: None,
    });
    let named: Vec<ImportNote> = named.take(MOST).collect();
    read.notes.extend(named);
    read
}

/// How many users are listed.
const MOST: usize = 100;

/// The users that were found: what each of them is, which of them to take, and one button that takes them.
#[component]
fn Found(read: Import) -> impl IntoView {
    let state = use_state();
    let read = Arc::new(read);
    if read.users.is_empty() {
        return ().into_any();
    }
    let wanted = RwSignal::new(vec![true; read.users.len().min(MOST)]);
    let several = read.users.len() > 1;
    let rows = read.users.iter().take(MOST).enumerate().map(|(nth, user)| {
        let (name, access) = (short(&user.label), short(access_of(user)));
        let tick = several.then(|| {
            view! {
                <td>
                    <input
                        type="checkbox"
                        aria-label=format!("Import {name}")
                        prop:checked=move || wanted.with(|wanted| wanted.get(nth) == Some(&true))
                        on:change=move |event| {
                            let so = event_target_checked(&event);
                            wanted.update(|wanted| wanted.iter_mut().skip(nth).take(1).for_each(|own| *own = so));
                        }
                    />
                </td>
            }
        });
        view! {
            <tr>
                {tick}
                <td>{name.clone()}</td>
                <td>{title(user.operation)}</td>
                <td>{login_of(user)}</td>
                <td><code>{access}</code></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let count = move || wanted.with(|wanted| wanted.iter().filter(|wanted| **wanted).count());
    let label = move || match count() {
        1 => "Import 1 user".to_owned(),
        count => format!("Import {count} users"),
    };
    let press = move |()| {
        let users = read.users.iter().zip(wanted.get_untracked()).filter(|(_, wanted)| *wanted);
        take(state, &read, users.map(|(user, _)| user.clone()).collect());
    };
    view! {
        <div class="found">
            <table>
                <thead>
                    <tr>
                        {several.then(|| view! { <th><span class="visually-hidden">"Import"</span></th> })}
                        <th>"User"</th>
                        <th>"Request"</th>
                        <th>"Login"</th>
                        <th>"Access string"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="buttons">
                <Button class="primary" text=Signal::derive(label) disabled=move || count() == 0 press=press />
                {several.then(|| view! { <span class="why">"Each becomes a draft of its own."</span> })}
            </p>
        </div>
    }
    .into_any()
}

const fn title(operation: Operation) -> &'static str {
    match operation {
        Operation::CreateUser => "Create user",
        Operation::ModifyUser => "Modify user",
        Operation::CreateUserGroup => "Create user group",
        Operation::ModifyUserGroup => "Modify user group",
    }
}

/// The access string of the request, or what the user has now.
fn access_of(user: &Imported) -> &str {
    let draft = user.draft.access_string.as_deref().or(user.draft.append_access_string.as_deref());
    draft.or(user.current.as_ref().and_then(|user| user.access_string.as_deref())).unwrap_or_default()
}

/// How the user logs in, by what the request or the current user says.
fn login_of(user: &Imported) -> &'static str {
    let Imported { draft, current, .. } = user;
    let mode = draft.authentication_mode.as_ref().and_then(|mode| mode.kind.as_deref());
    let now = current.as_ref().and_then(|user| user.authentication.as_ref()?.kind.as_deref());
    match mode.or(now) {
        Some("iam") => "IAM",
        Some("no-password-required" | "no-password") => "No password",
        Some("password") => "Password",
        _ if draft.no_password_required == Some(true) => "No password",
        _ if draft.passwords.is_some() => "Password",
        _ => "",
    }
}

/// Fills the form with one, or makes a draft of each of several.
fn take(state: State, read: &Import, users: Vec<Imported>) {
    let count = users.len();
    let several = count > 1;
    for user in users {
        if several && !state.is_blank() {
            state.add_draft(state.blank_form());
        }
        state.take_import(read, user);
    }
    if several {
        state.tell(format!("Imported {count} users, each as a draft."));
    }
    state.importing.set(None);
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST / 40).collect()
}
