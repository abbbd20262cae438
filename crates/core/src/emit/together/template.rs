//! One CloudFormation template with the parameters and resources of all.

use super::super::infrastructure::template::{Node, NodeKind, put_json};
use super::super::{Emission, File, PieceKind, Target, Text, cloudformation_yaml};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use serde_json::{Map, Value};

/// The template in the words of this target, from those of each request in JSON.
pub fn template(target: &Target, each: &[(String, Emission)]) -> Option<File> {
    let (mut parameters, mut resources) = (Map::new(), Map::new());
    for (user, emission) in each.iter().filter(|(_, emission)| emission.ready) {
        let mut one: Value = serde_json::from_str(&emission.files.first()?.text()).ok()?;
        let mut name = logical_name(user);
        while resources.contains_key(&name) {
            name.push('2');
        }
        rename(&mut one, &name);
        let mut take = |section: &str, all: &mut Map<String, Value>| {
            if let Some(Value::Object(members)) = one.get_mut(section).map(Value::take) {
                all.extend(members.into_iter().map(|(key, value)| (name_in_template(&name, &key), value)));
            }
        };
        take("Parameters", &mut parameters);
        take("Resources", &mut resources);
    }
    if resources.is_empty() {
        return None;
    }
    let mut all = Map::new();
    all.insert("AWSTemplateFormatVersion".into(), "2010-09-09".into());
    if !parameters.is_empty() {
        all.insert("Parameters".into(), Value::Object(parameters));
    }
    all.insert("Resources".into(), Value::Object(resources));
    let (node, mut text) = (node(Value::Object(all), false), Text::default());
    if target.id == "cloudformation-yaml" {
        cloudformation_yaml::write_node(&mut text, &node, 0);
        return Some(text.file("users.template.yaml"));
    }
    put_json(&mut text, &node, 0);
    text.put(PieceKind::Plain, "\n");
    Some(text.file("users.template.json"))
}

/// `app-reader` as `AppReader`: a name in a template is of letters and digits.
pub fn logical_name(user: &str) -> String {
    let words = user.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut name =
        String::from(if user.starts_with(|first: char| first.is_ascii_alphabetic()) { "" } else { "User" });
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// The resource's name in the combined template: the user itself keeps the plain name.
fn name_in_template(name: &str, key: &str) -> String {
    if matches!(key, "User" | "UserGroup") { name.to_owned() } else { format!("{name}{key}") }
}

/// References under their new names.
fn rename(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) if members.len() == 1 && members.contains_key("Ref") => {
            if let Some(Value::String(key)) = members.get_mut("Ref") {
                *key = name_in_template(name, key);
            }
        }
        // What it refers to is the secret of a password.
        Value::Object(members) if members.len() == 1 && members.contains_key("Fn::Sub") => {
            if let Some(Value::String(text)) = members.get_mut("Fn::Sub") {
                *text = text.replace("${Password", &format!("${{{name}Password"));
            }
        }
        Value::Object(members) => members.values_mut().for_each(|value| rename(value, name)),
        Value::Array(items) => items.iter_mut().for_each(|value| rename(value, name)),
        _ => {}
    }
}

/// The value as what the targets write. The texts of a list of passwords are secrets, but for references.
fn node(value: Value, secret: bool) -> Node {
    let what = match value {
        Value::Object(members) => match members.get("Ref").and_then(Value::as_str) {
            Some(name) if members.len() == 1 => NodeKind::Reference(name.to_owned()),
            _ => {
                let member = |(name, value): (String, Value)| {
                    let secret = name == "Passwords";
                    (name.into(), node(value, secret))
                };
                NodeKind::Map(members.into_iter().map(member).collect())
            }
        },
        Value::Array(items) => NodeKind::List(items.into_iter().map(|item| node(item, secret)).collect()),
        Value::String(text) if secret && !text.starts_with("{{resolve:") => NodeKind::Secret(text),
        Value::String(text) => NodeKind::Text(text),
        other => NodeKind::Word(other.to_string().into()),
    };
    Node { path: None, what }
}
