//! The options that the chosen target heeds: what changes the text most in sight, the rest folded away.

use super::format::Format;
use super::setting::SettingField;
use crate::memo::Memo;
use crate::state::use_state;
use crate::when::When;
use elasticache_user::emit::{SETTINGS, Setting, SettingKind};
use leptos::prelude::*;

/// The choice of the target, and a control for each of its settings.
#[component]
pub fn OptionFields() -> impl IntoView {
    let delivery = use_state().delivery;
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
    view! {
        <div class="options">
            <Format />
            {first}
        </div>
        <p id="format-runs" class="runs">{runs}</p>
        <When so=move || more.with(|more| !more.is_empty())>
            <details class="more">
                <summary>"More options"</summary>
                <div class="options">{rest}</div>
            </details>
        </When>
    }
}

fn field(setting: &'static Setting) -> impl IntoView {
    view! { <SettingField setting=setting /> }
}

fn is_first(setting: &Setting) -> bool {
    setting.option.is_none() && matches!(setting.kind, SettingKind::Choice(_))
}
