//! Undo and redo for the whole form.

use super::{Attention, Checked, Form};
use leptos::prelude::*;
use std::sync::Arc;

/// How many steps are kept.
const STEPS: usize = 100;

/// Past, present and undone states of the form.
#[derive(Clone)]
pub struct History {
    past: Vec<Arc<Form>>,
    present: Arc<Form>,
    future: Vec<Arc<Form>>,
    /// The number of the pause before the last step: typing without a pause is one step to undo.
    pause: u32,
    revision: u32,
    /// The steps of the drafts that are not open.
    others: Vec<Steps>,
}

/// A draft's number, its past states, and its undone states.
type Steps = (u32, Vec<Arc<Form>>, Vec<Arc<Form>>);

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl History {
    /// Follows the form.
    pub fn watch(checked: Memo<Arc<Checked>>, attention: Attention) -> Memo<Self> {
        Memo::new(move |before: Option<&Self>| {
            let now = checked.with(|checked| Arc::clone(&checked.form));
            let pause = attention.pauses.get_untracked();
            let direction = attention.undo_or_redo();
            match before {
                None => Self {
                    past: Vec::new(),
                    present: now,
                    future: Vec::new(),
                    pause,
                    revision: 0,
                    others: Vec::new(),
                },
                Some(before) => match direction {
                    Some(back) => before.moved(now, back),
                    None => before.changed(now, pause),
                },
            }
        })
    }

    /// Changes with every step, and with every undo and redo.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// The state that undo restores.
    pub fn earlier(&self) -> Option<&Arc<Form>> {
        self.past.last()
    }

    /// The state that redo restores.
    pub fn later(&self) -> Option<&Arc<Form>> {
        self.future.last()
    }

    /// The history after an undo (`back`) or a redo.
    fn moved(&self, now: Arc<Form>, back: bool) -> Self {
        let mut next = self.clone();
        next.revision = self.revision.wrapping_add(1);
        let old = std::mem::replace(&mut next.present, now);
        if back {
            next.past.pop();
            next.future.push(old);
        } else {
            next.future.pop();
            next.past.push(old);
        }
        next
    }

    /// The history after a change.
    fn changed(&self, now: Arc<Form>, pause: u32) -> Self {
        let mut next = self.clone();
        if now == self.present {
            return next;
        }
        next.revision = self.revision.wrapping_add(1);
        if self.present.draft != now.draft {
            let past = std::mem::take(&mut next.past);
            next.others.push((self.present.draft, past, std::mem::take(&mut next.future)));
            if let Some(at) = next.others.iter().position(|(draft, ..)| *draft == now.draft) {
                (_, next.past, next.future) = next.others.swap_remove(at);
            }
            (next.present, next.pause) = (now, pause);
        } else {
            let old = std::mem::replace(&mut next.present, now);
            next.future.clear();
            if self.pause != pause || self.past.is_empty() {
                next.past.push(old);
            }
            if next.past.len() > STEPS {
                next.past.remove(0);
            }
            next.pause = pause;
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(id: &str) -> Arc<Form> {
        of_draft(0, id)
    }

    fn of_draft(draft: u32, id: &str) -> Arc<Form> {
        Arc::new(Form { draft, user_id: id.into(), ..Form::default() })
    }

    fn empty() -> History {
        let (past, future, others) = (Vec::new(), Vec::new(), Vec::new());
        History { past, present: form(""), future, pause: 0, revision: 0, others }
    }

    #[test]
    fn steps_go_back_and_forth() {
        let start = empty();
        let typed = start.changed(form("a"), 1).changed(form("ab"), 1).changed(form("abc"), 2);
        assert_eq!(typed.earlier(), Some(&form("ab")), "what is typed in one go is one step");
        let undone = typed.moved(form("ab"), true);
        assert_eq!((undone.earlier(), undone.later()), (Some(&form("")), Some(&form("abc"))));
        let redone = undone.moved(form("abc"), false);
        assert_eq!((redone.earlier(), redone.later()), (Some(&form("ab")), None));
    }

    #[test]
    fn typing_the_old_text_again_is_a_new_step() {
        let typed = empty().changed(form("a"), 1).changed(form("ab"), 2).changed(form("a"), 3);
        assert_eq!((typed.earlier(), typed.later()), (Some(&form("ab")), None));
    }

    #[test]
    fn each_draft_has_its_own_steps() {
        let start = empty();
        let other = of_draft(1, "other");
        let switched = start.changed(form("a"), 1).changed(other.clone(), 2);
        assert_eq!((switched.earlier(), switched.later()), (None, None));
        let back = switched.changed(of_draft(1, "others"), 3).changed(form("a"), 4);
        assert_eq!(back.earlier(), Some(&form("")));
        assert_eq!(back.changed(of_draft(1, "others"), 5).earlier(), Some(&other));
    }
}
