//! What to look at of the outcome: what is taken away, or what will be answered.

use crate::browser::focus;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The tabs' titles, in order. Each has a panel of the same number.
pub const TABS: [&str; 2] = ["Command or code", "Predicted reply"];

/// The id of a tab, which names its panel.
pub fn tab_id(nth: usize) -> String {
    format!("outcome-tab-{nth}")
}

/// The id of a tab's panel.
pub fn panel_id(nth: usize) -> String {
    format!("outcome-panel-{nth}")
}

/// The row of tabs. The arrow keys go from one to the next.
#[component]
pub fn Tabs(chosen: RwSignal<usize>) -> impl IntoView {
    let step = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowRight" => (chosen.get_untracked() + 1) % TABS.len(),
            "ArrowLeft" => (chosen.get_untracked() + TABS.len() - 1) % TABS.len(),
            "Home" => 0,
            "End" => TABS.len() - 1,
            _ => return,
        };
        event.prevent_default();
        chosen.set(to);
        focus::to(&tab_id(to), None);
    };
    let tab = |nth: usize| {
        let is_chosen = move || chosen.get() == nth;
        view! {
            <button
                type="button"
                role="tab"
                id=tab_id(nth)
                aria-controls=panel_id(nth)
                aria-selected=move || if is_chosen() { "true" } else { "false" }
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| chosen.set(nth)
            >
                {TABS.get(nth).copied()}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-labelledby="output-title" on:keydown=step>
            {(0..TABS.len()).map(tab).collect_view()}
        </div>
    }
}

/// What belongs to a tab. It stays in the document while another one is looked at.
#[component]
pub fn Panel(chosen: RwSignal<usize>, nth: usize, children: Children) -> impl IntoView {
    view! {
        <div class="panel" role="tabpanel" id=panel_id(nth) aria-labelledby=tab_id(nth) hidden=move || chosen.get() != nth>
            {children()}
        </div>
    }
}
