//! The predicted reply, its certainty, and other possible replies.

use crate::prose::prose;
use crate::state::use_state;
use elasticache_user::predict::{Accepted, Reply as Shown};
use elasticache_user::{Answer, Evidence, Operation, Prediction, User};
use leptos::prelude::*;
use serde_json::Value;

/// A reply on screen.
#[derive(Clone, PartialEq)]
struct Reply {
    text: String,
    evidence: &'static str,
    /// Other possible replies.
    others: Vec<String>,
}

/// The predicted reply: an error, or the user or group that the service returns.
#[component]
pub fn PredictedReply() -> impl IntoView {
    let state = use_state();
    let reply = Memo::new(move |_| {
        state.checked.with(|checked| {
            let cli = checked.form.options.cli_version;
            match &checked.report.prediction {
                Prediction::RefusedByClient(refusal) => Reply {
                    text: refusal.report(),
                    evidence: "Certain. The AWS CLI and SDKs reject this before sending.",
                    others: Vec::new(),
                },
                Prediction::RefusedByService(refusal) => Reply {
                    text: refusal.text(cli).trim().to_owned(),
                    evidence: evidence_text(refusal.first.evidence),
                    others: refusal.others.iter().map(words).collect(),
                },
                Prediction::Accepted(accepted) => {
                    let mut reply = accepted_reply(checked.operation, accepted);
                    reply.others.extend(until_made(&checked.unmade));
                    reply
                }
            }
        })
    });
    let others = move || {
        let item = |text: &String| view! { <li>{prose(text)}</li> };
        reply.with(|reply| reply.others.iter().map(item).collect_view())
    };
    view! {
        <p class="evidence">{move || reply.with(|reply| reply.evidence)}</p>
        <pre class="code reply" tabindex="0" role="region" aria-label="Reply">
            <code>{move || reply.with(|reply| reply.text.clone())}</code>
        </pre>
        <Show when=move || reply.with(|reply| !reply.others.is_empty())>
            <div class="instead">
                <h3>"Other possible errors"</h3>
                <ul class="notes">{others}</ul>
            </div>
        </Show>
    }
}

fn accepted_reply(operation: Operation, accepted: &Accepted) -> Reply {
    let least = accepted.evidence.iter().map(|(_, evidence)| *evidence).max().unwrap_or(Evidence::Derived);
    Reply {
        text: format!("{:#}", shown(operation, &accepted.reply)),
        evidence: evidence_text(least),
        others: accepted.unless.iter().map(words).collect(),
    }
}

/// The most IDs in a sentence.
const MOST: usize = 5;

/// The error until the users of other drafts exist.
fn until_made(unmade: &[String]) -> Option<String> {
    let more = unmade.len().saturating_sub(MOST);
    let mut ids: Vec<String> = unmade.iter().take(MOST).map(|id| id.replace('`', "'")).collect();
    if more > 0 {
        ids.push(format!("{more} more"));
    }
    match unmade.len() {
        0 => None,
        1 => Some(format!("`UserNotFound`, until the user of this draft is created: {}.", ids.join(", "))),
        _ => {
            Some(format!("`UserNotFound`, until the users of these drafts are created: {}.", ids.join(", ")))
        }
    }
}

fn words(answer: &Answer) -> String {
    match (answer.code, answer.message.as_ref()) {
        (code, "") => format!("`{code}`"),
        ("", message) => message.to_owned(),
        (code, message) => format!("`{code}`: {message}"),
    }
}

fn evidence_text(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Seen => "Certain. Observed from the service.",
        Evidence::Documented => "Likely. Documented by AWS; wording may differ.",
        Evidence::Emulator => "Less likely. Observed from an emulator; wording may differ.",
        Evidence::Derived => "Inferred from other facts.",
    }
}

fn shown(operation: Operation, reply: &Shown) -> Value {
    match reply {
        Shown::User(shown) => user(operation, shown),
        Shown::Group(group) => group.to_json(),
    }
}

/// The user as the CLI prints it, without unknown values and without the groups of a modified user.
fn user(operation: Operation, user: &User) -> Value {
    let mut shown = user.to_json();
    if let Value::Object(members) = &mut shown
        && user.user_group_ids.is_empty()
        && operation == Operation::ModifyUser
    {
        members.remove("UserGroupIds");
    }
    shown
}
