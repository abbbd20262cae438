//! Rust with the AWS SDK.

use super::code::{self, Language};
use super::{Emission, Group, Job, PieceKind as Kind, Secrets, Target, Text};
use crate::{MemberKind, Operation, Path, quote};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

pub const TARGET: Target = Target {
    id: "rust",
    title: "Rust (AWS SDK)",
    group: Group::Code,
    runs: "Rust with aws-sdk-elasticache",
    operations: &Operation::ALL,
    honors: &["secrets", "secretName", "region", "profile", "endpointUrl", "wait", "userGroup"],
    emit,
};

const RUST: Language = Language {
    quote: quote::rust,
    name: |member| {
        let name = member.option().trim_start_matches("--").replace('-', "_");
        // A list is set as a whole.
        match member.kind() {
            MemberKind::Texts | MemberKind::Passwords | MemberKind::Tags => format!("set_{name}("),
            MemberKind::Text | MemberKind::Flag | MemberKind::AuthenticationMode => format!("{name}("),
        }
    },
    indent: "        ",
    inset: "    ",
    member: (".", "", ")\n"),
    text: ("", ""),
    flags: ["false", "true"],
    passwords: ("Some(vec![", "])"),
    variable: ("password_", ""),
    inline: ("", ".into()"),
    tags: ("Some(vec![", "])"),
    tag: ("Tag::builder()", ".build()"),
    mode: ("\n            AuthenticationMode::builder()\n", "                .build(),\n        "),
    inner: |name| match name {
        "Key" => (".key(".to_owned(), ")"),
        "Value" => (".value(".to_owned(), ")"),
        "Type" => ("                .r#type(".to_owned(), ")\n"),
        _ => ("                .set_passwords(".to_owned(), ")\n"),
    },
    between: "",
    kind: |kind| match kind {
        "password" => "InputAuthenticationType::Password".to_owned(),
        "no-password-required" => "InputAuthenticationType::NoPassword".to_owned(),
        "iam" => "InputAuthenticationType::Iam".to_owned(),
        other => format!("{}.into()", quote::rust(other)),
    },
    declare: ("let ", " = ", ";\n"),
    aligned: false,
    read: |secrets| match secrets {
        Secrets::Environment => ("std::env::var(", ")?"),
        Secrets::File => {
            ("std::fs::read_to_string(", ")?\n        .trim_end_matches(['\\r', '\\n'])\n        .to_owned()")
        }
        Secrets::SecretsManager | Secrets::Generate => ("secret(&config, ", ").await?"),
        Secrets::Prompt | Secrets::Inline => ("rpassword::prompt_password(", ")?"),
    },
};

fn emit(job: &Job<'_>) -> Emission {
    let mut text = Text::default();
    let extras = &job.options.extras;
    let secrets = if code::passwords(job).is_empty() { Secrets::Inline } else { job.options.secrets };
    code::put_not_ready(&mut text, job);
    text.put(Kind::Comment, cargo_add(secrets));
    imports(&mut text, job);
    text.put(Kind::Plain, MAIN);
    client(&mut text, job);
    code::put_passwords(&mut text, job, &RUST, "    ");
    let method = job.operation.command().replace('-', "_");
    text.put(Kind::Plain, job.about("\n    let <thing> = client\n        ."))
        .put(Kind::Command, method.clone());
    text.put(Kind::Plain, "()\n");
    code::put_members(&mut text, job, &RUST);
    text.put(Kind::Plain, job.about(SEND));
    text.put(Kind::Plain, if extras.wait { job.about(WAIT) } else { String::new() });
    if let Some(group) = job.joins() {
        text.put(Kind::Plain, "\n    client\n        .").put(Kind::Command, "modify_user_group");
        text.put(Kind::Plain, "()\n        .user_group_id(");
        text.put_at(Kind::String, Path::Option("userGroup"), quote::rust(group));
        text.put(Kind::Plain, ")\n        .user_ids_to_add(user.user_id().unwrap_or_default())\n        .send()\n        .await?;\n");
    }
    text.put(Kind::Plain, "    Ok(())\n}\n");
    text.put(Kind::Plain, if secrets == Secrets::SecretsManager { SECRET } else { "" });
    Emission {
        ready: job.ready,
        files: vec![text.file(format!("{method}.rs"))],
        notes: code::notes(job),
        ..Emission::default()
    }
}

fn cargo_add(secrets: Secrets) -> String {
    let more = match secrets {
        Secrets::Prompt => " rpassword",
        Secrets::SecretsManager | Secrets::Generate => " aws-sdk-secretsmanager",
        _ => "",
    };
    format!(
        "// cargo add aws-config aws-sdk-elasticache{more} && cargo add tokio --features macros,rt-multi-thread,time\n"
    )
}

fn imports(text: &mut Text, job: &Job<'_>) {
    let (mode, tags) = (job.draft.authentication_mode.as_ref(), job.draft.tags.as_ref());
    let known = |kind: &&str| ["password", "no-password-required", "iam"].contains(kind);
    let names: Vec<&str> = [
        mode.map(|_| "AuthenticationMode"),
        mode.and_then(|mode| mode.kind.as_deref()).filter(known).map(|_| "InputAuthenticationType"),
        tags.filter(|tags| !tags.is_empty()).map(|_| "Tag"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let list = names.join(", ");
    match names.len() {
        0 => {}
        1 => {
            text.put(Kind::Keyword, format!("use aws_sdk_elasticache::types::{list};\n"));
        }
        _ => {
            text.put(Kind::Keyword, format!("use aws_sdk_elasticache::types::{{{list}}};\n"));
        }
    }
}

fn client(text: &mut Text, job: &Job<'_>) {
    let globals = &job.options.globals;
    text.put(Kind::Plain, "    let config = ").put(Kind::Command, "aws_config::defaults");
    text.put(Kind::Plain, "(aws_config::BehaviorVersion::latest())");
    let line = "\n        ";
    if let Some(region) = &globals.region {
        text.put(Kind::Plain, line)
            .put(Kind::Plain, ".")
            .put(Kind::Option, "region")
            .put(Kind::Plain, "(aws_config::Region::new(");
        text.put_at(Kind::String, Path::Option("region"), quote::rust(region)).put(Kind::Plain, "))");
    }
    if let Some(profile) = &globals.profile {
        text.put(Kind::Plain, line)
            .put(Kind::Plain, ".")
            .put(Kind::Option, "profile_name")
            .put(Kind::Plain, "(");
        text.put_at(Kind::String, Path::Option("profile"), quote::rust(profile)).put(Kind::Plain, ")");
    }
    text.put(Kind::Plain, format!("{line}.load(){line}.await;\n    let client = "));
    match &globals.endpoint_url {
        None => text.put(Kind::Command, "aws_sdk_elasticache::Client::new").put(Kind::Plain, "(&config);\n"),
        Some(url) => text
            .put(Kind::Command, "aws_sdk_elasticache::Client::from_conf")
            .put(
                Kind::Plain,
                "(\n        aws_sdk_elasticache::config::Builder::from(&config)\n            .endpoint_url(",
            )
            .put_at(Kind::String, Path::Option("endpointUrl"), quote::rust(url))
            .put(Kind::Plain, ")\n            .build(),\n    );\n"),
    };
}

const MAIN: &str = r"
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
";

const SEND: &str = r#"        .send()
        .await?;
    println!(
        "{} {}",
        <thing>.<id>().unwrap_or_default(),
        <thing>.status().unwrap_or_default()
    );
"#;

const SECRET: &str = r#"
async fn secret(
    config: &aws_config::SdkConfig,
    name: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    let secret = aws_sdk_secretsmanager::Client::new(config)
        .get_secret_value()
        .secret_id(name)
        .send()
        .await?;
    let text = secret.secret_string().ok_or("The secret has no text.")?;
    Ok(text.to_owned())
}
"#;

const WAIT: &str = r#"
    for tries in 0.. {
        let reply = client
            .describe_<all>()
            .set_<id>(<thing>.<id>.clone())
            .send()
            .await?;
        if reply.<all>().first().and_then(|<thing>| <thing>.status()) == Some("active") {
            break;
        }
        if tries == 60 {
            return Err("The <thing> is not active after 5 minutes.".into());
        }
        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    }
"#;
