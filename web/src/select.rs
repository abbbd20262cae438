//! A choice from a list.

use crate::form::{is_invalid, worst_at};
use elasticache_user::Path;
use leptos::either::Either;
use leptos::prelude::*;

/// One of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its value.
    pub value: String,
    /// What it says.
    pub title: String,
}

/// A choice of this value that says this.
pub fn choice(value: impl Into<String>, title: impl Into<String>) -> Choice {
    Choice { value: value.into(), title: title.into() }
}

/// Choices under the title of their group; without a title they are by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What the group is called; empty for none.
    pub title: &'static str,
    /// Its choices, in order.
    pub choices: Vec<Choice>,
}

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
    groups: Signal<Vec<Group>>,
    /// Its id.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it is called, where no label does.
    #[prop(optional, into)]
    label: Option<&'static str>,
    /// The id of what describes it.
    #[prop(optional, into)]
    described: Option<String>,
    /// The place in the request, if it has one.
    #[prop(optional, into)]
    place: Option<Path>,
) -> impl IntoView {
    let worst = place.map(worst_at);
    let groups = Memo::new(move |_| groups.get());
    let option = move |Choice { value: own, title }: Choice| {
        let is_chosen = {
            let own = own.clone();
            move || value.with(|value| *value == own)
        };
        view! { <option value=own prop:selected=is_chosen>{title}</option> }
    };
    let group = move |Group { title, choices }: Group| {
        let options = choices.into_iter().map(option).collect_view();
        match title {
            "" => Either::Left(options),
            _ => Either::Right(view! { <optgroup label=title>{options}</optgroup> }),
        }
    };
    view! {
        <select
            id=id
            aria-label=label
            aria-describedby=described
            aria-invalid=move || worst.and_then(is_invalid)
            on:change=move |event| set.run((event_target_value(&event),))
        >
            {move || groups.get().into_iter().map(group).collect_view()}
        </select>
    }
}
