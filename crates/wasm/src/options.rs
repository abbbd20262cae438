//! The options of an emission from JSON. What is not understood is said in a note, not dropped.

use elasticache_user::emit::{CliVersion, Note, Options, Secrets, Style};
use elasticache_user::{Path, Severity};
use serde_json::Value;

/// Reads `{"cliVersion", "style", "secrets", "secretName", "oneLine", "globals", "extras"}`.
pub fn options(wanted: &Value) -> (Options, Vec<Note>) {
    let mut options = Options::default();
    let mut notes = Vec::new();
    let mut unknown = |name: &'static str| {
        let text = format!("The option `{name}` has a value that is not known; its default was taken.");
        notes.push(Note::advice(text).at(Severity::Warning, Path::Option(name)));
    };
    let given = |name: &str| wanted.get(name).filter(|value| !value.is_null());
    if let Some(value) = given("cliVersion") {
        match value.as_u64() {
            Some(1) => options.cli_version = CliVersion::V1,
            Some(2) => options.cli_version = CliVersion::V2,
            _ => unknown("cliVersion"),
        }
    }
    if let Some(value) = given("style") {
        match value.as_str() {
            Some("flags") => options.style = Style::Flags,
            Some("input-json") => options.style = Style::InputJson,
            _ => unknown("style"),
        }
    }
    if let Some(value) = given("secrets") {
        match value.as_str() {
            Some("prompt") => options.secrets = Secrets::Prompt,
            Some("environment") => options.secrets = Secrets::Environment,
            Some("secrets-manager") => options.secrets = Secrets::SecretsManager,
            Some("file") => options.secrets = Secrets::File,
            Some("inline") => options.secrets = Secrets::Inline,
            _ => unknown("secrets"),
        }
    }
    if let Some(value) = given("secretName") {
        match value.as_str() {
            Some(name) => options.secret_name = Some(name.to_owned()),
            None => unknown("secretName"),
        }
    }
    if let Some(value) = given("oneLine") {
        match value.as_bool() {
            Some(flag) => options.one_line = flag,
            None => unknown("oneLine"),
        }
    }
    if let Some(globals) = given("globals") {
        let text = |name: &str| globals.get(name).and_then(Value::as_str).map(str::to_owned);
        let flag = |name: &str| globals.get(name).and_then(Value::as_bool).unwrap_or(false);
        let seconds = |name: &str| {
            globals.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
        };
        let to = &mut options.globals;
        to.region = text("region");
        to.profile = text("profile");
        to.output = text("output");
        to.query = text("query");
        to.endpoint_url = text("endpointUrl");
        to.debug = flag("debug");
        to.no_verify_ssl = flag("noVerifySsl");
        to.no_paginate = flag("noPaginate");
        to.color = text("color");
        to.no_sign_request = flag("noSignRequest");
        to.ca_bundle = text("caBundle");
        to.cli_read_timeout = seconds("cliReadTimeout");
        to.cli_connect_timeout = seconds("cliConnectTimeout");
    }
    if let Some(extras) = given("extras") {
        let flag = |name: &str| extras.get(name).and_then(Value::as_bool).unwrap_or(false);
        options.extras.check_only = flag("checkOnly");
        options.extras.wait = flag("wait");
        options.extras.user_group = extras.get("userGroup").and_then(Value::as_str).map(str::to_owned);
    }
    (options, notes)
}
