//! curl, which signs the request itself. Its options go through standard input: neither the passwords nor the secret key
//! appear in a process list.

use super::cli::{Script, posix};
use super::*;
use PieceKind::*;
use alloc::borrow::ToOwned;
use alloc::string::ToString;
use alloc::vec::Vec;

pub const TARGET: Target = Target {
    id: "curl",
    title: "curl",
    group: Group::Wire,
    runs: "curl 7.76 or later in sh, dash, bash, zsh; credentials from the environment",
    operations: &Operation::ALL,
    honors: &[
        "secrets",
        "secretName",
        "region",
        "endpointUrl",
        "noVerifySsl",
        "noSignRequest",
        "caBundle",
        "cliReadTimeout",
        "cliConnectTimeout",
    ],
    emit,
};

// The shell's own words, in a document whose variables it fills in.
const REGION: &str = "region=${AWS_REGION:-${AWS_DEFAULT_REGION:?must name a Region}}\n";
// curl signs a header without a value but doesn't send it, so the token gets its own line, or none.
const KEYS: &str = r#": "${AWS_ACCESS_KEY_ID:?}" "${AWS_SECRET_ACCESS_KEY:?}"
token=
[ -z "$AWS_SESSION_TOKEN" ] || token="header = \"X-Amz-Security-Token: $AWS_SESSION_TOKEN\""
"#;
const USER: &str = "user = \"${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}\"\n$token\n";

fn emit(job: &Job<'_>) -> Emission {
    let mut fields = Vec::new();
    let inline = job.options.secrets == Secrets::Inline;
    let in_file = job.options.secrets == Secrets::File && job.draft.all_passwords().next().is_some();
    let body = http::body(job, true, &mut |text, name, path, n, secret| {
        if inline {
            text.put(Plain, "&").put_at(Option, path, name.to_owned()).put(Plain, "=");
            text.put_at(Secret, path, crate::quote::url(secret.expose()));
        } else if !in_file {
            fields.push((name.to_owned(), n, path.clone()));
        }
    });
    let mut request = Text::default();
    let mut config = Text::default();
    options(job, &mut config);
    let mut files = Vec::new();
    if in_file {
        let file = http::file(job, job.ready);
        config
            .put(Option, "data")
            .put(Plain, " = ")
            .put(String, format!("\"@{}\"", file.name))
            .put(Plain, "\n");
        files.push(file);
    } else {
        config.put(Option, "data").put(Plain, " = \"").append(body).put(Plain, "\"\n");
    }
    for (name, n, path) in &fields {
        config.put(Option, "data-urlencode").put(Plain, " = \"").put_at(Option, path, name.clone());
        // The variable holds a string in quotes; curl's own are the same.
        config.put(Plain, "=").put(Keyword, format!("${{password_{}#?}}", n + 1)).put(Plain, "\n");
    }
    let lines = config.clone().file("").text();
    let end = posix::end_of_document(&lines);
    request.put(Command, "curl").put(Plain, format!(" --config - <<{end}\n")).append(config).put(Plain, end);
    let passwords = fields.iter().map(|(_, n, _)| *n).collect();
    let mut script = Script::new(job, &posix::SHELL, request, passwords);
    if !lines.lines().all(is_option) {
        let note = "A value doesn't fit on one line of curl's configuration.";
        script.notes.push(Note::advice(note).at(Severity::Error, Path::Request));
    }
    let mut text = Text::default();
    text.put(Plain, "(\n").put(Plain, posix::NO_TRACE).put(Keyword, "set -e\n");
    text.put(Helper, if job.options.globals.region.is_none() { REGION } else { "" });
    text.put(Helper, if job.options.globals.no_sign_request { "" } else { KEYS });
    posix::passwords(&mut script, &mut text);
    text.append(script.request.clone()).put(Plain, "\n)\n");
    script.emission(text, files)
}

/// Whether this is a line of curl's configuration as written here: `name = "…"`, or one of the few without a value.
/// Whatever the values are, nothing else may appear there.
fn is_option(line: &str) -> bool {
    let name = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
    };
    let plain = ["$token", "silent", "show-error", "fail-with-body", "insecure"];
    plain.contains(&line)
        || line.split_once(" = ").is_some_and(|(option, value)| {
            // The shell's variable ends with the quote that the value began with.
            let value = value.strip_prefix('"').and_then(|value| {
                value.strip_suffix('"').or_else(|| value.ends_with("#?}").then_some(value))
            });
            let escaped = |value: &str| {
                let mut letters = value.chars();
                while let Some(letter) = letters.next() {
                    match letter {
                        '\\' => drop(letters.next()),
                        '"' => return false,
                        letter if crate::quote::is_control(letter) => return false,
                        _ => {}
                    }
                }
                true
            };
            name(option) && value.is_some_and(escaped)
        })
}

/// The options of curl's configuration file.
fn options(job: &Job<'_>, text: &mut Text) {
    let globals = &job.options.globals;
    let region = globals.region.clone();
    let mut put = |name: &'static str, value: &str| {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"");
        let value = crate::quote::posix_here_document(&value);
        text.put(Option, name).put(Plain, " = ").put(String, format!("\"{value}\"")).put(Plain, "\n");
    };
    let given = region.is_some() || globals.endpoint_url.is_some();
    if given {
        put("url", &http::endpoint(job.options, ""));
    }
    if let (Some(region), false) = (&region, globals.no_sign_request) {
        put("aws-sigv4", &format!("aws:amz:{region}:elasticache"));
    }
    if let Some(file) = &globals.ca_bundle {
        put("cacert", file);
    }
    let seconds = [("connect-timeout", globals.cli_connect_timeout), ("max-time", globals.cli_read_timeout)];
    for (name, value) in seconds {
        if let Some(value) = value {
            put(name, &value.to_string());
        }
    }
    put("header", "Content-Type: application/x-www-form-urlencoded; charset=utf-8");
    // What the shell fills in.
    if !given {
        text.put(Plain, format!("url = \"{}\"\n", http::endpoint(job.options, "$region")));
    }
    if region.is_none() && !globals.no_sign_request {
        text.put(Plain, "aws-sigv4 = \"aws:amz:$region:elasticache\"\n");
    }
    text.put(Plain, if globals.no_sign_request { "" } else { USER });
    text.put(Plain, if globals.no_verify_ssl { "insecure\n" } else { "" });
    text.put(Plain, "silent\nshow-error\nfail-with-body\n");
}
