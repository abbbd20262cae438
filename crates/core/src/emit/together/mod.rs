//! Several requests in one file: a script or a program that creates each user in turn, or one template or configuration.

mod program;
mod template;

use super::infrastructure::identifier;
use super::{
    Emission, Extras, File, Group, Mark, Note, Options, PieceKind, Secrets, Style, Target, Text,
    emit_with_references, references, target,
};
use crate::{Context, Draft, Operation, Severity};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// One of several requests.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The operation.
    pub operation: Operation,
    /// The request.
    pub draft: &'a Draft,
    /// What is known around it.
    pub context: &'a Context,
    /// Its options. Users in one file may belong to different accounts and Regions.
    pub options: &'a Options,
}

/// Scripts whose commands can follow one another. A batch file's can't: its labels would be duplicated.
const SCRIPTS: &[&str] = &["bash", "fish", "powershell", "windows-powershell", "curl"];
const TEMPLATES: &[&str] = &["cloudformation-yaml", "cloudformation-json"];
const PROGRAMS: &[&str] = &["boto3", "cdk"];
const TERRAFORM: &str = "terraform";

/// Whether one file of this target can contain several requests.
pub fn holds_many(target: &Target) -> bool {
    target.id == TERRAFORM || [SCRIPTS, TEMPLATES, PROGRAMS].iter().any(|all| all.contains(&target.id))
}

/// Writes all of them into one file. A request that isn't ready becomes a comment, or is omitted, and a note
/// names it. Nothing is written for a target that doesn't [hold many](holds_many).
pub fn together(target: &Target, parts: &[Part<'_>]) -> Emission {
    if !holds_many(target) {
        return Emission::default();
    }
    let mut references = Vec::new();
    let each: Vec<(String, Emission)> = parts
        .iter()
        .map(|part| {
            let user = part.draft.text_at(&part.operation.id().into()).unwrap_or_default().to_owned();
            // Of its values, the template in YAML is the one in JSON.
            let target =
                if target.id == "cloudformation-yaml" { &super::cloudformation_json::TARGET } else { target };
            let options = own_options(target, part.options, &user);
            let (emission, marks) = emit_with_references(target, *part, &options, true);
            references.extend(marks);
            (user, emission)
        })
        .collect();
    let mut notes = notes(target, parts, &each);
    let ready = !each.is_empty() && each.iter().all(|(_, emission)| emission.ready);
    let files = match target.group {
        _ if target.id == TERRAFORM => configuration(&each, &references, &mut notes).into_iter().collect(),
        _ if target.id == "boto3" => program::boto3(&each).into_iter().collect(),
        _ if target.id == "cdk" => program::cdk(&each).into_iter().collect(),
        Group::Infrastructure => template::template(target, &each).into_iter().collect(),
        _ => vec![script(&each)],
    };
    if files.is_empty() && !each.is_empty() {
        notes.push(Note::advice("No request is ready.").at(Severity::Error, crate::Path::Request));
    }
    Emission { ready, files, notes, ..Emission::default() }
}

/// One request's options, without those that would give files or variables of several requests the same name.
fn own_options(target: &Target, options: &Options, user: &str) -> Options {
    let mut adjusted = options.clone();
    adjusted.style = Style::Flags;
    if target.group == Group::Infrastructure {
        // One group, one cache and one policy would be defined by each of them.
        adjusted.extras = Extras {
            wait: adjusted.extras.wait,
            user_group: adjusted.extras.user_group,
            ..Extras::default()
        };
    }
    match adjusted.secrets {
        Secrets::File => adjusted.secrets = Secrets::Prompt,
        Secrets::Environment => {
            let name = identifier(Some(user), '_').to_ascii_uppercase();
            adjusted.secret_name = Some(format!("{}_{name}", options.variable(0)));
        }
        Secrets::SecretsManager | Secrets::Generate => adjusted.secret_name = None,
        Secrets::Prompt | Secrets::Inline => {}
    }
    adjusted
}

fn notes(target: &Target, parts: &[Part<'_>], each: &[(String, Emission)]) -> Vec<Note> {
    let mut notes = Vec::new();
    let unready: Vec<&str> =
        each.iter().filter(|(_, emission)| !emission.ready).map(|(user, _)| named(user)).collect();
    if !unready.is_empty() {
        let place = if target.group != Group::Shell && target.id != "curl" {
            "omitted"
        } else {
            "written as a comment"
        };
        let text = format!("Not ready, so {place}: {}.", unready.join(", "));
        notes.push(Note::advice(text).at(Severity::Warning, crate::Path::Request));
    }
    let extras = |part: &Part<'_>| Extras { user_group: None, wait: false, ..part.options.extras.clone() };
    if target.group == Group::Infrastructure && parts.iter().any(|part| extras(part) != Extras::default()) {
        notes.push(Note::advice(
            "With several users in one file, group, cache, policy and connection are omitted.",
        ));
    }
    let shell = target.group == Group::Shell;
    let differs =
        |part: &Part<'_>| part.options.style != Style::Flags || part.options.secrets == Secrets::File;
    if shell && parts.iter().any(differs) {
        notes.push(Note::advice(
            "In a combined script, requests are written as flags, and it asks for the passwords.",
        ));
    }
    let from_environment = |part: &Part<'_>| part.options.secrets == Secrets::Environment;
    if parts.iter().any(from_environment) && target.group != Group::Infrastructure {
        notes.push(Note::advice("Each user has its own variables; the notes of its draft list them."));
    }
    notes
}

fn named(user: &str) -> &str {
    if user.is_empty() { "a draft without a user ID" } else { user }
}

/// The commands one after the other, each after a line that prints its user.
fn script(each: &[(String, Emission)]) -> File {
    let mut text = Text::default();
    let mut extension = "sh";
    for (user, emission) in each {
        let Some(file) = emission.files.first() else { continue };
        extension = file.name.rsplit_once('.').map_or(extension, |(_, extension)| extension);
        if emission.ready && is_plain(user) {
            text.put(PieceKind::Command, "echo").put(PieceKind::Plain, format!(" {user}\n"));
        }
        text.append(Text::from_pieces(file.pieces.clone())).put(PieceKind::Plain, "\n");
    }
    text.file(format!("users.{extension}"))
}

/// What is ready is an ID of letters, digits and hyphens: a plain word in every shell and language.
fn is_plain(user: &str) -> bool {
    !user.is_empty() && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The resources of all, each with its own variables. Of two users with the same ID, the first is written.
fn configuration(each: &[(String, Emission)], references: &[Mark], notes: &mut Vec<Note>) -> Option<File> {
    let mut text = Text::default();
    references::variables(&mut text, references);
    let mut written: Vec<String> = Vec::new();
    for (user, emission) in each.iter().filter(|(_, emission)| emission.ready) {
        let (id, file) = (user.to_ascii_lowercase(), emission.files.first()?);
        if !id.is_empty() && written.contains(&id) {
            let twice = format!("There are two drafts of {user}: the second was omitted.");
            notes.push(Note::advice(twice).at(Severity::Warning, crate::Path::Request));
            continue;
        }
        if !written.is_empty() {
            text.put(PieceKind::Plain, "\n");
        }
        text.append(Text::from_pieces(file.pieces.clone()));
        written.push(id);
    }
    (!written.is_empty()).then(|| text.file("users.tf"))
}

/// Every target that [holds many](holds_many).
pub fn targets_for_many() -> impl Iterator<Item = &'static Target> {
    [SCRIPTS, &PROGRAMS[..1], &[TERRAFORM], TEMPLATES, &PROGRAMS[1..]].concat().into_iter().filter_map(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

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
    fn a_template_has_a_resource_and_parameters_per_user() {
        let emission = all("cloudformation-json", &drafts(), &Options::default());
        assert!(!emission.ready && emission.notes[0].text.contains("unfinished"));
        let value: Value = serde_json::from_str(&emission.files[0].text()).unwrap();
        let names = |section: &str| value[section].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names("Resources"), ["AppReader", "AppWriter"]);
        assert_eq!(names("Parameters"), ["AppReaderPassword1", "AppWriterPassword1"]);
        let mode = &value["Resources"]["AppWriter"]["Properties"]["AuthenticationMode"];
        assert_eq!(mode["Passwords"][0]["Ref"], "AppWriterPassword1");
    }

    #[test]
    fn the_yaml_template_equals_the_json_one() {
        let yaml = all("cloudformation-yaml", &drafts()[..2], &Options::default()).files[0].text();
        assert!(yaml.contains("        Passwords:\n          - !Ref AppWriterPassword1\n"), "{yaml}");
        assert!(yaml.contains("    NoEcho: true\n    MinLength: 16\n"), "{yaml}");
        let made = Options { secrets: Secrets::Generate, ..Options::default() };
        let value: Value =
            serde_json::from_str(&all("cloudformation-json", &drafts()[..2], &made).files[0].text()).unwrap();
        let password = &value["Resources"]["AppReader"]["Properties"]["AuthenticationMode"]["Passwords"][0];
        assert_eq!(
            password["Fn::Sub"],
            "{{resolve:secretsmanager:${AppReaderPassword1Secret}:SecretString:::}}"
        );
        assert!(value["Resources"]["AppReaderPassword1Secret"].is_object());
    }

    #[test]
    fn programs_import_once() {
        let python =
            all("boto3", &drafts(), &Options { secrets: Secrets::Environment, ..Options::default() });
        assert!(!python.ready && python.notes[0].text.contains("omitted: unfinished"));
        let python = python.files[0].text();
        assert!(python.starts_with("import os\n\nimport boto3\n"), "{python}");
        assert_eq!(python.matches("import boto3").count(), 1);
        assert_eq!(python.matches("client.create_user(").count(), 2);
        assert!(python.contains("os.environ[\"ELASTICACHE_PASSWORD_APP_WRITER\"]"), "{python}");
        let cdk = all("cdk", &drafts()[..2], &Options::default()).files[0].text();
        assert_eq!(cdk.matches("import {").count(), 2);
        assert!(
            cdk.contains("CfnParameter(stack, \"AppReaderPassword1\"")
                && cdk.contains("CfnUser(stack, \"AppWriter\""),
            "{cdk}"
        );
        assert_eq!(cdk.matches("app.synth();").count(), 1);
    }

    #[test]
    fn a_script_has_a_command_per_user_and_no_password() {
        for target in targets_for_many().filter(|target| target.group == Group::Shell) {
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
    fn terraform_has_a_resource_and_a_variable_per_user() {
        let emission = all(TERRAFORM, &drafts(), &Options::default());
        assert!(emission.notes[0].text.contains("omitted: unfinished"));
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
    fn each_user_has_its_own_variable() {
        let options = Options { secrets: Secrets::Environment, ..Options::default() };
        let text = all("bash", &drafts()[..2], &options).files[0].text();
        assert!(
            text.contains("ELASTICACHE_PASSWORD_APP_READER")
                && text.contains("ELASTICACHE_PASSWORD_APP_WRITER")
        );
    }

    #[test]
    fn two_users_with_one_id_get_distinct_names() {
        let twice = [drafts().remove(0), drafts().remove(0)];
        let value: Value =
            serde_json::from_str(&all("cloudformation-json", &twice, &Options::default()).files[0].text())
                .unwrap();
        assert_eq!(value["Resources"].as_object().unwrap().len(), 2);
    }
}
