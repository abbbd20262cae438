//! All drafts as one link.

use super::drafts::{DraftEntry, Drafts, MOST};
use super::gate::{Notes, dropped};
use super::link::{LONGEST, address, fragment};
use super::stored::{MOST_NOTES, Stored};
use super::{Delivery, Form, State, counted};
use elasticache_user::emit::Options;
use leptos::prelude::*;

/// The most drafts in a link: a user group has no more members.
pub const MOST_IN_LINK: usize = 100;

/// What a link with several drafts added.
#[derive(Clone, Debug, PartialEq)]
pub struct AddedSet {
    /// The numbers of its drafts.
    pub numbers: Vec<u32>,
    /// The number of the draft that was open.
    before: u32,
    /// The blank draft that they replaced.
    blank: Option<DraftEntry>,
}

impl State {
    /// A link to all drafts, or why there can't be one.
    pub fn link_to_all(&self) -> Result<String, String> {
        // Options that weren't approved aren't passed on.
        let without_held =
            |entry: DraftEntry| DraftEntry { form: Form { held: Options::default(), ..entry.form }, ..entry };
        let (all, open) = self
            .drafts
            .with_untracked(|drafts| (self.form.with_untracked(|form| drafts.with(form)), drafts.open()));
        let all: Vec<DraftEntry> = all.into_iter().map(without_held).collect();
        if all.len() > MOST_IN_LINK {
            return Err(format!(
                "A link can contain up to {MOST_IN_LINK} drafts. Delete some, or copy all in one file."
            ));
        }
        let form = all.get(open).map(|entry| entry.form.clone()).unwrap_or_default();
        let text = self.delivery.with_untracked(|delivery| {
            Stored::with_drafts(&form, delivery, &Drafts::new(all, open)).to_json()
        });
        // What is longer isn't read.
        match fragment(&text) {
            fragment if fragment.len() <= LONGEST && text.len() <= super::packed::LONGEST => {
                Ok(address(&fragment))
            }
            _ => {
                Err("These drafts are too long for a link. Delete some, or copy all in one file.".to_owned())
            }
        }
    }

    /// Adds the drafts of a link to those that exist; a single blank draft is replaced.
    pub fn open_shared_set(&self, all: Vec<DraftEntry>, open: usize, delivery: Delivery, mut notes: Notes) {
        let (set, open, empty) = without_empty(all, open);
        if empty > 0 {
            let (drafts, were) = if empty == 1 { ("draft", "was") } else { ("drafts", "were") };
            notes.push(dropped(format!("{empty} empty {drafts} of the link {were} left out.")));
        }
        if set.is_empty() {
            return self.notify("The link can't be read: its drafts are empty.");
        }
        if self.drafts.with_untracked(Drafts::count) + set.len() > MOST {
            return self
                .notify(format!("There can be {MOST} drafts. Delete some, then open the link again."));
        }
        notes.truncate(MOST_NOTES);
        let groups = set.iter().filter(|entry| entry.form.operation.is_of_group()).count();
        let title = counted(set.len() - groups, groups);
        let replaces = self.is_blank() && self.drafts.with_untracked(|drafts| drafts.count() == 1);
        let before = self.drafts.with_untracked(Drafts::number);
        let (mut numbers, mut blank) = (Vec::new(), None);
        self.change_drafts(|drafts| {
            blank = if replaces { drafts.take_only() } else { None };
            numbers = drafts.add_set(set, open);
        });
        self.notify(format!("{title} added to Drafts. Shared links never contain passwords."));
        self.opened_from_link(delivery, title, notes, None, Some(AddedSet { numbers, before, blank }));
    }

    /// Removes what a link with several drafts added.
    pub fn undo_set(&self, AddedSet { numbers, before, blank }: AddedSet) {
        self.change_drafts(|drafts| drafts.remove_set(&numbers, blank, before));
        self.notify("The drafts of the link are gone.");
    }
}

/// The drafts that have content, the index of the open one among them, and how many have none.
fn without_empty(all: Vec<DraftEntry>, open: usize) -> (Vec<DraftEntry>, usize, usize) {
    let count = all.len();
    let is_empty = |entry: &DraftEntry| entry.form.is_empty();
    let open = all.iter().take(open).filter(|entry| !is_empty(entry)).count();
    let set: Vec<DraftEntry> = all.into_iter().filter(|entry| !is_empty(entry)).collect();
    let empty = count - set.len();
    let last = set.len().saturating_sub(1);
    (set, open.min(last), empty)
}
