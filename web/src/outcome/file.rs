//! A file of the output: its name, its text, and how to take it away.

use super::actions::Actions;
use super::code::Code;
use crate::state::use_state;
use leptos::prelude::*;

/// The nth file of the emission.
#[component]
pub fn FileView(index: usize) -> impl IntoView {
    let emission = use_state().emission;
    let name = Memo::new(move |_| {
        emission.with(|emission| emission.files.get(index).map(|file| file.name.clone()).unwrap_or_default())
    });
    view! {
        <figure class="file">
            <figcaption>
                <code class="file-name">{move || name.get()}</code>
                <Actions index=index name=name />
            </figcaption>
            <Code index=index name=name />
        </figure>
    }
}
