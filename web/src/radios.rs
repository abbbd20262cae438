//! Radio buttons side by side.

use leptos::prelude::*;

/// Radio buttons that look like a segmented control. A parent element names the group.
#[component]
pub fn Radios(
    /// The name of the group: `operation`.
    name: &'static str,
    /// Their labels, in order.
    #[prop(into)]
    titles: Signal<Vec<&'static str>>,
    /// The index of the selected one.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Called with the newly selected index.
    #[prop(into)]
    choose: Callback<(usize,)>,
    /// Their class.
    #[prop(default = "segments")]
    class: &'static str,
) -> impl IntoView {
    let radio = move |(at, title): (usize, &'static str)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    prop:checked=move || chosen.get() == at
                    on:change=move |_| choose.run((at,))
                />
                <span>{title}</span>
            </label>
        }
    };
    view! { <div class=class>{move || titles.get().into_iter().enumerate().map(&radio).collect_view()}</div> }
}
