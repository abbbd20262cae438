//! What comes out of the form: the command or file to take away, and what is wrong with it.

mod actions;
mod code;
mod file;
mod format;
mod notes;
mod options;
mod readiness;
mod reply;
mod setting;

use crate::problems::Problems;
use crate::state::use_state;
use file::FileView;
use leptos::prelude::*;
use notes::Notes;
use options::OptionFields;
use readiness::Readiness;
use reply::PredictedReply;

/// The right pane.
#[component]
pub fn Outcome() -> impl IntoView {
    let emission = use_state().emission;
    let files = Memo::new(move |_| emission.with(|emission| emission.files.len()));
    view! {
        <div class="outcome">
            <section class="output card" aria-labelledby="output-title">
                <div class="card-head">
                    <h2 id="output-title">"Output"</h2>
                    <Readiness />
                </div>
                <OptionFields />
                <For each=move || 0..files.get() key=|index| *index let:index>
                    <FileView index=index />
                </For>
                <Notes />
            </section>
            <Problems />
            <PredictedReply />
        </div>
    }
}
