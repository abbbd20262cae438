//! What was imported and has no field in the form: it is part of the request until it is taken out.

use crate::browser::nodes::{kept, node, pressed_at};
use crate::memo::Memo;
use crate::state::{FormStoreFields, use_state};
use crate::when::When;
use elasticache_user::{Draft, Edit, Path, apply};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A list of such members, each with a button that takes it out.
#[component]
pub fn Rest() -> impl IntoView {
    let rest = use_state().form.rest();
    let names = Memo::new(move |_| rest.with(names));
    let items = Callback::new(move |()| {
        let item = |name: &String| {
            let button = node("button").with("type", "button").text("Take out");
            node("li").child(node("code").text(name.clone())).child(button)
        };
        names.with(|names| names.iter().map(item).collect::<Vec<_>>())
    });
    let press = move |event: MouseEvent| {
        let at = pressed_at(&event);
        let name = names.with_untracked(|names| names.get(at?).cloned());
        if let Some(name) = name {
            rest.update(|draft| *draft = apply(draft, &[Edit::Remove(Path::parse(&name))]));
        }
    };
    view! {
        <When so=move || names.with(|names| !names.is_empty())>
            <fieldset class="field group">
                <span class="field-title">"Also in the request"</span>
                <ul class="rest" use:kept=items on:click=press></ul>
            </fieldset>
        </When>
    }
}

/// How many are listed at once; the next ones come up as these are taken out.
const MOST: usize = 100;

fn names(rest: &Draft) -> Vec<String> {
    let members = rest.to_json().as_object().map(|members| members.keys().cloned().collect::<Vec<_>>());
    let misfits = rest.misfits.iter().map(|misfit| misfit.path.to_string());
    members.unwrap_or_default().into_iter().chain(misfits).take(MOST).collect()
}
