//! Terraform: `aws_elasticache_user` of the AWS provider, as `terraform fmt` writes it.

use super::infrastructure::{self, Password, User, group, identifier};
use super::{Emission, Group, Job, Note, PieceKind as Kind, Secrets, Target, Text, references};
use crate::authentication::Mode;
use crate::quote::{hcl, hcl_composes};
use crate::{Member, Operation, Path, Severity, Tag};
use alloc::string::String;
use alloc::vec::Vec;

pub const TARGET: Target = Target {
    id: "terraform",
    title: "Terraform",
    group: Group::Infrastructure,
    runs: "Terraform with hashicorp/aws",
    operations: &Operation::ALL,
    honors: &[
        "secrets",
        "secretName",
        "wait",
        "userGroup",
        "createUserGroup",
        "replicationGroup",
        "serverlessCache",
        "iamPolicy",
        "iamRole",
        "allowFrom",
        "connection",
        "rotation",
    ],
    emit,
};

fn emit(job: &Job<'_>) -> Emission {
    if job.operation.is_of_group() {
        return group::terraform(job);
    }
    let (mut user, mut notes) = match infrastructure::user(job) {
        Ok(found) => found,
        Err(emission) => return emission,
    };
    notes.extend(infrastructure::store(&mut user));
    let names = [Member::UserName, Member::AccessString];
    if let Some(member) = names.into_iter().find(|member| user.text(*member).is_some_and(hcl_composes)) {
        notes.push(Note::advice(COMPOSED).at(Severity::Warning, member));
    }
    let name = identifier(user.user_id.as_deref(), '_');
    let mut text = Text::default();
    infrastructure::put_not_ready(&mut text, job, user.is_ready(job));
    let generate = job.options.secrets == Secrets::Generate;
    let write_only = generate || job.options.secrets == Secrets::SecretsManager && user.passwords.len() == 1;
    if !job.of_many {
        references::variables(&mut text, job.references);
    }
    if user.mode == Some(Mode::Password) {
        for password in user.passwords.iter().filter(|password| job.reference(&password.path).is_none()) {
            source(&mut text, job, &user, password, write_only);
        }
        notes.extend(secret_note(job, &user, write_only));
    }
    if user.exists {
        text.put(Kind::Keyword, "import").put(Kind::Plain, " {\n  to = ");
        text.put(Kind::Command, format!("aws_elasticache_user.{name}")).put(Kind::Plain, "\n  id = ");
        write_argument(&mut text, &user, Member::UserId);
        text.put(Kind::Plain, "\n}\n\n");
    }
    resource(&mut text, job, &user, &name, write_only);
    notes.extend(infrastructure::road::terraform(&mut text, job, &name));
    Emission { ready: user.is_ready(job), files: vec![text.file("user.tf")], notes, ..Emission::default() }
}

const COMPOSED: &str = "Terraform composes characters: a letter and a following accent become one character. What it sends \
    then differs from what you entered.";

/// The name of a password. With several users in a file, each user has its own names.
fn password_name(job: &Job<'_>, number: usize) -> String {
    match job.of_many {
        true => format!("password_{number}_{}", identifier(job.draft.user_id.as_deref(), '_')),
        false => format!("password_{number}"),
    }
}

/// Where a password comes from: a variable, or a secret.
fn source(text: &mut Text, job: &Job<'_>, user: &User<'_>, password: &Password<'_>, write_only: bool) {
    let (number, name) = (password.number, password_name(job, password.number));
    let id = user.user_id.as_deref().unwrap_or("<user ID>");
    match job.options.secrets {
        Secrets::Inline if password.secret.is_some() => {}
        Secrets::File => {}
        Secrets::Generate => {
            text.put(Kind::Keyword, "ephemeral")
                .put(Kind::Command, format!(" \"random_password\" \"{name}\""));
            text.put(Kind::Plain, " {\n  length  = 64\n  special = false\n}\n\n");
            text.put(Kind::Keyword, "resource")
                .put(Kind::Command, format!(" \"aws_secretsmanager_secret\" \"{name}\""));
            text.put(Kind::Plain, " {\n  name = ");
            let secret = job.options.secret_id(id, number - 1);
            text.put_at(Kind::String, &password.path, hcl(&secret)).put(Kind::Plain, "\n}\n\n");
            text.put(Kind::Keyword, "resource");
            text.put(Kind::Command, format!(" \"aws_secretsmanager_secret_version\" \"{name}\""));
            let version = format!(
                " {{\n  secret_id                = aws_secretsmanager_secret.{name}.id\n  \
                 secret_string_wo         = ephemeral.random_password.{name}.result\n  secret_string_wo_version = 1\n}}\n\n"
            );
            // What is stored is read back: a run that was cut off in between would give the user another one.
            let read =
                format!(" {{\n  secret_id = aws_secretsmanager_secret_version.{name}.secret_id\n}}\n\n");
            text.put(Kind::Plain, version).put(Kind::Keyword, "ephemeral");
            text.put(Kind::Command, format!(" \"aws_secretsmanager_secret_version\" \"{name}\""))
                .put(Kind::Plain, read);
        }
        Secrets::SecretsManager => {
            text.put(Kind::Keyword, if write_only { "ephemeral" } else { "data" });
            text.put(Kind::Command, format!(" \"aws_secretsmanager_secret_version\" \"{name}\""));
            text.put(Kind::Plain, " {\n  secret_id = ");
            let secret = job.options.secret_id(id, number - 1);
            text.put_at(Kind::String, &password.path, hcl(&secret)).put(Kind::Plain, "\n}\n\n");
        }
        _ => {
            text.put(Kind::Keyword, "variable").put(Kind::Command, format!(" \"{name}\""));
            text.put(Kind::Plain, " {\n  description = ");
            text.put(Kind::String, hcl(&format!("Password {number} of the ElastiCache user {id}")));
            text.put(Kind::Plain, "\n  type        = string\n  sensitive   = true\n}\n\n");
        }
    }
}

fn secret_note(job: &Job<'_>, user: &User<'_>, write_only: bool) -> Option<Note> {
    let path = user.passwords.first()?.path.clone();
    let text = match job.options.secrets {
        Secrets::Generate if user.passwords.len() > 1 => {
            "The passwords are made when it is applied (ephemeral, hashicorp/random 3.7) and stored in AWS Secrets Manager; no \
             state file has them. This needs Terraform 1.11 and a version of the AWS provider with password_wo_1. To send changed \
             passwords, raise password_wo_version."
        }
        Secrets::Generate => {
            "The password is made when it is applied (ephemeral, hashicorp/random 3.7) and stored in AWS Secrets Manager; no state \
             file has it. This needs Terraform 1.11. For another password, raise secret_string_wo_version and \
             passwords_wo_version. Newer versions of the AWS provider call these two password_wo_1 and password_wo_version, and \
             still take the old names."
        }
        _ if write_only => {
            "The password is write-only: it isn't stored in the state. This needs Terraform 1.11; to send a changed password, \
             raise passwords_wo_version. Newer versions of the AWS provider call these two password_wo_1 and \
             password_wo_version, and still accept the old names."
        }
        Secrets::Prompt => {
            "Terraform asks for the passwords and stores them in its state: protect the state."
        }
        Secrets::Environment => {
            "Set the passwords in the environment variables TF_VAR_password_1 and so on. Terraform stores them in its \
             state: protect the state."
        }
        Secrets::File | Secrets::SecretsManager | Secrets::Inline => {
            "Terraform stores the passwords in its state: protect the state."
        }
    };
    Some(Note::advice(text).at(Severity::Advice, path))
}

fn resource(text: &mut Text, job: &Job<'_>, user: &User<'_>, name: &str, write_only: bool) {
    // terraform fmt aligns the equal signs of adjacent lines.
    let texts = || {
        user.texts(|row| row.terraform.is_some())
            .map(|member| (member, member.row().terraform.unwrap_or_default()))
    };
    let longest = texts().map(|(_, name)| name.len()).max().unwrap_or_default();
    let width = longest.max(match user.mode {
        Some(Mode::NoPassword) => "no_password_required".len(),
        Some(Mode::Password) if write_only && user.passwords.len() > 1 => "password_wo_version".len(),
        Some(Mode::Password) if write_only => "passwords_wo_version".len(),
        _ => 0,
    });
    let line = |text: &mut Text, name: &'static str, path: Path| {
        text.put(Kind::Plain, "  ").put_at(Kind::Option, path, name);
        text.put(Kind::Plain, format!("{} = ", " ".repeat(width - name.len())));
    };
    text.put(Kind::Keyword, "resource").put(Kind::Command, format!(" \"aws_elasticache_user\" \"{name}\""));
    text.put(Kind::Plain, " {\n");
    for (member, argument) in texts() {
        line(text, argument, member.into());
        write_argument(text, user, member);
        text.put(Kind::Plain, "\n");
    }
    match user.mode {
        None => {
            text.put_at(Kind::Placeholder, Member::AuthenticationMode, "  <authentication mode>\n");
        }
        Some(Mode::Iam) => {
            text.put(Kind::Plain, "\n  ")
                .put(Kind::Option, "authentication_mode")
                .put(Kind::Plain, " {\n    type = ");
            text.put_at(Kind::String, Path::ModeType, "\"iam\"").put(Kind::Plain, "\n  }\n");
        }
        Some(Mode::NoPassword) => {
            line(text, "no_password_required", Member::NoPasswordRequired.into());
            text.put(Kind::Keyword, "true").put(Kind::Plain, "\n");
        }
        Some(Mode::Password) if write_only && user.passwords.len() > 1 => {
            for password in &user.passwords {
                let argument = if password.number == 1 { "password_wo_1" } else { "password_wo_2" };
                line(text, argument, password.path.clone());
                let name = password_name(job, password.number);
                text.put(
                    Kind::Keyword,
                    format!("ephemeral.aws_secretsmanager_secret_version.{name}.secret_string\n"),
                );
            }
            line(text, "password_wo_version", Path::ModePasswords);
            text.put(Kind::Keyword, "1\n").put(Kind::Plain, "\n  ").put(Kind::Option, "authentication_mode");
            text.put(Kind::Plain, " {\n    type = ").put_at(Kind::String, Path::ModeType, "\"password\"");
            text.put(Kind::Plain, "\n  }\n");
        }
        Some(Mode::Password) if write_only => {
            line(text, "passwords_wo", Path::ModePasswords);
            let name = password_name(job, 1);
            let value = format!("ephemeral.aws_secretsmanager_secret_version.{name}.secret_string\n");
            text.put(Kind::Keyword, value);
            line(text, "passwords_wo_version", Path::ModePasswords);
            text.put(Kind::Keyword, "1\n");
        }
        Some(Mode::Password) => {
            line(text, "passwords", Path::ModePasswords);
            text.put(Kind::Plain, "[");
            for (n, password) in user.passwords.iter().enumerate() {
                text.put(Kind::Plain, if n > 0 { ", " } else { "" });
                put_password(text, job, password);
            }
            text.put(Kind::Plain, "]\n");
        }
    }
    tags(text, user.tags);
    text.put(Kind::Plain, "}\n");
}

fn put_password(text: &mut Text, job: &Job<'_>, password: &Password<'_>) {
    let (number, name) = (password.number, password_name(job, password.number));
    let path = &password.path;
    match (job.options.secrets, password.secret) {
        (_, Some(secret)) if job.reference(path).is_some() => {
            text.put_at(Kind::Secret, path, hcl(secret.expose()))
        }
        (Secrets::Inline, Some(secret)) => text.put_at(Kind::Secret, path, hcl(secret.expose())),
        (Secrets::File, _) => {
            let file = super::code::password_file(job, number - 1);
            text.put_at(Kind::Keyword, path, format!("sensitive(chomp(file({})))", hcl(&file)))
        }
        (Secrets::SecretsManager, _) => {
            let value = format!("data.aws_secretsmanager_secret_version.{name}.secret_string");
            text.put_at(Kind::Keyword, path, value)
        }
        _ => text.put_at(Kind::Keyword, path, format!("var.{name}")),
    };
}

/// Writes the attribute `tags`, if there are any.
pub(super) fn tags(text: &mut Text, tags: &[Tag]) {
    if tags.is_empty() {
        return;
    }
    let keys: Vec<String> = tags.iter().map(|tag| hcl(tag.key.as_deref().unwrap_or_default())).collect();
    let width = keys.iter().map(|key| key.chars().count()).max().unwrap_or_default();
    text.put(Kind::Plain, "\n  ").put(Kind::Option, "tags").put(Kind::Plain, " = {\n");
    for (n, (key, tag)) in keys.into_iter().zip(tags).enumerate() {
        let fill = " ".repeat(width - key.chars().count());
        text.put(Kind::Plain, "    ").put_at(Kind::String, Path::TagKey(n), key);
        text.put(Kind::Plain, format!("{fill} = "));
        text.put_at(Kind::String, Path::TagValue(n), hcl(tag.value.as_deref().unwrap_or_default()));
        text.put(Kind::Plain, "\n");
    }
    text.put(Kind::Plain, "  }\n");
}

fn write_argument(text: &mut Text, user: &User<'_>, member: Member) {
    match user.text(member) {
        Some(value) => text.put_at(Kind::String, member, hcl(value)),
        None => text.put_at(Kind::Placeholder, member, Job::placeholder(member)),
    };
}
