//! Several drafts: one is in the form, the others wait. A platform team makes ten users at once.

use super::gate::{Notes, dropped};
use super::stored::{StoredForm, or_default};
use super::{Checked, Delivery, Form, State};
use elasticache_user::emit::{Emission, Target, together};
use elasticache_user::{Finding, Operation, Password, Severity, User};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// All of them, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Drafts {
    all: Vec<Sheet>,
    /// Which of them is in the form.
    open: usize,
    /// What was deleted last, and where it stood.
    deleted: Option<(usize, Sheet)>,
}

/// How many drafts are read from what was kept, and how long a name of theirs is.
const MOST: usize = 1_000;
const LONGEST_NAME: usize = 200;

/// One draft. While it is in the form, what the form says is newer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What the person calls it; empty for the user's own ID.
    pub name: String,
    /// What stands in it.
    pub form: Form,
}

/// The drafts as they are kept: those that are not in the form, each without secrets, and every name.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredDrafts {
    #[serde(deserialize_with = "or_default")]
    open: usize,
    /// Each a [`StoredDraft`]. Values, as there may be more of them than anybody has drafts: then not all are read.
    #[serde(deserialize_with = "or_default")]
    all: Vec<Value>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct StoredDraft {
    #[serde(deserialize_with = "or_default")]
    name: String,
    #[serde(deserialize_with = "or_default")]
    form: Option<StoredForm>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is called.
    pub title: String,
    /// What the person has called it.
    pub name: String,
    /// What it would do.
    pub operation: Operation,
    /// Whether it is in the form.
    pub open: bool,
    /// How it stands: "Ready", "2 problems".
    pub state: String,
}

impl Default for Drafts {
    fn default() -> Self {
        Self { all: vec![Sheet::default()], open: 0, deleted: None }
    }
}

impl Drafts {
    /// The drafts as they are, with what the form says.
    fn with(&self, form: &Form) -> Vec<Sheet> {
        let mut all = self.all.clone();
        if let Some(sheet) = all.get_mut(self.open) {
            sheet.form = form.clone();
        }
        all
    }

    /// What is kept over a reload.
    pub fn stored(&self) -> StoredDrafts {
        let stored = |(at, sheet): (usize, &Sheet)| {
            let form = (at != self.open).then(|| StoredForm::of(&sheet.form));
            serde_json::to_value(StoredDraft { name: sheet.name.clone(), form }).unwrap_or_default()
        };
        StoredDrafts { open: self.open, all: self.all.iter().enumerate().map(stored).collect() }
    }

    /// What was kept; a single draft when nothing was.
    pub fn read(StoredDrafts { open, all: given }: StoredDrafts, notes: &mut Notes) -> Self {
        if given.len() > MOST {
            notes.push(dropped(format!("Only the first {MOST} of {} drafts were read.", given.len())));
        }
        let mut all = Vec::new();
        for (n, value) in given.into_iter().take(MOST).enumerate() {
            let StoredDraft { name, form } = serde_json::from_value(value).unwrap_or_default();
            let form = form.map(|form| form.read(notes)).unwrap_or_default();
            let name = name.chars().take(LONGEST_NAME).collect();
            all.push(Sheet { name, form: Form { draft: n as u32, ..form } });
        }
        if open < all.len() { Self { all, open, deleted: None } } else { Self::default() }
    }

    /// The users of the drafts that are not in the form.
    pub fn other_users(&self) -> Vec<User> {
        let others = self.all.iter().enumerate().filter(|(at, _)| *at != self.open);
        others.filter_map(|(_, sheet)| sheet.form.as_user()).collect()
    }

    /// The number of the draft in the form, for its history.
    pub fn number(&self) -> u32 {
        self.all.get(self.open).map(|sheet| sheet.form.draft).unwrap_or_default()
    }

    /// Which of them is in the form.
    pub fn open(&self) -> usize {
        self.open
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What was deleted last.
    pub fn deleted(&self) -> Option<String> {
        self.deleted.as_ref().map(|(at, sheet)| title(sheet, *at))
    }

    fn next_number(&self) -> u32 {
        let deleted = self.deleted.iter().map(|(_, sheet)| sheet);
        let numbers = self.all.iter().chain(deleted).map(|sheet| sheet.form.draft);
        numbers.max().unwrap_or_default().wrapping_add(1)
    }
}

impl State {
    /// A line for each draft.
    pub fn draft_lines(&self) -> Vec<Line> {
        self.drafts.with(|drafts| {
            let sheets = self.form.with(|form| drafts.with(form));
            let users = users(&sheets);
            let line = |(at, sheet): (usize, &Sheet)| Line {
                title: title(sheet, at),
                name: sheet.name.clone(),
                operation: sheet.form.operation,
                open: at == drafts.open,
                state: self.state_of(&sheet.form, at == drafts.open, &users),
            };
            sheets.iter().enumerate().map(line).collect()
        })
    }

    /// How a draft stands.
    fn state_of(&self, form: &Form, is_open: bool, users: &[User]) -> String {
        let now = self.delivery.with(|delivery| match is_open {
            true => self.checked.get(),
            false => Arc::new(Checked::of(form.clone(), delivery, users)),
        });
        if now.emission.ready {
            return "Ready".to_owned();
        }
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        match now.report.findings.iter().filter(is_error).count() {
            0 => "Not ready".to_owned(),
            1 => "1 problem".to_owned(),
            count => format!("{count} problems"),
        }
    }

    /// The access strings of the drafts that are not in the form, each with what its draft is called.
    pub fn other_access_strings(&self) -> Vec<(String, String)> {
        self.drafts.with(|drafts| {
            let others = drafts.all.iter().enumerate().filter(|(at, _)| *at != drafts.open);
            let own = others.map(|(at, sheet)| (title(sheet, at), sheet.form.access_string.clone()));
            own.filter(|(_, text)| !text.is_empty()).collect()
        })
    }

    /// Puts a draft into the form.
    pub fn open_draft(&self, at: usize) {
        let form = self.change_drafts(|drafts| {
            drafts.open = at.min(drafts.all.len().saturating_sub(1));
        });
        self.tell(format!("{form} is open."));
    }

    /// Puts a new draft into the form, empty or with what is given.
    pub fn add_draft(&self, form: Form) {
        self.add_named_draft(String::new(), form);
    }

    /// The same with a name.
    pub fn add_named_draft(&self, name: String, form: Form) {
        self.change_drafts(|drafts| {
            let form = Form { draft: drafts.next_number(), ..form };
            drafts.open = drafts.all.len();
            drafts.all.push(Sheet { name, form });
        });
    }

    /// Puts a copy of a draft behind it and into the form. No two users should have one password, so the copy has none.
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
        self.tell("The copy is open, without the passwords.");
    }

    /// Deletes a draft; the last one leaves an empty one.
    pub fn delete_draft(&self, at: usize) {
        self.change_drafts(|drafts| {
            if at >= drafts.all.len() {
                return;
            }
            let number = drafts.next_number();
            let gone = drafts.all.remove(at);
            if drafts.all.is_empty() {
                drafts
                    .all
                    .push(Sheet { form: Form { draft: number, ..Form::default() }, ..Sheet::default() });
            }
            if drafts.open > at || drafts.open == drafts.all.len() {
                drafts.open = drafts.open.saturating_sub(1);
            }
            drafts.deleted = Some((at, gone));
        });
        self.tell("Deleted. Drafts has a button to restore it.");
    }

    /// Puts the draft that was deleted last where it stood.
    pub fn restore_draft(&self) {
        self.change_drafts(|drafts| {
            if let Some((at, sheet)) = drafts.deleted.take() {
                drafts.open = at.min(drafts.all.len());
                drafts.all.insert(drafts.open, sheet);
            }
        });
    }

    /// Calls a draft something.
    pub fn name_draft(&self, at: usize, name: String) {
        self.drafts.update(|drafts| {
            if let Some(sheet) = drafts.all.get_mut(at) {
                sheet.name = name;
            }
        });
    }

    /// All of them in one file of this target.
    pub fn all_drafts(&self, target: &Target) -> Emission {
        let sheets = self.form.with(|form| self.drafts.with(|drafts| drafts.with(form)));
        let delivery = Delivery { target: target.id.to_owned(), ..Delivery::default() };
        // As each is by itself: a password that the output asks for needs not be typed.
        let users = users(&sheets);
        let all: Vec<_> =
            sheets.into_iter().map(|sheet| Checked::of(sheet.form, &delivery, &users)).collect();
        together(target, &all.iter().map(Checked::part).collect::<Vec<_>>())
    }

    /// Changes the list, with what the form says in it, and puts the one that is open afterwards into the form.
    fn change_drafts(&self, change: impl FnOnce(&mut Drafts)) -> String {
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
            self.imported.set(None);
            self.form.set(open.form);
        }
        title
    }
}

fn users(sheets: &[Sheet]) -> Vec<User> {
    sheets.iter().filter_map(|sheet| sheet.form.as_user()).collect()
}

/// Its name, else the ID of its user or group, else its place in the list.
fn title(sheet: &Sheet, at: usize) -> String {
    match (sheet.name.as_str(), sheet.form.id()) {
        ("", "") => format!("Draft {}", at + 1),
        ("", id) => id.to_owned(),
        (name, _) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_kept_without_secrets() {
        let form = Form { user_id: "waiting".into(), passwords: vec!["canary".into()], ..Form::default() };
        let drafts =
            Drafts { all: vec![Sheet::default(), Sheet { name: "n".into(), form }], open: 0, deleted: None };
        let text = serde_json::to_string(&drafts.stored()).unwrap();
        assert!(!text.contains("canary"));
        let back = Drafts::read(serde_json::from_str(&text).unwrap(), &mut Notes::new());
        assert_eq!((back.count(), back.open, back.number()), (2, 0, 0));
        assert_eq!((back.all[1].name.as_str(), back.all[1].form.user_id.as_str()), ("n", "waiting"));
        assert_eq!(Drafts::read(StoredDrafts::default(), &mut Notes::new()), Drafts::default());
    }
}
