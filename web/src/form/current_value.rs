//! The current values of an existing user or group, beside the fields that would change them.

use crate::button::Button;
use crate::state::{FormStoreFields, State, use_state};
use elasticache_user::{Member, Operation, Path, User};
use leptos::prelude::*;

/// The user's current value at a place.
fn current_at(user: &User, place: &Path) -> Option<String> {
    match place {
        Path::Member(Member::AccessString) => user.access_string.clone(),
        Path::Member(Member::Engine) => user.engine.clone(),
        Path::Member(Member::AuthenticationMode) => {
            let authentication = user.authentication.as_ref()?;
            let kind = authentication.kind.clone()?;
            Some(match authentication.password_count {
                Some(count) => format!("{kind}, {count} set"),
                None => kind,
            })
        }
        _ => None,
    }
}

fn current(state: State, place: &Path) -> Option<String> {
    state.checked.with(|checked| {
        let form = &checked.form;
        if let (Some(group), Path::Member(Member::Engine)) = (form.group(), place) {
            return group.engine.clone();
        }
        let user = form.current.as_ref().filter(|_| form.operation == Operation::ModifyUser)?;
        current_at(user, place)
    })
}

/// The value that stays if the field is empty. An access string can be copied into the field.
#[component]
pub fn CurrentValue(place: Path) -> impl IntoView {
    let state = use_state();
    let edits = place == Path::Member(Member::AccessString);
    let value = Memo::new(move |_| current(state, &place));
    let edit = move || {
        if let Some(text) = value.get_untracked() {
            state.attention.pause();
            state.form.access_string().set(text);
        }
    };
    view! {
        <Show when=move || value.with(Option::is_some)>
            <p class="now">
                "Current: "
                <code>{move || value.get()}</code>
                {edits.then(|| view! { " " <Button class="link" text="Edit it" press=edit /> })}
            </p>
        </Show>
    }
}

/// The user that the request modifies, and a button to detach it.
#[component]
pub fn CurrentUser() -> impl IntoView {
    let state = use_state();
    let words = Memo::new(move |_| {
        state.form.with(|form| {
            let user = form.current.as_ref().filter(|_| form.operation == Operation::ModifyUser)?;
            let parts = [user.user_id.as_deref(), user.user_name.as_deref(), user.status.as_deref()];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
        })
    });
    view! {
        <Show when=move || words.with(Option::is_some)>
            <p class="now current">
                <b>"Current user: "</b>
                {move || words.get()}
                " "
                <Button class="link" text="Detach" press=move || state.form.current().set(None) />
            </p>
        </Show>
    }
}
