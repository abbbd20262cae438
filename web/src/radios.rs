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
    let titles = Memo::new(move |_| titles.get().into_iter().enumerate().collect::<Vec<_>>());
    view! {
        <div class=class>
            <For each=move || titles.get() key=|radio| *radio let((at, title))>
                <label>
                    <input
                        type="radio"
                        name=name
                        prop:checked=move || chosen.get() == at
                        on:change=move |_| choose.run((at,))
                    />
                    <span>{title}</span>
                </label>
            </For>
        </div>
    }
}
