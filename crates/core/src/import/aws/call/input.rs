//! `--cli-input-json` and `--cli-input-yaml`: a whole request as the value of one option.

use super::{INPUT_JSON, Reader};
use crate::import::node::{Entry, NodeKind};
use crate::import::syntax::literal::{self, Dialect};
use crate::import::syntax::wrong;
use crate::import::syntax::yaml::{self, Schema};
use crate::import::{NoteKind, draft};
use alloc::vec::Vec;

impl Reader<'_, '_> {
    /// The members of `--cli-input-json` that no option sets.
    pub(super) fn input(&mut self, option: &'static str, entries: &mut Vec<Entry>) {
        let Some(given) = self.given(option).cloned() else { return };
        let Some(value) = given.values.first().copied() else { return };
        if self.file(&value).is_some() || self.is_unknown(&self.fragment(&value)) {
            let span = self.span(value.word);
            let message = format!(
                "{option} reads a file that isn't included here. Paste the file's text, which has the members."
            );
            // Without any member, there's no draft.
            if entries.is_empty() {
                self.import.error(Some(span), message);
            } else {
                self.import.note(NoteKind::Unknown, span, message);
            }
            return;
        }
        let fragment = self.fragment(&value).into_owned();
        let read = if option == INPUT_JSON {
            literal::read(self.source, &fragment, Dialect::Json)
        } else {
            // Version 2 alone has this; it reads one document.
            yaml::read(self.source, &fragment, Schema::Core).and_then(|documents| {
                let mut documents = documents.into_iter();
                match (documents.next(), documents.next()) {
                    (Some(node), None) => Ok(node),
                    _ => Err(wrong(fragment.place(0), "expected one document.")),
                }
            })
        };
        let node = match read {
            Ok(node) => node,
            Err(error) => return self.bad_value(option, &error),
        };
        let NodeKind::Map(members) = node.what else {
            let error = wrong(node.span.start, "expected an object with the members of the request.");
            return self.bad_value(option, &error);
        };
        // The names that options gave; among the members of the input itself the last of one name counts.
        let by_options = entries.len();
        for member in members {
            if entries.iter().take(by_options).any(|entry| entry.key == member.key) {
                draft::hide(self.import, &member.key, &member.value);
                self.import.note(
                    NoteKind::Dropped,
                    member.key_span.clone(),
                    format!("An option of the command also sets this member, and overrides {option}."),
                );
            } else {
                entries.push(member);
            }
        }
    }
}
