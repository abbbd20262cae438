//! Undo and redo over the whole form: a fold over what it was.

use super::{Attention, Checked, Form};
use leptos::prelude::*;
use std::sync::Arc;

/// How many steps are kept.
const STEPS: usize = 100;

/// What the form was, is, and was before it was undone.
#[derive(Clone)]
pub struct History {
    past: Vec<Arc<Form>>,
    present: Arc<Form>,
    future: Vec<Arc<Form>>,
    /// The pause that the last step was made after: what is typed in one go is one step.
    go: u32,
    revision: u32,
    /// What the other drafts were and were to become.
    others: Vec<Steps>,
}

/// Of a draft: what it was, and what it was before that was undone.
type Steps = (u32, Vec<Arc<Form>>, Vec<Arc<Form>>);

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl History {
    /// Follows the form.
    pub fn of(checked: Memo<Arc<Checked>>, attention: Attention) -> Memo<Self> {
        Memo::new(move |before: Option<&Self>| {
            let now = checked.with(|checked| Arc::clone(&checked.form));
            let go = attention.pauses.get_untracked();
            let travels = attention.travels();
            match before {
                None => Self {
                    past: Vec::new(),
                    present: now,
                    future: Vec::new(),
                    go,
                    revision: 0,
                    others: Vec::new(),
                },
                Some(before) => match travels {
                    Some(back) => before.to(now, back),
                    None => before.then(now, go),
                },
            }
        })
    }

    /// What an undo gives.
    pub fn earlier(&self) -> Option<&Arc<Form>> {
        self.past.last()
    }

    /// What a redo gives.
    pub fn later(&self) -> Option<&Arc<Form>> {
        self.future.last()
    }

    /// After an undo, which goes back, or a redo.
    fn to(&self, now: Arc<Form>, back: bool) -> Self {
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

    /// After a change.
    fn then(&self, now: Arc<Form>, go: u32) -> Self {
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
            (next.present, next.go) = (now, go);
        } else {
            let old = std::mem::replace(&mut next.present, now);
            next.future.clear();
            if self.go != go || self.past.is_empty() {
                next.past.push(old);
            }
            if next.past.len() > STEPS {
                next.past.remove(0);
            }
            next.go = go;
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
        History { past, present: form(""), future, go: 0, revision: 0, others }
    }

    #[test]
    fn steps_go_back_and_forth() {
        let start = empty();
        let typed = start.then(form("a"), 1).then(form("ab"), 1).then(form("abc"), 2);
        assert_eq!(typed.earlier(), Some(&form("ab")), "what is typed in one go is one step");
        let undone = typed.to(form("ab"), true);
        assert_eq!((undone.earlier(), undone.later()), (Some(&form("")), Some(&form("abc"))));
        let redone = undone.to(form("abc"), false);
        assert_eq!((redone.earlier(), redone.later()), (Some(&form("ab")), None));
    }

    #[test]
    fn what_is_typed_back_is_a_step_of_its_own() {
        let typed = empty().then(form("a"), 1).then(form("ab"), 2).then(form("a"), 3);
        assert_eq!((typed.earlier(), typed.later()), (Some(&form("ab")), None));
    }

    #[test]
    fn each_draft_has_steps_of_its_own() {
        let start = empty();
        let other = of_draft(1, "other");
        let switched = start.then(form("a"), 1).then(other.clone(), 2);
        assert_eq!((switched.earlier(), switched.later()), (None, None));
        let back = switched.then(of_draft(1, "others"), 3).then(form("a"), 4);
        assert_eq!(back.earlier(), Some(&form("")));
        assert_eq!(back.then(of_draft(1, "others"), 5).earlier(), Some(&other));
    }
}
