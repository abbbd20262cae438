//! What would be answered, and how sure that is.

use crate::state::{Access, Checked, use_state};
use elasticache_user::{Answer, Answerer, Operation, Sureness};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// The predicted reply: the first refusal that is known, or the user as it will be shown.
#[component]
pub fn Reply() -> impl IntoView {
    let state = use_state();
    let reply =
        Memo::new(move |_| state.checked.with(|checked| state.access.with(|access| reply(checked, access))));
    let shown = move || reply.with(|reply| reply.as_ref().map(|(text, _)| text.clone()));
    let sure = move || reply.with(|reply| reply.as_ref().map(|(_, sure)| *sure));
    view! {
        <Show when=move || reply.with(Option::is_some)>
            <section class="card" aria-labelledby="reply-title">
                <div class="card-head">
                    <h2 id="reply-title">"Predicted reply"</h2>
                    <p class="runs">{sure}</p>
                </div>
                <pre class="code reply" tabindex="0" role="region" aria-label="Reply">
                    <code>{shown}</code>
                </pre>
            </section>
        </Show>
    }
}

fn reply(checked: &Checked, access: &Access) -> Option<(String, &'static str)> {
    if checked.report.ready {
        return Some((user(checked, access), "worked out from what is documented"));
    }
    let answers = || checked.report.findings.iter().filter_map(|finding| finding.predicts.as_ref());
    // The client looks first, and sends nothing when it refuses.
    let first = answers().find(|answer| answer.by == Answerer::Client).or_else(|| answers().next())?;
    Some((refusal(first, checked.operation), sureness(first.sure)))
}

fn refusal(answer: &Answer, operation: Operation) -> String {
    match (answer.by, answer.code) {
        (Answerer::Client, _) | (_, "") => answer.message.to_string(),
        (Answerer::Service, code) => [
            "An error occurred (",
            code,
            ") when calling the ",
            operation.name(),
            " operation: ",
            &answer.message,
        ]
        .concat(),
    }
}

fn sureness(sure: Sureness) -> &'static str {
    match sure {
        Sureness::Seen => "seen in a real reply",
        Sureness::Documented => "documented; the wording may differ",
        Sureness::Emulator => "known from an emulator; the wording may differ",
        Sureness::Derived => "worked out; the wording may differ",
    }
}

fn user(checked: &Checked, access: &Access) -> String {
    let Checked { operation, draft, context, .. } = checked;
    let current = context.current.as_ref();
    let id = draft.user_id.as_deref().unwrap_or_default().to_ascii_lowercase();
    let mut user = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            user.insert(name.to_owned(), value);
        }
    };
    put("UserId", Some(Value::from(id.as_str())));
    let name = draft.user_name.clone().or_else(|| current?.user_name.clone());
    put("UserName", name.map(Value::from));
    put(
        "Status",
        Some(Value::from(if *operation == Operation::CreateUser { "active" } else { "modifying" })),
    );
    let engine = draft.engine.as_deref().map(str::to_ascii_lowercase).or_else(|| current?.engine.clone());
    put("Engine", engine.map(Value::from));
    let known = !access.string.text.is_empty() && access.string.errors.is_empty();
    let replaced = draft.access_string.is_some() || current.is_some();
    put("AccessString", (known && replaced).then(|| Value::from(access.string.user.stored().text)));
    put("UserGroupIds", (*operation == Operation::CreateUser).then(|| json!([])));
    let passwords = draft.all_passwords().count();
    let kind = draft.authentication_mode.as_ref().and_then(|mode| mode.kind.as_deref());
    put(
        "Authentication",
        match kind {
            _ if passwords > 0 => Some(json!({"Type": "password", "PasswordCount": passwords})),
            Some("iam") => Some(json!({"Type": "iam"})),
            Some("no-password-required") => Some(json!({"Type": "no-password"})),
            _ if draft.no_password_required == Some(true) => Some(json!({"Type": "no-password"})),
            _ => None,
        },
    );
    put("ARN", Some(Value::from(["arn:aws:elasticache:<region>:<account>:user:", &id].concat())));
    serde_json::to_string_pretty(&user).unwrap_or_default()
}
