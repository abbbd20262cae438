//! The user's passwords: one, or two during a rotation.

use super::password_row::PasswordRow;
use crate::button::Button;
use crate::state::{FormStoreFields, MOST_PASSWORDS, id_of, use_state};
use elasticache_user::{Password, Path};
use leptos::prelude::*;

/// The rows, and a button to add the second one.
#[component]
pub fn Passwords() -> impl IntoView {
    let state = use_state();
    let passwords = state.form.passwords();
    let count = Memo::new(move |_| passwords.read().len());
    let full = move || count.get() >= MOST_PASSWORDS;
    let add = move || {
        if !full() {
            passwords.write().push(Password::default());
            let last = count.get_untracked();
            request_animation_frame(move || crate::browser::focus::to(&id_of(&Path::Password(last)), None));
        }
    };
    view! {
        <div class="passwords">
            <For each=move || 0..count.get() key=|row| *row let:row>
                <PasswordRow row=row />
            </For>
            <Button class="quiet" disabled=full text="Add password" press=add title="A user has at most two passwords" />
        </div>
    }
}
