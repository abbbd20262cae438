//! The output format.

use crate::select::{Group, Select, choice};
use crate::state::use_state;
use elasticache_user::emit::TARGETS;
use leptos::prelude::*;

/// A choice of every target, by group.
#[component]
pub fn Format() -> impl IntoView {
    let delivery = use_state().delivery;
    let chosen = move || {
        delivery.with(|delivery| delivery.target().map(|target| target.id.to_owned())).unwrap_or_default()
    };
    view! {
        <div class="option format">
            <label for="format">"Format"</label>
            <Select
                id="format"
                described="format-runs"
                groups=groups()
                value=Signal::derive(chosen)
                set=move |id| delivery.update(|delivery| delivery.target = id)
            />
        </div>
    }
}

/// The targets by group, in the order of the registry.
fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for target in TARGETS {
        let title = target.group.title();
        let choice = choice(target.id, target.title);
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.choices.push(choice),
            None => groups.push(Group { title, choices: vec![choice] }),
        }
    }
    groups
}
