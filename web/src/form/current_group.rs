//! The existing user group, from a pasted reply.

use crate::button::Button;
use crate::state::{FormStoreFields, members_now, use_state};
use elasticache_user::UserGroup;
use leptos::prelude::*;
use std::sync::Arc;

/// The group that the request modifies, and a button to detach it.
#[component]
pub fn CurrentGroup() -> impl IntoView {
    let state = use_state();
    let words = Memo::new(move |_| state.form.with(|form| form.group().map(words)));
    let detach = move || {
        state.attention.pause();
        state.form.known().update(|known| known.groups = Arc::default());
    };
    view! {
        <Show when=move || words.with(Option::is_some)>
            <p class="now current">
                <b>"Current group: "</b>
                {move || words.get()}
                " "
                <Button class="link" text="Detach" press=detach />
            </p>
        </Show>
    }
}

/// The most members shown; the list of members has all.
const MOST: usize = 10;

fn words(group: &UserGroup) -> String {
    let members = members_now(group);
    let more = members.len().saturating_sub(MOST);
    let shown = members.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    let members = match (group.user_ids.is_some(), members.is_empty(), more) {
        (false, ..) => None,
        (_, true, _) => Some("no members".to_owned()),
        (_, _, 0) => Some(format!("members {shown}")),
        _ => Some(format!("members {shown} and {more} more")),
    };
    let changing = group.pending_changes.is_some().then(|| "changes pending".to_owned());
    let text = |text: &Option<String>| text.clone();
    let parts = [text(&group.user_group_id), text(&group.engine), text(&group.status), members, changing];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
