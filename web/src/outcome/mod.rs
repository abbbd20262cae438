//! The outcome: the command or file to copy, and its problems.

mod actions;
mod bar;
mod code;
mod file;
mod format;
mod notes;
mod options;
mod readiness;
mod reply;
mod rotation;
mod setting;
mod steps;
mod tabs;

pub use bar::Bar;
pub use notes::NoteItem;
pub use setting::title as setting_title;

use crate::access::Permissions;
use crate::browser::height::expose_height;
use crate::problems::Problems;
use crate::state::use_state;
use file::{Files, FirstActions};
use leptos::prelude::*;
use notes::Notes;
use options::OptionFields;
use readiness::Readiness;
use reply::PredictedReply;
use rotation::SecondStep;
use steps::Steps;
use tabs::{Panel, Tab, Tabs};

/// The right pane.
#[component]
pub fn Outcome(
    /// Whether permissions have their own pane.
    wide: ReadSignal<bool>,
) -> impl IntoView {
    let state = use_state();
    let emission = state.emission;
    let of_group = move || state.operation().is_of_group();
    let picked = RwSignal::new(Tab::Output);
    let tab = Memo::new(move |_| match picked.get() {
        Tab::Permissions if wide.get() || of_group() => Tab::Output,
        tab => tab,
    });
    let all = move || match wide.get() || of_group() {
        true => vec![Tab::Output, Tab::Response],
        false => vec![Tab::Output, Tab::Permissions, Tab::Response],
    };
    // Busy while the form has input that isn't checked.
    let busy = move || state.attention.unpainted.get().then_some("true");
    view! {
        <div class="outcome" aria-busy=busy use:expose_height>
            <section class="output card" aria-labelledby="output-title">
                <div class="card-head">
                    <h2 id="output-title" tabindex="-1">"Output"</h2>
                    <Readiness />
                    <FirstActions emission=emission />
                </div>
                <Tabs all=Signal::derive(all) chosen=tab choose=move |tab| picked.set(tab) />
                <Panel chosen=tab tab=Tab::Output>
                    <OptionFields />
                    <Files emission=emission step="" />
                    <SecondStep />
                    <Steps />
                    <Notes />
                </Panel>
                <Show when=move || !wide.get() && !of_group()>
                    <Panel chosen=tab tab=Tab::Permissions>
                        <Permissions />
                    </Panel>
                </Show>
                <Panel chosen=tab tab=Tab::Response>
                    <Show when=move || tab.get() == Tab::Response>
                        <PredictedReply />
                    </Show>
                </Panel>
            </section>
            <Problems />
        </div>
    }
}
