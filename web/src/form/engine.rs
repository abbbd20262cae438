//! The engine that the user is for.

use super::field::Field;
use super::message::{is_invalid, worst_at};
use crate::state::{FormStoreFields, id_of, message_id_of, use_state};
use elasticache_user::{Member, Operation, Path};
use leptos::prelude::*;

const ENGINES: [&str; 2] = ["valkey", "redis"];

/// `Engine`. An imported value that is neither stays to be seen.
#[component]
pub fn EngineField() -> impl IntoView {
    let state = use_state();
    let place = Path::Member(Member::Engine);
    let worst = worst_at(place.clone());
    let chosen = Memo::new(move |_| state.form.with(|form| form.engine().to_owned()));
    let left = place.clone();
    let options = move || {
        let keep = (state.operation() == Operation::ModifyUser).then_some(("", "Keep as it is"));
        let known = ENGINES.map(|engine| (engine, engine));
        let mut all: Vec<(String, String)> = keep
            .into_iter()
            .chain(known)
            .map(|(value, title)| (value.to_owned(), title.to_owned()))
            .collect();
        chosen.with(|chosen| {
            if !all.iter().any(|(value, _)| value == chosen) {
                all.push((chosen.clone(), chosen.clone()));
            }
        });
        all.into_iter()
            .map(|(value, title)| {
                let this = value.clone();
                view! { <option value=value prop:selected=move || chosen.with(|chosen| *chosen == this)>{title}</option> }
            })
            .collect_view()
    };
    view! {
        <Field label="Engine" place=place.clone() api=Member::Engine.name() hint="Valkey users work in Valkey groups only.">
            <select
                id=id_of(&place)
                on:change=move |event| {
                    state.form.engine().set(event_target_value(&event));
                    state.attention.left(&left);
                }
                aria-describedby=message_id_of(&place)
                aria-invalid=move || is_invalid(worst)
            >
                {options}
            </select>
        </Field>
    }
}
