//! Where the person is typing: a problem appears when they leave its field or pause, and disappears as soon as it is fixed.

use crate::browser::clock;
use elasticache_user::Path;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;

/// Milliseconds without a key that count as a pause.
const PAUSE: u32 = 700;
/// Work after a key that takes fewer milliseconds than this doesn't delay the next key.
const QUICK: u32 = 8;
/// Slower work waits for this multiple of its own duration, so that a key rarely interrupts it, but at most [`LONGEST_WAIT`]
/// milliseconds.
const PATIENCE: u32 = 6;
const LONGEST_WAIT: u32 = 400;
/// The longest that work waits for the pointer's release, in milliseconds.
const LONGEST_HOLD: u32 = 1000;

/// Deferred work. The field may be gone when it runs, so it must not be owned by the field's scope.
type Waiting = Box<dyn FnOnce()>;

/// Where the person is typing and which fields they have visited. Places are those of [`super::place_of`].
#[derive(Clone, Copy)]
pub struct Attention {
    /// The field that has unfinished input.
    pub typing: RwSignal<Option<Path>>,
    /// Fields that were left, or in which the person paused.
    pub visited: RwSignal<Vec<Path>>,
    /// The field under the pointer or with the focus, in the form or in the output.
    pub highlighted: RwSignal<Option<Path>>,
    /// Whether a key press isn't painted yet. Everything derived from the form waits for the paint.
    pub unpainted: RwSignal<bool>,
    /// The number of pauses so far: input between two pauses is one step to undo.
    pub pauses: RwSignal<u32>,
    // Replacing a timer cancels it.
    pause: StoredValue<Option<Timeout>, LocalStorage>,
    settling: StoredValue<Option<Timeout>, LocalStorage>,
    /// How long the work after the last key took, in milliseconds.
    last_duration: StoredValue<u32>,
    before_pause: StoredValue<Option<Callback<()>>>,
    /// Set if the next change of the form is an undo (`true`) or a redo (`false`).
    undo_or_redo: StoredValue<Option<bool>>,
    /// Whether a pointer is held down.
    held: StoredValue<bool>,
    /// Work that waits for the pointer's release, and its timeout.
    on_release: StoredValue<Option<(Waiting, Timeout)>, LocalStorage>,
}

impl Attention {
    pub fn new() -> Self {
        Self {
            typing: RwSignal::new(None),
            visited: RwSignal::new(Vec::new()),
            highlighted: RwSignal::new(None),
            unpainted: RwSignal::new(false),
            pauses: RwSignal::new(0),
            pause: StoredValue::new_local(None),
            settling: StoredValue::new_local(None),
            last_duration: StoredValue::new(0),
            before_pause: StoredValue::new(None),
            undo_or_redo: StoredValue::new(None),
            held: StoredValue::new(false),
            on_release: StoredValue::new_local(None),
        }
    }

    /// Watches the pointer, for [`Attention::on_blur`].
    pub fn watch_pointer(self) {
        window_event_listener(ev::pointerdown, move |_| self.held.set_value(true));
        let release = move || {
            self.held.set_value(false);
            // The click follows the release in the same task.
            Timeout::new(0, move || self.run_on_release()).forget();
        };
        window_event_listener(ev::pointerup, move |_| release());
        window_event_listener(ev::pointercancel, move |_| release());
    }

    /// The focus left a field. New messages must not move a button away from under a press, so the work waits while the
    /// pointer is down; `also` runs with it.
    pub fn on_blur(self, place: &Path, also: impl FnOnce() + 'static) {
        self.run_on_release();
        let place = place.clone();
        let run = move || {
            also();
            self.leave(&place);
            if self.highlighted.with_untracked(|highlighted| highlighted.as_ref() == Some(&place)) {
                self.highlighted.set(None);
            }
        };
        if !self.held.get_value() {
            return run();
        }
        // Some presses end without a release event, as in a list that the system draws.
        let patience = Timeout::new(LONGEST_HOLD, move || self.run_on_release());
        self.on_release.set_value(Some((Box::new(run), patience)));
    }

    fn run_on_release(self) {
        let waiting = self.on_release.try_update_value(Option::take).flatten();
        if let Some((run, _)) = waiting {
            run();
        }
    }

    /// A key was pressed in a field.
    pub fn on_input(&self, place: &Path) {
        let this = *self;
        if self.typing.with_untracked(|now| now.as_ref() != Some(place)) {
            self.typing.set(Some(place.clone()));
        }
        if !self.unpainted.get_untracked() {
            self.unpainted.set(true);
        }
        self.settling.set_value(None);
        // A frame callback runs right before the paint; a timer that it sets runs after it.
        request_animation_frame(move || {
            if !this.unpainted.get_untracked() {
                return;
            }
            let last_duration = this.last_duration.get_value();
            let wait = if last_duration < QUICK {
                0
            } else {
                last_duration.saturating_mul(PATIENCE).min(LONGEST_WAIT)
            };
            this.settling.set_value(Some(Timeout::new(wait, move || this.settle_timed())));
        });
        let place = place.clone();
        self.pause.set_value(Some(Timeout::new(PAUSE, move || this.leave(&place))));
    }

    /// Settles, and measures how long that takes: effects run before the timer set here.
    fn settle_timed(&self) {
        let this = *self;
        if !this.unpainted.get_untracked() {
            return;
        }
        let start = clock::now();
        self.settle();
        Timeout::new(0, move || this.last_duration.set_value(clock::now().wrapping_sub(start))).forget();
    }

    /// Updates everything derived from the form now.
    pub fn settle(&self) {
        if self.unpainted.try_get_untracked() == Some(true) {
            self.settling.set_value(None);
            self.unpainted.set(false);
        }
    }

    /// Sets what to do at each pause before it counts.
    pub fn before_pause(&self, run: Callback<()>) {
        self.before_pause.set_value(Some(run));
    }

    /// Announces that the next change of the form is an undo (`back`) or a redo.
    pub fn expect_undo_or_redo(&self, back: bool) {
        self.undo_or_redo.set_value(Some(back));
    }

    /// Whether the change is an undo or a redo; reading clears it.
    pub fn undo_or_redo(&self) -> Option<bool> {
        self.undo_or_redo.try_update_value(Option::take).flatten()
    }

    /// Ends the current step: later changes are undone separately.
    pub fn pause(&self) {
        self.settle();
        if let Some(before) = self.before_pause.get_value() {
            before.run(());
        }
        self.pauses.update(|count| *count = count.wrapping_add(1));
    }

    /// The person left a field or paused in it.
    pub fn leave(&self, place: &Path) {
        self.pause();
        if self.visited.with_untracked(|visited| !visited.contains(place)) {
            self.visited.update(|visited| visited.push(place.clone()));
        }
        if self.typing.with_untracked(Option::is_some) {
            self.typing.set(None);
        }
    }

    /// Whether the person has left the field or paused in it.
    pub fn has_visited(&self, place: &Path) -> bool {
        self.visited.with(|visited| visited.contains(place))
    }
}
