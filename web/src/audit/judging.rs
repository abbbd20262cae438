//! Judging many users, some at a time, so that the page goes on answering.

use elasticache_user::User;
use elasticache_user::audit::{Audit, AuditRow, Reading, finish, read, row};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// How many users are judged between two paints.
const AT_ONCE: usize = 100;
/// In milliseconds: who types in the field is waited for.
const SOON: u32 = 120;
/// The longest text that is read, in bytes.
const LONGEST: usize = 32 << 20;

/// What is audited, and how far it is.
#[derive(Clone, Copy)]
pub struct Judging {
    /// What was pasted.
    pub text: RwSignal<String>,
    /// The users that were read.
    pub users: RwSignal<Arc<Vec<User>>>,
    /// How many are judged.
    pub done: RwSignal<usize>,
    /// How many there are.
    pub total: RwSignal<usize>,
    /// What was found, once all are judged.
    pub audit: RwSignal<Audit>,
    /// Counts the texts: what is done for an earlier one is dropped.
    turn: StoredValue<u32>,
}

impl Judging {
    /// Nothing to audit.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            users: RwSignal::default(),
            done: RwSignal::new(0),
            total: RwSignal::new(0),
            audit: RwSignal::default(),
            turn: StoredValue::new(0),
        }
    }

    /// Whether there are users, and all are judged.
    pub fn is_done(self) -> bool {
        self.total.get() > 0 && self.done.get() == self.total.get()
    }

    /// Whether some are not judged yet.
    pub fn is_running(self) -> bool {
        self.done.get() < self.total.get()
    }

    /// Audits another text.
    pub fn judge(self, text: String) {
        self.text.set(text);
        self.audit.set(Audit::default());
        self.total.set(0);
        self.done.set(0);
        let turn = self.turn.with_value(|turn| turn.wrapping_add(1));
        self.turn.set_value(turn);
        Timeout::new(SOON, move || self.begin(turn)).forget();
    }

    fn begin(self, turn: u32) {
        if self.turn.get_value() != turn || self.text.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        if self.text.with_untracked(String::len) > LONGEST {
            let notes = vec!["This is longer than 32 MB, and was not read.".to_owned()];
            return self.audit.set(Audit { notes, ..Audit::default() });
        }
        let reading = self.text.with_untracked(|text| read(&[text]));
        if reading.users.is_empty() {
            return self.audit.set(Audit { notes: reading.notes, ..Audit::default() });
        }
        self.total.set(reading.users.len());
        self.users.set(Arc::new(reading.users.clone()));
        self.some_more(turn, reading, Vec::new());
    }

    fn some_more(self, turn: u32, reading: Reading, mut rows: Vec<AuditRow>) {
        if self.turn.get_value() != turn {
            return;
        }
        let next = reading.users.iter().skip(rows.len()).take(AT_ONCE);
        rows.extend(next.map(|user| row(user, &reading, None)).collect::<Vec<_>>());
        if rows.len() == reading.users.len() {
            let count = rows.len();
            self.audit.set(finish(rows, reading.notes));
            self.done.set(count);
        } else {
            self.done.set(rows.len());
            Timeout::new(0, move || self.some_more(turn, reading, rows)).forget();
        }
    }
}
