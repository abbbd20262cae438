//! One password: typed or generated, hidden by default.

use super::field::Field;
use super::input::Input;
use crate::browser::{clipboard, random};
use crate::button::Button;
use crate::state::{FormStoreFields, message_id_of, place_of, use_state};
use elasticache_user::{Operation, Password, Path, Severity};
use leptos::prelude::*;
use leptos::task::spawn_local;

const HINT: &str = "16–128 characters. Never saved or sent.";
const ASKED: &str =
    "Optional: you'll be asked when you run it. Fill this in only to check a password against the rules.";

/// A password's field and buttons.
#[component]
pub fn PasswordRow(row: usize) -> impl IntoView {
    let state = use_state();
    let attention = state.attention;
    let place = Path::Password(row);
    let shown = RwSignal::new(false);
    let passwords = state.form.passwords();
    let text = move || passwords.read().get(row).map(|secret| secret.expose().to_owned()).unwrap_or_default();
    let set_password = move |secret: Password| {
        if let Some(slot) = passwords.write().get_mut(row) {
            *slot = secret;
        }
    };
    let generated = place.clone();
    let generate = move || match random::password() {
        Some(secret) => {
            set_password(secret);
            shown.set(true);
            attention.leave(&generated);
            state.announce("A password of 32 characters was generated.");
        }
        None => state.announce("This browser can't generate secure passwords."),
    };
    let remove = move || {
        let mut rows = passwords.write();
        if row < rows.len() {
            rows.remove(row);
        }
        drop(rows);
        state.announce("Removed.");
    };
    let here = place.clone();
    let good = Signal::derive(move || {
        let count = text().chars().count();
        let is_faulty = state.checked.with(|checked| {
            checked.report.findings.iter().any(|finding| {
                finding.severity < Severity::Advice && place_of(&checked.form, &finding.path) == here
            })
        });
        (count > 0 && !is_faulty).then(|| format!("{count} characters. Valid for ElastiCache."))
    });
    let rotates = move || state.operation() == Operation::ModifyUser && passwords.read().len() == 2;
    let hint = move || match (rotates(), row) {
        (true, 0) => "Rotation: the current password. It keeps working.",
        (true, _) => "Rotation: the new password. Step 2 keeps only this one.",
        _ if state.checked.with(|checked| checked.asks) => ASKED,
        _ => HINT,
    };
    let is_empty = Memo::new(move |_| text().is_empty());
    let copy = move |()| {
        let text = text();
        spawn_local(async move {
            if clipboard::write(&text).await {
                state.notify("Password copied. Paste it when the script asks for it.");
            } else {
                state.notify("The browser did not allow copying. Show the password and copy it.");
            }
        });
    };
    view! {
        <Field label=format!("Password {}", row + 1) place=place.clone() hint=Signal::derive(hint) good=good>
            <div class="with-buttons">
                <Input
                    place=Some(place.clone())
                    kind=Signal::derive(move || if shown.get() { "text" } else { "password" })
                    class="mono"
                    value=text
                    typed=move |text| set_password(Password::new(text))
                    described=message_id_of(&place)
                />
                <Button
                    pressed=shown
                    text=move || if shown.get() { "Hide" } else { "Show" }.to_owned()
                    press=move || shown.update(|shown| *shown = !*shown)
                />
                <Button text="Generate" press=generate />
                <Button text="Copy" label=Signal::stored(Some(format!("Copy password {}", row + 1))) disabled=is_empty press=copy />
                {(row > 0).then(|| view! { <Button text="Remove" press=remove /> })}
            </div>
        </Field>
    }
}
