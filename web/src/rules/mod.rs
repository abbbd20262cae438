//! Every rule there is: what it finds, why, who says so, and its example to try.

use crate::browser::nodes::{Node, kept, node, pressed_at};
use crate::dialog::Dialog;
use crate::form::Input;
use crate::memo::Memo;
use crate::prose::prose_nodes;
use crate::state::{State, use_state};
use elasticache_user::rules::{Example, Expect, RULES, Rule, rule};
use elasticache_user::{Context, Draft, Operation};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The dialog with the list. Its content is made when it opens.
#[component]
pub fn RulesDialog() -> impl IntoView {
    let state = use_state();
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let wanted = search.get().to_lowercase();
        let fits = |rule: &&&Rule| {
            [rule.id, rule.title, rule.what].iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        RULES.iter().filter(fits).map(|rule| rule.id).collect::<Vec<_>>()
    });
    let items = Callback::new(move |()| {
        found.with(|found| found.iter().filter_map(|id| rule(id)).map(item).collect::<Vec<_>>())
    });
    let press = move |event: MouseEvent| {
        let at = pressed_at(&event);
        let picked = found.with_untracked(|found| rule(found.get(at?)?));
        if let Some(example) = picked.and_then(example) {
            try_it(state, example);
            state.rules_open.set(false);
        }
    };
    view! {
        <Dialog name="rules" title="Rules" open=state.rules_open close=move || state.rules_open.set(false)>
            <Input kind="search" label="Search rules" hint="Search rules" value=search typed=move |text| search.set(text) />
            <ul class="rule-list" use:kept=items on:click=press></ul>
        </Dialog>
    }
}

/// A bad example that the form can show: what it leaves out of the request by itself cannot stand in it.
fn example(rule: &'static Rule) -> Option<&'static Example> {
    rule.examples.iter().find(|example| {
        let draft = Draft::from_json_text(example.input);
        matches!(example.expect, Expect::Bad { .. }) && draft.for_operation(example.operation) == draft
    })
}

fn item(rule: &'static Rule) -> Node {
    let head = node("div")
        .with("class", "problem-head")
        .child(node("span").with("class", "severity").text(rule.severity.name()))
        .child(node("b").with("class", "what").text(rule.title))
        .child(node("code").with("class", "api").text(rule.id));
    let button = || node("button").with("type", "button").with("class", "small").text("Try it");
    let link = node("a").with("href", rule.source.url).with("target", "_blank");
    let foot = node("div")
        .with("class", "problem-foot")
        .children(example(rule).map(|_| button()))
        .child(link.with("rel", "noreferrer noopener").text(rule.source.title));
    node("li")
        .with("data-severity", rule.severity.name())
        .child(head)
        .child(node("p").children(prose_nodes(rule.what)))
        .child(node("p").with("class", "why").children(prose_nodes(rule.why)))
        .child(foot)
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
