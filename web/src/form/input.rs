//! A one-line text input. Its props are not generic, so it is compiled once.

use super::message::{is_invalid, worst_at};
use crate::state::{id_of, use_state};
use elasticache_user::Path;
use leptos::prelude::*;

/// An input. With a place, it gets the place's id and message, and reports focus and input there.
#[component]
pub fn Input(
    /// Its text.
    #[prop(into)]
    value: Signal<String>,
    /// Called on input.
    #[prop(into)]
    typed: Callback<(String,)>,
    /// The path in the request, if any.
    #[prop(optional_no_strip)]
    place: Option<Path>,
    /// Its id, without a place.
    #[prop(optional)]
    id: &'static str,
    /// Its accessible name, without a label.
    #[prop(optional, into)]
    label: String,
    /// Its placeholder.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// `text`, `search`, `password` or `number`.
    #[prop(default = Signal::stored("text"), into)]
    kind: Signal<&'static str>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
    /// The id of a datalist.
    #[prop(optional)]
    list: &'static str,
    /// The id of its description.
    #[prop(optional, into)]
    described: String,
    /// Whether it is required.
    #[prop(optional, into)]
    required: Signal<bool>,
    /// Called on Enter.
    #[prop(optional, into)]
    enter: Option<Callback<()>>,
) -> impl IntoView {
    let attention = use_state().attention;
    let non_empty = |text: &'static str| (!text.is_empty()).then_some(text);
    let worst = place.clone().map(worst_at);
    let own_id = place.as_ref().map(id_of).or(non_empty(id).map(str::to_owned));
    let place = StoredValue::new(place);
    // A field that is removed while it has the focus gets a blur event after its scope is disposed of.
    let at_place = move |run: &dyn Fn(&Path)| {
        place.try_with_value(|place| place.iter().for_each(run));
    };
    view! {
        <input
            id=own_id
            type=move || kind.get()
            min=move || (kind.get() == "number").then_some("0")
            role=move || (kind.get() == "password").then_some("textbox")
            class=non_empty(class)
            list=non_empty(list)
            aria-label=(!label.is_empty()).then_some(label)
            placeholder=move || Some(hint.get()).filter(|hint| !hint.is_empty())
            autocomplete=move || if kind.get() == "password" { "new-password" } else { "off" }
            autocapitalize="off"
            spellcheck="false"
            prop:value=move || value.get()
            on:input=move |event| {
                typed.run((event_target_value(&event),));
                at_place(&|place| attention.on_input(place));
            }
            on:blur=move |_| at_place(&|place| attention.on_blur(place, || ()))
            on:focus=move |_| at_place(&|place| attention.highlighted.set(Some(place.clone())))
            on:keydown=move |event| {
                if let (Some(enter), "Enter") = (enter, event.key().as_str()) {
                    enter.run(());
                }
            }
            aria-required=move || required.get().then_some("true")
            aria-describedby=(!described.is_empty()).then_some(described)
            aria-invalid=move || worst.and_then(is_invalid)
        />
    }
}
