//! A list that grows and shrinks at its end.

use leptos::prelude::*;

/// As many rows as there are: a row is made once for each place. Compiled once for every such list.
#[component(transparent)]
pub fn Rows(
    /// How many.
    #[prop(into)]
    count: Signal<usize>,
    /// The row at a place, counted from 0.
    row: Callback<(usize,), AnyView>,
) -> impl IntoView {
    view! { <For each=move || 0..count.get() key=|at| *at children=move |at| row.run((at,)) /> }
}
