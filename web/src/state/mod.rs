//! What the page knows: one form, one [`Checked`] made of it, and what is derived from that.

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
mod stored;
mod view;

pub use access::{Access, LONGEST, engine_title, engine_version};
pub use attention::Attention;
pub use authentication::Authentication;
pub use checked::Checked;
pub use delivery::Delivery;
pub use drafts::{Drafts, Line};
pub use form::{Form, FormStoreFields, MOST_PASSWORDS, TagRow};
pub use history::History;
pub use import::{LastImport, counted};
pub use known::{Candidate, Known, members_now};
pub use open::{OpenPlace, StillOpen};
pub use place::{about_id_of, id_of, label_of, message_id_of, part_of, place_of, rules_of};
pub use recipe::UsedRecipe;
pub use view::{Explained, View, address_of, set_address};

use elasticache_user::emit::Emission;
use elasticache_user::{Edit, Finding, Operation, Password, User, apply};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

/// How long a sentence is shown, in milliseconds.
const TOLD_FOR: u32 = 8_000;

/// Everything the components share. It is `Copy`: handles, not data.
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
    /// In which form it is taken away.
    pub delivery: RwSignal<Delivery>,
    /// Where the person is typing and has been.
    pub attention: Attention,
    /// What follows from the form as the last paint showed it.
    pub checked: Memo<Arc<Checked>>,
    /// Of that, what the access string makes of the user.
    pub access: Memo<Arc<Access>>,
    /// Of that, what to copy.
    pub emission: Memo<Arc<Emission>>,
    /// The findings to show: those of a field being typed in wait.
    pub findings: Memo<Vec<Finding>>,
    /// What the form was.
    pub history: Memo<History>,
    /// What an application did or was refused, as pasted.
    pub refused: RwSignal<String>,
    /// The text in the import dialog; none while it is closed.
    pub importing: RwSignal<Option<String>>,
    /// Whether the page says what it is for.
    pub welcome: RwSignal<bool>,
    /// Whether the audit is open.
    pub auditing: RwSignal<bool>,
    /// Whether the list of rules is open.
    pub rules_open: RwSignal<bool>,
    /// What is looked for in it.
    pub rules_search: RwSignal<String>,
    /// Which page is looked at.
    pub view: RwSignal<View>,
    /// The state of the form, where this is one aside.
    pub page: StoredValue<Option<State>>,
    /// What is explained there.
    pub explained: RwSignal<Explained>,
    /// Whether the list of all actions is open.
    pub finding: RwSignal<bool>,
    /// Whether the help is open.
    pub help_open: RwSignal<bool>,
    /// What the last import did.
    pub imported: RwSignal<Option<LastImport>>,
    /// What a screen reader hears of the findings.
    pub announced: Memo<String>,
    /// What a screen reader hears of what was just done.
    pub said: RwSignal<String>,
    /// What is shown of it for a few seconds.
    pub told: RwSignal<Option<Told>>,
    /// The command to try.
    pub tried: RwSignal<String>,
    /// Where the caret is in the access string, in bytes, while it is there.
    pub caret: RwSignal<Option<usize>>,
    /// The access string to compare with.
    pub compared: RwSignal<String>,
}

/// A sentence about what was just done.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The sentence.
    pub text: String,
    /// Whether it was done to the form, and can be undone.
    pub undo: bool,
}

impl State {
    /// Takes up what was kept from the last time, and keeps what changes.
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
        let announced = findings::announced(findings);
        let history = History::of(checked, attention);
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
            announced,
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
            said: RwSignal::new(String::new()),
            told: RwSignal::new(None),
            tried: RwSignal::new(String::new()),
            caret: RwSignal::new(None),
            compared: RwSignal::new(String::new()),
        }
    }

    /// Opens the list of rules at those whose ids begin like this: what a field may hold, and who says so.
    pub fn show_rules(&self, ids: &str) {
        self.rules_search.set(ids.to_owned());
        self.rules_open.set(true);
    }

    /// Tells a screen reader what was just done.
    pub fn say(&self, text: impl Into<String>) {
        self.said.set(text.into());
    }

    /// Goes one step back.
    pub fn undo(&self) {
        self.go_to("Undone.", true);
    }

    /// Goes one step forth again.
    pub fn redo(&self) {
        self.go_to("Redone.", false);
    }

    fn go_to(&self, said: &str, back: bool) {
        let which = if back { History::earlier } else { History::later };
        self.attention.settle();
        if let Some(form) = self.history.with_untracked(|history| which(history).cloned()) {
            self.attention.travel(back);
            self.form.set((*form).clone());
            self.say(said);
        }
    }

    /// Empties the form, as one step that can be undone.
    pub fn start_over(&self) {
        self.attention.pause();
        let (operation, draft) = self.form.with_untracked(|form| (form.operation, form.draft));
        self.form.set(Form { operation, draft, ..Form::default() });
        self.attention.visited.update(Vec::clear);
        self.imported.set(None);
        self.did("Form cleared.");
    }

    /// Whether nothing was typed yet: then what comes in takes the form, and needs no draft of its own.
    pub fn is_blank(&self) -> bool {
        self.form.with_untracked(|form| form.is_empty() || form.is_example())
    }

    /// Clears the example for what is typed; says whether it was there.
    pub fn clear_example(&self) -> bool {
        let form = self.form.with_untracked(|form| form.is_example().then(|| form.emptied()));
        let Some(form) = form else { return false };
        self.attention.pause();
        self.form.set(form);
        true
    }

    /// Changes the request as a fix says. What nobody has chosen stays unchosen.
    pub fn mend(&self, edits: &[Edit]) {
        self.attention.pause();
        self.form.update(|form| {
            let (engine, authentication) = (form.engine.clone(), form.authentication);
            let draft = apply(&form.draft(), edits);
            if form.authentication() == Authentication::Password {
                form.passwords = vec![Password::default()];
            }
            let before = (form.engine().to_owned(), form.authentication());
            form.take(draft);
            if before.0 == form.engine {
                form.engine = engine;
            }
            if Some(before.1) == form.authentication {
                form.authentication = authentication;
            }
        });
    }

    /// Says something, to eyes and ears.
    pub fn tell(&self, text: impl Into<String>) {
        self.show(Told { text: text.into(), undo: false });
    }

    /// Says what was just done to the form, with a button that takes it back.
    pub fn did(&self, text: impl Into<String>) {
        self.show(Told { text: text.into(), undo: true });
    }

    fn show(&self, what: Told) {
        let told = self.told;
        self.say(what.text.clone());
        told.set(Some(what.clone()));
        let hide = move || {
            if told.with_untracked(|now| now.as_ref() == Some(&what)) {
                told.set(None);
            }
        };
        Timeout::new(TOLD_FOR, hide).forget();
    }

    /// What the request does.
    pub fn operation(&self) -> Operation {
        self.form.operation().get()
    }
}

/// The state of the page.
pub fn use_state() -> State {
    expect_context::<State>()
}
