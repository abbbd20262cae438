//! Where the person is: a problem waits until they leave its field or pause, and goes the moment it is mended.

use crate::browser::clock;
use elasticache_user::Path;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;

/// How long a pause is, in milliseconds.
const PAUSE: u32 = 700;
/// What follows from a key in less time than this, in milliseconds, is no hindrance to the next one.
const QUICK: u32 = 8;
/// What takes longer waits for so many times as long, so that a key seldom comes into the midst of it; and never longer than
/// [`LONGEST_WAIT`].
const PATIENCE: u32 = 6;
const LONGEST_WAIT: u32 = 400;
/// How long what waits for a release waits at most, in milliseconds.
const LONGEST_PRESS: u32 = 1000;

/// What waits. It outlives the field that was left, which may be gone by then, so nothing of that field owns it.
type Waiting = Box<dyn FnOnce()>;

/// Where the person is typing and has been. Places are those of [`super::place_of`].
#[derive(Clone, Copy)]
pub struct Attention {
    /// The field being typed in.
    pub typing: RwSignal<Option<Path>>,
    /// Fields that were left or paused in.
    pub visited: RwSignal<Vec<Path>>,
    /// The field that the pointer or the focus is on, here or in the output.
    pub hot: RwSignal<Option<Path>>,
    /// Whether a key has been pressed and is not painted yet. What follows from the form waits until then.
    pub unpainted: RwSignal<bool>,
    /// How many pauses were made: what is typed between two is one step to undo.
    pub pauses: RwSignal<u32>,
    // A timer that is replaced does not run any more.
    pause: StoredValue<Option<Timeout>, LocalStorage>,
    settling: StoredValue<Option<Timeout>, LocalStorage>,
    /// How long what follows from a key took the last time, in milliseconds.
    took: StoredValue<u32>,
    before_pause: StoredValue<Option<Callback<()>>>,
    /// Whether the next change of the form is an undo, which goes back, or a redo.
    travels: StoredValue<Option<bool>>,
    /// Whether a pointer is held down.
    held: StoredValue<bool>,
    /// What waits for the pointer to be released, and the end of its patience.
    on_release: StoredValue<Option<(Waiting, Timeout)>, LocalStorage>,
}

impl Attention {
    pub fn new() -> Self {
        Self {
            typing: RwSignal::new(None),
            visited: RwSignal::new(Vec::new()),
            hot: RwSignal::new(None),
            unpainted: RwSignal::new(false),
            pauses: RwSignal::new(0),
            pause: StoredValue::new_local(None),
            settling: StoredValue::new_local(None),
            took: StoredValue::new(0),
            before_pause: StoredValue::new(None),
            travels: StoredValue::new(None),
            held: StoredValue::new(false),
            on_release: StoredValue::new_local(None),
        }
    }

    /// Watches the pointer, for [`Attention::blurred`].
    pub fn watch_pointer(self) {
        window_event_listener(ev::pointerdown, move |_| self.held.set_value(true));
        let release = move || {
            self.held.set_value(false);
            // The click comes right behind the release, in the same task.
            Timeout::new(0, move || self.released()).forget();
        };
        window_event_listener(ev::pointerup, move |_| release());
        window_event_listener(ev::pointercancel, move |_| release());
    }

    /// The focus left a field. What that brings must not move a button away from under a press, so it waits while a pointer
    /// is held down; `also` is what else follows.
    pub fn blurred(self, place: &Path, also: impl FnOnce() + 'static) {
        self.released();
        let place = place.clone();
        let run = move || {
            also();
            self.left(&place);
            if self.hot.with_untracked(|hot| hot.as_ref() == Some(&place)) {
                self.hot.set(None);
            }
        };
        if !self.held.get_value() {
            return run();
        }
        // Not every press ends with a release that can be seen, as in a list that the system draws.
        let patience = Timeout::new(LONGEST_PRESS, move || self.released());
        self.on_release.set_value(Some((Box::new(run), patience)));
    }

    fn released(self) {
        let waiting = self.on_release.try_update_value(Option::take).flatten();
        if let Some((run, _)) = waiting {
            run();
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
        }
        self.settling.set_value(None);
        // The next frame is painted when it has been asked for; what is queued then comes after it.
        request_animation_frame(move || {
            if !this.unpainted.get_untracked() {
                return;
            }
            let took = this.took.get_value();
            let wait = if took < QUICK { 0 } else { took.saturating_mul(PATIENCE).min(LONGEST_WAIT) };
            this.settling.set_value(Some(Timeout::new(wait, move || this.follow())));
        });
        let place = place.clone();
        self.pause.set_value(Some(Timeout::new(PAUSE, move || this.left(&place))));
    }

    /// Settles, and sees how long that takes: the effects run before anything that is queued now.
    fn follow(&self) {
        let this = *self;
        if !this.unpainted.get_untracked() {
            return;
        }
        let start = clock::now();
        self.settle();
        Timeout::new(0, move || this.took.set_value(clock::now().wrapping_sub(start))).forget();
    }

    /// Lets everything follow from the form as it is.
    pub fn settle(&self) {
        if self.unpainted.try_get_untracked() == Some(true) {
            self.settling.set_value(None);
            self.unpainted.set(false);
        }
    }

    /// What is to be done with what was typed before a pause.
    pub fn before_pause(&self, run: Callback<()>) {
        self.before_pause.set_value(Some(run));
    }

    /// The next change of the form is an undo, which goes back, or a redo.
    pub fn travel(&self, back: bool) {
        self.travels.set_value(Some(back));
    }

    /// Whether it is one; asked once.
    pub fn travels(&self) -> Option<bool> {
        self.travels.try_update_value(Option::take).flatten()
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
            self.visited.update(|visited| visited.push(place.clone()));
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
