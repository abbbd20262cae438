//! What is kept over a reload, in this browser alone: everything but passwords.

use super::{Authentication, Delivery, Drafts, Form};
use crate::browser;
use elasticache_user::emit::{Options, SETTINGS, Setting};
use elasticache_user::{Draft, Operation};
use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use reactive_stores::Store;
use serde_json::{Map, Value, json};
use std::time::Duration;

const KEY: &str = "elasticache-user-builder";
const VERSION: u64 = 1;
const SOON: Duration = Duration::from_millis(300);

/// What was kept, or an empty form.
pub fn load() -> (Form, Delivery, Drafts) {
    let kept: Value =
        browser::storage::get(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let (form, delivery) = read(&kept).unwrap_or_default();
    let drafts = Drafts::from_json(kept.get("drafts").unwrap_or(&Value::Null));
    (Form { draft: drafts.number(), ..form }, delivery, drafts)
}

/// Keeps what changes: soon after, so that no key waits for it, and before the page goes.
pub fn keep(form: Store<Form>, delivery: RwSignal<Delivery>, drafts: RwSignal<Drafts>) {
    let save = move || {
        let mut all = form.with_untracked(|form| delivery.with_untracked(|delivery| write(form, delivery)));
        if drafts.with_untracked(|drafts| drafts.count() > 1) {
            all.set("drafts", drafts.with_untracked(Drafts::to_json));
        }
        browser::storage::set(KEY, &all.to_string());
    };
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        form.track();
        delivery.track();
        drafts.track();
        if let Some(old) = waiting.flatten() {
            old.clear();
        }
        set_timeout_with_handle(save, SOON).ok()
    });
    window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| save());
}

/// The state without secrets.
pub fn write(form: &Form, delivery: &Delivery) -> Value {
    let mut state = write_form(form);
    state.set("version", VERSION);
    state.set("target", delivery.target.as_str());
    state.set("options", Value::Object(options(&delivery.options)));
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
    })
}

/// What [`write`] wrote; nothing when it is of another version or not a state at all.
pub fn read(value: &Value) -> Option<(Form, Delivery)> {
    let state = value.as_object().filter(|state| state.get("version") == Some(&Value::from(VERSION)))?;
    let form = read_form(value);
    let (options, _) = Options::from_json(state.get("options").unwrap_or(&Value::Null));
    let target = state.get("target").and_then(Value::as_str).unwrap_or_default();
    let delivery = Delivery { options, ..Delivery::default() };
    let delivery =
        if target.is_empty() { delivery } else { Delivery { target: target.to_owned(), ..delivery } };
    Some((form, delivery))
}

/// What [`write_form`] wrote.
pub fn read_form(state: &Value) -> Form {
    let text = |name: &str| state.get(name).and_then(Value::as_str).unwrap_or_default();
    let flag = |name: &str| state.get(name).and_then(Value::as_bool);
    let mut form =
        Form { operation: Operation::from_name(text("operation")).unwrap_or_default(), ..Form::default() };
    form.take(Draft::from_json(state.get("request").cloned().unwrap_or_else(|| Value::Object(Map::new()))));
    form.authentication = Authentication::of(Operation::ModifyUser)
        .iter()
        .copied()
        .find(|choice| choice.title() == text("authentication"));
    form.older_members = flag("olderMembers").unwrap_or_default();
    text("engineVersion").clone_into(&mut form.engine_version);
    form.serverless = flag("serverless");
    form
}

/// What stands at its default is left out.
fn options(options: &Options) -> Map {
    let given = |setting: &Setting| Some((setting.name.to_owned(), Value::String((setting.get)(options)?)));
    SETTINGS.iter().filter_map(given).collect()
}

/// The request without passwords. What has no place in it may hold one, and is left out too.
fn without_secrets(form: &Form) -> Draft {
    let mut form = form.clone();
    form.passwords.clear();
    form.rest.passwords = None;
    form.rest.misfits.clear();
    if let Some(mode) = &mut form.rest.authentication_mode {
        mode.passwords = None;
    }
    let mut draft = form.draft();
    // The choice is kept by its own name.
    if form.rest.authentication_mode.is_none() {
        draft.authentication_mode = None;
    }
    if form.rest.no_password_required.is_none() {
        draft.no_password_required = None;
    }
    if form.engine.is_empty() {
        draft.engine = form.rest.engine;
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
        let (back, delivery) = read(&serde_json::from_str(&text).unwrap()).unwrap();
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
            assert!(read(&serde_json::from_str(text).unwrap()).is_none());
        }
    }
}
