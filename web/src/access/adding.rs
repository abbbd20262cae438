//! Adding rules to those that the user has.

use crate::state::State;
use elasticache_user::Operation;
use leptos::prelude::*;

impl State {
    /// Puts words behind all rules of the user, as one step that can be undone.
    pub fn add_rules(&self, words: &str) {
        self.attention.pause();
        self.form.update(|form| {
            // An access string that is sent takes the place of what an existing user has: what is appended does not.
            let appends = form.operation == Operation::ModifyUser
                && (form.access_string.is_empty() || !form.append_access_string.is_empty());
            let text = if appends { &mut form.append_access_string } else { &mut form.access_string };
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(words);
        });
    }

    /// Puts a string in the place of all rules that the user has, as one step that can be undone.
    pub fn put_rules(&self, text: String) {
        self.attention.pause();
        self.form.update(|form| {
            form.access_string = text;
            form.append_access_string.clear();
        });
    }
}
