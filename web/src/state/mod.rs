//! The page's state: one form, one [`Checked`] computed from it, and what is derived from that.

mod access;
mod attention;
mod authentication;
mod checked;
mod convert;
mod delivery;
mod drafts;
mod findings;
mod form;
mod gate;
mod history;
mod import;
mod known;
mod link;
pub mod members;
mod open;
mod packed;
mod place;
mod recipe;
mod shared;
mod stored;
mod uses;
mod view;

pub use access::{Access, LONGEST, engine_title, engine_version};
pub use attention::Attention;
pub use authentication::Authentication;
pub use checked::Checked;
pub use delivery::Delivery;
pub use drafts::{DraftSummary, Drafts};
pub use form::{Form, FormStoreFields, MOST_PASSWORDS, TagRow};
pub use history::History;
pub use import::{LastImport, counted};
pub use known::{Candidate, Known, members_now};
pub use open::{OpenPlace, StillOpen};
pub use place::{about_id_of, id_of, label_of, message_id_of, part_of, place_of, rules_of};
pub use recipe::UsedRecipe;
pub use uses::Ticks;
pub use view::{Explained, View, address_of, set_address};

use elasticache_user::emit::{Emission, Note};
use elasticache_user::{Edit, Finding, Operation, Password, User, apply};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

/// How long a notice is shown, in milliseconds.
const NOTICE_SHOWN_FOR: u32 = 8_000;

/// Everything that components share. It is `Copy`: handles, not data.
#[derive(Clone, Copy)]
pub struct State {
    /// What was typed.
    pub form: Store<Form>,
    /// The other drafts.
    pub drafts: RwSignal<Drafts>,
    /// Whether the list of drafts is open.
    pub drafts_open: RwSignal<bool>,
    /// The users of the other drafts.
    pub others: Memo<Vec<User>>,
    /// The output format.
    pub delivery: RwSignal<Delivery>,
    /// Where the person is typing and which fields they have visited.
    pub attention: Attention,
    /// The result for the form as last painted.
    pub checked: Memo<Arc<Checked>>,
    /// Its access string, parsed.
    pub access: Memo<Arc<Access>>,
    /// Its output.
    pub emission: Memo<Arc<Emission>>,
    /// The findings to show: new ones of the field being typed in wait.
    pub findings: Memo<Vec<Finding>>,
    /// Undo and redo.
    pub history: Memo<History>,
    /// Pasted commands or NOPERM errors of an application.
    pub refused: RwSignal<String>,
    /// The text in the import dialog; `None` while it is closed.
    pub importing: RwSignal<Option<String>>,
    /// Whether the welcome is shown.
    pub welcome: RwSignal<bool>,
    /// Whether the audit is open.
    pub auditing: RwSignal<bool>,
    /// Whether the list of rules is open.
    pub rules_open: RwSignal<bool>,
    /// The search in that list.
    pub rules_search: RwSignal<String>,
    /// The current view.
    pub view: RwSignal<View>,
    /// The main form's state, if this is a detached one.
    pub page: StoredValue<Option<State>>,
    /// What the Explain view shows.
    pub explained: RwSignal<Explained>,
    /// Whether the palette of actions is open.
    pub finding: RwSignal<bool>,
    /// Whether the help is open.
    pub help_open: RwSignal<bool>,
    /// The result of the last import.
    pub imported: RwSignal<Option<LastImport>>,
    /// New errors, for screen readers.
    pub new_errors: Memo<String>,
    /// What was just done, for screen readers.
    pub announcement: RwSignal<String>,
    /// The notice on screen.
    pub notice: RwSignal<Option<Notice>>,
    /// The command to try.
    pub tried: RwSignal<String>,
    /// The caret's byte offset in the access string, while it has the focus.
    pub caret: RwSignal<Option<usize>>,
    /// The access string to compare with.
    pub compared: RwSignal<String>,
}

/// A short message about what was just done.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The message.
    pub text: String,
    /// The revision of the history that undo would revert, if it changed the form. The notice goes with the next one.
    pub undo: Option<u32>,
}

impl State {
    /// Loads what this browser saved, and saves every change.
    pub fn start() -> Self {
        let (form, delivery, drafts, imported) = stored::load();
        let (form, delivery, drafts) = (Store::new(form), RwSignal::new(delivery), RwSignal::new(drafts));
        let attention = Attention::new();
        attention.watch_pointer();
        let others = Memo::new(move |_| drafts.with(Drafts::other_users));
        let checked = Checked::follow(form, delivery, others, attention);
        let access = Memo::new(move |_| checked.with(|checked| Arc::clone(&checked.access)));
        let emission = Memo::new(move |_| checked.with(|checked| Arc::clone(&checked.emission)));
        let findings = findings::shown(checked, attention);
        let new_errors = findings::new_errors(findings);
        let history = History::watch(checked, attention);
        attention.before_pause(Callback::new(move |()| history.with_untracked(|_| ())));
        stored::keep(form, delivery, drafts);
        Self {
            form,
            drafts,
            others,
            drafts_open: RwSignal::new(false),
            delivery,
            attention,
            checked,
            access,
            emission,
            findings,
            new_errors,
            history,
            refused: RwSignal::new(String::new()),
            importing: RwSignal::new(None),
            welcome: RwSignal::new(form.with_untracked(Form::is_example)),
            auditing: RwSignal::new(false),
            rules_open: RwSignal::new(false),
            rules_search: RwSignal::new(String::new()),
            view: RwSignal::new(View::Form),
            page: StoredValue::new(None),
            explained: RwSignal::new(Explained::default()),
            finding: RwSignal::new(false),
            help_open: RwSignal::new(false),
            imported: RwSignal::new(imported),
            announcement: RwSignal::new(String::new()),
            notice: RwSignal::new(None),
            tried: RwSignal::new(String::new()),
            caret: RwSignal::new(None),
            compared: RwSignal::new(String::new()),
        }
    }

    /// Opens the list of rules, filtered to ids that begin with this.
    pub fn show_rules(&self, ids: &str) {
        self.rules_search.set(ids.to_owned());
        self.rules_open.set(true);
    }

    /// Announces what was just done to screen readers.
    pub fn announce(&self, text: impl Into<String>) {
        self.announcement.set(text.into());
    }

    /// Undoes one step.
    pub fn undo(&self) {
        self.go_to("Undone.", true);
    }

    /// Redoes one step.
    pub fn redo(&self) {
        self.go_to("Redone.", false);
    }

    fn go_to(&self, announcement: &str, back: bool) {
        let which = if back { History::earlier } else { History::later };
        self.attention.settle();
        if let Some(form) = self.history.with_untracked(|history| which(history).cloned()) {
            self.attention.expect_undo_or_redo(back);
            self.form.set((*form).clone());
            self.announce(announcement);
        }
    }

    /// Clears the form, as one undoable step.
    pub fn start_over(&self) {
        self.attention.pause();
        let (operation, draft) = self.form.with_untracked(|form| (form.operation, form.draft));
        self.form.set(Form { operation, draft, ..Form::default() });
        self.attention.visited.update(Vec::clear);
        self.imported.set(None);
        self.notify_undoable("Form cleared.");
    }

    /// Whether nothing was typed yet: an import then replaces the form instead of adding a draft.
    pub fn is_blank(&self) -> bool {
        self.form.with_untracked(|form| form.is_empty() || form.is_example())
    }

    /// Clears the example before input; returns whether it was there.
    pub fn clear_example(&self) -> bool {
        let form = self.form.with_untracked(|form| form.is_example().then(|| form.emptied()));
        let Some(form) = form else { return false };
        self.attention.pause();
        self.form.set(form);
        true
    }

    /// Applies the edits of a fix. Defaults that nobody chose stay defaults.
    pub fn apply_fix(&self, edits: &[Edit]) {
        self.attention.pause();
        self.form.update(|form| {
            let (engine, authentication) = (form.engine.clone(), form.authentication);
            let draft = apply(&form.draft(), edits);
            if form.authentication() == Authentication::Password {
                form.passwords = vec![Password::default()];
            }
            let before = (form.engine().to_owned(), form.authentication());
            form.load(draft);
            if before.0 == form.engine {
                form.engine = engine;
            }
            if Some(before.1) == form.authentication {
                form.authentication = authentication;
            }
        });
    }

    /// What keeps the output from being ready, apart from findings. An option that is being typed waits.
    pub fn blockers(&self) -> Vec<Note> {
        let typing = self.attention.typing.get();
        self.checked.with(|checked| {
            let waits = |note: &&Note| typing.is_some() && note.path == typing;
            checked.blockers().filter(|note| !waits(note)).cloned().collect()
        })
    }

    /// Shows a notice and announces it.
    pub fn notify(&self, text: impl Into<String>) {
        self.show_notice(Notice { text: text.into(), undo: None });
    }

    /// The same for a change of the form, with a button that undoes it. Later changes are undone separately.
    pub fn notify_undoable(&self, text: impl Into<String>) {
        self.attention.pause();
        let revision = self.history.with_untracked(History::revision);
        self.show_notice(Notice { text: text.into(), undo: Some(revision) });
    }

    fn show_notice(&self, notice: Notice) {
        let shown = self.notice;
        self.announce(notice.text.clone());
        shown.set(Some(notice.clone()));
        let hide = move || {
            if shown.with_untracked(|now| now.as_ref() == Some(&notice)) {
                shown.set(None);
            }
        };
        Timeout::new(NOTICE_SHOWN_FOR, hide).forget();
    }

    /// The operation of the request.
    pub fn operation(&self) -> Operation {
        self.form.operation().get()
    }
}

/// The state from the context.
pub fn use_state() -> State {
    expect_context::<State>()
}
