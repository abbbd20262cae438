//! A line of text. Compiled once: every such field of the page is this.

use super::message::{is_invalid, worst_at};
use crate::state::{id_of, use_state};
use elasticache_user::Path;
use leptos::prelude::*;

/// An input. With a place in the request it has that place's id and message, and says where the person is.
#[component]
pub fn Input(
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// What is done with what is typed.
    #[prop(into)]
    typed: Callback<(String,)>,
    /// The place in the request, if it has one.
    #[prop(optional_no_strip)]
    place: Option<Path>,
    /// Its id, where it has no place.
    #[prop(optional)]
    id: &'static str,
    /// What it is called, where no label does.
    #[prop(optional, into)]
    label: String,
    /// What stands there while it is empty.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// `text`, `search`, `password` or `number`.
    #[prop(default = Signal::stored("text"), into)]
    kind: Signal<&'static str>,
    /// How it looks.
    #[prop(optional)]
    class: &'static str,
    /// The id of a list of what may be typed.
    #[prop(optional)]
    list: &'static str,
    /// The id of what describes it.
    #[prop(optional, into)]
    described: String,
    /// Whether something has to be typed.
    #[prop(optional, into)]
    required: Signal<bool>,
    /// What the Enter key does.
    #[prop(optional, into)]
    enter: Option<Callback<()>>,
) -> impl IntoView {
    let attention = use_state().attention;
    let given = |text: &'static str| (!text.is_empty()).then_some(text);
    let worst = place.clone().map(worst_at);
    let own_id = place.as_ref().map(id_of).or(given(id).map(str::to_owned));
    let place = StoredValue::new(place);
    // A field that goes while it has the focus is told that it loses it, when nothing of it is left.
    let at_place = move |run: &dyn Fn(&Path)| {
        place.try_with_value(|place| place.iter().for_each(run));
    };
    view! {
        <input
            id=own_id
            type=move || kind.get()
            role=move || (kind.get() == "password").then_some("textbox")
            class=given(class)
            list=given(list)
            aria-label=(!label.is_empty()).then_some(label)
            placeholder=move || Some(hint.get()).filter(|hint| !hint.is_empty())
            autocomplete=move || if kind.get() == "password" { "new-password" } else { "off" }
            autocapitalize="off"
            spellcheck="false"
            prop:value=move || value.get()
            on:input=move |event| {
                typed.run((event_target_value(&event),));
                at_place(&|place| attention.typed(place));
            }
            on:blur=move |_| at_place(&|place| attention.blurred(place, || ()))
            on:focus=move |_| at_place(&|place| attention.hot.set(Some(place.clone())))
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
