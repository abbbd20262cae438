//! Python with boto3, the AWS SDK.

use super::code::{self, Language};
use super::{Emission, Group, Job, PieceKind as Kind, Secrets, Target, Text};
use crate::{Operation, Path, quote};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub const TARGET: Target = Target {
    id: "boto3",
    title: "Python (boto3)",
    group: Group::Code,
    runs: "Python 3 with boto3",
    operations: &Operation::ALL,
    honors: &[
        "secrets",
        "secretName",
        "region",
        "profile",
        "endpointUrl",
        "noVerifySsl",
        "noSignRequest",
        "caBundle",
        "cliReadTimeout",
        "cliConnectTimeout",
        "wait",
        "userGroup",
    ],
    emit,
};

const PYTHON: Language = Language {
    quote: quote::python,
    name: |member| member.name().to_owned(),
    indent: "    ",
    inset: "    ",
    member: ("", "=", ",\n"),
    text: ("", ""),
    flags: ["False", "True"],
    passwords: ("[", "]"),
    variable: ("password_", ""),
    inline: ("", ""),
    tags: ("[", "]"),
    tag: ("{", "}"),
    mode: ("{", "}"),
    inner: |name| (format!("\"{name}\": "), ""),
    between: ", ",
    kind: quote::python,
    declare: ("", " = ", "\n"),
    aligned: false,
    read: |secrets| match secrets {
        Secrets::Environment => ("os.environ[", "]"),
        Secrets::File => ("Path(", ").read_text(encoding=\"utf-8\").rstrip(\"\\r\\n\")"),
        Secrets::SecretsManager | Secrets::Generate => {
            ("secrets.get_secret_value(SecretId=", ")[\"SecretString\"]")
        }
        Secrets::Prompt | Secrets::Inline => ("getpass(", ")"),
    },
};

fn emit(job: &Job<'_>) -> Emission {
    let mut text = Text::default();
    let method = job.operation.command().replace('-', "_");
    let secrets = if code::passwords(job).is_empty() { Secrets::Inline } else { job.options.secrets };
    code::put_not_ready(&mut text, job);
    imports(&mut text, job, secrets);
    client(&mut text, job, "client", "elasticache", client_options(job));
    if secrets == Secrets::SecretsManager {
        client(&mut text, job, "secrets", "secretsmanager", region(job).collect());
    }
    code::put_passwords(&mut text, job, &PYTHON, "");
    text.put(Kind::Plain, "\nresponse = ").put(Kind::Command, format!("client.{method}"));
    text.put(Kind::Plain, "(\n");
    code::put_members(&mut text, job, &PYTHON);
    text.put(Kind::Plain, job.about(")\nprint(response[\"<Id>\"], response[\"Status\"])\n"));
    if job.options.extras.wait {
        text.put(Kind::Plain, job.about(WAIT));
    }
    if let Some(group) = job.joins() {
        text.put(Kind::Plain, "\n").put(Kind::Command, "client.modify_user_group");
        text.put(Kind::Plain, "(UserGroupId=");
        text.put_at(Kind::String, Path::Option("userGroup"), quote::python(group));
        text.put(Kind::Plain, ", UserIdsToAdd=[response[\"UserId\"]])\n");
    }
    Emission {
        ready: job.ready,
        files: vec![text.file(format!("{method}.py"))],
        notes: code::notes(job),
        ..Emission::default()
    }
}

fn imports(text: &mut Text, job: &Job<'_>, secrets: Secrets) {
    let globals = &job.options.globals;
    let timeouts = globals.cli_read_timeout.is_some() || globals.cli_connect_timeout.is_some();
    let wait = job.options.extras.wait;
    let standard = wait || matches!(secrets, Secrets::Environment | Secrets::File | Secrets::Prompt);
    let lines = [
        (secrets == Secrets::Environment, "import os\n"),
        (wait, "import time\n"),
        (secrets == Secrets::Prompt, "from getpass import getpass\n"),
        (secrets == Secrets::File, "from pathlib import Path\n"),
        (standard, "\n"),
        (true, "import boto3\n"),
        (globals.no_sign_request, "from botocore import UNSIGNED\n"),
        (globals.no_sign_request || timeouts, "from botocore.config import Config\n"),
        (true, "\n"),
    ];
    for (_, line) in lines.iter().filter(|(wanted, _)| *wanted) {
        text.put(Kind::Keyword, *line);
    }
}

fn region(job: &Job<'_>) -> impl Iterator<Item = (&'static str, String)> {
    job.options.globals.region.iter().map(|region| ("region_name", quote::python(region)))
}

fn client_options(job: &Job<'_>) -> Vec<(&'static str, String)> {
    let globals = &job.options.globals;
    let mut options: Vec<(&'static str, String)> = region(job).collect();
    options.extend(globals.endpoint_url.iter().map(|url| ("endpoint_url", quote::python(url))));
    match &globals.ca_bundle {
        _ if globals.no_verify_ssl => options.push(("verify", "False".to_owned())),
        Some(file) => options.push(("verify", quote::python(file))),
        None => {}
    }
    let seconds = |value: u32| if value == 0 { "None".to_owned() } else { value.to_string() };
    let unsigned = globals.no_sign_request.then(|| "signature_version=UNSIGNED".to_owned());
    let read = globals.cli_read_timeout.map(|value| format!("read_timeout={}", seconds(value)));
    let connect = globals.cli_connect_timeout.map(|value| format!("connect_timeout={}", seconds(value)));
    let config: Vec<String> = [unsigned, read, connect].into_iter().flatten().collect();
    if !config.is_empty() {
        options.push(("config", format!("Config({})", config.join(", "))));
    }
    options
}

fn client(
    text: &mut Text,
    job: &Job<'_>,
    name: &'static str,
    service: &str,
    options: Vec<(&'static str, String)>,
) {
    text.put(Kind::Plain, name).put(Kind::Plain, " = ").put(Kind::Command, "boto3");
    if let Some(profile) = &job.options.globals.profile {
        text.put(Kind::Command, ".Session").put(Kind::Plain, "(profile_name=");
        text.put_at(Kind::String, Path::Option("profile"), quote::python(profile)).put(Kind::Plain, ")");
    }
    text.put(Kind::Command, ".client").put(Kind::Plain, "(").put(Kind::String, quote::python(service));
    for (name, value) in options {
        text.put(Kind::Plain, ", ").put(Kind::Option, name).put(Kind::Plain, "=").put(Kind::String, value);
    }
    text.put(Kind::Plain, ")\n");
}

const WAIT: &str = r#"
for _ in range(60):  # up to 5 minutes
    if client.describe_<all>(<Id>=response["<Id>"])["<All>"][0]["Status"] == "active":
        break
    time.sleep(5)
else:
    raise SystemExit("The <thing> is not active after 5 minutes.")
"#;
