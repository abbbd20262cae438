//! Showing something only while a condition holds.

use crate::memo::Memo;
use leptos::prelude::*;

/// The children while it is so. Leptos's own component for this is compiled anew for each condition; this is one for all.
#[component(transparent)]
pub fn When(#[prop(into)] so: Signal<bool>, children: ChildrenFn) -> impl IntoView {
    let so = Memo::new(move |_| so.get());
    move || so.get().then(|| children())
}
