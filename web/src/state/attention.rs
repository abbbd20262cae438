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
    /// Whether a key has been pressed and is not painted yet. What follows from the form waits until then.
    pub unpainted: RwSignal<bool>,
    /// How many pauses were made: what is typed between two is one step to undo.
    pub pauses: RwSignal<u32>,
    pause: StoredValue<Option<TimeoutHandle>>,
    before_pause: StoredValue<Option<Callback<()>>>,
}

impl Attention {
    pub fn new() -> Self {
        Self {
            typing: RwSignal::new(None),
            visited: RwSignal::new(HashSet::new()),
            hot: RwSignal::new(None),
            unpainted: RwSignal::new(false),
            pauses: RwSignal::new(0),
            pause: StoredValue::new(None),
            before_pause: StoredValue::new(None),
        }
    }

    /// A key was pressed in a field.
    pub fn typed(&self, place: &Path) {
        let this = *self;
        if self.typing.with_untracked(|now| now.as_ref() != Some(place)) {
            self.typing.set(Some(place.clone()));
        }
        if !self.unpainted.get_untracked() {
            self.unpainted.set(true);
            // The next frame is painted when it has been asked for; what is queued then comes after it.
            request_animation_frame(move || set_timeout(move || this.settle(), Duration::ZERO));
        }
        let place = place.clone();
        let pause = set_timeout_with_handle(move || this.left(&place), PAUSE).ok();
        if let Some(old) = self.pause.try_update_value(|handle| std::mem::replace(handle, pause)).flatten() {
            old.clear();
        }
    }

    /// Lets everything follow from the form as it is.
    pub fn settle(&self) {
        if self.unpainted.try_get_untracked() == Some(true) {
            self.unpainted.set(false);
        }
    }

    /// What is to be done with what was typed before a pause.
    pub fn before_pause(&self, run: Callback<()>) {
        self.before_pause.set_value(Some(run));
    }

    /// What follows is a step of its own.
    pub fn pause(&self) {
        self.settle();
        if let Some(before) = self.before_pause.get_value() {
            before.run(());
        }
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
