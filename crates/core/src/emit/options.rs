//! The options of an emission.

use alloc::borrow::ToOwned;
use alloc::string::String;

/// All options have a safe default: no password appears on a command line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Which AWS CLI will run it.
    pub cli_version: CliVersion,
    /// Options on the command line, or a JSON file next to it.
    pub style: Style,
    /// Where passwords come from when it runs.
    pub secrets: Secrets,
    /// The name of the passwords' source: the environment variable, the secret's name or ARN, or the file. The
    /// second password's name adds `_2` or `-2`. `None` uses a descriptive default.
    pub secret_name: Option<String>,
    /// One line instead of one option per line.
    pub one_line: bool,
    /// The global options of the AWS CLI.
    pub globals: Globals,
    /// Additional steps of the script.
    pub extras: Extras,
}

impl Options {
    /// The environment variable of password `n`, counted from 0.
    pub fn variable(&self, n: usize) -> String {
        let name = self.secret_name.as_deref().filter(|name| is_variable(name));
        numbered(name.unwrap_or("ELASTICACHE_PASSWORD"), "_", n)
    }

    /// The name or ARN in AWS Secrets Manager of password `n`, counted from 0.
    pub fn secret_id(&self, user_id: &str, n: usize) -> String {
        match self.secret_name.as_deref().filter(|name| !name.is_empty()) {
            Some(name) => numbered(name, "-", n),
            None => numbered(&format!("elasticache/{}", user_id.to_ascii_lowercase()), "-", n),
        }
    }
}

/// Whether every shell and language accepts this as the name of an environment variable.
pub(super) fn is_variable(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn numbered(name: &str, between: &str, n: usize) -> String {
    if n == 0 { name.to_owned() } else { format!("{name}{between}{}", n + 1) }
}

/// The major version of the AWS CLI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CliVersion {
    /// Version 1.
    V1,
    /// Version 2.
    #[default]
    V2,
}

/// How a command passes the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// `--user-id … --access-string …`.
    #[default]
    Flags,
    /// `--cli-input-json file://…`, with the file next to it.
    InputJson,
}

/// Where passwords come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrets {
    /// Asked for at run time, not echoed.
    #[default]
    Prompt,
    /// Read from environment variables.
    Environment,
    /// Fetched from AWS Secrets Manager at run time.
    SecretsManager,
    /// Made by AWS Secrets Manager at run time and stored there, where it isn't there already. Nobody sees it.
    Generate,
    /// Read from a file at run time.
    File,
    /// Written in plain text. Never the default: it ends up in shell history and process lists.
    Inline,
}

/// The global options of the AWS CLI. Those that are `None` or false aren't written.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the names are the CLI's own
pub struct Globals {
    pub region: Option<String>,
    pub profile: Option<String>,
    pub output: Option<String>,
    pub query: Option<String>,
    pub endpoint_url: Option<String>,
    pub debug: bool,
    pub no_verify_ssl: bool,
    pub no_paginate: bool,
    pub color: Option<String>,
    pub no_sign_request: bool,
    pub ca_bundle: Option<String>,
    /// Seconds; 0 waits forever.
    pub cli_read_timeout: Option<u32>,
    /// Seconds; 0 waits forever.
    pub cli_connect_timeout: Option<u32>,
}

/// Additional steps around the call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// Only check the command: adds `--generate-cli-skeleton output`, which sends nothing.
    pub check_only: bool,
    /// Wait until the user is `active`.
    pub wait: bool,
    /// Add the user to this user group afterwards.
    pub user_group: Option<String>,
    /// Make that group first where it isn't there.
    pub create_user_group: bool,
    /// Attach the group to the replication group of this ID.
    pub replication_group: Option<String>,
    /// Attach the group to the serverless cache of this name.
    pub serverless_cache: Option<String>,
    /// Print the IAM policy that lets an application connect as the user.
    pub iam_policy: bool,
    /// Give that policy to this IAM role.
    pub iam_role: Option<String>,
    /// The policy holds only from this VPC, VPC endpoint or range of addresses.
    pub allow_from: Option<String>,
    /// Print how to connect with this client.
    pub connection: Option<String>,
    /// Add a script that changes the password later.
    pub rotation: bool,
}
