//! Putting what was imported into the form.

use super::State;
use elasticache_user::emit::Globals;
use elasticache_user::import::{Import, ImportNote, Imported, NoteKind};
use elasticache_user::{Operation, Path};
use leptos::prelude::*;

/// What to say of the last import, until it is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LastImport {
    /// What it was: "AWS CLI command: user1".
    pub title: String,
    /// What was changed, dropped or left open.
    pub notes: Vec<ImportNote>,
    /// The first place that is still to be typed.
    pub open: Option<Path>,
}

impl State {
    /// Puts a user of an import into the form, as one step that can be undone.
    pub fn take_import(&self, import: &Import, user: Imported) {
        let format = import.format.and_then(title).unwrap_or_default();
        let open = user.placeholders.first().map(|placeholder| placeholder.path.clone());
        let title = [format, ": ", &user.label].concat();
        let Imported { operation, draft, current, globals, .. } = user;
        self.attention.pause();
        self.form.update(|form| {
            form.operation = operation;
            form.take(draft);
            form.current = current.filter(|_| operation == Operation::ModifyUser);
        });
        if globals != Globals::default() {
            self.delivery.update(|delivery| delivery.options.globals = globals);
        }
        self.say(["Imported ", &title].concat());
        let told = |note: &&ImportNote| note.kind != NoteKind::Understood;
        let notes = import.notes.iter().chain(&import.errors).filter(told).cloned().collect();
        self.imported.set(Some(LastImport { title, notes, open }));
    }
}

/// What an importer's form is called.
fn title(id: &str) -> Option<&'static str> {
    elasticache_user::import::IMPORTERS
        .iter()
        .find(|importer| importer.id == id)
        .map(|importer| importer.title)
}
