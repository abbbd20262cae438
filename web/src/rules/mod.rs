//! Every rule there is: what it finds, why, who says so, and its example to try.

use crate::prose::prose;
use crate::state::{State, use_state};
use elasticache_user::rules::{Example, Expect, RULES, Rule};
use elasticache_user::{Context, Draft, Operation};
use leptos::html;
use leptos::prelude::*;

/// The dialog with the list. Its content is made when it opens.
#[component]
pub fn RulesDialog() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    let search = RwSignal::new(String::new());
    Effect::new(move || {
        if let (true, Some(dialog)) = (state.rules_open.get(), dialog.get())
            && !dialog.open()
        {
            drop(dialog.show_modal());
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let list = move || {
        state.rules_open.get().then(|| {
            let wanted = search.get().to_lowercase();
            let fits = move |rule: &&&Rule| {
                [rule.id, rule.title, rule.what].iter().any(|text| text.to_lowercase().contains(&wanted))
            };
            let item = move |rule: &&'static Rule| view! { <RuleItem rule=rule done=close /> };
            RULES.iter().filter(fits).map(item).collect_view()
        })
    };
    view! {
        <dialog node_ref=dialog class="dialog" aria-labelledby="rules-title" on:close=move |_| state.rules_open.set(false)>
            <div class="dialog-head">
                <h2 id="rules-title">"Rules"</h2>
                <button type="button" on:click=move |_| close()>"Close"</button>
            </div>
            <input
                type="search"
                aria-label="Search rules"
                placeholder="Search rules"
                on:input=move |event| search.set(event_target_value(&event))
            />
            <ul class="rule-list">{list}</ul>
        </dialog>
    }
}

#[component]
fn RuleItem(rule: &'static Rule, done: impl Fn() + Copy + 'static) -> impl IntoView {
    let state = use_state();
    let bad = rule.examples.iter().find(|example| matches!(example.expect, Expect::Bad { .. }));
    let button = bad.map(|example| {
        let show = move |_| {
            try_it(state, example);
            done();
        };
        view! { <button type="button" class="small" on:click=show>"Try it"</button> }
    });
    view! {
        <li data-severity=rule.severity.name()>
            <div class="problem-head">
                <span class="severity">{rule.severity.name()}</span>
                <b class="what">{rule.title}</b>
                <code class="api">{rule.id}</code>
            </div>
            <p>{prose(rule.what)}</p>
            <p class="why">{prose(rule.why)}</p>
            <div class="problem-foot">
                {button}
                <a href=rule.source.url target="_blank" rel="noreferrer noopener">{rule.source.title}</a>
            </div>
        </li>
    }
}

/// Fills the form with an example, as one step that can be undone.
fn try_it(state: State, example: &Example) {
    state.attention.pause();
    let context =
        serde_json::from_str(example.context).map(|value| Context::from_json(&value)).unwrap_or_default();
    state.form.update(|form| {
        form.operation = example.operation;
        form.take(Draft::from_json_text(example.input));
        form.engine_version =
            context.engine_version.map(|version| version.name().to_owned()).unwrap_or_default();
        form.serverless = context.serverless;
        form.current = context.current.filter(|_| example.operation == Operation::ModifyUser);
    });
    state.say("The example is in the form. Undo brings back what stood in it.");
}
