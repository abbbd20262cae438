//! How the user logs in.

use super::current_value::CurrentValue;
use super::message::Message;
use super::open_chips::OpenChips;
use super::passwords::Passwords;
use crate::checkbox::Checkbox;
use crate::radios::Radios;
use crate::state::{Authentication, FormStoreFields, id_of, message_id_of, use_state};
use elasticache_user::{Member, Path};
use leptos::prelude::*;

const HINT: &str = "Use two passwords to rotate without downtime.";

/// One choice, written as `AuthenticationMode` or as the legacy members.
#[component]
pub fn AuthenticationField() -> impl IntoView {
    let state = use_state();
    let place = Path::Member(Member::AuthenticationMode);
    let chosen = Memo::new(move |_| state.form.with(|form| form.authentication()));
    let visited = StoredValue::new(place.clone());
    let all = move || Authentication::choices(state.operation());
    let titles = move || all().iter().map(|choice| choice.title()).collect::<Vec<_>>();
    let at = move || all().iter().position(|choice| *choice == chosen.get()).unwrap_or(0);
    let choose = move |at: usize| {
        state.form.authentication().set(all().get(at).copied());
        visited.with_value(|place| state.attention.leave(place));
    };
    let api_name = move || {
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
                <OpenChips place=place.clone() />
                <code class="api">{api_name}</code>
            </div>
            <CurrentValue place=place.clone() />
            <Radios name="authentication" titles=Signal::derive(titles) chosen=at choose=choose />
            <Message place=place.clone() hint=HINT />
        </fieldset>
        <Show when=move || chosen.get() == Authentication::Password>
            <Passwords />
        </Show>
        <Show when=move || matches!(chosen.get(), Authentication::Password | Authentication::NoPassword)>
            <Checkbox
                text="Use the legacy fields (Passwords, NoPasswordRequired)"
                checked=move || state.form.older_members().get()
                set=move |checked| state.form.older_members().set(checked)
            />
        </Show>
    }
}
