//! A rule to add, with what the chosen version knows to choose from.

use crate::button::Button;
use crate::form::Input;
use crate::state::use_state;
use access_string::Dialect;
use leptos::prelude::*;

/// How many are offered at once.
const MOST: usize = 60;

/// A text with suggestions. Enter, or choosing one, adds it.
#[component]
pub fn AddRule() -> impl IntoView {
    let state = use_state();
    let typed = RwSignal::new(String::new());
    let dialect = Memo::new(move |_| state.access.with(|access| access.string.dialect));
    let offers = Memo::new(move |_| typed.with(|typed| offers(dialect.get(), typed)));
    let add = move || {
        let rule = typed.with_untracked(|typed| typed.trim().to_owned());
        if rule.is_empty() {
            return;
        }
        state.add_rules(&rule);
        state.did(format!("Added {rule}"));
        typed.set(String::new());
    };
    let options =
        move || offers.get().into_iter().map(|text| view! { <option value=text></option> }).collect_view();
    view! {
        <div class="add-rule">
            <label for="add-rule">"Add a rule"</label>
            <Input
                id="add-rule"
                class="mono"
                list="rule-offers"
                hint="+@read"
                value=typed
                typed=move |text| typed.set(text)
                enter=add
            />
            <datalist id="rule-offers">{options}</datalist>
            <Button pointer=true class="small" text="Add" press=move || add() />
        </div>
    }
}

/// What a rule that begins like this may become.
fn offers(dialect: Dialect, typed: &str) -> Vec<String> {
    const WORDS: [&str; 10] =
        ["on", "off", "~*", "allkeys", "resetkeys", "&*", "allchannels", "resetchannels", "+@all", "-@all"];
    let mut found: Vec<String> = Vec::new();
    let mut offer = |text: String| {
        if found.len() < MOST && text.starts_with(typed) && text != typed {
            found.push(text);
        }
    };
    WORDS.iter().for_each(|word| offer((*word).to_owned()));
    for sign in ["+", "-"] {
        if typed.is_empty() || typed.starts_with(sign) {
            dialect.categories().for_each(|category| offer(format!("{sign}@{}", category.name())));
            if typed.len() > 1 {
                dialect.commands().for_each(|command| offer(format!("{sign}{}", command.name())));
            }
        }
    }
    found
}
