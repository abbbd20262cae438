//! One choice of a few, side by side.

use leptos::prelude::*;

/// Radios that look like a switch. What they are called is around them.
#[component]
pub fn Radios(
    /// What holds them together: `operation`.
    name: &'static str,
    /// What they say, in order.
    #[prop(into)]
    titles: Signal<Vec<&'static str>>,
    /// What each is called, where what it says is too short; empty where it isn't.
    #[prop(optional)]
    labels: Vec<&'static str>,
    /// Which is chosen, counted from 0.
    #[prop(into)]
    chosen: Signal<usize>,
    /// What is done with another choice.
    #[prop(into)]
    choose: Callback<(usize,)>,
    /// How they look.
    #[prop(default = "segments")]
    class: &'static str,
) -> impl IntoView {
    let radio = move |(at, title): (usize, &'static str)| {
        let label = labels.get(at).copied().filter(|label| !label.is_empty());
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    aria-label=label
                    prop:checked=move || chosen.get() == at
                    on:change=move |_| choose.run((at,))
                />
                <span>{title}</span>
            </label>
        }
    };
    view! { <div class=class>{move || titles.get().into_iter().enumerate().map(&radio).collect_view()}</div> }
}
