//! The access string, and for an existing user the rules to append.

use super::field::Field;
use super::message::{is_invalid, worst_at};
use crate::access::{Mirror, Workbench};
use crate::details::Details;
use crate::state::{FormStoreFields, LONGEST, id_of, message_id_of, use_state};
use elasticache_user::utf16::to_bytes;
use elasticache_user::{Member, Operation, Path};
use leptos::prelude::*;
use reactive_stores::Field as Value;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement};

/// Both fields, and the rules one by one.
#[component]
pub fn AccessStrings() -> impl IntoView {
    let state = use_state();
    view! {
        <section class="access card" aria-label="What the user may do">
            // Before the field in the DOM, so that Tab goes from the field to the output; CSS shows it below.
            <Reference />
            <AccessStringField />
            <Show when=move || state.operation() == Operation::ModifyUser>
                <RulesText
                    label="Append to access string"
                    member=Member::AppendAccessString
                    value=state.form.append_access_string()
                    hint="Added after the user's current rules."
                />
            </Show>
            <Workbench />
        </section>
    }
}

/// The field for the access string.
#[component]
pub fn AccessStringField() -> impl IntoView {
    let state = use_state();
    view! {
        <RulesText
            label="Access string"
            member=Member::AccessString
            value=state.form.access_string()
            hint="Example: `on` `~app:*` `-@all` `+@read` `+@connection` `-@dangerous`. Rules apply left to right."
        />
    }
}

#[component]
fn RulesText(
    label: &'static str,
    member: Member,
    #[prop(into)] value: Value<String>,
    hint: &'static str,
) -> impl IntoView {
    let state = use_state();
    let attention = state.attention;
    let place = Path::Member(member);
    let worst = worst_at(place.clone());
    let follow_caret = move |event: &Event| {
        if member == Member::AccessString {
            state.caret.set(caret(event));
        }
    };
    let (typed, left, hot) = (place.clone(), place.clone(), place.clone());
    view! {
        <Field label=label place=place.clone() api=member.name() hint=hint>
            <div class="rules-text" class:colored=move || value.with(|text| text.len() <= LONGEST)>
                <Mirror place=place.clone() value=value />
                <textarea
                    id=id_of(&place)
                    class="mono"
                    rows="2"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    bind:value=value
                    on:input=move |_| attention.on_input(&typed)
                    on:blur=move |_| attention.on_blur(&left, move || state.caret.set(None))
                    on:keyup=move |event| follow_caret(&event.into())
                    on:click=move |event| follow_caret(&event.into())
                    on:focus=move |_| attention.highlighted.set(Some(hot.clone()))
                    aria-required=move || state.operation().required().contains(&member).then_some("true")
                    aria-describedby=message_id_of(&place)
                    aria-invalid=move || is_invalid(worst)
                ></textarea>
            </div>
        </Field>
    }
}

/// The caret of an event's text area, as a byte offset.
fn caret(event: &Event) -> Option<usize> {
    let area: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    let units = area.selection_start().ok()?? as usize;
    Some(to_bytes(&area.value(), &(units..units)).start)
}

const REFERENCE: [(&str, &str); 7] = [
    ("on, off", "may log in, or not"),
    ("~app:*", "keys that match; %R~app:* to read, %W~app:* to write"),
    ("&news:*", "Pub/Sub channels that match"),
    ("+get, -get", "allow or deny a command; +config|get a subcommand"),
    ("+@read, -@dangerous", "allow or deny every command of a category"),
    ("-@all", "deny everything, to begin with"),
    ("(+get ~other:*)", "a selector: more rights, for its own keys only"),
];

/// The language in seven lines.
#[component]
fn Reference() -> impl IntoView {
    let row = |(words, about)| view! { <div><dt><code>{words}</code></dt><dd>{about}</dd></div> };
    view! {
        <Details class="reference" summary=|| "Quick reference">
            <dl>{REFERENCE.map(row)}</dl>
        </Details>
    }
}
