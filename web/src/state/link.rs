//! The draft as a link: in the fragment, which no server sees, and without passwords.

use super::{Form, State, stored};
use crate::browser::{clipboard, squeeze};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

/// What a fragment with a draft begins with: its version.
const MARK: &str = "#d1.";

impl State {
    /// Copies a link to this draft.
    pub fn share(&self) {
        let state = *self;
        let text = state.form.with_untracked(|form| {
            state.delivery.with_untracked(|delivery| stored::write(form, delivery).to_string())
        });
        spawn_local(async move {
            let Some(packed) = squeeze::pack(&text).await else {
                return state.tell("This browser cannot make a link.");
            };
            let location = window().location();
            let fragment = [MARK, &packed].concat();
            let origin = location.origin().unwrap_or_default();
            let path = location.pathname().unwrap_or_default();
            if clipboard::write(&[&origin, &path, fragment.as_str()].concat()).await {
                state.tell("Link copied. No password is in it.");
            } else {
                drop(location.set_hash(&fragment));
                state.tell("The link stands in the address bar. No password is in it.");
            }
        });
    }

    /// Takes up the draft of the address, and clears it away, so that a reload keeps what was changed since.
    pub fn open_link(&self) {
        let state = *self;
        let hash = window().location().hash().unwrap_or_default();
        let Some(packed) = hash.strip_prefix(MARK).map(str::to_owned) else { return };
        spawn_local(async move {
            let text = squeeze::unpack(&packed).await;
            let value = text.and_then(|text| serde_json::from_str(&text).ok());
            match value.as_ref().and_then(stored::read) {
                Some((form, delivery)) => {
                    state.attention.pause();
                    // What stands in the form stays: the link's becomes another draft.
                    if state.is_blank() {
                        state.form.update(|now| *now = Form { draft: now.draft, ..form });
                    } else {
                        state.add_draft(form);
                    }
                    state.delivery.set(delivery);
                    state.tell("The draft of the link is in the form. Passwords are not part of a link.");
                }
                None => state.tell("The link holds no draft that can be read."),
            }
            let path = window().location().pathname().unwrap_or_default();
            if let Ok(history) = window().history() {
                drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&path)));
            }
        });
    }
}
