//! The engine of the user or group.

use super::field::Field;
use crate::select::{Choice, Group, Select, choice};
use crate::state::{FormStoreFields, id_of, message_id_of, use_state};
use elasticache_user::{Member, Path};
use leptos::prelude::*;

const ENGINES: [&str; 2] = ["valkey", "redis"];

/// `Engine`. An imported unknown value stays visible.
#[component]
pub fn EngineField() -> impl IntoView {
    let state = use_state();
    let place = Path::Member(Member::Engine);
    let chosen = Memo::new(move |_| state.form.with(|form| form.engine().to_owned()));
    let left = place.clone();
    let groups = move || {
        let mut choices: Vec<Choice> = ENGINES.map(|engine| choice(engine, engine)).into();
        if !state.operation().creates() {
            choices.insert(0, choice("", "Keep as it is"));
        }
        let current = chosen.get();
        if !choices.iter().any(|choice| choice.value == current) {
            choices.push(choice(current.clone(), current));
        }
        vec![Group { title: "", choices }]
    };
    let hint = move || match state.operation().is_of_group() {
        true => {
            "A Redis group needs a user named default. Valkey groups don't accept users without a password."
        }
        false => "Valkey users can only join Valkey user groups.",
    };
    let set = move |engine: String| {
        state.form.engine().set(engine);
        state.attention.leave(&left);
    };
    view! {
        <Field label="Engine" place=place.clone() api=Member::Engine.name() hint=Signal::derive(hint)>
            <Select
                id=id_of(&place)
                described=message_id_of(&place)
                place=place.clone()
                groups=Signal::derive(groups)
                value=chosen
                set=set
            />
        </Field>
    }
}
