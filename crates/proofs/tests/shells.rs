//! bash, dash, zsh, mksh and fish run their output with a program named aws that records its arguments, which must equal the
//! draft. Drafts are included whatever their values; the rules don't matter here.
use crate::stub::{self, Sandbox};
use crate::{Proof, proof};
use elasticache_user::emit::{self, Emission, Options, Secrets, Style};
use elasticache_user::{Context, Draft, Operation, Report};
use std::fs;
use std::path::Path;
use testkit::cases;
use testkit::cli_words;
use testkit::generate::{Chance, draft};
use testkit::recorder::Record;
use tools::Ctx;
use tools::apt;
use tools::run::say;

#[test]
fn every_shell_passes_the_draft() -> Proof {
    proof(run)
}

const SHELLS: &[(&str, &str)] =
    &[("bash", "bash"), ("dash", "bash"), ("zsh", "bash"), ("fish", "fish"), ("mksh", "bash")];
const BATCHES: usize = 20;
const BATCH: usize = 500;
/// Drafts whose passwords come from elsewhere, each run in its own shell process.
const SINGLE: usize = 60;

fn run(ctx: &Ctx) -> Result<(), String> {
    apt::ensure(ctx, &["bash", "dash", "zsh", "fish", "mksh"], "shells")?;
    let root = ctx.path("target/shells");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    stub::build(ctx, &root)?;
    // Two shells at a time.
    for pair in SHELLS.chunks(2) {
        std::thread::scope(|scope| {
            let runs: Vec<_> =
                pair.iter().map(|(shell, target)| scope.spawn(|| one_shell(&root, shell, target))).collect();
            runs.into_iter()
                .try_for_each(|run| run.join().unwrap_or_else(|_| Err("a test panicked".to_owned())))
        })?;
    }
    Ok(())
}

fn one_shell(root: &Path, shell: &str, target: &str) -> Result<(), String> {
    let mut chance = Chance::new(0x5eed);
    let folder = root.join(shell);
    fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    for batch in 0..BATCHES {
        let drafts: Vec<(Operation, Draft)> = (0..BATCH).map(|n| random(&mut chance, n)).collect();
        let mut script = String::new();
        for (n, (operation, draft)) in drafts.iter().enumerate() {
            let options = Options { secrets: Secrets::Inline, one_line: n % 5 == 0, ..Options::default() };
            script.push_str(&emission(target, *operation, draft, &options)?.files[0].text());
        }
        let sandbox = Sandbox { root, shell, path: folder.join(format!("batch-{batch}")) };
        let records = sandbox.play(&script, "", &[])?;
        for ((_, draft), record) in drafts.iter().zip(&records) {
            compare(draft, record, &|_| None)
                .map_err(|why| format!("{shell}, {}: {why}", sandbox.path.display()))?;
        }
        if records.len() != drafts.len() {
            return Err(format!(
                "{shell}: only {} of {} commands arrived ({})",
                records.len(),
                drafts.len(),
                sandbox.path.display()
            ));
        }
    }
    for n in 0..SINGLE {
        single(&Sandbox { root, shell, path: folder.join(format!("single-{n}")) }, target, &mut chance, n)?;
    }
    say(format!("{shell}: {} commands, and {SINGLE} scripts that fetch their passwords", BATCHES * BATCH));
    Ok(())
}

fn random(chance: &mut Chance, n: usize) -> (Operation, Draft) {
    let operation = if n % 5 == 4 { Operation::GROUPS[n % 2] } else { Operation::USERS[n % 2] };
    (operation, draft(chance, operation))
}

/// A script whose passwords come from elsewhere, with all its optional steps.
fn single(sandbox: &Sandbox<'_>, target: &str, chance: &mut Chance, n: usize) -> Result<(), String> {
    let operation = Operation::USERS[n % 2];
    let mut drawn = draft(chance, operation);
    // glibc treats U+2028 as a control character, which the script rejects. The service doesn't accept it in a password either.
    let refused =
        |draft: &Draft| draft.all_passwords().any(|(_, password)| password.expose().contains('\u{2028}'));
    while drawn.all_passwords().next().is_none() || refused(&drawn) {
        drawn = draft(chance, operation);
    }
    let draft = drawn;
    let sources = [Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager, Secrets::File];
    let mut options = Options { secrets: sources[n % 4], ..Options::default() };
    options.style = if n % 8 < 4 { Style::Flags } else { Style::InputJson };
    options.extras.wait = n.is_multiple_of(3);
    options.extras.user_group = n.is_multiple_of(5).then(|| "group-1".to_owned());
    let emission = emission(target, operation, &draft, &options)?;
    let passwords: Vec<&str> = draft.all_passwords().map(|(_, secret)| secret.expose()).collect();
    let typed = cases::typed(operation, &draft);
    let variables: Vec<(String, String)> = passwords
        .iter()
        .enumerate()
        .flat_map(|(n, password)| {
            [options.variable(n), format!("STUB_SECRET_{}", n + 1)].map(|name| (name, (*password).to_owned()))
        })
        .collect();
    let records = sandbox.play(&emission.files[0].text(), &typed, &variables)?;
    let file = |name: &str| emission.files.iter().find(|file| file.name == name).map(emit::File::text);
    let first = records.first().ok_or_else(|| format!("{}: nothing arrived", sandbox.path.display()))?;
    let place = |why| format!("{}, {}: {why}", sandbox.shell, sandbox.path.display());
    compare(&draft, first, &file).map_err(place)?;
    let mut commands = vec![operation.command()];
    if options.extras.wait || options.extras.user_group.is_some() {
        commands.push("describe-users");
    }
    if options.extras.user_group.is_some() {
        commands.push("modify-user-group");
    }
    let run: Vec<&str> = records.iter().filter_map(|record| record.args.get(1)).map(String::as_str).collect();
    if run == commands { Ok(()) } else { Err(place(format!("ran {run:?} instead of {commands:?}"))) }
}

fn emission(
    target: &str,
    operation: Operation,
    draft: &Draft,
    options: &Options,
) -> Result<Emission, String> {
    let target = emit::target(target).ok_or_else(|| format!("unknown target {target}"))?;
    let report = Report { ready: true, ..Report::default() };
    Ok(emit::emit_checked(target, operation, draft, &Context::default(), options, &report))
}

/// Compares what arrived with the draft.
fn compare(draft: &Draft, record: &Record, file: &dyn Fn(&str) -> Option<String>) -> Result<(), String> {
    let file = |path: &str| if path == "/dev/stdin" { Some(record.input.clone()) } else { file(path) };
    let arrived = cli_words::request(&record.args, &file)?;
    let (arrived, wanted) = (cli_words::members(arrived), cli_words::members(draft.to_json()));
    if arrived == wanted {
        Ok(())
    } else {
        Err(format!("\narrived {arrived:?}\ninstead of {wanted:?}\n{:?}", record.args))
    }
}
