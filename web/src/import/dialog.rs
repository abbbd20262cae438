//! The import dialog: a text, its format, and the users and groups in it.

use super::listen::{LONGEST as LONGEST_TEXT, TOO_LONG};
use crate::button::Button;
use crate::dialog::Dialog;
use crate::prose::prose;
use crate::state::{Drafts, LONGEST, State, counted, members_now, use_state};
use elasticache_user::import::{Import, ImportNote, Imported, import};
use elasticache_user::{Draft, Operation};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// A modal dialog. Open while `State::importing` is set, even to an empty text.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let state = use_state();
    let text = Memo::new(move |_| state.importing.get().unwrap_or_default());
    let read = Memo::new(move |_| {
        text.with(|text| (!text.trim().is_empty() && text.len() <= LONGEST_TEXT).then(|| import(text)))
    });
    let is_too_long = move || text.with(|text| text.len() > LONGEST_TEXT);
    let notes = move || {
        read.with(|read| {
            let all = read.iter().flat_map(|read| read.errors.iter().chain(&read.notes));
            // A note that is the same for every user is shown once.
            let mut shown = HashSet::new();
            let all = all.filter(move |note| shown.insert(note.message.clone()));
            text.with(|text| all.take(50).map(|note| note_with_word(note, text)).collect_view())
        })
    };
    let open_recovery = move || {
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
                "Paste a command, JSON, YAML, Terraform, CloudFormation, a describe-users or describe-user-groups reply, ACL LIST or an access string. It stays in this page."
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
                    <Button class="primary" text="Show which rules are missing" press=open_recovery />
                </Show>
                {move || read.get().map(|read| view! { <Found read=read /> })}
                <ul class="found-notes">{notes}</ul>
            </div>
        </Dialog>
    }
}

/// Whether the text is a NOPERM error or an ACL LOG entry.
fn is_refusal(read: &Import) -> bool {
    read.format == Some("refusal")
}

/// A note, after the word that it is about, if any.
fn note_with_word(note: &ImportNote, text: &str) -> impl IntoView + use<> {
    let word = note.span.clone().and_then(|span| text.get(span)).unwrap_or_default().trim();
    let fits = (1..=LONGEST_WORD).contains(&word.len()) && !word.contains(char::is_whitespace);
    let word = fits.then(|| {
        let word = word.to_owned();
        view! { <code>{word}</code> ": " }
    });
    view! { <li data-note=note.kind.name()>{word} {prose(&short(&note.message))}</li> }
}

/// Longer words aren't repeated in a note.
const LONGEST_WORD: usize = 40;

/// The most users and groups listed.
const MOST: usize = 100;

/// The users and groups found, a checkbox for each, and one button to import them.
#[component]
fn Found(read: Import) -> impl IntoView {
    let state = use_state();
    let read = Arc::new(read);
    let all = read.users.len() + read.groups.len();
    if all == 0 {
        return ().into_any();
    }
    let selected = RwSignal::new(vec![true; all.min(MOST)]);
    let several = all > 1;
    let of_groups = !read.groups.is_empty();
    let rows = found(&read).enumerate().map(|(nth, user)| {
        let name = short(&user.label);
        let access = match user.operation.is_of_group() {
            true => short(&members_of(user)),
            false => short(access_of(user)),
        };
        let login = match user.operation.is_of_group() {
            true => short(engine_of(user)),
            false => login_of(user).to_owned(),
        };
        let tick = several.then(|| {
            view! {
                <td>
                    <input
                        type="checkbox"
                        aria-label=format!("Import {name}")
                        prop:checked=move || selected.with(|selected| selected.get(nth) == Some(&true))
                        on:change=move |event| {
                            let checked = event_target_checked(&event);
                            selected.update(|selected| selected.iter_mut().skip(nth).take(1).for_each(|one| *one = checked));
                        }
                    />
                </td>
            }
        });
        view! {
            <tr>
                {tick}
                <td class="name">{name.clone()}</td>
                <td>{title(user.operation)}</td>
                <td>{login}</td>
                <td><code>{access}</code></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let users = read.users.len();
    let count = move |groups: bool| {
        let counts = |(nth, selected): (usize, &bool)| *selected && (nth >= users) == groups;
        selected.with(|selected| selected.iter().enumerate().filter(|one| counts(*one)).count())
    };
    let label = move || match (count(false), count(true)) {
        (0, 0) => "Import".to_owned(),
        (users, groups) => format!("Import {}", counted(users, groups)),
    };
    let press = move |()| {
        let selected = found(&read).zip(selected.get_untracked()).filter(|(_, selected)| *selected);
        apply(state, &read, selected.map(|(user, _)| user.clone()).collect());
    };
    view! {
        <div class="found">
            <table>
                <thead>
                    <tr>
                        {several.then(|| view! { <th><span class="visually-hidden">"Import"</span></th> })}
                        <th>{if of_groups { "User or group" } else { "User" }}</th>
                        <th>"Request"</th>
                        <th>{if of_groups { "Login or engine" } else { "Login" }}</th>
                        <th>{if of_groups { "Access string or members" } else { "Access string" }}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="buttons">
                <Button class="primary" text=Signal::derive(label) disabled=move || count(false) + count(true) == 0 press=press />
                {several.then(|| view! { <span class="why">"Each becomes its own draft."</span> })}
            </p>
        </div>
    }
    .into_any()
}

/// The listed users, then groups.
fn found(read: &Import) -> impl Iterator<Item = &Imported> {
    read.users.iter().chain(&read.groups).take(MOST)
}

const fn title(operation: Operation) -> &'static str {
    match operation {
        Operation::CreateUser => "Create user",
        Operation::ModifyUser => "Modify user",
        Operation::CreateUserGroup => "Create user group",
        Operation::ModifyUserGroup => "Modify user group",
    }
}

/// The access string of the request, or the user's current one.
fn access_of(user: &Imported) -> &str {
    let draft = user.draft.access_string.as_deref().or(user.draft.append_access_string.as_deref());
    draft.or(user.current.as_ref().and_then(|user| user.access_string.as_deref())).unwrap_or_default()
}

/// The members in the request, or the current ones.
fn members_of(group: &Imported) -> String {
    let Draft { user_ids, user_ids_to_add, user_ids_to_remove, .. } = &group.draft;
    let list = |sign: &str, ids: &Option<Vec<String>>| {
        let ids = ids.iter().flatten().take(MOST);
        ids.map(|id| format!("{sign}{id}")).collect::<Vec<_>>()
    };
    let now = group.group.as_ref().map(members_now);
    [list("", user_ids), list("+", user_ids_to_add), list("-", user_ids_to_remove), list("", &now)]
        .concat()
        .join(" ")
}

fn engine_of(group: &Imported) -> &str {
    let now = group.group.as_ref().and_then(|group| group.engine.as_deref());
    group.draft.engine.as_deref().or(now).unwrap_or_default()
}

/// How the user logs in, from the request or the current user.
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

/// Fills the form with one user or group; each of several becomes a draft, and the first one is open.
fn apply(state: State, read: &Import, users: Vec<Imported>) {
    let count = users.len();
    let groups = users.iter().filter(|one| one.operation.is_of_group()).count();
    let several = count > 1;
    let mut first = None;
    for user in users {
        if several && !state.is_blank() {
            state.add_draft(state.blank_form());
        }
        state.apply_import(read, user);
        first.get_or_insert_with(|| {
            (state.drafts.with_untracked(Drafts::open), state.imported.get_untracked())
        });
    }
    if let (true, Some((draft, imported))) = (several, first) {
        state.open_draft(draft);
        state.imported.set(imported);
        state.notify(format!("Imported {}, each as a draft.", counted(count - groups, groups)));
    }
    state.importing.set(None);
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST / 40).collect()
}
