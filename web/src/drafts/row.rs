//! A draft in the list.

use crate::button::Button;
use crate::form::Input;
use crate::state::{Line, use_state};
use elasticache_user::Operation;
use leptos::prelude::*;

/// Its name, what it would do, and what can be done with it.
#[component]
pub fn Row(at: usize, lines: Memo<Vec<Line>>) -> impl IntoView {
    let state = use_state();
    let line = Memo::new(move |_| lines.with(|lines| lines.get(at).cloned()));
    let title = move || line.with(|line| line.as_ref().map(|line| line.title.clone()).unwrap_or_default());
    let name = move || line.with(|line| line.as_ref().map(|line| line.name.clone()).unwrap_or_default());
    // A draft without a name is called after its user or group.
    let shown = move || Some(name()).filter(|name| !name.is_empty()).unwrap_or_else(title);
    let state_of = move || line.with(|line| line.as_ref().map(|line| line.state.clone()).unwrap_or_default());
    let open = move || line.with(|line| line.as_ref().is_some_and(|line| line.open));
    let operation = move || match line.with(|line| line.as_ref().map(|line| line.operation)) {
        Some(Operation::ModifyUser) => "Modify",
        Some(Operation::CreateUserGroup) => "Create group",
        Some(Operation::ModifyUserGroup) => "Modify group",
        _ => "Create",
    };
    let label = move |verb: &'static str| Some(format!("{verb}{}", title()));
    view! {
        <li class:open=open>
            <Input
                label=format!("Name of draft {}", at + 1)
                value=shown
                typed=move |text| state.name_draft(at, text)
            />
            <span class="runs">{operation} " · " {state_of}</span>
            <Button
                class="small"
                label=move || label("Open ")
                pressed=open
                text=move || if open() { "Open now" } else { "Open" }.to_owned()
                press=move || {
                    state.open_draft(at);
                    state.drafts_open.set(false);
                }
            />
            <Button class="small" label=move || label("Duplicate ") text="Duplicate" press=move || state.duplicate_draft(at) />
            <Button class="small" label=move || label("Delete ") text="Delete" press=move || state.delete_draft(at) />
        </li>
    }
}
