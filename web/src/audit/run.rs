//! The audit of many users in batches, so that the page stays responsive.

use elasticache_user::User;
use elasticache_user::audit::{Audit, AuditRow, Reading, finish, read, row};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// How many users are audited per batch.
const BATCH: usize = 100;
/// The delay after input, in milliseconds.
const SOON: u32 = 120;
/// The longest text that is read, in bytes.
const LONGEST: usize = 32 << 20;

/// The input, progress and result.
#[derive(Clone, Copy)]
pub struct AuditRun {
    /// The pasted text.
    pub text: RwSignal<String>,
    /// The users in it.
    pub users: RwSignal<Arc<Vec<User>>>,
    /// How many users are done.
    pub done: RwSignal<usize>,
    /// How many users there are.
    pub total: RwSignal<usize>,
    /// The result, once all users are done.
    pub audit: RwSignal<Audit>,
    /// The number of the current text: batches of an earlier text are dropped.
    generation: StoredValue<u32>,
}

impl AuditRun {
    /// Nothing to audit.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            users: RwSignal::default(),
            done: RwSignal::new(0),
            total: RwSignal::new(0),
            audit: RwSignal::default(),
            generation: StoredValue::new(0),
        }
    }

    /// Whether there are users, and all are done.
    pub fn is_done(self) -> bool {
        self.total.get() > 0 && self.done.get() == self.total.get()
    }

    /// Whether some users aren't done.
    pub fn is_running(self) -> bool {
        self.done.get() < self.total.get()
    }

    /// Starts the audit of another text.
    pub fn start(self, text: String) {
        self.text.set(text);
        self.audit.set(Audit::default());
        self.total.set(0);
        self.done.set(0);
        let generation = self.generation.with_value(|generation| generation.wrapping_add(1));
        self.generation.set_value(generation);
        Timeout::new(SOON, move || self.read(generation)).forget();
    }

    fn read(self, generation: u32) {
        if self.generation.get_value() != generation
            || self.text.with_untracked(|text| text.trim().is_empty())
        {
            return;
        }
        if self.text.with_untracked(String::len) > LONGEST {
            let notes = vec!["This is longer than 32 MB and wasn't read.".to_owned()];
            return self.audit.set(Audit { notes, ..Audit::default() });
        }
        let reading = self.text.with_untracked(|text| read(&[text]));
        if reading.users.is_empty() {
            return self.audit.set(Audit { notes: reading.notes, ..Audit::default() });
        }
        self.total.set(reading.users.len());
        self.users.set(Arc::new(reading.users.clone()));
        self.next_batch(generation, reading, Vec::new());
    }

    fn next_batch(self, generation: u32, reading: Reading, mut rows: Vec<AuditRow>) {
        if self.generation.get_value() != generation {
            return;
        }
        let next = reading.users.iter().skip(rows.len()).take(BATCH);
        rows.extend(next.map(|user| row(user, &reading, None)).collect::<Vec<_>>());
        if rows.len() == reading.users.len() {
            let count = rows.len();
            self.audit.set(finish(rows, reading.notes));
            self.done.set(count);
        } else {
            self.done.set(rows.len());
            Timeout::new(0, move || self.next_batch(generation, reading, rows)).forget();
        }
    }
}
