//! The members of a group: known users to tick, IDs to type, and a reply to paste.

use super::field::Field;
use super::message::{is_invalid, worst_at};
use crate::button::Button;
use crate::import::{LONGEST_TEXT, TOO_LONG};
use crate::state::{
    Candidate, Form, FormStoreFields, Known, State, id_of, members, message_id_of, use_state,
};
use elasticache_user::{Member, Operation, Path};
use leptos::prelude::*;
use reactive_stores::Field as Value;

/// The most known users listed; other IDs can be typed.
const MOST: usize = 200;

/// The members of a new group, or the users to add and remove.
#[component]
pub fn Members() -> impl IntoView {
    let state = use_state();
    let creates = move || state.operation() == Operation::CreateUserGroup;
    let form = state.form;
    view! {
        <section class="members card" aria-label="Members of the group">
            <Show
                when=creates
                fallback=move || {
                    view! {
                        <div class="members-changes" role="group" aria-label="Members">
                            <Ids member=Member::UserIdsToAdd value=form.user_ids_to_add() label="Users to add" hint=HINT />
                            <Ids
                                member=Member::UserIdsToRemove
                                value=form.user_ids_to_remove()
                                label="Users to remove"
                                hint="Each must be a member, or the whole request is rejected. Removed users lose their connections."
                            />
                        </div>
                    }
                }
            >
                <Ids member=Member::UserIds value=form.user_ids() label="Members" hint=HINT />
            </Show>
            <Candidates />
            <Reply />
        </section>
    }
}

const HINT: &str = "User IDs, not user names, separated by spaces, commas or line breaks. At most 100 users per group, each with a different user name.";

/// A text area with IDs.
#[component]
fn Ids(
    member: Member,
    #[prop(into)] value: Value<String>,
    label: &'static str,
    hint: &'static str,
) -> impl IntoView {
    let attention = use_state().attention;
    let place = Path::Member(member);
    let worst = worst_at(place.clone());
    let (typed, left, hot) = (place.clone(), place.clone(), place.clone());
    view! {
        <Field label=label place=place.clone() api=member.name() hint=hint>
            <textarea
                id=id_of(&place)
                class="mono ids"
                rows="3"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                bind:value=value
                on:input=move |_| attention.on_input(&typed)
                on:blur=move |_| attention.on_blur(&left, || ())
                on:focus=move |_| attention.highlighted.set(Some(hot.clone()))
                aria-describedby=message_id_of(&place)
                aria-invalid=move || is_invalid(worst)
            ></textarea>
        </Field>
    }
}

/// The known users, with checkboxes.
#[component]
fn Candidates() -> impl IntoView {
    let state = use_state();
    let all = Memo::new(move |_| state.others.with(|others| state.form.with(|form| form.candidates(others))));
    let more = move || all.with(|all| all.len().saturating_sub(MOST));
    let rows = move || all.with(|all| all.iter().take(MOST).cloned().enumerate().collect::<Vec<_>>());
    let knows_group = Memo::new(move |_| state.form.with(|form| form.group().is_some()));
    let title = move || match (state.operation(), knows_group.get()) {
        (Operation::CreateUserGroup, _) => "Known users",
        (_, true) => "In the group afterwards",
        (_, false) => "Known users to add",
    };
    view! {
        <fieldset class="candidates" aria-labelledby="candidates-title">
            <h3 id="candidates-title">{title}</h3>
            <ul>
                <For each=rows key=|(at, one)| (*at, one.id.clone(), one.about.clone(), one.now) let((at, one))>
                    <Row at=at one=one />
                </For>
            </ul>
            <Show when=move || more() != 0>
                <p class="why">{move || format!("{} more known users. Type their IDs above.", more())}</p>
            </Show>
        </fieldset>
    }
}

#[component]
fn Row(at: usize, one: Candidate) -> impl IntoView {
    let state = use_state();
    let about_id = format!("candidate-{at}-about");
    let now = if one.now { "in the group now" } else { "" };
    let about = [one.about.as_str(), now].into_iter().filter(|part| !part.is_empty());
    let about = about.collect::<Vec<_>>().join(" · ");
    let (id, candidate, label) = (one.id.clone(), one.clone(), one.id.clone());
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    aria-label=label
                    aria-describedby=about_id.clone()
                    prop:checked=move || state.form.with(|form| is_ticked(form, &one))
                    on:change=move |event| tick(state, &candidate, event_target_checked(&event))
                />
                <code>{id}</code>
            </label>
            <span id=about_id class="why">{about}</span>
        </li>
    }
}

/// Whether the user will be a member.
fn is_ticked(form: &Form, one: &Candidate) -> bool {
    match form.operation {
        Operation::CreateUserGroup => members::has(&form.user_ids, &one.id),
        _ if one.now => !members::has(&form.user_ids_to_remove, &one.id),
        _ => members::has(&form.user_ids_to_add, &one.id),
    }
}

fn tick(state: State, one: &Candidate, checked: bool) {
    state.attention.pause();
    let change = |text: Value<String>, included: bool| {
        text.update(|text| *text = members::with(text, &one.id, included))
    };
    let form = state.form;
    let place = match form.operation().get_untracked() {
        Operation::CreateUserGroup => {
            change(form.user_ids().into(), checked);
            Member::UserIds
        }
        _ if one.now => {
            change(form.user_ids_to_remove().into(), !checked);
            Member::UserIdsToRemove
        }
        _ => {
            change(form.user_ids_to_add().into(), checked);
            Member::UserIdsToAdd
        }
    };
    state.attention.leave(&place.into());
}

/// A field for a describe-users or describe-user-groups reply, which makes users and groups known.
#[component]
fn Reply() -> impl IntoView {
    let state = use_state();
    let text = RwSignal::new(String::new());
    let result = RwSignal::new(String::new());
    let read = move |pasted: String| {
        result.set(match pasted.trim() {
            "" => String::new(),
            _ if pasted.len() > LONGEST_TEXT => TOO_LONG.to_owned(),
            _ => state.apply_reply(&pasted),
        });
        text.set(pasted);
    };
    let known = state.form.known();
    let knows = move || known.with(|known| *known != Known::default());
    let forget = move || {
        state.attention.pause();
        known.set(Known::default());
        text.set(String::new());
        result.set("Forgotten.".to_owned());
    };
    view! {
        <details class="reply-in">
            <summary>"Paste a describe-users or describe-user-groups reply"</summary>
            <p class="why" id="reply-in-about">
                "Its users and groups are used to check the members. It stays in this page until you reload it."
            </p>
            <textarea
                class="mono"
                rows="4"
                aria-label="Pasted reply"
                aria-describedby="reply-in-about"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=move |event| read(event_target_value(&event))
            ></textarea>
            <p class="reply-said" role="status">{move || result.get()}</p>
            <Button class="small" text="Forget these users" disabled=Signal::derive(move || !knows()) press=forget />
        </details>
    }
}
