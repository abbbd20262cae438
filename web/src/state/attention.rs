//! Where the person is: a problem waits until they leave its field or pause, and goes the moment it is mended.

use elasticache_user::Path;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::collections::HashSet;
use std::time::Duration;

/// How long a pause is.
const PAUSE: Duration = Duration::from_millis(700);

/// Where the person is typing and has been. Places are those of [`super::place_of`].
#[derive(Clone, Copy)]
pub struct Attention {
    /// The field being typed in.
    pub typing: RwSignal<Option<Path>>,
    /// Fields that were left or paused in.
    pub visited: RwSignal<HashSet<Path>>,
    /// The field that the pointer or the focus is on, here or in the output.
    pub hot: RwSignal<Option<Path>>,
    /// How many pauses were made: what is typed between two is one step to undo.
    pub pauses: RwSignal<u32>,
    pause: StoredValue<Option<TimeoutHandle>>,
}

impl Attention {
    pub fn new() -> Self {
        Self {
            typing: RwSignal::new(None),
            visited: RwSignal::new(HashSet::new()),
            hot: RwSignal::new(None),
            pauses: RwSignal::new(0),
            pause: StoredValue::new(None),
        }
    }

    /// A key was pressed in a field.
    pub fn typed(&self, place: &Path) {
        let this = *self;
        if self.typing.with_untracked(|now| now.as_ref() != Some(place)) {
            self.typing.set(Some(place.clone()));
        }
        let place = place.clone();
        let pause = set_timeout_with_handle(move || this.left(&place), PAUSE).ok();
        if let Some(old) = self.pause.try_update_value(|handle| std::mem::replace(handle, pause)).flatten() {
            old.clear();
        }
    }

    /// What follows is a step of its own.
    pub fn pause(&self) {
        self.pauses.update(|count| *count = count.wrapping_add(1));
    }

    /// A field was left, or a pause was made in it.
    pub fn left(&self, place: &Path) {
        self.pause();
        if self.visited.with_untracked(|visited| !visited.contains(place)) {
            self.visited.update(|visited| {
                visited.insert(place.clone());
            });
        }
        if self.typing.with_untracked(Option::is_some) {
            self.typing.set(None);
        }
    }

    /// Whether the field has been left or paused in.
    pub fn has_visited(&self, place: &Path) -> bool {
        self.visited.with(|visited| visited.contains(place))
    }
}
