//! Library not listed: the access string for the ticked features of the application.

use crate::button::Button;
use crate::checkbox::Checkbox;
use crate::details::Details;
use crate::state::{FormStoreFields, Ticks, use_state};
use elasticache_user::recipes::{USES, Use};
use leptos::prelude::*;

/// Checkboxes for features, and the patterns of the application's keys and channels.
#[component]
pub fn Uses() -> impl IntoView {
    let state = use_state();
    let ticks = move || state.form.uses().get();
    let serverless = Memo::new(move |_| state.form.serverless().get() == Some(true));
    let problem = Memo::new(move |_| {
        state.form.with(|form| {
            let missing = form.uses.access_string(form).err().filter(|_| !form.uses.ids.is_empty());
            missing.map(|error| error.message)
        })
    });
    let is_other = Memo::new(move |_| state.form.with(|form| form.uses.is_other(form)));
    let boxes = || USES.iter().map(|feature| view! { <Tick feature=feature /> }).collect_view();
    let about = move || {
        let ticked = USES.iter().filter(|feature| ticks().ids.contains(&feature.id));
        ticked.map(|feature| view! { <li><b>{feature.title}</b>": "{feature.about}</li> }).collect_view()
    };
    view! {
        <Details class="ticks" summary=|| "Library not listed? Tick what your application uses">
            <p class="why">
                "Each tick allows its commands by name, and no others. The access string changes as you tick."
            </p>
            <fieldset class="uses">
                <legend class="visually-hidden">"What your application uses"</legend>
                {boxes()}
            </fieldset>
            <div class="columns">
                <Pattern title="Key pattern" get=|ticks| ticks.keys.clone() set=|ticks, value| ticks.keys = value />
                <Pattern title="Channel pattern" get=|ticks| ticks.channels.clone() set=|ticks, value| ticks.channels = value />
            </div>
            <Checkbox
                text="The client connects in cluster mode"
                checked=Signal::derive(move || serverless.get() || ticks().cluster)
                disabled=serverless
                set=move |so| {
                    state.attention.pause();
                    state.tick(move |ticks| ticks.cluster = so);
                }
            />
            <p class="message" data-severity="error" aria-live="polite">{move || problem.get()}</p>
            <Show when=move || is_other.get()>
                <Button class="small" text="Use the string of these ticks" press=move |()| state.apply_ticks() />
            </Show>
            <ul class="recipe-notes">{about}</ul>
        </Details>
    }
}

/// A feature's checkbox.
#[component]
fn Tick(feature: &'static Use) -> impl IntoView {
    let state = use_state();
    let checked = Memo::new(move |_| state.form.with(|form| form.uses.ids.contains(&feature.id)));
    let set = move |so: bool| {
        state.attention.pause();
        state.tick(move |ticks| {
            ticks.ids.retain(|id| *id != feature.id);
            if so {
                ticks.ids.push(feature.id);
            }
        });
    };
    view! { <Checkbox text=feature.title checked=checked set=set title=feature.about /> }
}

/// A field for patterns.
#[component]
fn Pattern(title: &'static str, get: fn(&Ticks) -> String, set: fn(&mut Ticks, String)) -> impl IntoView {
    let state = use_state();
    let value = Memo::new(move |_| state.form.with(|form| get(&form.uses)));
    view! {
        <label class="recipe-value">
            <span>{title}</span>
            <input
                type="text"
                class="mono"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| {
                    let value = event_target_value(&event);
                    state.tick(|ticks| set(ticks, value));
                }
                on:blur=move |_| state.attention.pause()
            />
        </label>
    }
}
