//! Opening a user of the audit in the form.

use crate::state::{Form, State};
use elasticache_user::{Draft, Operation, User};
use leptos::prelude::*;

/// Opens a user: an existing one as a modification, any other as a new user.
pub fn open(state: State, user: &User) {
    let exists = user.status.is_some() || user.arn.is_some() || !user.user_group_ids.is_empty();
    let mut form = state.blank_form();
    let mut draft = Draft {
        user_id: user.user_id.clone(),
        access_string: user.access_string.clone(),
        ..Draft::default()
    };
    if !exists {
        draft.user_name.clone_from(&user.user_name);
        draft.engine.clone_from(&user.engine);
    }
    form.operation = if exists { Operation::ModifyUser } else { Operation::CreateUser };
    form.load(draft);
    form.current = exists.then(|| user.clone());
    if state.is_blank() {
        state.attention.pause();
        state.form.update(|now| *now = Form { draft: now.draft, ..form });
    } else {
        state.add_draft(form);
    }
    state.auditing.set(false);
    state.notify("The user is open in the form.");
}
