//! JavaScript with the AWS SDK v3, as an ES module for Node.js.

use super::code::{self, Language};
use super::{Emission, Group, Job, PieceKind as Kind, Secrets, Target, Text};
use crate::{Operation, Path, quote};
use alloc::borrow::ToOwned;
use alloc::string::String;

pub const TARGET: Target = Target {
    id: "javascript",
    title: "JavaScript (AWS SDK v3)",
    group: Group::Code,
    runs: "Node.js 20 or later with @aws-sdk/client-elasticache",
    operations: &Operation::ALL,
    honors: &["secrets", "secretName", "region", "profile", "endpointUrl", "wait", "userGroup"],
    emit,
};

const JAVASCRIPT: Language = Language {
    quote: quote::javascript,
    name: |member| member.name().to_owned(),
    indent: "  ",
    inset: "  ",
    member: ("", ": ", ",\n"),
    text: ("", ""),
    flags: ["false", "true"],
    passwords: ("[", "]"),
    variable: ("password", ""),
    inline: ("", ""),
    tags: ("[", "]"),
    tag: ("{ ", " }"),
    mode: ("{ ", " }"),
    inner: |name| (format!("{name}: "), ""),
    between: ", ",
    kind: quote::javascript,
    declare: ("const ", " = ", ";\n"),
    aligned: false,
    read: |secrets| match secrets {
        Secrets::Environment => ("fromEnvironment(", ")"),
        Secrets::File => ("(await readFile(", ", \"utf8\")).replace(/[\\r\\n]+$/, \"\")"),
        Secrets::SecretsManager | Secrets::Generate => ("await fromSecret(", ")"),
        Secrets::Prompt | Secrets::Inline => ("await ask(", ")"),
    },
};

fn emit(job: &Job<'_>) -> Emission {
    let mut text = Text::default();
    let command = format!("{}Command", job.operation.name());
    let secrets = if code::passwords(job).is_empty() { Secrets::Inline } else { job.options.secrets };
    code::put_not_ready(&mut text, job);
    imports(&mut text, job, secrets, &command);
    let globals = &job.options.globals;
    let mut options = vec![("region", "region", &globals.region), ("profile", "profile", &globals.profile)];
    if secrets == Secrets::SecretsManager {
        client(&mut text, "secrets", "SecretsManagerClient", &options);
    }
    options.push(("endpoint", "endpointUrl", &globals.endpoint_url));
    client(&mut text, "client", "ElastiCacheClient", &options);
    text.put(
        Kind::Plain,
        match secrets {
            Secrets::Prompt => ASK,
            Secrets::Environment => FROM_ENVIRONMENT,
            Secrets::SecretsManager | Secrets::Generate => FROM_SECRET,
            Secrets::File | Secrets::Inline => "",
        },
    );
    code::put_passwords(&mut text, job, &JAVASCRIPT, "");
    text.put(Kind::Plain, if secrets == Secrets::Prompt { "lines.close();\n" } else { "" });
    text.put(Kind::Plain, job.about("\nconst <thing> = await client.send(new ")).put(Kind::Command, command);
    text.put(Kind::Plain, "({\n");
    code::put_members(&mut text, job, &JAVASCRIPT);
    text.put(Kind::Plain, job.about("}));\nconsole.log(<thing>.<Id>, <thing>.Status);\n"));
    if job.options.extras.wait {
        text.put(Kind::Plain, job.about(WAIT));
    }
    if let Some(group) = job.joins() {
        text.put(Kind::Plain, "\nawait client.send(new ").put(Kind::Command, "ModifyUserGroupCommand");
        text.put(Kind::Plain, "({\n  UserGroupId: ");
        text.put_at(Kind::String, Path::Option("userGroup"), quote::javascript(group));
        text.put(Kind::Plain, ",\n  UserIdsToAdd: [user.UserId],\n}));\n");
    }
    let name = format!("{}.mjs", job.operation.command());
    Emission {
        ready: job.ready,
        files: vec![text.file(name)],
        notes: code::notes(job),
        ..Emission::default()
    }
}

fn imports(text: &mut Text, job: &Job<'_>, secrets: Secrets, command: &str) {
    let extras = &job.options.extras;
    let lines = [
        (secrets == Secrets::File, "import { readFile } from \"node:fs/promises\";\n"),
        (secrets == Secrets::Prompt, "import { createInterface } from \"node:readline\";\n"),
        (secrets == Secrets::Prompt, "import { Writable } from \"node:stream\";\n"),
        (extras.wait, "import { setTimeout } from \"node:timers/promises\";\n"),
    ];
    for (_, line) in lines.iter().filter(|(wanted, _)| *wanted) {
        text.put(Kind::Keyword, *line);
    }
    text.put(Kind::Keyword, "import { ").put(Kind::Command, "ElastiCacheClient");
    text.put(Kind::Plain, ", ").put(Kind::Command, command.to_owned());
    text.put(Kind::Plain, if extras.wait { job.about(", Describe<All>Command") } else { String::new() });
    text.put(Kind::Plain, if job.joins().is_some() { ", ModifyUserGroupCommand" } else { "" });
    text.put(Kind::Keyword, " } from \"@aws-sdk/client-elasticache\";\n");
    if secrets == Secrets::SecretsManager {
        text.put(Kind::Keyword, SECRETS_IMPORT);
    }
}

fn client(
    text: &mut Text,
    name: &'static str,
    class: &'static str,
    options: &[(&'static str, &'static str, &Option<String>)],
) {
    text.put(Kind::Plain, "\nconst ").put(Kind::Plain, name).put(Kind::Plain, " = new ");
    text.put(Kind::Command, class).put(Kind::Plain, "({");
    let mut between = " ";
    for (name, option, value) in options {
        let Some(value) = value else { continue };
        text.put(Kind::Plain, between).put(Kind::Option, *name).put(Kind::Plain, ": ");
        text.put_at(Kind::String, Path::Option(option), quote::javascript(value));
        between = ", ";
    }
    text.put(Kind::Plain, if between == " " { "});\n" } else { " });\n" });
}

const SECRETS_IMPORT: &str =
    "import { GetSecretValueCommand, SecretsManagerClient } from \"@aws-sdk/client-secrets-manager\";\n";

const ASK: &str = r#"
// Typed input isn't shown.
const silent = new Writable({ write: (chunk, encoding, done) => done() });
const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
const typed = lines[Symbol.asyncIterator]();
async function ask(question) {
  process.stderr.write(question);
  const { value, done } = await typed.next();
  process.stderr.write("\n");
  if (done) throw new Error("No password was typed.");
  return value;
}

"#;

const FROM_ENVIRONMENT: &str = r#"
function fromEnvironment(name) {
  if (!process.env[name]) throw new Error(`Set the environment variable ${name}.`);
  return process.env[name];
}

"#;

const FROM_SECRET: &str = r#"
async function fromSecret(name) {
  return (await secrets.send(new GetSecretValueCommand({ SecretId: name }))).SecretString;
}

"#;

const WAIT: &str = r#"
for (let tries = 0; ; tries += 1) {
  const { <All> } = await client.send(new Describe<All>Command({ <Id>: <thing>.<Id> }));
  if (<All>[0].Status === "active") break;
  if (tries === 60) throw new Error("The <thing> is not active after 5 minutes.");
  await setTimeout(5000);
}
"#;
