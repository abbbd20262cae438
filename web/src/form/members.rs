//! The members of a group: those known to tick, IDs typed by hand, and a reply to know more of them.

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

/// How many are listed to tick; the IDs of others can be typed.
const MOST: usize = 200;

/// Who is in the group, or comes and goes.
#[component]
pub fn Members() -> impl IntoView {
    let state = use_state();
    let creates = Memo::new(move |_| state.operation() == Operation::CreateUserGroup);
    let form = state.form;
    view! {
        <section class="members card" aria-label="Who is in the group">
            <Show
                when=move || creates.get()
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

const HINT: &str = "User IDs, not user names, with spaces, commas or lines between them. At most 100 users in a group, each of a user name of its own.";

/// A list of IDs as text.
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
                prop:value=move || value.get()
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    attention.typed(&typed);
                }
                on:blur=move |_| attention.blurred(&left, || ())
                on:focus=move |_| attention.hot.set(Some(hot.clone()))
                aria-describedby=message_id_of(&place)
                aria-invalid=move || is_invalid(worst)
            ></textarea>
        </Field>
    }
}

/// The users that are known, each to be ticked.
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
                <p class="why">{move || format!("{} more are known. Type their IDs above.", more())}</p>
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
    let (id, own, label) = (one.id.clone(), one.clone(), one.id.clone());
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    aria-label=label
                    aria-describedby=about_id.clone()
                    prop:checked=move || state.form.with(|form| is_ticked(form, &one))
                    on:change=move |event| tick(state, &own, event_target_checked(&event))
                />
                <code>{id}</code>
            </label>
            <span id=about_id class="why">{about}</span>
        </li>
    }
}

/// Whether the user will be in the group.
fn is_ticked(form: &Form, one: &Candidate) -> bool {
    match form.operation {
        Operation::CreateUserGroup => members::has(&form.user_ids, &one.id),
        _ if one.now => !members::has(&form.user_ids_to_remove, &one.id),
        _ => members::has(&form.user_ids_to_add, &one.id),
    }
}

fn tick(state: State, one: &Candidate, so: bool) {
    state.attention.pause();
    let change = |text: Value<String>, so: bool| text.update(|text| *text = members::with(text, &one.id, so));
    let form = state.form;
    let place = match form.operation().get_untracked() {
        Operation::CreateUserGroup => {
            change(form.user_ids().into(), so);
            Member::UserIds
        }
        _ if one.now => {
            change(form.user_ids_to_remove().into(), !so);
            Member::UserIdsToRemove
        }
        _ => {
            change(form.user_ids_to_add().into(), so);
            Member::UserIdsToAdd
        }
    };
    state.attention.left(&place.into());
}

/// A field for what the service shows of users and groups: it is read, and kept as what is known.
#[component]
fn Reply() -> impl IntoView {
    let state = use_state();
    let text = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let read = move |pasted: String| {
        said.set(match pasted.trim() {
            "" => String::new(),
            _ if pasted.len() > LONGEST_TEXT => TOO_LONG.to_owned(),
            _ => state.take_reply(&pasted),
        });
        text.set(pasted);
    };
    let known = state.form.known();
    let knows = move || known.with(|known| *known != Known::default());
    let forget = move || {
        state.attention.pause();
        known.set(Known::default());
        text.set(String::new());
        said.set("Forgotten.".to_owned());
    };
    view! {
        <details class="reply-in">
            <summary>"Paste a describe-users or describe-user-groups reply"</summary>
            <p class="why" id="reply-in-about">
                "It says who there is, so that the members are checked. It stays in this page and is gone after a reload."
            </p>
            <textarea
                class="mono"
                rows="4"
                aria-label="Reply of the service"
                aria-describedby="reply-in-about"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=move |event| read(event_target_value(&event))
            ></textarea>
            <p class="reply-said" role="status">{move || said.get()}</p>
            <Button class="small" text="Forget what is known" disabled=Signal::derive(move || !knows()) press=forget />
        </details>
    }
}
