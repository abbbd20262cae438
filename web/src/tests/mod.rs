//! Tests of the draft: commands that the user must or must not be able to run, and sample keys. They are saved with the
//! draft, run on every change, and can be exported for CI.

mod keys;
mod lines;

use crate::details::Details;
use crate::export_buttons::ExportButtons;
use crate::state::{Form, FormStoreFields, use_state};
use elasticache_user::expect::{self, Suite, Test, Tests};
use keys::SampleKeys;
use leptos::prelude::*;
use lines::{LineOutcome, Lines, outcomes};

/// Two lists of commands with results, sample keys, and the exports.
#[component]
pub fn DraftTests() -> impl IntoView {
    let state = use_state();
    let outcomes_of = |must: bool| {
        Memo::new(move |_| {
            let text = state
                .checked
                .with(|checked| if must { checked.form.must.clone() } else { checked.form.must_not.clone() });
            state.access.with(|access| outcomes(access, must, &text))
        })
    };
    let (must, must_not) = (outcomes_of(true), outcomes_of(false));
    let all = move || -> Vec<LineOutcome> { [must.get(), must_not.get()].concat() };
    let count = move || {
        let all = all();
        let passed = all.iter().filter(|one| one.judgment.passed).count();
        match (passed, all.len()) {
            (_, 0) => String::new(),
            (passed, count) if passed == count => format!("{count} of {count} pass"),
            (passed, count) => format!("{} of {count} fail", count - passed),
        }
    };
    let is_failing = move || all().iter().any(|one| !one.judgment.passed);
    let none = Signal::derive(move || all().is_empty());
    let id = move || file_name(&state.form.with_untracked(|form| form.user_id.clone()));
    let tests = move |()| (format!("{}.acltest", id()), expect::write(&tests_of(state.form.get_untracked())));
    let script =
        move |()| (format!("{}-test.sh", id()), expect::script(&tests_of(state.form.get_untracked())));
    let summary = move || {
        view! {
            <h3>"Tests"</h3>
            <span class="tests-count" data-failing=is_failing aria-live="polite">{count}</span>
        }
    };
    // Open if there are tests.
    let open = state.form.with_untracked(Form::has_tests);
    view! {
        <Details class="tests" holds="must must-not" open=open summary=summary>
            <p class="why">"One command per line. Tests are saved with this draft and run on every change."</p>
            <Lines id="must" label="Must" hint="GET app:1" value=move || state.form.must().get() typed=move |text| state.form.must().set(text) lines=must />
            <Lines id="must-not" label="Must not" hint="FLUSHALL" value=move || state.form.must_not().get() typed=move |text| state.form.must_not().set(text) lines=must_not />
            <SampleKeys />
            <p class="buttons">
                <ExportButtons name="tests" make=tests disabled=none />
                <ExportButtons name="script" make=script disabled=none />
            </p>
            <p class="why">
                "In CI: " <code>"npx elasticache-user test FILE"</code>
                ". The script runs ACL DRYRUN on a server of yours."
            </p>
        </Details>
    }
}

/// The tests of a form, as in a file.
fn tests_of(form: Form) -> Tests {
    let (version, _) = crate::state::engine_version(&form);
    let access = crate::state::Access::from_form(&form).string.text;
    let lines = |must: bool, text: &str| -> Vec<Test> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Test::new(0, must, line)).collect()
    };
    let tests = [lines(true, &form.must), lines(false, &form.must_not)].concat();
    let user = Some(form.user_id.clone()).filter(|id| !id.trim().is_empty());
    let suite = Suite { line: 1, user, engine: Some(version), access: Some(access), tests };
    Tests { suites: vec![suite], misread: Vec::new() }
}

/// A user ID as part of a file name.
fn file_name(id: &str) -> String {
    let name: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    if name.is_empty() { "access-string".to_owned() } else { name }
}
