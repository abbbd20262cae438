//! One option of the output: a check box, a choice or a text, as its kind says.

use crate::check::Check;
use crate::memo::Memo;
use crate::select::Select;
use crate::state::{FormStoreFields, id_of, use_state};
use elasticache_user::Path;
use elasticache_user::emit::{Setting, SettingKind};
use leptos::prelude::*;

/// A labelled control for a setting.
#[component]
pub fn SettingField(setting: &'static Setting) -> impl IntoView {
    let state = use_state();
    let options = state.form.options();
    let place = Path::Option(setting.name);
    let id = id_of(&place);
    let value = Memo::new(move |_| options.with(|options| (setting.get)(options).unwrap_or_default()));
    let set = move |text: &str| {
        state.attention.pause();
        options.update(|options| {
            (setting.set)(options, text);
        });
    };
    let title = title(setting);
    match setting.kind {
        SettingKind::Flag => {
            let checked = move || value.with(|value| value == "true");
            let set = move |so| set(if so { "true" } else { "" });
            view! { <Check text=title id=id title=setting.about checked=checked set=set /> }.into_any()
        }
        SettingKind::Choice(words) => {
            option(setting, id, title, choice(id_of(&place), None, words, value, set))
        }
        SettingKind::Maybe(words) => {
            option(setting, id, title, choice(id_of(&place), Some(""), words, value, set))
        }
        SettingKind::Text | SettingKind::Seconds => {
            let own = id.clone();
            let input = view! {
                <input
                    type=if setting.kind == SettingKind::Seconds { "number" } else { "text" }
                    id=own
                    min="0"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || value.get()
                    on:change=move |event| set(&event_target_value(&event))
                />
            };
            option(setting, id, title, input.into_any())
        }
    }
}

/// A label and its control.
fn option(setting: &'static Setting, id: String, title: String, control: AnyView) -> AnyView {
    view! {
        <div class="option" title=setting.about>
            <label for=id>{title}</label>
            {control}
        </div>
    }
    .into_any()
}

fn choice(
    id: String,
    none: Option<&'static str>,
    words: &'static [&'static str],
    value: Memo<String>,
    set: impl Fn(&str) + Send + Sync + 'static,
) -> AnyView {
    // The first word of a choice is its default, which reads as no value at all.
    let first = none.or(words.first().copied()).unwrap_or_default();
    let chosen = move || value.with(|value| if value.is_empty() { first.to_owned() } else { value.clone() });
    let option = |word: &'static str| {
        let text = if word.is_empty() { "Default".to_owned() } else { sentence(word) };
        (word.into(), text.into())
    };
    let groups = move |()| vec![("", none.into_iter().chain(words.iter().copied()).map(option).collect())];
    view! { <Select id=id groups=groups value=chosen set=move |word: String| set(&word) /> }.into_any()
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
