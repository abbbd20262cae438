//! What comes out of the form: the command or file to take away, and what is wrong with it.

mod actions;
mod code;
mod file;
mod format;
mod notes;
mod options;
mod readiness;
mod reply;
mod rotation;
mod setting;
mod tabs;

use crate::problems::Problems;
use crate::state::use_state;
use file::Files;
use leptos::prelude::*;
pub use notes::NoteItem;
use notes::Notes;
use options::OptionFields;
use readiness::Readiness;
use reply::PredictedReply;
use rotation::SecondStep;
use tabs::{Panel, Tabs};

/// The right pane.
#[component]
pub fn Outcome() -> impl IntoView {
    let state = use_state();
    let emission = state.emission;
    let tab = RwSignal::new(0);
    // Behind the form, for as long as somebody types faster than it follows.
    let busy = move || state.attention.unpainted.get().then_some("true");
    view! {
        <div class="outcome" aria-busy=busy>
            <section class="output card" aria-labelledby="output-title">
                <div class="card-head">
                    <h2 id="output-title">"Output"</h2>
                    <Readiness />
                </div>
                <Tabs chosen=tab />
                <Panel chosen=tab nth=0>
                    <OptionFields />
                    <Files emission=emission step="" />
                    <SecondStep />
                    <Notes />
                </Panel>
                <Panel chosen=tab nth=1>
                    <Show when=move || tab.get() == 1>
                        <PredictedReply />
                    </Show>
                </Panel>
            </section>
            <Problems />
        </div>
    }
}
