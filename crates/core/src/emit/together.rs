//! Several requests in one file: a script that makes each user in turn, or one CloudFormation template.

use super::infrastructure::identifier;
use super::{
    Emission, Extras, File, Group, Note, Options, PieceKind, Secrets, Style, Target, Text, emit_one,
    report_of, target,
};
use crate::{Context, Draft, Operation, Severity};
use serde_json::{Map, Value};

/// A request that is written with others.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// What it does.
    pub operation: Operation,
    /// The request.
    pub draft: &'a Draft,
    /// What is known around it.
    pub context: &'a Context,
    /// How it is written. Users of one file may be of different accounts and Regions.
    pub options: &'a Options,
}

/// Scripts whose commands can stand one behind the other. A batch file cannot: its labels would be there twice.
const SCRIPTS: &[&str] = &["bash", "fish", "powershell", "windows-powershell", "curl"];
const TEMPLATE: &str = "cloudformation-json";
const TERRAFORM: &str = "terraform";

/// Whether one file of this target can hold several requests.
pub fn holds_many(target: &Target) -> bool {
    [TEMPLATE, TERRAFORM].contains(&target.id) || SCRIPTS.contains(&target.id)
}

/// Writes all of them into one file. A request that is not ready stands there as a comment, or not at all, and a note
/// names it. Nothing is written for a target that does not [hold many](holds_many).
pub fn together(target: &Target, parts: &[Part<'_>]) -> Emission {
    if !holds_many(target) {
        return Emission::default();
    }
    let each: Vec<(String, Emission)> = parts
        .iter()
        .map(|part| {
            let user = part.draft.text_at(&part.operation.id().into()).unwrap_or_default().to_owned();
            let options = own_options(target, part.options, &user);
            let report = report_of(part.operation, part.draft, part.context);
            (user, emit_one(target, part.operation, part.draft, part.context, &options, &report, true))
        })
        .collect();
    let mut notes = notes(target, parts, &each);
    let ready = !each.is_empty() && each.iter().all(|(_, emission)| emission.ready);
    let files = match target.group {
        _ if target.id == TERRAFORM => configuration(&each, &mut notes).into_iter().collect(),
        Group::Infrastructure => template(&each).into_iter().collect(),
        _ => vec![script(&each)],
    };
    if files.is_empty() && !each.is_empty() {
        notes.push(Note::advice("Nothing is ready to be written.").at(Severity::Error, crate::Path::Request));
    }
    Emission { ready, files, notes, ..Emission::default() }
}

/// The options of one of them: files of several requests would have the same names, and so would variables.
fn own_options(target: &Target, options: &Options, user: &str) -> Options {
    let mut own = options.clone();
    own.style = Style::Flags;
    if target.group == Group::Infrastructure {
        // One group, one cache and one policy would be defined by each of them.
        own.extras = Extras { wait: own.extras.wait, user_group: own.extras.user_group, ..Extras::default() };
    }
    match own.secrets {
        Secrets::File => own.secrets = Secrets::Prompt,
        Secrets::Environment => {
            let name = identifier(Some(user), '_').to_ascii_uppercase();
            own.secret_name = Some(format!("{}_{name}", options.variable(0)));
        }
        Secrets::SecretsManager | Secrets::Generate => own.secret_name = None,
        Secrets::Prompt | Secrets::Inline => {}
    }
    own
}

fn notes(target: &Target, parts: &[Part<'_>], each: &[(String, Emission)]) -> Vec<Note> {
    let mut notes = Vec::new();
    let unready: Vec<&str> =
        each.iter().filter(|(_, emission)| !emission.ready).map(|(user, _)| named(user)).collect();
    if !unready.is_empty() {
        let place = if target.group == Group::Infrastructure { "left out" } else { "written as a comment" };
        let text = format!("Not ready, and {place}: {}.", unready.join(", "));
        notes.push(Note::advice(text).at(Severity::Warning, crate::Path::Request));
    }
    let extras = |part: &Part<'_>| Extras { user_group: None, wait: false, ..part.options.extras.clone() };
    if target.group == Group::Infrastructure && parts.iter().any(|part| extras(part) != Extras::default()) {
        notes.push(Note::advice(
            "With several users in one file, group, cache, policy and connection are left out.",
        ));
    }
    let shell = target.group == Group::Shell;
    let differs =
        |part: &Part<'_>| part.options.style != Style::Flags || part.options.secrets == Secrets::File;
    if shell && parts.iter().any(differs) {
        notes.push(Note::advice("In one script, requests stand as flags, and passwords are asked for."));
    }
    let from_environment = |part: &Part<'_>| part.options.secrets == Secrets::Environment;
    if parts.iter().any(from_environment) && target.group != Group::Infrastructure {
        notes.push(Note::advice("Each user has variables of its own; the notes of its draft name them."));
    }
    notes
}

fn named(user: &str) -> &str {
    if user.is_empty() { "a draft without a user ID" } else { user }
}

/// One command behind the other, each under a line that prints whose it is.
fn script(each: &[(String, Emission)]) -> File {
    let mut text = Text::default();
    let mut extension = "sh";
    for (user, emission) in each {
        let Some(file) = emission.files.first() else { continue };
        extension = file.name.rsplit_once('.').map_or(extension, |(_, extension)| extension);
        // What is ready is an ID of letters, digits and hyphens: a plain word in every shell.
        if emission.ready && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            text.put(PieceKind::Command, "echo").put(PieceKind::Plain, format!(" {user}\n"));
        }
        text.append(Text::of(file.pieces.clone())).put(PieceKind::Plain, "\n");
    }
    text.file(format!("users.{extension}"))
}

/// The resources of all, each with variables of its own. Of two users with one ID the first is written.
fn configuration(each: &[(String, Emission)], notes: &mut Vec<Note>) -> Option<File> {
    let mut text = Text::default();
    let mut written: Vec<String> = Vec::new();
    for (user, emission) in each.iter().filter(|(_, emission)| emission.ready) {
        let (id, file) = (user.to_ascii_lowercase(), emission.files.first()?);
        if written.contains(&id) {
            let twice = format!("There are two drafts of {user}: the second was left out.");
            notes.push(Note::advice(twice).at(Severity::Warning, crate::Path::Request));
            continue;
        }
        if !written.is_empty() {
            text.put(PieceKind::Plain, "\n");
        }
        text.append(Text::of(file.pieces.clone()));
        written.push(id);
    }
    (!written.is_empty()).then(|| text.file("users.tf"))
}

/// One template with the parameters and resources of all.
fn template(each: &[(String, Emission)]) -> Option<File> {
    let (mut parameters, mut resources) = (Map::new(), Map::new());
    let mut secret = false;
    for (user, emission) in each.iter().filter(|(_, emission)| emission.ready) {
        let file = emission.files.first()?;
        secret |= file.pieces.iter().any(|piece| piece.kind == PieceKind::Secret);
        let mut one: Value = serde_json::from_str(&file.text()).ok()?;
        let mut name = logical_name(user);
        while resources.contains_key(&name) {
            name.push('2');
        }
        rename(&mut one, &name);
        let mut take = |section: &str, all: &mut Map<String, Value>, named: &dyn Fn(&str) -> String| {
            if let Some(Value::Object(members)) = one.get_mut(section).map(Value::take) {
                all.extend(members.into_iter().map(|(key, value)| (named(&key), value)));
            }
        };
        take("Parameters", &mut parameters, &|key| format!("{name}{key}"));
        take("Resources", &mut resources, &|_| name.clone());
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
    let kind = if secret { PieceKind::Secret } else { PieceKind::Plain };
    let mut text = Text::default();
    text.put(kind, format!("{:#}\n", Value::Object(all)));
    Some(text.file("users.template.json"))
}

/// `app-reader` as `AppReader`: a name in a template is of letters and digits.
fn logical_name(user: &str) -> String {
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

/// References to parameters under their new names.
fn rename(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) => {
            if let (1, Some(Value::String(parameter))) = (members.len(), members.get_mut("Ref")) {
                parameter.insert_str(0, name);
                return;
            }
            members.values_mut().for_each(|value| rename(value, name));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| rename(value, name)),
        _ => {}
    }
}

/// Every target that [holds many](holds_many).
pub fn targets_for_many() -> impl Iterator<Item = &'static Target> {
    [SCRIPTS, &[TERRAFORM, TEMPLATE]].concat().into_iter().filter_map(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drafts() -> Vec<Draft> {
        let user = |id: &str| {
            let password = format!("{id}-password-of-it");
            Draft::from_json(serde_json::json!({"UserId": id, "UserName": id, "Engine": "valkey",
                "AccessString": "on ~a:* -@all +get", "AuthenticationMode": {"Type": "password", "Passwords": [password]}}))
        };
        vec![user("app-reader"), user("app-writer"), Draft::from_json_text(r#"{"UserId": "unfinished"}"#)]
    }

    fn all(target_id: &str, drafts: &[Draft], options: &Options) -> Emission {
        let context = Context::default();
        let parts: Vec<_> = drafts
            .iter()
            .map(|draft| Part { operation: Operation::CreateUser, draft, context: &context, options })
            .collect();
        together(target(target_id).unwrap(), &parts)
    }

    #[test]
    fn a_template_has_a_resource_and_parameters_for_each() {
        let emission = all(TEMPLATE, &drafts(), &Options::default());
        assert!(!emission.ready && emission.notes[0].text.contains("unfinished"));
        let value: Value = serde_json::from_str(&emission.files[0].text()).unwrap();
        let names = |section: &str| value[section].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names("Resources"), ["AppReader", "AppWriter"]);
        assert_eq!(names("Parameters"), ["AppReaderPassword1", "AppWriterPassword1"]);
        let mode = &value["Resources"]["AppWriter"]["Properties"]["AuthenticationMode"];
        assert_eq!(mode["Passwords"][0]["Ref"], "AppWriterPassword1");
    }

    #[test]
    fn a_script_has_a_command_for_each_and_no_password() {
        for target in targets_for_many().filter(|target| target.group != Group::Infrastructure) {
            let text = all(target.id, &drafts()[..2], &Options::default()).files[0].text();
            assert!(
                text.contains("echo app-reader\n") && text.contains("echo app-writer\n"),
                "{}",
                target.id
            );
            assert!(!text.contains("-password-of-it"), "{}", target.id);
        }
    }

    /// That Terraform reads it so is proven in `web/e2e/main-job.test.mjs`, by HashiCorp's own library.
    #[test]
    fn a_configuration_has_a_resource_and_a_variable_for_each() {
        let emission = all(TERRAFORM, &drafts(), &Options::default());
        assert!(emission.notes[0].text.contains("left out: unfinished"));
        let text = emission.files[0].text();
        let defined: Vec<&str> =
            text.lines().filter(|line| line.starts_with(|first: char| first.is_alphabetic())).collect();
        assert_eq!(
            defined,
            [
                "variable \"password_1_app_reader\" {",
                "resource \"aws_elasticache_user\" \"app_reader\" {",
                "variable \"password_1_app_writer\" {",
                "resource \"aws_elasticache_user\" \"app_writer\" {",
            ]
        );
        let [reader, _, _] = drafts().try_into().unwrap();
        let twice = all(TERRAFORM, &[reader.clone(), reader], &Options::default());
        assert_eq!(twice.files[0].text().matches("resource").count(), 1);
        assert!(twice.notes[0].text.contains("two drafts of app-reader"));
    }

    #[test]
    fn each_has_a_variable_of_its_own() {
        let options = Options { secrets: Secrets::Environment, ..Options::default() };
        let text = all("bash", &drafts()[..2], &options).files[0].text();
        assert!(
            text.contains("ELASTICACHE_PASSWORD_APP_READER")
                && text.contains("ELASTICACHE_PASSWORD_APP_WRITER")
        );
    }

    #[test]
    fn two_of_one_id_have_two_names() {
        let twice = [drafts().remove(0), drafts().remove(0)];
        let value: Value =
            serde_json::from_str(&all(TEMPLATE, &twice, &Options::default()).files[0].text()).unwrap();
        assert_eq!(value["Resources"].as_object().unwrap().len(), 2);
    }
}
