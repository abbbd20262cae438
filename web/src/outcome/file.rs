//! A file of the output: its name, text and buttons.

use super::actions::Actions;
use super::code::Code;
use elasticache_user::emit::Emission;
use leptos::prelude::*;
use std::sync::Arc;

/// Every file of an emission.
#[component]
pub fn Files(emission: Memo<Arc<Emission>>, step: &'static str) -> impl IntoView {
    let count = Memo::new(move |_| emission.with(|emission| emission.files.len()));
    let file = move |index| view! { <FileView emission=emission index=index step=step /> };
    move || (0..count.get()).map(file).collect_view()
}

/// The nth file of an emission. The buttons of the request's first file are in the heading.
#[component]
fn FileView(emission: Memo<Arc<Emission>>, index: usize, step: &'static str) -> impl IntoView {
    let name = name_of(emission, index);
    // Those of the first file stay visible on every tab.
    let actions = (index > 0 || !step.is_empty())
        .then(|| view! { <Actions emission=emission index=index step=step name=name /> });
    view! {
        <figure class="file">
            <figcaption>
                <code class="file-name">{move || name.get()}</code>
                {actions}
            </figcaption>
            <Code emission=emission index=index name=name />
        </figure>
    }
}

/// The buttons of the first file.
#[component]
pub fn FirstActions(emission: Memo<Arc<Emission>>) -> impl IntoView {
    let name = name_of(emission, 0);
    view! {
        <Show when=move || emission.with(|emission| !emission.files.is_empty())>
            <Actions emission=emission index=0 step="" name=name />
        </Show>
    }
}

fn name_of(emission: Memo<Arc<Emission>>, index: usize) -> Memo<String> {
    Memo::new(move |_| {
        emission.with(|emission| emission.files.get(index).map(|file| file.name.clone()).unwrap_or_default())
    })
}
