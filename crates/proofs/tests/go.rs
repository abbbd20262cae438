//! The Go code is formatted as by gofmt, type-checks against an outline of the SDK, and its literals, evaluated by Go's own
//! parser, equal the drafts. tests/go-sdk/README.md lists what this can't find.
use crate::programs::{self, Program};
use crate::{Proof, proof};
use elasticache_user::emit::Secrets;
use std::process::Command;
use testkit::drafts;
use tools::Ctx;
use tools::go;
use tools::run::{feed, read, say};

#[test]
fn go_compiles_and_has_the_draft() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let (go, gofmt) = go::ensure(ctx)?;
    let programs = programs::write(ctx, "go", [drafts::valid(300), drafts::wicked(1200)].concat())?;
    let folder = ctx.path("target/programs/go");
    let unformatted = read(Command::new(&gofmt).arg("-d").arg(&folder))?;
    if !unformatted.is_empty() {
        return Err(format!("gofmt would write:\n{unformatted}"));
    }
    let go = |subcommand: &str| {
        let mut command = Command::new(&go);
        command.arg(subcommand).env("GO111MODULE", "off").env("GOFLAGS", "");
        command.env("GOPATH", ctx.path("tests/go-sdk")).env("GOTOOLCHAIN", "local");
        command
    };
    let folders: Vec<String> =
        programs.iter().take(300).map(|program| format!("./{}", program.number)).collect();
    read(go("vet").current_dir(&folder).args(&folders))?;
    let values = folder.join("values");
    read(go("build").arg("-o").arg(&values).arg("values"))?;
    let mut list = String::new();
    programs.iter().for_each(|program| list.push_str(&format!("{}\n", program.path.display())));
    let answers = feed(&mut Command::new(values), &list)?;
    for (program, answer) in programs.iter().zip(answers.lines()) {
        compare(program, answer)?;
    }
    say(format!("{} programs equal their drafts", programs.len()));
    let unready = programs::write_unready(ctx, "go")?;
    programs::none_accepted(&unready, |program| {
        Ok(read(Command::new(&gofmt).arg("-e").arg(&program.path)).is_ok())
    })
}

fn compare(program: &Program, answer: &str) -> Result<(), String> {
    let found: Vec<(String, String)> = serde_json::from_str::<Vec<[String; 2]>>(answer)
        .map_err(|why| format!("{why}: {answer}"))?
        .into_iter()
        .map(|[name, value]| (name, value))
        .collect();
    let mut number = 0;
    let wanted: Vec<(String, String)> = program
        .wire
        .iter()
        .map(|(name, value)| {
            if !name.contains("Passwords.member") {
                return (name.clone(), value.clone());
            }
            number += 1;
            (
                name.clone(),
                if program.case.options.secrets == Secrets::Inline {
                    value.clone()
                } else {
                    format!("password{number}")
                },
            )
        })
        .collect();
    if found == wanted {
        return Ok(());
    }
    Err(format!("{}\nhas {found:?}\ninstead of {wanted:?}\n({})", program.text, program.path.display()))
}
