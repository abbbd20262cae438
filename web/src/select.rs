//! A choice from a list. Compiled once: what there is to choose from is data.

use crate::browser::nodes::{Node, node, show};
use crate::form::{is_invalid, worst_at};
use elasticache_user::Path;
use leptos::prelude::*;
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

/// One of the list: its value, and what it is called.
pub type Choice = (Cow<'static, str>, Cow<'static, str>);

/// Choices under the title of their group; without one they stand by themselves.
pub type Group = (&'static str, Vec<Choice>);

/// A select. What is chosen is always what `value` says.
#[component]
pub fn Select(
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// What is done with another choice.
    #[prop(into)]
    set: Callback<(String,)>,
    /// What there is to choose from.
    #[prop(into)]
    groups: Callback<(), Vec<Group>>,
    /// Its id; empty for none.
    #[prop(optional, into)]
    id: String,
    /// What it is called, where no label does.
    #[prop(optional)]
    label: &'static str,
    /// The id of what describes it.
    #[prop(optional, into)]
    described: String,
    /// The place in the request, if it has one.
    #[prop(optional, into)]
    place: Option<Path>,
) -> impl IntoView {
    let worst = place.map(worst_at);
    let given = |text: String| (!text.is_empty()).then_some(text);
    let shown = Callback::new(move |()| (groups.run(()), value.get()));
    view! {
        <select
            id=given(id)
            aria-label=given(label.to_owned())
            aria-describedby=given(described)
            aria-invalid=move || worst.and_then(is_invalid)
            use:follow=shown
            on:change=move |event| set.run((event_target_value(&event),))
        ></select>
    }
}

/// For `use:follow`: the options of a select and what is chosen of them.
fn follow(element: Element, shown: Callback<(), (Vec<Group>, String)>) {
    Effect::new(move |before: Option<Vec<Node>>| {
        let (groups, value) = shown.run(());
        let now: Vec<Node> = groups.into_iter().flat_map(group).collect();
        show(&element, before.as_deref().unwrap_or_default(), &now);
        if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&value);
        }
        now
    });
}

fn group((title, choices): Group) -> Vec<Node> {
    let options = choices.into_iter().map(|(value, text)| node("option").with("value", value).text(text));
    let options: Vec<Node> = options.collect();
    if title.is_empty() { options } else { vec![node("optgroup").with("label", title).children(options)] }
}
