//! A draft, or all of them, as a link: in the fragment, which isn't sent to servers, and without passwords.

use super::gate::Notes;
use super::import::Undo;
use super::shared::{AddedSet, MOST_IN_LINK};
use super::stored::Stored;
use super::{Delivery, Form, LastImport, State, packed};
use crate::browser::clipboard;
use elasticache_user::emit::Options;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

/// The start of a fragment with a draft: its version.
const MARK: &str = "#d1.";
/// The longest fragment that is read: about twenty times a long draft.
pub const LONGEST: usize = 40_000;
/// How many characters of an ID a notice shows.
const LONGEST_TITLE: usize = 60;

/// The fragment with a state.
pub fn fragment(text: &str) -> String {
    format!("{MARK}{}", packed::pack(text))
}

/// The address of this page with a fragment.
pub fn address(fragment: &str) -> String {
    let location = window().location();
    format!("{}{}{fragment}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default())
}

impl State {
    /// Copies a link to this draft.
    pub fn share(&self) {
        let state = *self;
        // Options that weren't approved aren't passed on.
        let form = state.form.with_untracked(|form| Form { held: Options::default(), ..form.clone() });
        let text = state.delivery.with_untracked(|delivery| Stored::new(&form, delivery).to_json());
        let fragment = fragment(&text);
        spawn_local(async move {
            let location = window().location();
            if clipboard::write(&address(&fragment)).await {
                state.notify("Link copied. Passwords are not included.");
            } else {
                drop(location.set_hash(&fragment));
                state.notify("The link is in the address bar. Passwords are not included.");
            }
        });
    }

    /// Opens the draft in the address, and removes it from there, so that a reload keeps later changes.
    pub fn open_link(&self) {
        let state = *self;
        let location = window().location();
        let hash = location.hash().unwrap_or_default();
        let Some(packed) = hash.strip_prefix(MARK).map(str::to_owned) else { return };
        let path = location.pathname().unwrap_or_default();
        if let Ok(history) = window().history() {
            drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&path)));
        }
        if packed.len() > LONGEST {
            return state.notify("The link is too long, so it wasn't read.");
        }
        match packed::unpack(&packed).and_then(|text| Stored::from_json(&text)) {
            Some(stored) => {
                let mut notes = Notes::new();
                let (form, delivery, drafts) = stored.read(MOST_IN_LINK, &mut notes);
                match drafts.count() {
                    1 => state.open_shared(form, delivery, notes),
                    _ => state.open_shared_set(drafts.with(&form), drafts.open(), delivery, notes),
                }
            }
            None => state.notify("The link can't be read: it has no draft, or only part of one."),
        }
    }

    /// Opens the draft of a link. If the form isn't blank, it is added as another draft.
    fn open_shared(&self, form: Form, delivery: Delivery, notes: Notes) {
        self.attention.pause();
        let title = form.id().chars().take(LONGEST_TITLE).collect();
        let before = self.drafts.with_untracked(|drafts| drafts.open());
        let is_added = !self.is_blank();
        if is_added {
            self.add_draft(form);
        } else {
            self.form.update(|now| *now = Form { draft: now.draft, ..form });
        }
        self.opened_from_link(delivery, title, notes, is_added.then_some(before), None);
        self.notify("Draft loaded. Shared links never contain passwords.");
    }

    /// Takes the format over from a link, and shows what was opened, with a way back: the draft that was open before, or what
    /// was added.
    pub fn opened_from_link(
        &self,
        delivery: Delivery,
        title: String,
        notes: Notes,
        draft: Option<usize>,
        set: Option<AddedSet>,
    ) {
        let before = self.delivery.with_untracked(|delivery| delivery.target.clone());
        self.delivery.update(|now| now.target = delivery.target);
        let undo = Undo { label: "Undo the link", target: Some(before), draft, set };
        let from = "From a link. ";
        self.imported.set(Some(LastImport { from, title, notes, open: Vec::new(), undo: Some(undo) }));
    }
}
