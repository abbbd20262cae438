//! The options that the chosen target heeds: what changes the text most in sight, the rest folded away.

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
    let fields = move |first: bool| {
        let heeded = Memo::new(move |_| {
            delivery.with(|delivery| {
                let names = SETTINGS.iter().enumerate().filter(|(_, setting)| is_first(setting) == first);
                names
                    .filter(|(_, setting)| delivery.honours(setting.name))
                    .map(|(n, _)| n)
                    .collect::<Vec<_>>()
            })
        });
        let all = move || heeded.get().into_iter().filter_map(|n| SETTINGS.get(n)).map(field).collect_view();
        (heeded, all)
    };
    let runs = move || delivery.with(|delivery| delivery.target().map(|target| target.runs));
    let (_, first) = fields(true);
    let (more, rest) = fields(false);
    let options = state.form.options();
    // What is folded away and says something comes into sight.
    let set = Memo::new(move |_| {
        let is_set =
            |n: &&usize| SETTINGS.get(**n).is_some_and(|one| options.with(|all| (one.get)(all).is_some()));
        more.with(|more| more.iter().filter(is_set).copied().collect::<Vec<_>>())
    });
    let folded = NodeRef::<html::Details>::new();
    Effect::new(move || {
        if let Some(folded) = folded.get().filter(|_| set.with(|set| !set.is_empty())) {
            folded.set_open(true);
        }
    });
    view! {
        <div class="options">
            <Format />
            {first}
        </div>
        <p id="format-runs" class="runs">{runs}</p>
        <Show when=move || more.with(|more| !more.is_empty())>
            <details class="more" node_ref=folded>
                <summary>"More options"</summary>
                <div class="options">{rest}</div>
            </details>
        </Show>
    }
}

fn field(setting: &'static Setting) -> impl IntoView {
    view! { <SettingField setting=setting /> }
}

fn is_first(setting: &Setting) -> bool {
    setting.option.is_none() && matches!(setting.kind, SettingKind::Choice(_))
}
