//! Which page is looked at, and the addresses that lead there. An address comes from anybody: it is text, and short, before it is
//! anything else, and nothing of it is kept.

use super::gate::{self, Notes};
use super::{Attention, Checked, Delivery, Form, History, LONGEST, State, findings};
use crate::gallery;
use elasticache_user::{Draft, EngineVersion, rules};
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// A page of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The form with what comes out of it.
    #[default]
    Form,
    /// One access string, explained.
    Explain,
    /// Good and bad access strings to look at.
    Gallery,
}

/// What is explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// The access string.
    pub text: String,
    /// The name of the engine version; empty for the newest.
    pub version: String,
    /// Whether a refusal is to be pasted.
    pub refused: bool,
    /// What was left out of the link.
    pub notes: Vec<String>,
}

const EXPLAIN: &str = "#explain=";
const ENGINE: &str = "&engine=";
/// Each character of the longest access string, escaped.
const LONGEST_ADDRESS: usize = 3 * LONGEST;

impl Explained {
    /// What the part of an address after `#explain=` says.
    fn of(address: &str) -> Self {
        let (text, version) = match address.rsplit_once(ENGINE) {
            Some((text, version)) if EngineVersion::from_name(version).is_some() => (text, version),
            _ => (address, ""),
        };
        if text.len() > LONGEST_ADDRESS {
            let notes = vec!["The link is longer than any access string, and was not read.".to_owned()];
            return Self { notes, ..Self::default() };
        }
        let Ok(text) = js_sys::decode_uri_component(text) else {
            let notes = vec!["The link can't be read: a % in it is not followed by two digits.".to_owned()];
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

    /// The fragment that leads to it. Passwords are not in it.
    pub fn fragment(&self) -> String {
        let mut draft = Draft { access_string: Some(self.text.clone()), ..Draft::default() };
        gate::without_secrets(&mut draft);
        let text = draft.access_string.unwrap_or_default();
        let text = String::from(js_sys::encode_uri_component(&text));
        // What an address may hold as it is stays readable.
        let text = text.replace("%3A", ":").replace("%2B", "+").replace("%40", "@").replace("%7C", "|");
        match self.version.as_str() {
            "" => format!("{EXPLAIN}{text}"),
            version => format!("{EXPLAIN}{text}{ENGINE}{version}"),
        }
    }

    /// The form that its parts work on.
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
    /// Goes where the address says.
    pub fn open_address(&self) {
        let location = window().location();
        let hash = location.hash().unwrap_or_default();
        if let Some(address) = hash.strip_prefix(EXPLAIN) {
            let explained = Explained::of(address);
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
                    self.tell("Unknown rule.");
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
            // The browser's way back.
            "" => self.view.set(View::Form),
            _ => self.open_link(),
        }
    }

    /// Takes an address away that begins like this.
    pub fn leave_address(&self, start: &str) {
        if window().location().hash().is_ok_and(|hash| hash.starts_with(start)) {
            set_address(&match self.view.get_untracked() {
                View::Form => String::new(),
                View::Explain => self.explained.with_untracked(Explained::fragment),
                View::Gallery => "#gallery".to_owned(),
            });
        }
    }

    /// Explains an access string, in the place of the form.
    pub fn explain(&self, explained: Explained) {
        self.explained.set(explained);
        self.view.set(View::Explain);
    }

    /// Explains the access string that is in the form.
    pub fn explain_form(&self) {
        let (text, version) =
            self.form.with_untracked(|form| (form.access_string.clone(), form.engine_version.clone()));
        self.explain(Explained { text, version, ..Explained::default() });
    }

    /// Goes back to the form, where something else is looked at.
    pub fn show_form(&self) {
        if self.view.get_untracked() != View::Form {
            set_address("");
            self.view.set(View::Form);
        }
    }

    /// Puts a recipe into the form, or into a draft of its own where the form is not empty.
    fn open_recipe(&self, id: &str) {
        let Some(recipe) = elasticache_user::recipes::recipe(id) else {
            return self.tell("Unknown recipe.");
        };
        if !self.is_blank() {
            self.add_draft(self.blank_form());
        }
        self.clear_example();
        self.begin(recipe);
    }

    /// The same state about another form, of which nothing is kept: what works on the form works on it.
    pub fn aside(&self, form: Form) -> Self {
        let (form, delivery) = (Store::new(form), RwSignal::new(Delivery::default()));
        let attention = Attention::new();
        let checked = Checked::follow(form, delivery, self.others, attention);
        let findings = findings::shown(checked, attention);
        let history = History::of(checked, attention);
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
            told: RwSignal::new(None),
            tried: RwSignal::new(String::new()),
            caret: RwSignal::new(None),
            compared: RwSignal::new(String::new()),
            page: StoredValue::new(Some(*self)),
            ..*self
        }
    }

    /// The state of the form itself.
    pub fn page(&self) -> Self {
        self.page.get_value().unwrap_or(*self)
    }

    /// Puts an access string that was explained into the form; into a draft of its own where the form is not empty.
    pub fn take_explained(&self, form: Form) {
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
        self.tell("The access string is in the form.");
    }
}

/// Writes the address of what is looked at, without a step in the browser's history; empty for none.
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
