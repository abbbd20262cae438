//! The options of the chosen target. Those that change the text most are visible, the others folded.

use super::format::Format;
use super::setting::SettingField;
use crate::state::{FormStoreFields, use_state};
use elasticache_user::emit::{SETTINGS, Setting, SettingKind};
use leptos::html;
use leptos::prelude::*;

/// The choice of the target, and a control for each of its settings.
#[component]
pub fn OptionFields() -> impl IntoView {
    let state = use_state();
    let delivery = state.delivery;
    let of_group = Memo::new(move |_| state.operation().is_of_group());
    let fields = move |part: Part| {
        let honored = Memo::new(move |_| {
            delivery.with(|delivery| {
                let names = SETTINGS.iter().enumerate().filter(|(_, setting)| part_of(setting) == part);
                names
                    .filter(|(_, setting)| delivery.honors(setting.name))
                    .filter(|(_, setting)| !(of_group.get() && OF_USERS.contains(&setting.name)))
                    .map(|(n, _)| n)
                    .collect::<Vec<_>>()
            })
        });
        let all = move || honored.get().into_iter().filter_map(|n| SETTINGS.get(n)).map(field).collect_view();
        (honored, all)
    };
    let runs = move || delivery.with(|delivery| delivery.target().map(|target| target.runs));
    let (_, first) = fields(Part::Form);
    let (after, next) = fields(Part::Next);
    let (steps, step_fields) = fields(Part::NextSteps);
    let (more, rest) = fields(Part::More);
    view! {
        <div class="options">
            <Format />
            {first}
        </div>
        <p id="format-runs" class="runs">{runs}</p>
        <Show when=move || after.with(|after| !after.is_empty())>
            <div class="options next" role="group" aria-label="What happens next">{next}</div>
        </Show>
        <Folded title="Group, cache, policy, connection and rotation" names=steps>{step_fields}</Folded>
        <Folded title="More options" names=more>{rest}</Folded>
    }
}

/// Options that are folded until one of them is set.
#[component]
fn Folded(
    title: &'static str,
    /// Their indices in [`SETTINGS`]; hidden if empty.
    names: Memo<Vec<usize>>,
    children: ChildrenFn,
) -> impl IntoView {
    let options = use_state().form.options();
    let set = Memo::new(move |_| {
        let is_set =
            |n: &&usize| SETTINGS.get(**n).is_some_and(|one| options.with(|all| (one.get)(all).is_some()));
        names.with(|names| names.iter().filter(is_set).copied().collect::<Vec<_>>())
    });
    let folded = NodeRef::<html::Details>::new();
    Effect::new(move || {
        if let Some(folded) = folded.get().filter(|_| set.with(|set| !set.is_empty())) {
            folded.set_open(true);
        }
    });
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <details class="more" node_ref=folded>
                <summary>{title}</summary>
                <div class="options">{children()}</div>
            </details>
        </Show>
    }
}

fn field(setting: &'static Setting) -> impl IntoView {
    view! { <SettingField setting=setting /> }
}

/// Options that don't apply to groups, which have no secrets and join no group.
const OF_USERS: [&str; 9] = [
    "secrets",
    "secretName",
    "userGroup",
    "createUserGroup",
    "iamPolicy",
    "iamRole",
    "allowFrom",
    "connection",
    "rotation",
];

/// Where an option appears.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It changes the text most.
    Form,
    /// What happens next.
    Next,
    /// From the user to a connected application.
    NextSteps,
    /// Rarely needed.
    More,
}

fn part_of(setting: &Setting) -> Part {
    match setting.name {
        "checkOnly" | "wait" | "userGroup" => Part::Next,
        "createUserGroup" | "replicationGroup" | "serverlessCache" | "iamPolicy" | "iamRole"
        | "allowFrom" | "connection" | "rotation" => Part::NextSteps,
        _ if setting.option.is_none() && matches!(setting.kind, SettingKind::Choice(_)) => Part::Form,
        _ => Part::More,
    }
}
