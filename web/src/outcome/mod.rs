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

use crate::problems::Problems;
use crate::state::use_state;
use file::Files;
use leptos::prelude::*;
use notes::Notes;
use options::OptionFields;
use readiness::Readiness;
use reply::PredictedReply;
use rotation::SecondStep;

/// The right pane.
#[component]
pub fn Outcome() -> impl IntoView {
    let emission = use_state().emission;
    view! {
        <div class="outcome">
            <section class="output card" aria-labelledby="output-title">
                <div class="card-head">
                    <h2 id="output-title">"Output"</h2>
                    <Readiness />
                </div>
                <OptionFields />
                <Files emission=emission step="" />
                <SecondStep />
                <Notes />
            </section>
            <Problems />
            <PredictedReply />
        </div>
    }
}
