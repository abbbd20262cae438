//! The engine that the user is for.

use super::field::Field;
use crate::memo::Memo;
use crate::select::{Choice, Select};
use crate::state::{FormStoreFields, id_of, message_id_of, use_state};
use elasticache_user::{Member, Operation, Path};
use leptos::prelude::*;

const ENGINES: [&str; 2] = ["valkey", "redis"];

/// `Engine`. An imported value that is neither stays to be seen.
#[component]
pub fn EngineField() -> impl IntoView {
    let state = use_state();
    let place = Path::Member(Member::Engine);
    let chosen = Memo::new(move |_| state.form.with(|form| form.engine().to_owned()));
    let left = place.clone();
    let choices = move |()| {
        let mut all: Vec<Choice> = ENGINES.map(|engine| (engine.into(), engine.into())).into();
        if state.operation() == Operation::ModifyUser {
            all.insert(0, ("".into(), "Keep as it is".into()));
        }
        let own = chosen.get();
        if !all.iter().any(|(value, _)| *value == own) {
            all.push((own.clone().into(), own.into()));
        }
        vec![("", all)]
    };
    let set = move |engine: String| {
        state.form.engine().set(engine);
        state.attention.left(&left);
    };
    view! {
        <Field label="Engine" place=place.clone() api=Member::Engine.name() hint="Valkey users work in Valkey groups only.">
            <Select
                id=id_of(&place)
                described=message_id_of(&place)
                place=place.clone()
                groups=choices
                value=chosen
                set=set
            />
        </Field>
    }
}
