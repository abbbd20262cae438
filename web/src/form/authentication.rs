//! How the user logs in.

use super::message::Message;
use super::now::Now;
use super::passwords::Passwords;
use crate::state::{Authentication, FormStoreFields, id_of, message_id_of, use_state};
use crate::when::When;
use elasticache_user::{Member, Path};
use leptos::prelude::*;

const HINT: &str = "Passwords are rotated with two of them; IAM needs no password at all.";

/// One choice, said by `AuthenticationMode` or by the older members.
#[component]
pub fn AuthenticationField() -> impl IntoView {
    let state = use_state();
    let place = Path::Member(Member::AuthenticationMode);
    let chosen = Memo::new(move |_| state.form.with(|form| form.authentication()));
    let visited = StoredValue::new(place.clone());
    let choice = move |choice: Authentication| {
        view! {
            <label>
                <input
                    type="radio"
                    name="authentication"
                    prop:checked=move || chosen.get() == choice
                    on:change=move |_| {
                        state.form.authentication().set(Some(choice));
                        visited.with_value(|place| state.attention.left(place));
                    }
                />
                <span>{choice.title()}</span>
            </label>
        }
    };
    let choices =
        move || Authentication::of(state.operation()).iter().map(|each| choice(*each)).collect_view();
    let says = move || {
        let older = state.form.older_members().get();
        match chosen.get() {
            Authentication::Password if older => "Passwords",
            Authentication::NoPassword if older => "NoPasswordRequired",
            Authentication::Keep => "",
            _ => Member::AuthenticationMode.name(),
        }
    };
    view! {
        <fieldset
            class="field group"
            id=id_of(&place)
            tabindex="-1"
            role="radiogroup"
            aria-labelledby="authentication-title"
            aria-describedby=message_id_of(&place)
        >
            <div class="field-head">
                <span id="authentication-title" class="field-title">"Authentication"</span>
                <code class="api">{says}</code>
            </div>
            <Now place=place.clone() />
            <div class="segments">{choices}</div>
            <Message place=place.clone() hint=HINT />
        </fieldset>
        <When so=move || chosen.get() == Authentication::Password>
            <Passwords />
        </When>
        <When so=move || matches!(chosen.get(), Authentication::Password | Authentication::NoPassword)>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || state.form.older_members().get()
                    on:change=move |event| state.form.older_members().set(event_target_checked(&event))
                />
                <span>"Use the older top-level members instead of AuthenticationMode"</span>
            </label>
        </When>
    }
}
