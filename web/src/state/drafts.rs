//! Several drafts: one is open in the form. A platform team creates ten users at once.

use super::gate::{Notes, dropped};
use super::stored::{StoredForm, deserialize_lenient};
use super::{Checked, Delivery, Form, LastImport, State};
use elasticache_user::emit::{Emission, Target, together};
use elasticache_user::{Finding, Operation, Password, Severity, User};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// All of them, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Drafts {
    all: Vec<DraftEntry>,
    /// The index of the draft in the form.
    open: usize,
    /// The draft deleted last, with its index.
    deleted: Option<(usize, DraftEntry)>,
    /// Lower numbers have been used: a new draft inherits no history from a deleted one.
    used: u32,
}

/// How many saved drafts are read, and how many characters of their names.
pub const MOST: usize = 1_000;
const LONGEST_NAME: usize = 200;

/// One draft. While it is open, the form has its newer content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftEntry {
    /// Its name; if empty, the user ID is shown.
    pub name: String,
    /// Its content.
    pub form: Form,
}

/// The drafts as saved: every name, and the content of those that aren't open, without secrets.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredDrafts {
    #[serde(deserialize_with = "deserialize_lenient")]
    open: usize,
    /// Each a [`StoredDraft`]; kept as values so that only as many as are read are deserialized.
    #[serde(deserialize_with = "deserialize_lenient")]
    all: Vec<Value>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct StoredDraft {
    #[serde(deserialize_with = "deserialize_lenient")]
    name: String,
    #[serde(deserialize_with = "deserialize_lenient")]
    form: Option<StoredForm>,
}

/// A row of the list of drafts.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftSummary {
    /// Its title.
    pub title: String,
    /// The name that the person gave it.
    pub name: String,
    /// Its operation.
    pub operation: Operation,
    /// Whether it is open in the form.
    pub open: bool,
    /// "Ready", or "2 problems".
    pub state: String,
}

impl Default for Drafts {
    fn default() -> Self {
        Self::new(vec![DraftEntry::default()], 0)
    }
}

impl Drafts {
    /// These drafts, one of them open.
    pub fn new(all: Vec<DraftEntry>, open: usize) -> Self {
        Self { all, open, deleted: None, used: 0 }
    }

    /// All drafts, the open one with the form's content.
    pub fn with(&self, form: &Form) -> Vec<DraftEntry> {
        let mut all = self.all.clone();
        if let Some(entry) = all.get_mut(self.open) {
            entry.form = form.clone();
        }
        all
    }

    /// What survives a reload.
    pub fn stored(&self) -> StoredDrafts {
        let stored = |(at, entry): (usize, &DraftEntry)| {
            let form = (at != self.open).then(|| StoredForm::new(&entry.form));
            serde_json::to_value(StoredDraft { name: entry.name.clone(), form }).unwrap_or_default()
        };
        StoredDrafts { open: self.open, all: self.all.iter().enumerate().map(stored).collect() }
    }

    /// Reads at most this many drafts; an empty draft if there are none.
    pub fn read(StoredDrafts { open, all: given }: StoredDrafts, most: usize, notes: &mut Notes) -> Self {
        if given.len() > most {
            notes.push(dropped(format!("Only the first {most} of {} drafts were read.", given.len())));
        }
        let mut all = Vec::new();
        for (n, value) in given.into_iter().take(most).enumerate() {
            let StoredDraft { name, form } = serde_json::from_value(value).unwrap_or_default();
            let form = form.map(|form| form.read(notes)).unwrap_or_default();
            let name = name.chars().take(LONGEST_NAME).collect();
            all.push(DraftEntry { name, form: Form { draft: n as u32, ..form } });
        }
        if open < all.len() { Self::new(all, open) } else { Self::default() }
    }

    /// The users of the drafts that are not in the form.
    pub fn other_users(&self) -> Vec<User> {
        let others = self.all.iter().enumerate().filter(|(at, _)| *at != self.open);
        others.filter_map(|(_, entry)| entry.form.as_user()).collect()
    }

    /// The number of the open draft, for its history.
    pub fn number(&self) -> u32 {
        self.all.get(self.open).map(|entry| entry.form.draft).unwrap_or_default()
    }

    /// The index of the open draft.
    pub fn open(&self) -> usize {
        self.open
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// The title of the draft deleted last.
    pub fn deleted(&self) -> Option<String> {
        self.deleted.as_ref().map(|(at, entry)| title(entry, *at))
    }

    /// Adds drafts at the end, opens one of them, and returns their numbers.
    pub fn add_set(&mut self, set: Vec<DraftEntry>, open: usize) -> Vec<u32> {
        self.open = self.all.len() + open;
        let mut numbers = Vec::new();
        for DraftEntry { name, form } in set {
            let draft = self.next_number();
            numbers.push(draft);
            self.all.push(DraftEntry { name, form: Form { draft, ..form } });
        }
        numbers
    }

    /// Removes the only draft, for others in its place.
    pub fn take_only(&mut self) -> Option<DraftEntry> {
        self.next_number();
        if self.all.len() == 1 { self.all.pop() } else { None }
    }

    /// Removes the drafts of these numbers, puts `only` in their place if none is left, and opens the one numbered
    /// `before`, or else the first.
    pub fn remove_set(&mut self, numbers: &[u32], only: Option<DraftEntry>, before: u32) {
        self.next_number();
        self.all.retain(|entry| !numbers.contains(&entry.form.draft));
        if self.all.is_empty() {
            let draft = self.next_number();
            let empty = || DraftEntry { form: Form { draft, ..Form::default() }, ..DraftEntry::default() };
            self.all.push(only.unwrap_or_else(empty));
        }
        self.open = self.all.iter().position(|entry| entry.form.draft == before).unwrap_or_default();
    }

    /// A number that no draft has had since the page was loaded.
    fn next_number(&mut self) -> u32 {
        let deleted = self.deleted.iter().map(|(_, entry)| entry);
        let numbers = self.all.iter().chain(deleted).map(|entry| entry.form.draft);
        self.used = numbers.max().unwrap_or_default().max(self.used).wrapping_add(1);
        self.used
    }
}

impl State {
    /// A row for each draft.
    pub fn draft_summaries(&self) -> Vec<DraftSummary> {
        self.drafts.with(|drafts| {
            let entries = self.form.with(|form| drafts.with(form));
            let users = users(&entries);
            let line = |(at, entry): (usize, &DraftEntry)| DraftSummary {
                title: title(entry, at),
                name: entry.name.clone(),
                operation: entry.form.operation,
                open: at == drafts.open,
                state: self.state_of(&entry.form, at == drafts.open, &users),
            };
            entries.iter().enumerate().map(line).collect()
        })
    }

    /// Whether a draft is ready, or how many problems it has.
    fn state_of(&self, form: &Form, is_open: bool, users: &[User]) -> String {
        let now = self.delivery.with(|delivery| match is_open {
            true => self.checked.get(),
            false => Arc::new(Checked::new(form.clone(), delivery, users)),
        });
        if now.emission.ready {
            return "Ready".to_owned();
        }
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        match now.report.findings.iter().filter(is_error).count() + now.blockers().count() {
            0 => "Not ready".to_owned(),
            1 => "1 problem".to_owned(),
            count => format!("{count} problems"),
        }
    }

    /// The titles and access strings of the drafts that aren't open.
    pub fn other_access_strings(&self) -> Vec<(String, String)> {
        self.drafts.with(|drafts| {
            let others = drafts.all.iter().enumerate().filter(|(at, _)| *at != drafts.open);
            let strings = others.map(|(at, entry)| (title(entry, at), entry.form.access_string.clone()));
            strings.filter(|(_, text)| !text.is_empty()).collect()
        })
    }

    /// Opens a draft in the form.
    pub fn open_draft(&self, at: usize) {
        let form = self.change_drafts(|drafts| {
            drafts.open = at.min(drafts.all.len().saturating_sub(1));
        });
        self.notify(format!("{form} is open."));
    }

    /// Adds a draft and opens it.
    pub fn add_draft(&self, form: Form) {
        self.add_named_draft(String::new(), form);
    }

    /// The same with a name.
    pub fn add_named_draft(&self, name: String, form: Form) {
        self.change_drafts(|drafts| {
            let form = Form { draft: drafts.next_number(), ..form };
            drafts.open = drafts.all.len();
            drafts.all.push(DraftEntry { name, form });
        });
    }

    /// Adds a copy after a draft and opens it. Users shouldn't share passwords, so the copy has none.
    pub fn duplicate_draft(&self, at: usize) {
        self.change_drafts(|drafts| {
            let Some(mut copy) = drafts.all.get(at).cloned() else { return };
            copy.form.draft = drafts.next_number();
            copy.form.passwords = vec![Password::default()];
            if !copy.name.is_empty() {
                copy.name.push_str(" (copy)");
            }
            drafts.open = at + 1;
            drafts.all.insert(at + 1, copy);
        });
        self.notify("The copy is open, without the passwords.");
    }

    /// Deletes a draft. Deleting the only one leaves an empty one.
    pub fn delete_draft(&self, at: usize) {
        self.change_drafts(|drafts| {
            if at >= drafts.all.len() {
                return;
            }
            let number = drafts.next_number();
            let gone = drafts.all.remove(at);
            if drafts.all.is_empty() {
                drafts.all.push(DraftEntry {
                    form: Form { draft: number, ..Form::default() },
                    ..DraftEntry::default()
                });
            }
            if drafts.open > at || drafts.open == drafts.all.len() {
                drafts.open = drafts.open.saturating_sub(1);
            }
            drafts.deleted = Some((at, gone));
        });
        self.notify("Deleted. Drafts has a button to restore it.");
    }

    /// Restores the draft deleted last, at its old index.
    pub fn restore_draft(&self) {
        self.change_drafts(|drafts| {
            if let Some((at, entry)) = drafts.deleted.take() {
                drafts.open = at.min(drafts.all.len());
                drafts.all.insert(drafts.open, entry);
            }
        });
    }

    /// Names a draft.
    pub fn name_draft(&self, at: usize, name: String) {
        self.drafts.update(|drafts| {
            if let Some(entry) = drafts.all.get_mut(at) {
                entry.name = name;
            }
        });
    }

    /// All drafts in one file of this target.
    pub fn all_drafts(&self, target: &Target) -> Emission {
        let entries = self.form.with(|form| self.drafts.with(|drafts| drafts.with(form)));
        let delivery = Delivery { target: target.id.to_owned(), ..Delivery::default() };
        // Each draft is checked by itself: a password that the output prompts for may be empty.
        let users = users(&entries);
        let all: Vec<_> =
            entries.into_iter().map(|entry| Checked::new(entry.form, &delivery, &users)).collect();
        together(target, &all.iter().map(Checked::part).collect::<Vec<_>>())
    }

    /// Changes the list and opens the draft that is then the open one; returns its title.
    pub fn change_drafts(&self, change: impl FnOnce(&mut Drafts)) -> String {
        self.show_form();
        self.attention.pause();
        let mut drafts = self.drafts.get_untracked();
        drafts.all = self.form.with_untracked(|form| drafts.with(form));
        change(&mut drafts);
        let open = drafts.all.get(drafts.open).cloned().unwrap_or_default();
        let title = title(&open, drafts.open);
        self.drafts.set(drafts);
        if self.form.with_untracked(|form| *form != open.form) {
            self.attention.visited.update(Vec::clear);
            // What a link with several drafts brought stays undoable while one of them is open.
            let is_of_set = |last: &LastImport| last.has_draft(open.form.draft);
            if !self.imported.with_untracked(|last| last.as_ref().is_some_and(is_of_set)) {
                self.imported.set(None);
            }
            self.form.set(open.form);
        }
        title
    }
}

fn users(entries: &[DraftEntry]) -> Vec<User> {
    entries.iter().filter_map(|entry| entry.form.as_user()).collect()
}

/// Its name, or the ID of its user or group, or its number in the list.
fn title(entry: &DraftEntry, at: usize) -> String {
    match (entry.name.as_str(), entry.form.id()) {
        ("", "") => format!("Draft {}", at + 1),
        ("", id) => id.to_owned(),
        (name, _) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_drafts_are_saved_without_secrets() {
        let form = Form { user_id: "waiting".into(), passwords: vec!["canary".into()], ..Form::default() };
        let drafts = Drafts::new(vec![DraftEntry::default(), DraftEntry { name: "n".into(), form }], 0);
        let text = serde_json::to_string(&drafts.stored()).unwrap();
        assert!(!text.contains("canary"));
        let back = Drafts::read(serde_json::from_str(&text).unwrap(), MOST, &mut Notes::new());
        assert_eq!((back.count(), back.open, back.number()), (2, 0, 0));
        assert_eq!((back.all[1].name.as_str(), back.all[1].form.user_id.as_str()), ("n", "waiting"));
        assert_eq!(Drafts::read(StoredDrafts::default(), MOST, &mut Notes::new()), Drafts::default());
    }

    #[test]
    fn a_set_leaves_as_it_came_and_no_number_is_used_twice() {
        let entry = |id: &str| DraftEntry {
            form: Form { user_id: id.into(), ..Form::default() },
            ..DraftEntry::default()
        };
        let mut drafts = Drafts::new(vec![entry("mine")], 0);
        let numbers = drafts.add_set(vec![entry("a"), entry("b")], 1);
        assert_eq!((drafts.count(), drafts.open(), numbers.as_slice()), (3, 2, &[1, 2][..]));
        drafts.remove_set(&numbers, None, 0);
        assert_eq!((drafts.count(), drafts.open(), drafts.number()), (1, 0, 0));
        assert_eq!(drafts.all[0].form.user_id, "mine");
        let only = drafts.take_only();
        let again = drafts.add_set(vec![entry("c")], 0);
        assert!(again.iter().all(|number| !numbers.contains(number)), "{again:?}");
        drafts.remove_set(&again, only, 0);
        assert_eq!((drafts.count(), drafts.all[0].form.user_id.as_str()), (1, "mine"));
    }
}
