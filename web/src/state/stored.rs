//! What this browser saves: everything except passwords and the names of secrets.

use super::drafts::{MOST, StoredDrafts};
use super::gate::{self, Notes};
use super::{Authentication, Delivery, Drafts, Form, LastImport};
use crate::browser;
use elasticache_user::emit::{self, Options, SETTINGS, Setting};
use elasticache_user::{Draft, EngineVersion, Operation};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use reactive_stores::Store;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

const KEY: &str = "elasticache-user-builder";
const VERSION: u64 = 1;
/// The longest saved text that is read, in bytes.
const LONGEST: usize = 1_000_000;
/// How long after a change it is saved, in milliseconds.
const SOON: u32 = 300;

/// What this browser saves, and what a link contains: one draft, or with the others in `drafts`, all of them.
#[derive(Serialize, Deserialize)]
pub struct Stored {
    version: u64,
    #[serde(default, deserialize_with = "deserialize_lenient")]
    target: String,
    #[serde(flatten)]
    form: StoredForm,
    #[serde(default, deserialize_with = "deserialize_lenient", skip_serializing_if = "Option::is_none")]
    drafts: Option<StoredDrafts>,
}

/// A form without secrets. Values of the wrong type count as absent.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StoredForm {
    #[serde(deserialize_with = "deserialize_lenient")]
    operation: Operation,
    #[serde(deserialize_with = "deserialize_lenient")]
    authentication: Option<Authentication>,
    #[serde(deserialize_with = "deserialize_lenient")]
    older_members: bool,
    request: Draft,
    #[serde(deserialize_with = "deserialize_lenient")]
    engine_version: String,
    #[serde(deserialize_with = "deserialize_lenient")]
    serverless: Option<bool>,
    #[serde(deserialize_with = "deserialize_lenient")]
    must: String,
    #[serde(deserialize_with = "deserialize_lenient")]
    must_not: String,
    #[serde(deserialize_with = "deserialize_lenient")]
    sample_keys: String,
    /// By the names of [`SETTINGS`], without defaults.
    #[serde(deserialize_with = "deserialize_lenient")]
    options: Map<String, Value>,
}

/// Deserializes a value of any type: it may come from another version or from a stranger.
pub fn deserialize_lenient<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    Value::deserialize(from).map(|value| serde_json::from_value(value).unwrap_or_default())
}

/// The saved state, or the example, with notes on what was dropped.
pub fn load() -> (Form, Delivery, Drafts, Option<LastImport>) {
    let text = browser::storage::get(KEY).unwrap_or_default();
    let mut notes = Notes::new();
    if text.len() > LONGEST {
        notes.push(gate::dropped("The saved drafts are longer than 1 MB and were not read."));
    }
    let stored = Some(text).filter(|text| text.len() <= LONGEST).and_then(|text| Stored::from_json(&text));
    let (form, delivery, drafts) = match stored {
        Some(stored) => stored.read(MOST, &mut notes),
        None => (Form::example(), Delivery::default(), Drafts::default()),
    };
    let title = "What this browser saved is in the form, with changes.".to_owned();
    notes.truncate(MOST_NOTES);
    let import = (!notes.is_empty()).then(|| LastImport { title, notes, ..LastImport::default() });
    (Form { draft: drafts.number(), ..form }, delivery, drafts, import)
}

/// How many notes on saved drafts are shown.
pub const MOST_NOTES: usize = 20;

/// Saves changes: a little later, so that no key waits for it, and before the page unloads.
pub fn keep(form: Store<Form>, delivery: RwSignal<Delivery>, drafts: RwSignal<Drafts>) {
    let save = move || {
        // The example isn't saved.
        if form.with_untracked(Form::is_example) && drafts.with_untracked(|drafts| drafts.count() == 1) {
            return browser::storage::set(KEY, "");
        }
        let all = form.with_untracked(|form| {
            delivery.with_untracked(|delivery| {
                drafts.with_untracked(|drafts| Stored::with_drafts(form, delivery, drafts))
            })
        });
        browser::storage::set(KEY, &all.to_json());
    };
    Effect::new(move |waiting: Option<Timeout>| {
        form.track();
        delivery.track();
        drafts.track();
        drop(waiting);
        Timeout::new(SOON, save)
    });
    EventListener::new(&window(), "pagehide", move |_| save()).forget();
}

impl Stored {
    /// The state without secrets and other drafts.
    pub fn new(form: &Form, delivery: &Delivery) -> Self {
        Self { version: VERSION, target: delivery.target.clone(), form: StoredForm::new(form), drafts: None }
    }

    /// The state of all drafts without secrets.
    pub fn with_drafts(form: &Form, delivery: &Delivery, drafts: &Drafts) -> Self {
        let drafts = (drafts.count() > 1).then(|| drafts.stored());
        Self { drafts, ..Self::new(form, delivery) }
    }

    /// As text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Self::to_json`] wrote; `None` for another version or other text.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|stored: &Self| stored.version == VERSION)
    }

    /// The state in it with at most this many drafts, after the checks of [`gate`].
    pub fn read(self, most: usize, notes: &mut Notes) -> (Form, Delivery, Drafts) {
        let form = self.form.read(notes);
        let target = emit::target(&self.target);
        let delivery = target.map(|target| Delivery { target: target.id.to_owned(), ..Delivery::default() });
        let drafts = Drafts::read(self.drafts.unwrap_or_default(), most, notes);
        (form, delivery.unwrap_or_default(), drafts)
    }
}

impl StoredForm {
    /// The form without secrets.
    pub fn new(form: &Form) -> Self {
        Self {
            operation: form.operation,
            authentication: form.authentication,
            older_members: form.older_members,
            request: without_secrets(form),
            engine_version: form.engine_version.clone(),
            serverless: form.serverless,
            must: gate::tests(&form.must),
            must_not: gate::tests(&form.must_not),
            sample_keys: gate::lines(&form.sample_keys),
            options: options(&gate::merged(&form.options, &form.held)),
        }
    }

    /// The state in it, after the checks of [`gate`].
    pub fn read(self, notes: &mut Notes) -> Form {
        let mut form = Form { operation: self.operation, ..Form::default() };
        let mut draft = self.request;
        notes.extend(gate::without_secrets(&mut draft));
        notes.extend(gate::within_limits(&mut draft));
        form.load(draft);
        form.authentication = self.authentication;
        form.older_members = self.older_members;
        if EngineVersion::from_name(&self.engine_version).is_some() {
            form.engine_version = self.engine_version;
        }
        form.serverless = self.serverless;
        form.must = gate::tests(&self.must);
        form.must_not = gate::tests(&self.must_not);
        form.sample_keys = gate::lines(&self.sample_keys);
        let (options, _) = Options::from_json(&Value::Object(self.options));
        let (set, held, left) = gate::split(&options);
        (form.options, form.held) = (set, held);
        notes.extend(left);
        form
    }
}

/// Without defaults and the name of a secret.
fn options(options: &Options) -> Map<String, Value> {
    let given = |setting: &Setting| Some((setting.name.to_owned(), Value::String((setting.get)(options)?)));
    SETTINGS.iter().filter(|setting| setting.name != "secretName").filter_map(given).collect()
}

/// The request without passwords.
fn without_secrets(form: &Form) -> Draft {
    let mut draft = form.draft();
    gate::without_secrets(&mut draft);
    // The choice is saved separately.
    if form.rest.authentication_mode.is_none() {
        draft.authentication_mode = None;
    }
    if form.rest.no_password_required.is_none() {
        draft.no_password_required = None;
    }
    if form.engine.is_empty() {
        draft.engine = form.rest.engine.clone();
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_passwords_round_trips() {
        let mut form = Form::default();
        form.load(Draft::from_json_text(
            r#"{"UserId":"u","Passwords":["canary-canary-1"],"NoPasswordRequired":false,"AuthenticationMode":{"Type":"iam","Passwords":["canary-canary-2"]},"bogus":"canary-3","Tags":[{"Key":"a"}]}"#,
        ));
        form.passwords = vec!["canary-canary-4".into()];
        let text = Stored::new(&form, &Delivery::default()).to_json();
        assert!(!text.contains("canary"), "{text}");
        let mut notes = Notes::new();
        let (back, delivery, _) = Stored::from_json(&text).unwrap().read(MOST, &mut notes);
        assert_eq!(notes, []);
        assert_eq!(delivery, Delivery::default());
        assert_eq!(
            (back.user_id, back.tags, back.authentication),
            (form.user_id, form.tags, form.authentication)
        );
        assert_eq!(back.rest.no_password_required, Some(false));
    }

    #[test]
    fn other_texts_are_not_a_state() {
        for text in ["", "null", "[]", "{}", r#"{"version":99}"#, r#"{"version":"1"}"#] {
            assert!(Stored::from_json(text).is_none());
        }
    }

    /// As written by version 0.1.0, also in its links.
    #[test]
    fn links_of_0_1_are_read() {
        let text = r#"{"operation":"ModifyUser","authentication":"No password","olderMembers":true,"request":{"UserId":"app","AccessString":"on ~* +@read","NoPasswordRequired":true},"engineVersion":"valkey-8.0","serverless":true,"options":{"oneLine":"true","cliReadTimeout":"7"},"version":1,"target":"json"}"#;
        let mut notes = Notes::new();
        let (form, delivery, drafts) = Stored::from_json(text).unwrap().read(MOST, &mut notes);
        assert_eq!(notes, []);
        assert_eq!(
            (form.operation, form.authentication),
            (Operation::ModifyUser, Some(Authentication::NoPassword))
        );
        assert_eq!((form.user_id.as_str(), form.access_string.as_str()), ("app", "on ~* +@read"));
        assert_eq!(
            (form.engine_version.as_str(), form.serverless, form.older_members),
            ("valkey-8.0", Some(true), true)
        );
        assert_eq!((form.options.one_line, form.held.globals.cli_read_timeout), (true, Some(7)));
        assert_eq!((delivery.target.as_str(), drafts.count()), ("json", 1));
    }

    /// Numbers stay as written, at any depth.
    #[test]
    fn values_of_another_type_count_as_absent() {
        let text = r#"{"version":1,"target":5,"operation":"DeleteUser","authentication":{},"olderMembers":"yes","request":[1e999],"engineVersion":9.1,"serverless":"","options":[0.10],"drafts":{"all":7,"open":-1}}"#;
        let (form, delivery, drafts) = Stored::from_json(text).unwrap().read(MOST, &mut Notes::new());
        assert_eq!((form, delivery, drafts), (Form::default(), Delivery::default(), Drafts::default()));
    }
}
