//! The tabs of the outcome: output, permissions and response.

use crate::browser::focus;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// A part of the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tab {
    /// The command or file.
    Output,
    /// The permissions, if they have no pane of their own.
    Permissions,
    /// The predicted reply.
    Response,
}

impl Tab {
    const fn title(self) -> &'static str {
        match self {
            Self::Output => "Output",
            Self::Permissions => "Permissions",
            Self::Response => "Response",
        }
    }

    fn id(self) -> String {
        format!("outcome-tab-{}", self.title())
    }

    fn panel_id(self) -> String {
        format!("outcome-panel-{}", self.title())
    }
}

/// The row of tabs. The arrow keys move between them.
#[component]
pub fn Tabs(
    /// The tabs in order.
    #[prop(into)]
    all: Signal<Vec<Tab>>,
    /// The selected tab.
    chosen: Memo<Tab>,
    /// Called with the newly selected tab.
    #[prop(into)]
    choose: Callback<(Tab,)>,
) -> impl IntoView {
    let step = move |event: KeyboardEvent| {
        let all = all.get_untracked();
        let at = all.iter().position(|tab| *tab == chosen.get_untracked()).unwrap_or(0);
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % all.len(),
            "ArrowLeft" => (at + all.len() - 1) % all.len(),
            "Home" => 0,
            "End" => all.len() - 1,
            _ => return,
        };
        event.prevent_default();
        if let Some(tab) = all.get(to) {
            choose.run((*tab,));
            focus::to(&tab.id(), None);
        }
    };
    let tab = move |tab: Tab| {
        let is_chosen = move || chosen.get() == tab;
        view! {
            <button
                type="button"
                role="tab"
                id=tab.id()
                aria-controls=tab.panel_id()
                aria-selected=move || if is_chosen() { "true" } else { "false" }
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| choose.run((tab,))
            >
                {tab.title()}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-labelledby="output-title" on:keydown=step>
            {move || all.get().into_iter().map(tab).collect_view()}
        </div>
    }
}

/// The content of a tab. It stays in the document while hidden.
#[component]
pub fn Panel(chosen: Memo<Tab>, tab: Tab, children: Children) -> impl IntoView {
    view! {
        <div class="panel" role="tabpanel" id=tab.panel_id() aria-labelledby=tab.id() hidden=move || chosen.get() != tab>
            {children()}
        </div>
    }
}
