//! A file of the output: its name, its text, and how to take it away.

use super::actions::Actions;
use super::code::Code;
use elasticache_user::emit::Emission;
use leptos::prelude::*;
use std::sync::Arc;

/// Every file of an emission.
#[component]
pub fn Files(emission: Memo<Arc<Emission>>, step: &'static str) -> impl IntoView {
    let count = Memo::new(move |_| emission.with(|emission| emission.files.len()));
    view! {
        <For each=move || 0..count.get() key=|index| *index let:index>
            <FileView emission=emission index=index step=step />
        </For>
    }
}

/// The nth file of an emission. Only the first one of the request itself has buttons without a name.
#[component]
fn FileView(emission: Memo<Arc<Emission>>, index: usize, step: &'static str) -> impl IntoView {
    let name = Memo::new(move |_| {
        emission.with(|emission| emission.files.get(index).map(|file| file.name.clone()).unwrap_or_default())
    });
    view! {
        <figure class="file">
            <figcaption>
                <code class="file-name">{move || name.get()}</code>
                <Actions emission=emission index=index step=step name=name />
            </figcaption>
            <Code emission=emission index=index name=name />
        </figure>
    }
}
