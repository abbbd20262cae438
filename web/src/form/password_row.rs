//! One password: typed or made by chance, hidden until it is asked for.

use super::field::Field;
use super::input::Input;
use crate::browser::random;
use crate::button::Button;
use crate::state::{FormStoreFields, message_id_of, place_of, use_state};
use elasticache_user::{Operation, Path, Secret, Severity};
use leptos::prelude::*;

const HINT: &str = "16–128 characters. Never saved or sent.";

/// A row of the passwords.
#[component]
pub fn PasswordRow(row: usize) -> impl IntoView {
    let state = use_state();
    let attention = state.attention;
    let place = Path::Password(row);
    let shown = RwSignal::new(false);
    let passwords = state.form.passwords();
    let text = move || passwords.read().get(row).map(|secret| secret.expose().to_owned()).unwrap_or_default();
    let put = move |secret: Secret| {
        if let Some(slot) = passwords.write().get_mut(row) {
            *slot = secret;
        }
    };
    let made = place.clone();
    let generate = move || match random::password() {
        Some(secret) => {
            put(secret);
            shown.set(true);
            attention.left(&made);
            state.say("A password of 32 characters was generated.");
        }
        None => state.say("This browser can't generate secure passwords."),
    };
    let remove = move || {
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
        let is_faulty = state.checked.with(|checked| {
            checked.report.findings.iter().any(|finding| {
                finding.severity < Severity::Advice && place_of(&checked.form, &finding.path) == own
            })
        });
        (count > 0 && !is_faulty).then(|| format!("{count} characters. Valid for ElastiCache."))
    });
    let rotates = move || state.operation() == Operation::ModifyUser && passwords.read().len() == 2;
    let hint = move || match (rotates(), row) {
        (true, 0) => "To rotate, the current password: it goes on working.",
        (true, _) => "To rotate, the new password: step 2 keeps this one only.",
        _ => HINT,
    };
    view! {
        <Field label=format!("Password {}", row + 1) place=place.clone() hint=Signal::derive(hint) good=good>
            <div class="with-buttons">
                <Input
                    place=Some(place.clone())
                    kind=Signal::derive(move || if shown.get() { "text" } else { "password" })
                    class="mono"
                    value=text
                    typed=move |text| put(Secret::new(text))
                    described=message_id_of(&place)
                />
                <Button
                    pressed=shown
                    text=move || if shown.get() { "Hide" } else { "Show" }.to_owned()
                    press=move || shown.update(|shown| *shown = !*shown)
                />
                <Button text="Generate" press=generate />
                {(row > 0).then(|| view! { <Button text="Remove" press=remove /> })}
            </div>
        </Field>
    }
}
