//! Changes of the user's rules.

use crate::state::State;
use elasticache_user::Operation;
use leptos::prelude::*;

impl State {
    /// Appends rules, as one undoable step.
    pub fn add_rules(&self, words: &str) {
        self.attention.pause();
        self.form.update(|form| {
            // For an existing user, AccessString replaces the rules; AppendAccessString doesn't.
            let appends = form.operation == Operation::ModifyUser
                && (form.access_string.is_empty() || !form.append_access_string.is_empty());
            let text = if appends { &mut form.append_access_string } else { &mut form.access_string };
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(words);
        });
    }

    /// Replaces all rules, as one undoable step.
    pub fn replace_rules(&self, text: String) {
        self.attention.pause();
        self.form.update(|form| {
            form.access_string = text;
            form.append_access_string.clear();
        });
    }
}
