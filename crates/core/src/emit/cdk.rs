//! The AWS CDK in TypeScript: an app whose template is the one of CloudFormation.

mod road;

use super::infrastructure::template::{HONOURS_ROAD, is_parameter, notes, parameter, secret_id};
use super::infrastructure::{self, User, group};
use super::{Emission, Group, Job, PieceKind as Kind, Secrets, Target, Text};
use crate::authentication::Mode;
use crate::quote::javascript;
use crate::{Member, Operation, Path, Tag};

pub const TARGET: Target = Target {
    id: "cdk",
    title: "AWS CDK (TypeScript)",
    group: Group::Infrastructure,
    runs: "AWS CDK 2",
    operations: &Operation::ALL,
    honors: HONOURS_ROAD,
    emit,
};

fn emit(job: &Job<'_>) -> Emission {
    if job.operation.is_of_group() {
        return group::cdk(job);
    }
    let (mut user, mut notes) = match infrastructure::user(job) {
        Ok(found) => found,
        Err(emission) => return emission,
    };
    notes.extend(infrastructure::store(&mut user));
    notes.extend(self::notes(job, &user));
    notes.extend(infrastructure::road::notes(job, &infrastructure::road::CDK));
    let after = infrastructure::road::resources(job, &user);
    let mut text = Text::default();
    infrastructure::put_not_ready(&mut text, job, user.is_ready(job));
    let by_password = user.mode == Some(Mode::Password);
    let asks = by_password && user.passwords.iter().any(|password| is_parameter(job, password));
    let fetches = by_password && job.options.secrets == Secrets::SecretsManager;
    text.put(Kind::Keyword, "import { App, ").put(Kind::Keyword, if asks { "CfnParameter, " } else { "" });
    text.put(Kind::Keyword, if road::composes(&after) { "Fn, " } else { "" });
    text.put(Kind::Keyword, if user.exists { "RemovalPolicy, " } else { "" });
    text.put(Kind::Keyword, if fetches { "SecretValue, " } else { "" });
    text.put(Kind::Keyword, "Stack } from \"aws-cdk-lib\";\nimport { CfnUser");
    let classes = road::classes(&after, "aws-elasticache");
    text.put(Kind::Keyword, if classes.is_empty() { classes } else { format!(", {classes}") });
    text.put(Kind::Keyword, " } from \"aws-cdk-lib/aws-elasticache\";\n");
    let policy = road::classes(&after, "aws-iam");
    if !policy.is_empty() {
        text.put(Kind::Keyword, format!("import {{ {policy} }} from \"aws-cdk-lib/aws-iam\";\n"));
    }
    text.put(Kind::Plain, "\nconst app = new App();\nconst stack = new Stack(app, \"ElastiCacheUser\");\n");
    if asks {
        parameters(&mut text, &user);
    }
    let named = user.exists || !after.is_empty();
    text.put(Kind::Plain, if named { "\nconst user = new " } else { "\nnew " });
    text.put(Kind::Command, "CfnUser").put(Kind::Plain, "(stack, \"User\", {\n");
    properties(&mut text, job, &user);
    text.put(Kind::Plain, "});\n");
    text.put(Kind::Plain, if user.exists { "user.applyRemovalPolicy(RemovalPolicy.RETAIN);\n" } else { "" });
    road::write_resources(&mut text, &after);
    text.put(Kind::Plain, "\napp.synth();\n");
    Emission { ready: user.is_ready(job), files: vec![text.file("user.ts")], notes, ..Emission::default() }
}

fn parameters(text: &mut Text, user: &User<'_>) {
    for password in &user.passwords {
        let number = password.number;
        text.put(Kind::Plain, "\nconst ").put_at(Kind::Keyword, &password.path, format!("password{number}"));
        text.put(Kind::Plain, " = new ").put(Kind::Command, "CfnParameter").put(Kind::Plain, "(stack, ");
        text.put(Kind::String, javascript(&parameter(password)));
        text.put(Kind::Plain, format!(", {{\n  description: \"Password {number} of the user\",\n"));
        text.put(
            Kind::Plain,
            "  type: \"String\",\n  noEcho: true,\n  minLength: 16,\n  maxLength: 128,\n});\n",
        );
    }
}

fn properties(text: &mut Text, job: &Job<'_>, user: &User<'_>) {
    for member in user.texts(|row| row.cloudformation.is_some()) {
        // CDK writes the properties of CloudFormation with a small letter.
        let name = road::small(member.row().cloudformation.unwrap_or_default());
        text.put(Kind::Plain, "  ").put_at(Kind::Option, member, name).put(Kind::Plain, ": ");
        match user.text(member) {
            Some(value) => text.put_at(Kind::String, member, javascript(value)),
            None => text.put_at(Kind::Placeholder, member, Job::placeholder(member)),
        };
        text.put(Kind::Plain, ",\n");
    }
    text.put(Kind::Plain, "  ").put(Kind::Option, "authenticationMode").put(Kind::Plain, ": ");
    mode(text, job, user);
    text.put(Kind::Plain, ",\n");
    tags(text, user.tags);
}

/// Writes the property `tags`, if there are any.
pub(super) fn tags(text: &mut Text, tags: &[Tag]) {
    if tags.is_empty() {
        return;
    }
    text.put(Kind::Plain, "  ").put(Kind::Option, "tags").put(Kind::Plain, ": [\n");
    for (n, tag) in tags.iter().enumerate() {
        text.put(Kind::Plain, "    { key: ");
        text.put_at(Kind::String, Path::TagKey(n), javascript(tag.key.as_deref().unwrap_or_default()));
        text.put(Kind::Plain, ", value: ");
        text.put_at(Kind::String, Path::TagValue(n), javascript(tag.value.as_deref().unwrap_or_default()));
        text.put(Kind::Plain, " },\n");
    }
    text.put(Kind::Plain, "  ],\n");
}

/// The keys are capitalized: the property has no type, so CloudFormation gets it unchanged.
fn mode(text: &mut Text, job: &Job<'_>, user: &User<'_>) {
    let Some(mode) = user.mode else {
        text.put(Kind::Placeholder, Job::placeholder(Member::AuthenticationMode));
        return;
    };
    text.put(Kind::Plain, "{ Type: ").put_at(Kind::String, Path::ModeType, javascript(mode.name()));
    if mode == Mode::Password {
        text.put(Kind::Plain, ", Passwords: [");
        for (n, password) in user.passwords.iter().enumerate() {
            text.put(Kind::Plain, if n > 0 { ", " } else { "" });
            let path = &password.path;
            match (job.options.secrets, password.secret) {
                (Secrets::Inline, Some(secret)) => {
                    text.put_at(Kind::Secret, path, javascript(secret.expose()))
                }
                (Secrets::SecretsManager, _) => {
                    let id = javascript(&secret_id(job, user, password));
                    text.put_at(
                        Kind::Command,
                        path,
                        format!("SecretValue.secretsManager({id}).unsafeUnwrap()"),
                    )
                }
                _ => text.put_at(Kind::Keyword, path, format!("password{}.valueAsString", password.number)),
            };
        }
        text.put(Kind::Plain, "]");
    }
    text.put(Kind::Plain, " }");
}
