//! curl sends the output to a recorder: the form body equals that of the target `http`, and the request is signed.
use crate::{Proof, proof};
use elasticache_user::emit::{Globals, Options, Secrets};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use testkit::cases;
use testkit::recorder::{Recorder, pairs};
use tools::Ctx;
use tools::apt;
use tools::run::{on_path, say};

#[test]
fn curl_sends_the_body_signed() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    if on_path(&["curl"]).is_none() {
        apt::ensure(ctx, &["curl"], "curl")?;
    }
    let folder = ctx.path("target/curl");
    fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let recorder = Recorder::start()?;
    let mut all = cases::traps();
    all.extend(cases::generated(19, 60));
    for (n, case) in all.iter().enumerate() {
        let sources = [Secrets::Prompt, Secrets::Inline, Secrets::Environment, Secrets::File];
        let globals = Globals {
            endpoint_url: Some(format!("{}/", recorder.url())),
            region: (n % 3 > 0).then(|| "eu-central-1".to_owned()),
            ..Globals::default()
        };
        let options = Options { secrets: sources[n % 4], globals, ..Options::default() };
        let emission = case.emit("curl", &options)?;
        for file in &emission.files {
            fs::write(folder.join(&file.name), file.text()).map_err(|why| why.to_string())?;
        }
        let passwords: Vec<&str> = case.draft.all_passwords().map(|(_, secret)| secret.expose()).collect();
        let mut command = Command::new("sh");
        command.arg(&emission.files[0].name).current_dir(&folder).env("AWS_REGION", "us-east-1");
        command.envs([("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "se/cr+et=")]);
        command.envs(passwords.iter().enumerate().map(|(n, password)| (options.variable(n), *password)));
        if n.is_multiple_of(2) {
            command.env("AWS_SESSION_TOKEN", "to/k+en==");
        }
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|why| why.to_string())?;
        if let Some(mut stdin) = child.stdin.take() {
            drop(stdin.write_all(cases::typed(case.operation, &case.draft).as_bytes()));
        }
        let output = child.wait_with_output().map_err(|why| why.to_string())?;
        let sent = recorder.take_requests();
        let place = || {
            format!(
                "{}\n{}\n{}",
                case.name,
                emission.files[0].text(),
                String::from_utf8_lossy(&output.stderr)
            )
        };
        let [request] = sent.as_slice() else { return Err(format!("{} requests: {}", sent.len(), place())) };
        let wanted = pairs(&case.body()?);
        let (mut arrived, mut sorted) = (pairs(&request.body), wanted.clone());
        arrived.sort();
        sorted.sort();
        if arrived != sorted {
            return Err(format!("sent {}\n{}", request.body, place()));
        }
        let region = if n % 3 > 0 { "eu-central-1" } else { "us-east-1" };
        let scope = format!("/{region}/elasticache/aws4_request");
        let token = n.is_multiple_of(2) == request.authorization.contains("x-amz-security-token");
        if !request.authorization.starts_with("AWS4-HMAC-SHA256")
            || !request.authorization.contains(&scope)
            || !token
        {
            return Err(format!("signed as `{}`: {}", request.authorization, place()));
        }
    }
    say(format!("{} requests arrived as the target http writes them", all.len()));
    Ok(())
}
