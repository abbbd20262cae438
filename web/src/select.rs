//! A drop-down list.

use crate::form::{is_invalid, worst_at};
use elasticache_user::Path;
use leptos::either::Either;
use leptos::prelude::*;

/// An option.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its value.
    pub value: String,
    /// Its text.
    pub title: String,
}

/// An option with this value and text.
pub fn choice(value: impl Into<String>, title: impl Into<String>) -> Choice {
    Choice { value: value.into(), title: title.into() }
}

/// Options with the title of their group; without a title, they have no optgroup.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The title; empty for none.
    pub title: &'static str,
    /// Its options, in order.
    pub choices: Vec<Choice>,
}

/// A controlled select: `value` decides what is selected.
#[component]
pub fn Select(
    /// The selected value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the newly selected value.
    #[prop(into)]
    set: Callback<(String,)>,
    /// The options.
    #[prop(into)]
    groups: Signal<Vec<Group>>,
    /// Its id.
    #[prop(optional, into)]
    id: Option<String>,
    /// Its accessible name, without a label.
    #[prop(optional, into)]
    label: Option<&'static str>,
    /// The id of its description.
    #[prop(optional, into)]
    described: Option<String>,
    /// The path in the request, if any.
    #[prop(optional, into)]
    place: Option<Path>,
) -> impl IntoView {
    let worst = place.map(worst_at);
    let groups = Memo::new(move |_| groups.get());
    let option = move |Choice { value: option, title }: Choice| {
        let is_chosen = {
            let option = option.clone();
            move || value.with(|value| *value == option)
        };
        view! { <option value=option prop:selected=is_chosen>{title}</option> }
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
