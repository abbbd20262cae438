//! Wine's cmd runs the emitted batch files with a Windows program named aws that records its arguments, which must equal the
//! draft. Real Windows isn't available here.
use crate::stub::records;
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options, Secrets};
use elasticache_user::{Context, Report, Severity};
use std::fs;
use std::path::Path;
use std::process::Command;
use testkit::cases::{self, Case};
use testkit::cli_words;
use testkit::generate::Chance;
use testkit::hostile::{self, Part};
use testkit::recorder::Record;
use tools::Ctx;
use tools::run::{read, say};
use tools::wine::{self, Wine};

#[test]
fn a_program_receives_the_draft() -> Proof {
    proof(run)
}

/// The number of generated drafts, besides those with a pitfall; more with --long.
const DRAFTS: usize = 30;
/// Hostile values, and with --long.
const HOSTILE: [usize; 2] = [1_000, 10_000];

fn run(ctx: &Ctx) -> Result<(), String> {
    let wine = wine::ensure(ctx)?;
    let root = ctx.path("target/cmd");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    let mut compiler = Command::new(&wine.compiler);
    compiler.args(["-O1", "-municode", "-o"]).arg(root.join("aws.exe")).arg(ctx.path("tests/aws-stub/aws.c"));
    read(compiler.arg("-lshell32"))?;
    hostile_options(ctx, &wine, &root)?;
    let mut all = cases::traps();
    all.extend(cases::generated(11, if ctx.long { DRAFTS * 20 } else { DRAFTS }));
    let mut main = String::from("@echo off\r\n");
    let mut run = Vec::new();
    let mut too_long = 0;
    for (n, case) in all.iter().enumerate() {
        let fetched = n % 4 == 3 && fits_environment(case);
        let secrets = if fetched { Secrets::SecretsManager } else { Secrets::Inline };
        let secret_name = Some("s".to_owned());
        let options = Options { secrets, secret_name, one_line: n % 7 == 0, ..Options::default() };
        let emission = case.emit("cmd", &options)?;
        if !emission.ready {
            let about = emission.notes.iter().find(|note| note.severity == Severity::Error);
            if about.is_some_and(|note| note.text.contains("8191")) {
                too_long += 1;
                continue;
            }
            return Err(format!("{}: cmd can't express it: {about:?}", case.name));
        }
        let text = emission.files[0].text();
        fs::write(root.join(format!("t{n}.cmd")), &text).map_err(|why| why.to_string())?;
        for (n, (_, secret)) in case.draft.all_passwords().enumerate().filter(|_| fetched) {
            main.push_str(&format!(
                "set \"STUB_SECRET_{}={}\"\r\n",
                n + 1,
                secret.expose().replace('%', "%%")
            ));
        }
        main.push_str(&format!("call t{n}.cmd\r\n"));
        run.push((case, text));
    }
    fs::write(root.join("main.cmd"), main).map_err(|why| why.to_string())?;
    let mut command: Command = wine.command();
    read(command.current_dir(&root).args(["cmd", "/c", "main.cmd"]))?;
    let arrived = records(&root.join("log"))?;
    for ((case, text), record) in run.iter().zip(&arrived) {
        compare(case, record).map_err(|why| format!("{}: {why}\n{text}", case.name))?;
    }
    if arrived.len() != run.len() {
        return Err(format!("{} of {} commands arrived", arrived.len(), run.len()));
    }
    say(format!("{} batch files; {too_long} drafts are reported as too long for cmd", run.len()));
    Ok(())
}

/// Batch files with an attacker's options and drafts: their command doesn't run, and options arrive.
fn hostile_options(ctx: &Ctx, wine: &Wine, root: &Path) -> Result<(), String> {
    let mut compiler = Command::new(&wine.compiler);
    compiler.args(["-O1", "-o"]).arg(root.join("canary.exe"));
    read(compiler.arg(ctx.path("tests/aws-stub/canary.c")))?;
    let target = emit::target("cmd").ok_or("the target cmd is missing")?;
    let mut chance = Chance::new(0xbad);
    let (mut values, mut ready, mut parts) = (0, 0, Vec::new());
    let mut main =
        String::from("@echo off\r\nset CANARY=canary\r\nset STUB_SECRET_1=one\r\nset STUB_SECRET_2=two\r\n");
    while values < HOSTILE[usize::from(ctx.long)] {
        let n = parts.len();
        // Without PowerShell, nothing prompts for a password.
        let sources = [Secrets::SecretsManager, Secrets::File, Secrets::Inline];
        let (options, count) = hostile::options(&mut chance, target, &sources, "https://127.0.0.1:1/");
        let (operation, draft) = hostile::request(&mut chance, n);
        let (context, report) = (Context::default(), Report { ready: true, ..Report::default() });
        let emission = if n % 4 < 3 {
            emit::emit_checked(target, operation, &draft, &context, &options, &report)
        } else {
            emit::emit(target, operation, &draft, &context, &options)
        };
        let text = emission.files[0].text();
        fs::write(root.join(format!("h{n}.cmd")), &text).map_err(|why| why.to_string())?;
        main.push_str(&format!("set STUB_PART={n}\r\ncall h{n}.cmd\r\n"));
        values += count;
        ready += usize::from(emission.ready);
        parts.push(Part { options, ready: emission.ready, target: "cmd", text });
    }
    // Nothing else would show that some weren't run.
    main.push_str(&format!("set STUB_PART={}\r\naws end\r\n", parts.len()));
    fs::write(root.join("main.cmd"), main).map_err(|why| why.to_string())?;
    let mut command: Command = wine.command();
    read(command.current_dir(root).args(["cmd", "/c", "main.cmd"]))?;
    let log = root.join("log");
    hostile::compare(&records(&log)?, &parts)?;
    for file in fs::read_dir(root).map_err(|why| why.to_string())?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if name != "log" && ![".cmd", ".exe"].iter().any(|end| name.ends_with(end)) {
            return Err(format!("unexpected file {name:?}"));
        }
    }
    fs::remove_file(&log).map_err(|why| why.to_string())?;
    say(format!("{values} hostile values in {} batch files ({ready} ready): no canary ran", parts.len()));
    Ok(())
}

/// Whether a batch file can put these passwords into the environment for the test.
fn fits_environment(case: &Case) -> bool {
    let mut secrets = case.draft.all_passwords().peekable();
    secrets.peek().is_some()
        && secrets.all(|(_, secret)| {
            let text = secret.expose();
            text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains('"')
        })
}

fn compare(case: &Case, record: &Record) -> Result<(), String> {
    let arrived = cli_words::request(&record.args, &|_| Some(record.input.clone()))?;
    let (arrived, wanted) = (cli_words::members(arrived), cli_words::members(case.draft.to_json()));
    if arrived == wanted {
        Ok(())
    } else {
        Err(format!("\narrived {arrived:?}\ninstead of {wanted:?}\n{:?}", record.args))
    }
}
