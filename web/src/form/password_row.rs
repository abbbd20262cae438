//! One password: typed or made by chance, hidden until it is asked for.

use super::field::Field;
use super::message::{is_invalid, worst_at};
use crate::browser::random;
use crate::state::{FormStoreFields, id_of, message_id_of, place_of, use_state};
use elasticache_user::{Path, Secret, Severity};
use leptos::prelude::*;

const HINT: &str = "16 to 128 characters; never kept, and never sent anywhere by this page.";

/// A row of the passwords.
#[component]
pub fn PasswordRow(row: usize) -> impl IntoView {
    let state = use_state();
    let attention = state.attention;
    let place = Path::Password(row);
    let worst = worst_at(place.clone());
    let shown = RwSignal::new(false);
    let passwords = state.form.passwords();
    let text = move || passwords.read().get(row).map(|secret| secret.expose().to_owned()).unwrap_or_default();
    let put = move |secret: Secret| {
        if let Some(slot) = passwords.write().get_mut(row) {
            *slot = secret;
        }
    };
    let (typed, left, made, hot) = (place.clone(), place.clone(), place.clone(), place.clone());
    let generate = move |_| match random::password() {
        Some(secret) => {
            put(secret);
            shown.set(true);
            attention.left(&made);
            state.say("A password of 32 characters was generated.");
        }
        None => state.say("This browser gives no random numbers."),
    };
    let remove = move |_| {
        let mut rows = passwords.write();
        if row < rows.len() {
            rows.remove(row);
        }
        drop(rows);
        state.say("Removed.");
    };
    let own = place.clone();
    let good = Signal::derive(move || {
        let count = text().chars().count();
        let faulty = state.form.with(|form| {
            state.checked.with(|checked| {
                let mut all = checked.report.findings.iter();
                all.any(|finding| finding.severity < Severity::Advice && place_of(form, &finding.path) == own)
            })
        });
        (count > 0 && !faulty)
            .then(|| [&count.to_string(), " characters; no rule of the service is broken."].concat())
    });
    let label =
        if row == 0 { "Password 1".to_owned() } else { ["Password ", &(row + 1).to_string()].concat() };
    view! {
        <Field label=label place=place.clone() hint=HINT good=good>
            <div class="with-buttons">
                <input
                    id=id_of(&place)
                    type=move || if shown.get() { "text" } else { "password" }
                    role="textbox"
                    class="mono"
                    autocomplete="new-password"
                    autocapitalize="off"
                    spellcheck="false"
                    prop:value=text
                    on:input=move |event| {
                        put(Secret::new(event_target_value(&event)));
                        attention.typed(&typed);
                    }
                    on:blur=move |_| {
                        attention.left(&left);
                        attention.hot.set(None);
                    }
                    on:focus=move |_| attention.hot.set(Some(hot.clone()))
                    aria-describedby=message_id_of(&place)
                    aria-invalid=move || is_invalid(worst)
                />
                <button type="button" aria-pressed=move || shown.get().to_string() on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {move || if shown.get() { "Hide" } else { "Show" }}
                </button>
                <button type="button" on:click=generate>"Generate"</button>
                {(row > 0).then(|| view! { <button type="button" on:click=remove>"Remove"</button> })}
            </div>
        </Field>
    }
}
