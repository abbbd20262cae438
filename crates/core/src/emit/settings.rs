//! Every option of an emission as data: its names, the values it accepts, and what's wrong with a value.
//!
//! The page's fields, the package's types, the reading of options from JSON and the notes all derive from [`SETTINGS`].

mod values;

use super::*;
use Severity::{Advice, Error, Security, Warning};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::Value;
use values::{
    addresses, client, color, endpoint_url, output, region, replication_group, role, secret_name,
    serverless_cache, unfit, user_group,
};

/// An option of an emission.
pub struct Setting {
    /// Its name in the package and in notes, such as `endpointUrl`.
    pub name: &'static str,
    /// The AWS CLI's name for it, if it's one of the CLI's global options.
    pub option: Option<&'static str>,
    /// Its effect, in one sentence.
    pub about: &'static str,
    /// The kind of values it accepts.
    pub kind: SettingKind,
    /// Its value as text; `None` for the default.
    pub get: fn(&Options) -> Option<String>,
    /// Sets it from text and returns whether that worked; an empty string resets it to the default.
    pub set: fn(&mut Options, &str) -> bool,
    problem: fn(&str, &Options) -> Option<(Severity, &'static str)>,
}

/// The kind of values that a [`Setting`] accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// `true` or `false`.
    Flag,
    /// Text.
    Text,
    /// A number of seconds, 0 and up.
    Seconds,
    /// One of these; the first is the default.
    Choice(&'static [&'static str]),
    /// One of these; unset by default.
    Maybe(&'static [&'static str]),
}

/// The names of the settings for an AWS CLI command.
pub(super) const CLI: &[&str] = &[
    "cliVersion",
    "style",
    "secrets",
    "secretName",
    "oneLine",
    "region",
    "profile",
    "output",
    "query",
    "endpointUrl",
    "debug",
    "noVerifySsl",
    "noPaginate",
    "color",
    "noSignRequest",
    "caBundle",
    "cliReadTimeout",
    "cliConnectTimeout",
    "checkOnly",
    "wait",
    "userGroup",
];

/// The names of the settings of the steps that follow the request, but for the first two.
pub(super) const ROAD: &[&str] = &[
    "createUserGroup",
    "replicationGroup",
    "serverlessCache",
    "iamPolicy",
    "iamRole",
    "allowFrom",
    "connection",
    "rotation",
];

/// Those of a command of the AWS CLI in a shell that writes every step.
pub(super) const CLI_AND_ROAD: &[&str] = {
    const ALL: [&str; CLI.len() + ROAD.len()] = {
        let mut all = [""; CLI.len() + ROAD.len()];
        let mut n = 0;
        while n < all.len() {
            all[n] = if n < CLI.len() { CLI[n] } else { ROAD[n - CLI.len()] };
            n += 1;
        }
        all
    };
    &ALL
};

/// What is only about a user.
const OF_USERS: &[&str] =
    &["userGroup", "createUserGroup", "iamPolicy", "iamRole", "allowFrom", "connection", "rotation"];

/// The setting with this name, in any spelling: `endpointUrl`, `endpoint-url`, `endpoint_url`.
pub fn setting(name: &str) -> Option<&'static Setting> {
    let plain = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
    let wanted = plain(name);
    SETTINGS.iter().find(|setting| plain(setting.name) == wanted)
}

macro_rules! word {
    ($about:literal, $name:literal, $field:ident, [$($text:literal => $value:expr),+]) => {
        Setting {
            name: $name,
            option: None,
            about: $about,
            kind: SettingKind::Choice(&[$($text),+]),
            get: |options| {
                if options.$field == Default::default() { return None }
                $(if options.$field == $value { return Some($text.to_owned()) })+
                None
            },
            set: |options, text| {
                match text {
                    "" => options.$field = Default::default(),
                    $($text => options.$field = $value,)+
                    _ => return false,
                }
                true
            },
            problem: |_, _| None,
        }
    };
}

macro_rules! flag {
    ($about:literal, $name:literal, $option:expr, $($field:ident).+, $problem:expr) => {
        Setting {
            name: $name,
            option: $option,
            about: $about,
            kind: SettingKind::Flag,
            get: |options| options.$($field).+.then(|| "true".to_owned()),
            set: |options, text| match text {
                "true" | "false" | "" => { options.$($field).+ = text == "true"; true }
                _ => false,
            },
            problem: $problem,
        }
    };
}

macro_rules! text {
    ($about:literal, $name:literal, $option:expr, $kind:expr, $($field:ident).+, $problem:expr) => {
        Setting {
            name: $name,
            option: $option,
            about: $about,
            kind: $kind,
            get: |options| options.$($field).+.clone(),
            set: |options, text| { options.$($field).+ = (!text.is_empty()).then(|| text.to_owned()); true },
            problem: $problem,
        }
    };
}

macro_rules! seconds {
    ($about:literal, $name:literal, $option:expr, $($field:ident).+) => {
        Setting {
            name: $name,
            option: $option,
            about: $about,
            kind: SettingKind::Seconds,
            get: |options| options.$($field).+.map(|seconds| seconds.to_string()),
            set: |options, text| {
                let number = if text.is_empty() { None } else { text.parse().ok() };
                options.$($field).+ = number;
                text.is_empty() || number.is_some()
            },
            problem: |_, _| None,
        }
    };
}

const OUTPUTS: SettingKind = SettingKind::Maybe(&["json", "text", "table", "yaml", "yaml-stream"]);
const CLIENTS: SettingKind = SettingKind::Maybe(crate::road::CLIENTS);
const COLORS: SettingKind = SettingKind::Maybe(&["on", "off", "auto"]);

/// Every setting, in the order they are shown.
pub static SETTINGS: &[Setting] = &[
    word!("Which AWS CLI will run it.", "cliVersion", cli_version, ["2" => CliVersion::V2, "1" => CliVersion::V1]),
    word!("Options on the command line, or a JSON file next to it.", "style", style,
        ["flags" => Style::Flags, "input-json" => Style::InputJson]),
    word!("Where passwords come from when it runs.", "secrets", secrets,
        ["prompt" => Secrets::Prompt, "environment" => Secrets::Environment,
         "secrets-manager" => Secrets::SecretsManager, "generate" => Secrets::Generate, "file" => Secrets::File, "inline" => Secrets::Inline]),
    text!(
        "The environment variable, the secret or the file that passwords come from.",
        "secretName",
        None,
        SettingKind::Text,
        secret_name,
        secret_name
    ),
    flag!("One line instead of one option per line.", "oneLine", None, one_line, |_, _| None),
    text!(
        "The Region, instead of the environment's or the profile's.",
        "region",
        Some("--region"),
        SettingKind::Text,
        globals.region,
        region
    ),
    text!(
        "The named profile to take credentials and defaults from.",
        "profile",
        Some("--profile"),
        SettingKind::Text,
        globals.profile,
        |_, _| None
    ),
    text!("How the reply is printed.", "output", Some("--output"), OUTPUTS, globals.output, output),
    text!(
        "What to print of the reply, in JMESPath.",
        "query",
        Some("--query"),
        SettingKind::Text,
        globals.query,
        |_, _| None
    ),
    text!(
        "A different URL to send the request to.",
        "endpointUrl",
        Some("--endpoint-url"),
        SettingKind::Text,
        globals.endpoint_url,
        endpoint_url
    ),
    flag!("Print what the client does.", "debug", Some("--debug"), globals.debug, |_, _| {
        Some((Warning, "--debug prints the request with its passwords. Don't use it where output is logged."))
    }),
    flag!(
        "Don't verify the server's certificate.",
        "noVerifySsl",
        Some("--no-verify-ssl"),
        globals.no_verify_ssl,
        |_, _| Some((
            Security,
            "--no-verify-ssl sends the passwords to any server that answers. \
            To trust your own certificate, use --ca-bundle instead."
        ))
    ),
    flag!("Ask for one page only.", "noPaginate", Some("--no-paginate"), globals.no_paginate, |_, _| Some((
        Advice,
        "--no-paginate has no effect here: the reply has one page."
    ))),
    text!("Whether the output is colored.", "color", Some("--color"), COLORS, globals.color, color),
    flag!(
        "Send the request without credentials.",
        "noSignRequest",
        Some("--no-sign-request"),
        globals.no_sign_request,
        |_, _| Some((
            Warning,
            "ElastiCache rejects unsigned requests. \
            --no-sign-request is useful only with your own endpoint."
        ))
    ),
    text!(
        "A file of certificates to trust.",
        "caBundle",
        Some("--ca-bundle"),
        SettingKind::Text,
        globals.ca_bundle,
        |_, _| None
    ),
    seconds!(
        "How long to wait for the reply, in seconds; 0 waits forever.",
        "cliReadTimeout",
        Some("--cli-read-timeout"),
        globals.cli_read_timeout
    ),
    seconds!(
        "How long to wait for the connection, in seconds; 0 waits forever.",
        "cliConnectTimeout",
        Some("--cli-connect-timeout"),
        globals.cli_connect_timeout
    ),
    flag!("Only check the command: nothing is sent.", "checkOnly", None, extras.check_only, |_, options| {
        let more = options.extras.wait || options.extras.user_group.is_some();
        more.then_some((
            Advice,
            "Nothing is sent, so there's nothing to wait for and no user to add to a group.",
        ))
    }),
    flag!("Wait until the user or the group is active.", "wait", None, extras.wait, |_, _| None),
    text!(
        "Add the user to this user group afterwards.",
        "userGroup",
        None,
        SettingKind::Text,
        extras.user_group,
        user_group
    ),
    flag!(
        "Make that user group first if it isn't there.",
        "createUserGroup",
        None,
        extras.create_user_group,
        |_, _| None
    ),
    text!(
        "Attach the user group to this replication group.",
        "replicationGroup",
        None,
        SettingKind::Text,
        extras.replication_group,
        replication_group
    ),
    text!(
        "Attach the user group to this serverless cache.",
        "serverlessCache",
        None,
        SettingKind::Text,
        extras.serverless_cache,
        serverless_cache
    ),
    flag!(
        "Print the IAM policy that lets an application connect as the user.",
        "iamPolicy",
        None,
        extras.iam_policy,
        |_, _| None
    ),
    text!("Give that policy to this IAM role.", "iamRole", None, SettingKind::Text, extras.iam_role, role),
    text!(
        "Limit the policy to this VPC (vpc-…), VPC endpoint (vpce-…) or address range.",
        "allowFrom",
        None,
        SettingKind::Text,
        extras.allow_from,
        addresses
    ),
    text!("Print how to connect with this client.", "connection", None, CLIENTS, extras.connection, client),
    flag!(
        "Add a script that changes the password later, without downtime.",
        "rotation",
        None,
        extras.rotation,
        |_, _| None
    ),
];

/// The notes about these options: invalid values, and options that the target ignores.
pub(super) fn check(target: &Target, job: &Job<'_>) -> Vec<Note> {
    let Job { draft, options, .. } = *job;
    let mut notes = Vec::new();
    for setting in SETTINGS {
        let Some(value) = (setting.get)(options) else { continue };
        let path = Path::Option(setting.name);
        let secret = setting.name.starts_with("secret");
        let in_code_page =
            matches!(target.id, "cmd" | "windows-powershell") && target.honors.contains(&setting.name);
        if in_code_page && !value.is_ascii() {
            let text = format!(
                "{} reads a saved script in the machine's code page: characters of {} outside ASCII may arrive \
                 garbled.",
                target.title, setting.name
            );
            notes.push(Note::advice(text).at(Warning, path.clone()));
        }
        if let Some(why) = unfit(setting, &value) {
            notes.push(Note::advice(format!("{} {why}", setting.name)).at(Error, path));
        } else if OF_USERS.contains(&setting.name) && job.operation.is_of_group() {
            let text = format!("The option {} is about a user, so it's ignored for a group.", setting.name);
            notes.push(Note::advice(text).at(Advice, path));
        } else if !target.honors.contains(&setting.name) {
            if !secret || draft.all_passwords().next().is_some() {
                let text = format!("{} ignores the option {}.", target.title, setting.name);
                notes.push(Note::advice(text).at(Advice, path));
            }
        } else if secret && draft.all_passwords().next().is_none() {
            // It lists the ignored options.
        } else if target.id == "cmd" && read_twice(&value, options) {
            let text = format!(
                "{} contains a character that cmd treats as code if aws is itself a batch file, as that of AWS CLI 1 from \
                 pip is. Remove it, or use AWS CLI 2.",
                setting.name
            );
            notes.push(Note::advice(text).at(Error, path));
        } else if let Some((severity, text)) = (setting.problem)(&value, options) {
            notes.push(Note::advice(text).at(severity, path));
        }
    }
    if target.honors.contains(&"createUserGroup") {
        let problems = job.road().problems().into_iter();
        notes.extend(problems.map(|(severity, text, path)| Note::advice(text).at(severity, path)));
    }
    let process = target.honors.contains(&"secrets") && target.group != Group::File;
    if process && options.secrets == Secrets::Inline && draft.all_passwords().next().is_some() {
        let text = "The passwords are in plain text: anyone who sees this output, your shell history or the process \
            list can read them. Prefer Prompt, which asks when it runs.";
        notes.push(Note::advice(text).at(Security, Path::Option("secrets")));
    }
    notes
}

/// Whether a batch file that passes its arguments on would read code in this value.
fn read_twice(value: &str, options: &Options) -> bool {
    options.cli_version == CliVersion::V1 && value.contains(['"', '&', '|', '<', '>', '^', '%'])
}

impl Options {
    /// Reads an object of setting names and values. Invalid settings keep their default, with a note.
    pub fn from_json(value: &Value) -> (Self, Vec<Note>) {
        let mut options = Self::default();
        let mut notes = Vec::new();
        for (name, value) in value.as_object().into_iter().flatten() {
            let Some(setting) = setting(name) else {
                notes.push(
                    Note::advice(format!("Unknown option {name}: ignored.")).at(Warning, Path::Request),
                );
                continue;
            };
            let text = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            if !(setting.set)(&mut options, &text) {
                let takes = match setting.kind {
                    SettingKind::Flag => "true or false".to_owned(),
                    SettingKind::Text => "text".to_owned(),
                    SettingKind::Seconds => "a number of seconds, 0 or more".to_owned(),
                    SettingKind::Choice(words) | SettingKind::Maybe(words) => words.join(", "),
                };
                let text = format!("The option {} must be {takes}: ignored.", setting.name);
                notes.push(Note::advice(text).at(Warning, Path::Option(setting.name)));
            }
        }
        (options, notes)
    }
}
