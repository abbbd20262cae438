//! Runs a test file twice: with `expect::run`, without a server, and as its own shell script on real servers. Each line must have
//! the same result.

use crate::{Proof, proof};
use access_string::{Command, Dialect, Engine, parse};
use elasticache_user::{EngineVersion, expect, quote};
use lab::live::cases::{Cases, Rules};
use lab::live::compare::left_out;
use lab::live::random::Random;
use lab::live::sources::seed;
use std::fs;
use std::process::Command as Process;
use testkit::generate::many;
use tools::Ctx;
use tools::run::say;
use tools::servers;

#[test]
fn the_script_agrees_with_the_file() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let seed = seed()?;
    say(format!("seed {seed}; repeat with ACL_SEED={seed}"));
    for (engine, version) in [
        (Engine::Redis70, EngineVersion::Redis70),
        (Engine::Valkey81, EngineVersion::Valkey81),
        (Engine::Valkey90, EngineVersion::Valkey90),
        (Engine::Valkey91, EngineVersion::Valkey91),
    ] {
        let text = [hostile(version), random(seed, engine, version, many(60, 12))].concat();
        let lines = asked(ctx, engine.name(), &text)?;
        let judged = expect::run(&expect::read(&text), None, |_| None);
        let judged: Vec<(bool, String)> = judged
            .suites
            .iter()
            .flat_map(|suite| &suite.tests)
            .map(|test| (test.judgment.passed, format!("line {}: {}", test.line, test.command)))
            .collect();
        if lines.len() != judged.len() {
            return Err(format!("{engine}: {} tests, and {} lines of the script", judged.len(), lines.len()));
        }
        for ((passed, test), line) in judged.iter().zip(&lines) {
            if *passed != line.starts_with("  ok ") {
                return Err(format!("{engine}: {test}: passed: {passed}, but the script prints {line:?}"));
            }
        }
        let passed = judged.iter().filter(|(passed, _)| *passed).count();
        say(format!("{engine}: {} tests have the same result, {passed} of them pass", judged.len()));
    }
    Ok(())
}

/// The script's result for each test, in order. It's run by `sh`, which may be dash or another shell.
fn asked(ctx: &Ctx, engine: &str, text: &str) -> Result<Vec<String>, String> {
    let server = servers::ensure(ctx, engine)?.start()?;
    let folder = ctx.path("target/acl-expect");
    fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let path = folder.join(format!("{engine}.sh"));
    fs::write(&path, expect::script(&expect::read(text))).map_err(|why| why.to_string())?;
    let (client, libraries) = servers::client(ctx)?;
    let mut sh = Process::new("sh");
    sh.arg(&path).current_dir(&folder).env("CLI", format!("{} -p {}", client.display(), server.port));
    sh.env("LD_LIBRARY_PATH", libraries);
    let output = sh.output().map_err(|why| why.to_string())?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.stderr.is_empty() {
        return Err(format!("{engine}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let names = fs::read_dir(&folder).map_err(|why| why.to_string())?.flatten();
    if let Some(made) = names.map(|entry| entry.file_name()).find(|name| name == "owned") {
        return Err(format!("{engine}: the script ran a command from the file: {}", made.display()));
    }
    if printed.contains("rejects the access string") {
        return Err(format!("{engine}: {printed}"));
    }
    let failed = printed.contains("  FAIL ");
    if output.status.code() != Some(i32::from(failed)) {
        return Err(format!("{engine}: it exits with {} and prints {printed}", output.status));
    }
    Ok(printed
        .lines()
        .filter(|line| line.starts_with("  ok ") || line.starts_with("  FAIL must"))
        .map(str::to_owned)
        .collect())
}

/// Text that could break out of its quotes, end its line, or be mistaken for a result.
fn hostile(version: EngineVersion) -> String {
    let keys = [
        "$(touch owned)",
        "`touch owned`",
        "'; touch owned; '",
        r#"a\"b"#,
        r"back\\slash",
        r"line\nOK",
        r"\x00\xff\xfe",
        "%s%n",
        "-x",
        "\u{202e}é\u{1f980}",
        "*",
        "",
    ];
    let mut text = format!(
        "user: $(touch owned)'`touch owned`\nengine: {}\naccess: on ~$(touch ~back\\\\* ~%s* ~'* ~\u{202e}* -@all +get +ping +echo\n",
        version.name()
    );
    for key in keys {
        for must in ["must", "must not"] {
            text.push_str(&format!("{must}: GET \"{key}\"\n"));
        }
    }
    text.push_str("must not: SET a b\nmust: PING\nmust: NOSUCH a\nmust not: NOSUCH a\nmust not: GET\nmust: GET a b\nmust: 5 PING\n");
    text
}

/// Random strings, each with related commands.
fn random(seed: u64, engine: Engine, version: EngineVersion, count: usize) -> String {
    let mut cases = Cases::new(seed, engine);
    let mut random = Random(seed ^ 1);
    let commands: Vec<Command> = Dialect::from(engine).commands().collect();
    let mut text = String::new();
    let mut done = 0;
    while done < count {
        let command = *random.pick(&commands).expect("there are commands");
        let case = if random.one_in(3) { cases.about(command) } else { cases.any() };
        let Rules::Text(access) = &case.rules else { continue };
        let one_line =
            !access.trim().is_empty() && !access.contains(|c: char| c.is_control() || !c.is_ascii());
        if !one_line || !parse(access, version.dialect()).is_accepted() || left_out(engine, &case) {
            continue;
        }
        done += 1;
        text.push_str(&format!("user: u{done}\nengine: {}\naccess: {access}\n", version.name()));
        let more = cases.any().checks;
        for check in case.checks.iter().chain(&more).filter(|check| !check.argv.is_empty()) {
            let line: Vec<String> = check.argv.iter().map(|word| quote::redis(word)).collect();
            let line = line.join(" ");
            // Those are never written.
            if !expect::has_password(&line) {
                text.push_str(&format!("{}: {line}\n", if random.one_in(2) { "must" } else { "must not" }));
            }
        }
    }
    text
}
