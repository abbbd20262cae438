//! Imported members without a field: part of the request until they are removed.

use crate::button::Button;
use crate::state::{FormStoreFields, use_state};
use elasticache_user::{Draft, Edit, Path, apply};
use leptos::prelude::*;

/// A list of such members, each with a Remove button.
#[component]
pub fn OtherMembers() -> impl IntoView {
    let rest = use_state().form.rest();
    let names = Memo::new(move |_| rest.with(names));
    let remove = move |name: &str| {
        rest.update(|draft| *draft = apply(draft, &[Edit::Remove(Path::parse(name))]));
    };
    let item = move |name: String| {
        let (title, label) = (name.clone(), Some(format!("Remove {name}")));
        view! {
            <li>
                <code>{title}</code>
                <Button text="Remove" label=Signal::stored(label) press=move || remove(&name) />
            </li>
        }
    };
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <fieldset class="field group">
                <span class="field-title">"Other fields in this request"</span>
                <ul class="rest">{move || names.get().into_iter().map(item).collect_view()}</ul>
            </fieldset>
        </Show>
    }
}

/// The most members listed; others appear as these are removed.
const MOST: usize = 100;

fn names(rest: &Draft) -> Vec<String> {
    let members = rest.to_json().as_object().map(|members| members.keys().cloned().collect::<Vec<_>>());
    let mismatches = rest.mismatches.iter().map(|mismatch| mismatch.path.to_string());
    members.unwrap_or_default().into_iter().chain(mismatches).take(MOST).collect()
}
