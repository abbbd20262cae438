//! One option of the output: a check box, a choice or a text, as its kind says.

use crate::state::{id_of, use_state};
use elasticache_user::Path;
use elasticache_user::emit::{Setting, SettingKind};
use leptos::prelude::*;

/// A labelled control for a setting.
#[component]
pub fn SettingField(setting: &'static Setting) -> impl IntoView {
    let delivery = use_state().delivery;
    let id = id_of(&Path::Option(setting.name));
    let value =
        Memo::new(move |_| delivery.with(|delivery| (setting.get)(&delivery.options).unwrap_or_default()));
    let set = move |text: &str| {
        delivery.update(|delivery| {
            (setting.set)(&mut delivery.options, text);
        });
    };
    let title = title(setting);
    match setting.kind {
        SettingKind::Flag => view! {
            <label class="check" title=setting.about>
                <input
                    type="checkbox"
                    id=id
                    prop:checked=move || value.with(|value| value == "true")
                    on:change=move |event| set(if event_target_checked(&event) { "true" } else { "" })
                />
                <span>{title}</span>
            </label>
        }
        .into_any(),
        SettingKind::Choice(words) => choice(id, title, setting.about, None, words, value, set).into_any(),
        SettingKind::Maybe(words) => choice(id, title, setting.about, Some(""), words, value, set).into_any(),
        SettingKind::Text | SettingKind::Seconds => view! {
            <div class="option" title=setting.about>
                <label for=id.clone()>{title}</label>
                <input
                    type=if setting.kind == SettingKind::Seconds { "number" } else { "text" }
                    id=id
                    min="0"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || value.get()
                    on:change=move |event| set(&event_target_value(&event))
                />
            </div>
        }
        .into_any(),
    }
}

fn choice(
    id: String,
    title: String,
    about: &'static str,
    none: Option<&'static str>,
    words: &'static [&'static str],
    value: Memo<String>,
    set: impl Fn(&str) + 'static,
) -> impl IntoView {
    // The first word of a choice is its default, which reads as no value at all.
    let is = move |word: &str| {
        value.with(|value| {
            value == word || (value.is_empty() && words.first() == Some(&word) && none.is_none())
        })
    };
    let option = move |word: &'static str| {
        let text = if word.is_empty() { "Default".to_owned() } else { sentence(word) };
        view! { <option value=word prop:selected=move || is(word)>{text}</option> }
    };
    view! {
        <div class="option" title=about>
            <label for=id.clone()>{title}</label>
            <select id=id on:change=move |event| set(&event_target_value(&event))>
                {none.into_iter().chain(words.iter().copied()).map(option).collect_view()}
            </select>
        </div>
    }
}

/// The CLI's own name where there is one; else the setting's name as words.
fn title(setting: &Setting) -> String {
    if let Some(option) = setting.option {
        return option.to_owned();
    }
    let mut words = String::new();
    for letter in setting.name.chars() {
        if letter.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    sentence(&words).replace("Cli ", "CLI ")
}

/// `secrets-manager` as `Secrets manager`.
fn sentence(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect::<String>().replace('-', " ")
}
