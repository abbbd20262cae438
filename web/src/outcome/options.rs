//! The options that the chosen target heeds: what changes the text most in sight, the rest folded away.

use super::setting::SettingField;
use crate::state::use_state;
use elasticache_user::emit::{SETTINGS, Setting, SettingKind};
use leptos::prelude::*;

/// A control for each setting.
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
    let (_, first) = fields(true);
    let (more, rest) = fields(false);
    view! {
        <div class="options">{first}</div>
        <Show when=move || more.with(|more| !more.is_empty())>
            <details class="more">
                <summary>"AWS CLI options"</summary>
                <div class="options">{rest}</div>
            </details>
        </Show>
    }
}

fn field(setting: &'static Setting) -> impl IntoView {
    view! { <SettingField setting=setting /> }
}

fn is_first(setting: &Setting) -> bool {
    setting.option.is_none() && matches!(setting.kind, SettingKind::Choice(_) | SettingKind::Flag)
}
