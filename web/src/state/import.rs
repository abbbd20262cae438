//! Applying imports to the form.

use super::gate::{Notes, merged, on_one_line};
use super::shared::AddedSet;
use super::{Form, Known, State};
use elasticache_user::emit::Options;
use elasticache_user::import::{Import, ImportNote, Imported, NoteKind};
use elasticache_user::{Operation, Path, User, UserGroup};
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// The result of the last import, until it is dismissed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LastImport {
    /// Where it came from: "Imported." or "From a link.".
    pub from: &'static str,
    /// What was imported: "AWS CLI command: user1".
    pub title: String,
    /// What was changed, dropped or left open.
    pub notes: Vec<ImportNote>,
    /// The places whose values must be typed.
    pub open: Vec<Path>,
    /// How to undo it, if possible.
    pub undo: Option<Undo>,
}

/// How to undo an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// The button's label.
    pub label: &'static str,
    /// The previous output format, if it was changed.
    pub target: Option<String>,
    /// The previously open draft, if one was added.
    pub draft: Option<usize>,
    /// The drafts that were added, if several were.
    pub set: Option<AddedSet>,
}

impl LastImport {
    /// Whether it added several drafts, and this is one of them.
    pub fn has_draft(&self, number: u32) -> bool {
        let set = self.undo.as_ref().and_then(|undo| undo.set.as_ref());
        set.is_some_and(|set| set.numbers.contains(&number))
    }
}

impl State {
    /// Puts an imported user or group into the form, as one undoable step.
    pub fn apply_import(&self, import: &Import, user: Imported) {
        let number = import.users.iter().position(|other| *other == user);
        self.show_form();
        let format = import.format.and_then(title).unwrap_or_default();
        let open = user.placeholders.iter().map(|open| open.path.clone()).collect();
        let title = format!("{format}: {}", user.label);
        let Imported { operation, mut draft, current, group, globals, span, placeholders, .. } = user;
        let known = Known { groups: Arc::new(group.into_iter().collect()), ..known_of(import) };
        let one_line = on_one_line(&mut draft);
        self.attention.pause();
        self.form.update(|form| {
            form.operation = operation;
            form.load(draft);
            form.current = current.filter(|_| operation == Operation::ModifyUser);
            form.known = if operation.is_of_group() { known } else { Known::default() };
            form.leave_open(&placeholders);
            // Region and profile belong to this user, even if it names none.
            form.options = Options { globals, ..format_options(&form.options) };
            form.held = Options::default();
        });
        // Typing after the import is a separate step.
        self.attention.pause();
        self.announce(format!("Imported {title}"));
        // Notes about another user are shown with that user.
        let is_other = |note: &ImportNote| {
            let starts_in =
                |user: &Range<usize>| note.span.as_ref().is_some_and(|at| user.contains(&at.start));
            match note.user {
                Some(_) => note.user != number,
                None => {
                    !starts_in(&span)
                        && import.users.iter().chain(&import.groups).any(|other| starts_in(&other.span))
                }
            }
        };
        let is_shown = |note: &&ImportNote| note.kind != NoteKind::Understood && !is_other(note);
        let mut notes: Notes = import.notes.iter().chain(&import.errors).filter(is_shown).cloned().collect();
        notes.extend(one_line);
        let undo = Some(Undo { label: "Undo the import", target: None, draft: None, set: None });
        self.imported.set(Some(LastImport { from: "Imported. ", title, notes, open, undo }));
    }

    /// Reads the users and groups of a pasted reply, and returns a summary. The request stays the same, except that an empty
    /// group ID is filled in.
    pub fn apply_reply(&self, text: &str) -> String {
        let import = elasticache_user::import::import(text);
        let known = known_of(&import);
        let (users, groups) = (known.users.as_ref().map_or(0, |users| users.len()), known.groups.len());
        if users + groups == 0 {
            return "No users or groups were found. Paste what describe-users or describe-user-groups prints."
                .to_owned();
        }
        self.attention.pause();
        self.form.update(|form| {
            let only = match known.groups.as_slice() {
                [only] if form.operation == Operation::ModifyUserGroup => only.user_group_id.clone(),
                _ => None,
            };
            if let Some(id) = only.filter(|_| form.user_group_id.is_empty()) {
                form.user_group_id = id;
            }
            if known.users.is_some() {
                form.known.users = known.users;
            }
            if !known.groups.is_empty() {
                form.known.groups = known.groups;
            }
        });
        let one_of = self.form.with_untracked(|form| {
            groups > 1 && form.operation == Operation::ModifyUserGroup && form.group().is_none()
        });
        let more = if one_of { " Type the ID of one of the groups in User group." } else { "" };
        format!("{} known.{more}", counted(users, groups))
    }

    /// An empty form with the same format options.
    pub fn blank_form(&self) -> Form {
        Form { options: self.form.with_untracked(|form| format_options(&form.options)), ..Form::default() }
    }

    /// Undoes the last import.
    pub fn undo_import(&self) {
        let undo = self.imported.get_untracked().and_then(|last| last.undo);
        self.imported.set(None);
        let Some(undo) = undo else { return };
        if let Some(target) = undo.target {
            self.delivery.update(|delivery| delivery.target = target);
        }
        if let Some(set) = undo.set {
            return self.undo_set(set);
        }
        match undo.draft {
            Some(before) => {
                self.delete_draft(self.drafts.with_untracked(|drafts| drafts.open()));
                self.open_draft(before);
            }
            None => self.undo(),
        }
    }

    /// Applies the held options, as one undoable step.
    pub fn keep_held_options(&self) {
        self.attention.pause();
        self.form.update(|form| {
            form.options = merged(&form.options, &form.held);
            form.held = Options::default();
        });
        self.notify_undoable("The options are set.");
    }

    /// Discards the held options, as one undoable step.
    pub fn drop_held_options(&self) {
        self.attention.pause();
        self.form.update(|form| form.held = Options::default());
        self.notify_undoable("The options are left out.");
    }
}

/// The existing users and groups in a reply.
fn known_of(import: &Import) -> Known {
    let users: Vec<User> = import.users.iter().filter_map(|user| user.current.clone()).collect();
    let groups: Vec<UserGroup> = import.groups.iter().filter_map(|group| group.group.clone()).collect();
    Known { users: (!users.is_empty()).then(|| Arc::new(users)), groups: Arc::new(groups) }
}

/// "2 users and 1 group".
pub fn counted(users: usize, groups: usize) -> String {
    let some = |count: usize, noun: &str| match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        count => Some(format!("{count} {noun}s")),
    };
    let parts: Vec<String> = [some(users, "user"), some(groups, "group")].into_iter().flatten().collect();
    parts.join(" and ")
}

/// The options that only affect how a command is written; the next user of the same person keeps them.
pub fn format_options(options: &Options) -> Options {
    Options {
        cli_version: options.cli_version,
        style: options.style,
        secrets: options.secrets,
        one_line: options.one_line,
        ..Options::default()
    }
}

/// The title of an importer.
fn title(id: &str) -> Option<&'static str> {
    elasticache_user::import::IMPORTERS
        .iter()
        .find(|importer| importer.id == id)
        .map(|importer| importer.title)
}
