//! A field to add a rule, with suggestions for the chosen version.

use crate::button::Button;
use crate::form::Input;
use crate::state::use_state;
use access_string::Dialect;
use leptos::prelude::*;

/// The most suggestions shown at once.
const MOST: usize = 60;

/// A text field with suggestions. Enter adds the rule.
#[component]
pub fn AddRule() -> impl IntoView {
    let state = use_state();
    let typed = RwSignal::new(String::new());
    let dialect = Memo::new(move |_| state.access.with(|access| access.string.dialect));
    // Nobody needs them before the field has the focus.
    let is_used = RwSignal::new(false);
    let suggestions = Memo::new(move |_| match is_used.get() {
        true => typed.with(|typed| suggestions(dialect.get(), typed)),
        false => Vec::new(),
    });
    let add = move || {
        let rule = typed.with_untracked(|typed| typed.trim().to_owned());
        if rule.is_empty() {
            return;
        }
        state.add_rules(&rule);
        state.notify_undoable(format!("Added {rule}"));
        typed.set(String::new());
    };
    let options = move || {
        suggestions.get().into_iter().map(|text| view! { <option value=text></option> }).collect_view()
    };
    view! {
        <div class="add-rule" on:focusin=move |_| is_used.set(true)>
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

/// The rules that begin like this.
fn suggestions(dialect: Dialect, typed: &str) -> Vec<String> {
    const WORDS: [&str; 10] =
        ["on", "off", "~*", "allkeys", "resetkeys", "&*", "allchannels", "resetchannels", "+@all", "-@all"];
    let mut suggestions: Vec<String> = Vec::new();
    let mut add = |text: String| {
        if suggestions.len() < MOST && text.starts_with(typed) && text != typed {
            suggestions.push(text);
        }
    };
    WORDS.iter().for_each(|word| add((*word).to_owned()));
    for sign in ["+", "-"] {
        if typed.is_empty() || typed.starts_with(sign) {
            dialect.categories().for_each(|category| add(format!("{sign}@{}", category.name())));
            if typed.len() > 1 {
                dialect.commands().for_each(|command| add(format!("{sign}{}", command.name())));
            }
        }
    }
    suggestions
}
