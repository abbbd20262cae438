//! All rules: what each finds, why, its source, and an example to try.

use crate::button::Button;
use crate::dialog::Dialog;
use crate::form::Input;
use crate::prose::prose;
use crate::state::{Form, Known, State, use_state};
use elasticache_user::rules::{Example, Expect, RULES, Rule, rule};
use elasticache_user::{Context, Draft, Operation};
use leptos::prelude::*;
use std::sync::Arc;

/// The dialog with the list. Its content is rendered when it opens.
#[component]
pub fn RulesDialog() -> impl IntoView {
    let state = use_state();
    let search = state.rules_search;
    let found = Memo::new(move |_| {
        let wanted = search.get().to_lowercase();
        let fits = |rule: &&&Rule| {
            [rule.id, rule.title, rule.what].iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        RULES.iter().filter(fits).map(|rule| rule.id).collect::<Vec<_>>()
    });
    // Opening the same address again must reopen the list.
    let close = move || {
        state.rules_open.set(false);
        state.rules_search.set(String::new());
        state.leave_address("#rule/");
    };
    view! {
        <Dialog name="rules" title="Rules" open=state.rules_open close=close>
            <Input kind="search" label="Search rules" hint="Search rules" value=search typed=move |text| search.set(text) />
            <ul class="rule-list">
                <For each=move || found.get() key=|id| *id let:id>
                    {rule(id).map(|rule| view! { <RuleItem rule=rule /> })}
                </For>
            </ul>
        </Dialog>
    }
}

/// A bad example that the form can show: without members that the operation doesn't have.
fn example(rule: &'static Rule) -> Option<&'static Example> {
    rule.examples.iter().find(|example| {
        let draft = Draft::from_json_text(example.input);
        matches!(example.expect, Expect::Bad { .. }) && draft.for_operation(example.operation) == draft
    })
}

#[component]
fn RuleItem(rule: &'static Rule) -> impl IntoView {
    let state = use_state();
    let button = example(rule).map(|example| {
        let press = move || {
            try_it(state, rule, example);
            state.rules_open.set(false);
        };
        view! { <Button class="small" text="Try it" press=press /> }
    });
    view! {
        <li data-severity=rule.severity.name()>
            <div class="problem-head">
                <span class="severity">{rule.severity.name()}</span>
                <b class="what">{rule.title}</b>
                <a class="api" href=format!("#rule/{}", rule.id)>
                    <code>{rule.id}</code>
                </a>
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

/// Opens an example as a new draft, named after the rule.
fn try_it(state: State, rule: &'static Rule, example: &Example) {
    let context =
        serde_json::from_str(example.context).map(|value| Context::from_json(&value)).unwrap_or_default();
    let mut form = Form { operation: example.operation, ..state.blank_form() };
    form.load(Draft::from_json_text(example.input));
    form.engine_version = context.engine_version.map(|version| version.name().to_owned()).unwrap_or_default();
    form.serverless = context.serverless;
    form.current = context.current.filter(|_| example.operation == Operation::ModifyUser);
    if example.operation.is_of_group() {
        form.known = Known {
            users: context.users.map(Arc::new),
            groups: Arc::new(context.group.into_iter().collect()),
        };
    }
    state.add_named_draft(format!("Rule {}", rule.id), form);
    state.notify("The example is open as a new draft.");
}
