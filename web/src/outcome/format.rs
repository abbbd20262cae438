//! The form in which the request is taken away.

use crate::state::use_state;
use elasticache_user::emit::{TARGETS, Target};
use leptos::prelude::*;

/// A choice of every target there is, by group.
#[component]
pub fn Format() -> impl IntoView {
    let delivery = use_state().delivery;
    let chosen = Memo::new(move |_| delivery.with(|delivery| delivery.target().map(|target| target.id)));
    view! {
        <div class="option format">
            <label for="format">"Format"</label>
            <select
                id="format"
                aria-describedby="format-runs"
                on:change=move |event| delivery.update(|delivery| delivery.target = event_target_value(&event))
            >
                {groups()
                    .into_iter()
                    .map(|(title, targets)| {
                        view! {
                            <optgroup label=title>
                                {targets
                                    .into_iter()
                                    .map(|target| {
                                        let selected = move || chosen.get() == Some(target.id);
                                        view! { <option value=target.id prop:selected=selected>{target.title}</option> }
                                    })
                                    .collect_view()}
                            </optgroup>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// The targets under the titles of their groups, both in the order of the registry.
fn groups() -> Vec<(&'static str, Vec<&'static Target>)> {
    let mut groups: Vec<(&'static str, Vec<&'static Target>)> = Vec::new();
    for target in TARGETS {
        let title = target.group.title();
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, targets)) => targets.push(target),
            None => groups.push((title, vec![target])),
        }
    }
    groups
}
