//! The views and their addresses. An address is untrusted: its length is limited, and nothing of it is saved.

use super::gate::{self, Notes};
use super::{Attention, Checked, Delivery, Form, History, LONGEST, State, findings};
use crate::gallery;
use elasticache_user::{Draft, EngineVersion, rules};
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// A view of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The form and its output.
    #[default]
    Form,
    /// One access string, explained.
    Explain,
    /// Good and bad access strings.
    Gallery,
}

/// What the Explain view shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// The access string.
    pub text: String,
    /// The name of the engine version; empty for the newest.
    pub version: String,
    /// Whether the NOPERM field has the focus.
    pub refused: bool,
    /// Notes on what was left out of the link.
    pub notes: Vec<String>,
}

const EXPLAIN: &str = "#explain=";
const ENGINE: &str = "&engine=";
/// Each byte of the longest access string, escaped.
const LONGEST_ADDRESS: usize = 3 * LONGEST;

impl Explained {
    /// Reads the part of an address after `#explain=`.
    fn from_address(address: &str) -> Self {
        let (text, version) = match address.rsplit_once(ENGINE) {
            Some((text, version)) if EngineVersion::from_name(version).is_some() => (text, version),
            _ => (address, ""),
        };
        if text.len() > LONGEST_ADDRESS {
            let notes = vec!["The link is longer than any access string, and was not read.".to_owned()];
            return Self { notes, ..Self::default() };
        }
        let Ok(text) = js_sys::decode_uri_component(text) else {
            let notes = vec!["The link can't be read: a % in it isn't followed by two digits.".to_owned()];
            return Self { notes, ..Self::default() };
        };
        let mut draft = Draft { access_string: Some(one_line(&String::from(text))), ..Draft::default() };
        let mut notes: Notes = gate::without_secrets(&mut draft);
        notes.extend(gate::within_limits(&mut draft));
        Self {
            text: draft.access_string.unwrap_or_default(),
            version: version.to_owned(),
            refused: false,
            notes: notes.into_iter().map(|note| note.message.into_owned()).collect(),
        }
    }

    /// Its fragment, without passwords.
    pub fn fragment(&self) -> String {
        let mut draft = Draft { access_string: Some(self.text.clone()), ..Draft::default() };
        gate::without_secrets(&mut draft);
        let text = draft.access_string.unwrap_or_default();
        let text = String::from(js_sys::encode_uri_component(&text));
        // These need no escape in a fragment.
        let text = text.replace("%3A", ":").replace("%2B", "+").replace("%40", "@").replace("%7C", "|");
        match self.version.as_str() {
            "" => format!("{EXPLAIN}{text}"),
            version => format!("{EXPLAIN}{text}{ENGINE}{version}"),
        }
    }

    /// A form with this access string.
    pub fn form(&self) -> Form {
        Form {
            access_string: self.text.clone(),
            engine_version: self.version.clone(),
            engine: self.version.split('-').next().unwrap_or_default().to_owned(),
            ..Form::default()
        }
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

impl State {
    /// Opens what the address names.
    pub fn open_address(&self) {
        let location = window().location();
        let hash = location.hash().unwrap_or_default();
        if let Some(address) = hash.strip_prefix(EXPLAIN) {
            let explained = Explained::from_address(address);
            let is_new = self.explained.with_untracked(|now| {
                now.text != explained.text || now.version != explained.version || !explained.notes.is_empty()
            });
            if is_new || self.view.get_untracked() != View::Explain {
                self.explain(explained);
            }
            return;
        }
        if let Some(id) = hash.strip_prefix("#example/")
            && let Some(example) = gallery::example(id)
        {
            return self.explain(Explained { text: example.text.to_owned(), ..Explained::default() });
        }
        if hash == "#noperm" {
            return self.explain(Explained { refused: true, ..Explained::default() });
        }
        if let Some(id) = hash.strip_prefix("#rule/") {
            return match rules::rule(id) {
                Some(rule) => {
                    self.rules_search.set(rule.id.to_owned());
                    self.rules_open.set(true);
                }
                None => {
                    self.leave_address("#rule/");
                    self.notify("Unknown rule.");
                }
            };
        }
        if let Some(id) = hash.strip_prefix("#recipe/") {
            let id = id.to_owned();
            self.show_form();
            set_address("");
            return self.open_recipe(&id);
        }
        match hash.as_str() {
            "#gallery" => self.view.set(View::Gallery),
            // The browser's Back.
            "" => self.view.set(View::Form),
            _ => self.open_link(),
        }
    }

    /// Resets the address if it begins with this.
    pub fn leave_address(&self, start: &str) {
        if window().location().hash().is_ok_and(|hash| hash.starts_with(start)) {
            set_address(&match self.view.get_untracked() {
                View::Form => String::new(),
                View::Explain => self.explained.with_untracked(Explained::fragment),
                View::Gallery => "#gallery".to_owned(),
            });
        }
    }

    /// Shows an access string in the Explain view.
    pub fn explain(&self, explained: Explained) {
        self.explained.set(explained);
        self.view.set(View::Explain);
    }

    /// Explains the form's access string.
    pub fn explain_form(&self) {
        let (text, version) =
            self.form.with_untracked(|form| (form.access_string.clone(), form.engine_version.clone()));
        self.explain(Explained { text, version, ..Explained::default() });
    }

    /// Returns to the form from another view.
    pub fn show_form(&self) {
        if self.view.get_untracked() != View::Form {
            set_address("");
            self.view.set(View::Form);
        }
    }

    /// Applies a recipe to the form, or to a new draft if the form isn't blank.
    fn open_recipe(&self, id: &str) {
        let Some(recipe) = elasticache_user::recipes::recipe(id) else {
            return self.notify("Unknown recipe.");
        };
        if !self.is_blank() {
            self.add_draft(self.blank_form());
        }
        self.clear_example();
        self.start_recipe(recipe);
    }

    /// A state for another form, which isn't saved. The form's components work with it.
    pub fn aside(&self, form: Form) -> Self {
        let (form, delivery) = (Store::new(form), RwSignal::new(Delivery::default()));
        let attention = Attention::new();
        let checked = Checked::follow(form, delivery, self.others, attention);
        let findings = findings::shown(checked, attention);
        let history = History::watch(checked, attention);
        attention.before_pause(Callback::new(move |()| history.with_untracked(|_| ())));
        Self {
            form,
            delivery,
            attention,
            checked,
            access: Memo::new(move |_| checked.with(|checked| Arc::clone(&checked.access))),
            emission: Memo::new(move |_| checked.with(|checked| Arc::clone(&checked.emission))),
            findings,
            history,
            refused: RwSignal::new(String::new()),
            notice: RwSignal::new(None),
            tried: RwSignal::new(String::new()),
            caret: RwSignal::new(None),
            compared: RwSignal::new(String::new()),
            page: StoredValue::new(Some(*self)),
            ..*self
        }
    }

    /// The main form's state.
    pub fn page(&self) -> Self {
        self.page.get_value().unwrap_or(*self)
    }

    /// Puts the explained access string into the form, or into a new draft if the form isn't blank.
    pub fn open_explained(&self, form: Form) {
        let taken = Form {
            access_string: form.access_string,
            engine: form.engine,
            engine_version: form.engine_version,
            ..self.blank_form()
        };
        self.attention.pause();
        self.show_form();
        if self.is_blank() {
            self.form.update(|now| *now = Form { draft: now.draft, ..taken });
        } else {
            self.add_draft(taken);
        }
        self.notify("The access string is in the form.");
    }
}

/// Replaces the address without a new entry in the browser's history; empty for none.
pub fn set_address(fragment: &str) {
    let path = window().location().pathname().unwrap_or_default();
    if let Ok(history) = window().history() {
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{fragment}"))));
    }
}

/// The whole address of a fragment.
pub fn address_of(fragment: &str) -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    format!("{origin}{}{fragment}", location.pathname().unwrap_or_default())
}
