//! What is kept over a reload, in this browser alone: everything but passwords and the names of secrets.

use super::gate::{self, Notes};
use super::{Authentication, Delivery, Drafts, Form, LastImport};
use crate::browser;
use elasticache_user::emit::{self, Options, SETTINGS, Setting};
use elasticache_user::{Draft, EngineVersion, Operation};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use reactive_stores::Store;
use serde_json::{Map, Value, json};

const KEY: &str = "elasticache-user-builder";
const VERSION: u64 = 1;
/// The longest text that is read, in bytes: more than any number of drafts that a person types.
const LONGEST: usize = 1_000_000;
/// In milliseconds.
const SOON: u32 = 300;

/// What was kept, or the example; and what is to be said of it.
pub fn load() -> (Form, Delivery, Drafts, Option<LastImport>) {
    let text = browser::storage::get(KEY).unwrap_or_default();
    let mut notes = Notes::new();
    let kept: Value = if text.len() > LONGEST {
        notes.push(gate::dropped("The saved drafts are longer than 1 MB and were not read."));
        Value::Null
    } else {
        serde_json::from_str(&text).unwrap_or_default()
    };
    let (form, delivery) = read(&kept, &mut notes).unwrap_or_else(|| (Form::example(), Delivery::default()));
    let drafts = Drafts::from_json(kept.get("drafts").unwrap_or(&Value::Null), &mut notes);
    let title = "What this browser saved is in the form, with changes.".to_owned();
    notes.truncate(MOST_NOTES);
    let said = (!notes.is_empty()).then(|| LastImport { title, notes, ..LastImport::default() });
    (Form { draft: drafts.number(), ..form }, delivery, drafts, said)
}

/// How many sentences are said of saved drafts.
const MOST_NOTES: usize = 20;

/// Keeps what changes: soon after, so that no key waits for it, and before the page goes.
pub fn keep(form: Store<Form>, delivery: RwSignal<Delivery>, drafts: RwSignal<Drafts>) {
    let save = move || {
        // Nobody's work yet.
        if form.with_untracked(Form::is_example) && drafts.with_untracked(|drafts| drafts.count() == 1) {
            return browser::storage::set(KEY, "");
        }
        let mut all = form.with_untracked(|form| delivery.with_untracked(|delivery| write(form, delivery)));
        if drafts.with_untracked(|drafts| drafts.count() > 1) {
            all["drafts"] = drafts.with_untracked(Drafts::to_json);
        }
        browser::storage::set(KEY, &all.to_string());
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

/// The state without secrets.
pub fn write(form: &Form, delivery: &Delivery) -> Value {
    let mut state = write_form(form);
    state["version"] = VERSION.into();
    state["target"] = delivery.target.as_str().into();
    state
}

/// A form without secrets.
pub fn write_form(form: &Form) -> Value {
    json!({
        "operation": form.operation.name(),
        "authentication": form.authentication.map(Authentication::title),
        "olderMembers": form.older_members,
        "request": without_secrets(form).to_json(),
        "engineVersion": form.engine_version,
        "serverless": form.serverless,
        "must": gate::tests(&form.must),
        "mustNot": gate::tests(&form.must_not),
        "sampleKeys": gate::lines(&form.sample_keys),
        "options": Value::Object(options(&gate::merged(&form.options, &form.held))),
    })
}

/// What [`write`] wrote; nothing when it is of another version or not a state at all.
pub fn read(value: &Value, notes: &mut Notes) -> Option<(Form, Delivery)> {
    let state = value.as_object().filter(|state| state.get("version") == Some(&Value::from(VERSION)))?;
    let form = read_form(value, notes);
    let target = state.get("target").and_then(Value::as_str).and_then(emit::target);
    let target = target.map(|target| Delivery { target: target.id.to_owned(), ..Delivery::default() });
    Some((form, target.unwrap_or_default()))
}

/// What [`write_form`] wrote, so far as it may be set from outside.
pub fn read_form(state: &Value, notes: &mut Notes) -> Form {
    let text = |name: &str| state.get(name).and_then(Value::as_str).unwrap_or_default();
    let flag = |name: &str| state.get(name).and_then(Value::as_bool);
    // The form is that of a user.
    let of_users = |operation: &Operation| !operation.is_of_group();
    let operation = Operation::from_name(text("operation")).filter(of_users).unwrap_or_default();
    let mut form = Form { operation, ..Form::default() };
    let mut draft =
        Draft::from_json(state.get("request").cloned().unwrap_or_else(|| Value::Object(Map::new())));
    notes.extend(gate::without_secrets(&mut draft));
    notes.extend(gate::within_limits(&mut draft));
    form.take(draft);
    form.authentication = Authentication::of(Operation::ModifyUser)
        .iter()
        .copied()
        .find(|choice| choice.title() == text("authentication"));
    form.older_members = flag("olderMembers").unwrap_or_default();
    if EngineVersion::from_name(text("engineVersion")).is_some() {
        text("engineVersion").clone_into(&mut form.engine_version);
    }
    form.serverless = flag("serverless");
    form.must = gate::tests(text("must"));
    form.must_not = gate::tests(text("mustNot"));
    form.sample_keys = gate::lines(text("sampleKeys"));
    let (options, _) = Options::from_json(state.get("options").unwrap_or(&Value::Null));
    let (set, held, left) = gate::split(&options);
    (form.options, form.held) = (set, held);
    notes.extend(left);
    form
}

/// What is at its default is left out, and so is the name of a secret.
fn options(options: &Options) -> Map<String, Value> {
    let given = |setting: &Setting| Some((setting.name.to_owned(), Value::String((setting.get)(options)?)));
    SETTINGS.iter().filter(|setting| setting.name != "secretName").filter_map(given).collect()
}

/// The request without passwords.
fn without_secrets(form: &Form) -> Draft {
    let mut draft = form.draft();
    gate::without_secrets(&mut draft);
    // The choice is kept by its own name.
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
    fn all_but_the_passwords_comes_back() {
        let mut form = Form::default();
        form.take(Draft::from_json_text(
            r#"{"UserId":"u","Passwords":["canary-canary-1"],"NoPasswordRequired":false,"AuthenticationMode":{"Type":"iam","Passwords":["canary-canary-2"]},"bogus":"canary-3","Tags":[{"Key":"a"}]}"#,
        ));
        form.passwords = vec!["canary-canary-4".into()];
        let text = write(&form, &Delivery::default()).to_string();
        assert!(!text.contains("canary"), "{text}");
        let mut notes = Notes::new();
        let (back, delivery) = read(&serde_json::from_str(&text).unwrap(), &mut notes).unwrap();
        assert_eq!(notes, []);
        assert_eq!(delivery, Delivery::default());
        assert_eq!(
            (back.user_id, back.tags, back.authentication),
            (form.user_id, form.tags, form.authentication)
        );
        assert_eq!(back.rest.no_password_required, Some(false));
    }

    #[test]
    fn what_is_no_state_is_no_state() {
        for text in ["null", "[]", "{}", r#"{"version":99}"#] {
            assert!(read(&serde_json::from_str(text).unwrap(), &mut Notes::new()).is_none());
        }
    }
}
