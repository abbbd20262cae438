//! An output option: a checkbox, a choice or a text, depending on its kind.

use crate::checkbox::Checkbox;
use crate::form::Input;
use crate::select::{Group, Select, choice};
use crate::state::{FormStoreFields, id_of, use_state};
use elasticache_user::Path;
use elasticache_user::emit::{Setting, SettingKind};
use leptos::prelude::*;

/// A labeled control for a setting.
#[component]
pub fn SettingField(setting: &'static Setting) -> impl IntoView {
    let state = use_state();
    let options = state.form.options();
    let place = Path::Option(setting.name);
    let id = id_of(&place);
    let value = Memo::new(move |_| options.with(|options| (setting.get)(options).unwrap_or_default()));
    let put = move |text: String| {
        options.update(|options| {
            (setting.set)(options, &text);
        });
    };
    let set = move |text: String| {
        state.attention.pause();
        put(text);
    };
    let title = title(setting);
    let control = match setting.kind {
        SettingKind::Flag => {
            return view! {
                <Checkbox
                    text=title
                    id=id
                    title=setting.about
                    checked=move || value.with(|value| value == "true")
                    set=move |checked| set(if checked { "true" } else { "" }.to_owned())
                />
            }
            .into_any();
        }
        SettingKind::Choice(words) => {
            // The first word is the default, which `get` returns as no value.
            let first = words.first().copied().unwrap_or_default();
            let chosen =
                move || Some(value.get()).filter(|value| !value.is_empty()).unwrap_or(first.to_owned());
            let choices = words.iter().map(|word| choice(*word, choice_title(setting.name, word))).collect();
            view! {
                <Select
                    id=id.clone()
                    groups=vec![Group { title: "", choices }]
                    value=Signal::derive(chosen)
                    set=set
                />
            }
            .into_any()
        }
        SettingKind::Maybe(words) => {
            let words = words.iter().map(|word| choice(*word, choice_title(setting.name, word)));
            let choices = std::iter::once(choice("", "Default")).chain(words).collect();
            view! { <Select id=id.clone() groups=vec![Group { title: "", choices }] value=value set=set /> }
                .into_any()
        }
        SettingKind::Text | SettingKind::Seconds => {
            let kind = if setting.kind == SettingKind::Seconds { "number" } else { "text" };
            view! { <Input place=Some(place) value=value typed=put kind=kind /> }.into_any()
        }
    };
    view! {
        <div class="option" title=setting.about>
            <label for=id>{title}</label>
            {control}
        </div>
    }
    .into_any()
}

/// The CLI's name of the option if it has one, or a label.
pub fn title(setting: &Setting) -> String {
    let title = match setting.name {
        "cliVersion" => "CLI version",
        "style" => "Style",
        "secrets" => "Secrets",
        "secretName" => "Secret name",
        "oneLine" => "One line",
        "checkOnly" => "Check only",
        "wait" => "Wait until active",
        "userGroup" => "Add to user group",
        "createUserGroup" => "Create the group if it doesn't exist",
        "replicationGroup" => "Replication group",
        "serverlessCache" => "Serverless cache",
        "iamPolicy" => "IAM policy",
        "iamRole" => "IAM role",
        "allowFrom" => "Allow from",
        "connection" => "Connect with",
        "rotation" => "Change the password later",
        name => setting.option.unwrap_or(name),
    };
    title.to_owned()
}

/// The label of a choice.
fn choice_title(setting: &str, word: &str) -> String {
    let title = match (setting, word) {
        ("cliVersion", "1") => "Version 1",
        ("cliVersion", "2") => "Version 2",
        ("style", "flags") => "Options",
        ("style", "input-json") => "JSON file",
        ("secrets", "prompt") => "Prompt: asks when it runs",
        ("secrets", "environment") => "Environment: reads a variable",
        ("secrets", "secrets-manager") => "Secrets Manager: fetches it",
        ("secrets", "generate") => "Generate: makes and stores one",
        ("secrets", "file") => "File: reads a file",
        ("secrets", "inline") => "Inline: in plain text",
        // The client's title name.
        ("connection", word) => word,
        (_, word) => return word_title(word),
    };
    title.to_owned()
}

/// `yaml-stream` as `YAML stream`.
fn word_title(word: &str) -> String {
    match word {
        "json" => return "JSON".to_owned(),
        "yaml" => return "YAML".to_owned(),
        "yaml-stream" => return "YAML stream".to_owned(),
        _ => {}
    }
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect::<String>().replace('-', " ")
}
