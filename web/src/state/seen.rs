//! The form as the last paint showed it: a key is painted first, and what follows from it comes right after.

use super::{Attention, Form};
use crate::memo::Memo;
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

/// The form, shared.
#[derive(Clone)]
pub struct Seen(pub Arc<Form>);

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Seen {
    /// Follows the form, but for the time between a key and its paint.
    pub fn of(form: Store<Form>, attention: Attention) -> Memo<Self> {
        Memo::new(move |before: Option<&Self>| match before {
            Some(before) if attention.unpainted.get() => before.clone(),
            _ => Self(Arc::new(form.get())),
        })
    }
}
