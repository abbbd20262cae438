//! The Rust code compiles with the real SDK, without warnings, and sends the draft when it runs.
use crate::programs::{self, Program};
use crate::{Proof, proof};
use std::path::Path;
use std::process::Command;
use testkit::drafts;
use testkit::recorder::Recorder;
use tools::Ctx;
use tools::install;
use tools::python;
use tools::run::{logged, read, say};

#[test]
fn the_sdk_sends_the_draft() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let recorder = Recorder::start()?;
    let cases = drafts::at([drafts::valid(60), drafts::wicked(60)].concat(), &recorder.url());
    let programs = programs::write(ctx, "rust", cases)?;
    let built = build(ctx, &programs)?;
    recorder.set_secrets(programs::secrets(&programs));
    let shell = built.to_string_lossy().into_owned();
    let python = python::ensure(ctx, "boto3")?.python();
    programs::play_typed(ctx, &python, &programs, &recorder, |program| {
        vec![shell.clone(), program.number.to_string()]
    })?;
    // Programs that prompt read only from a terminal.
    let programs: Vec<Program> =
        programs.into_iter().filter(|program| !program.text.contains("rpassword::")).collect();
    let mut errors = Vec::with_capacity(programs.len());
    for program in &programs {
        let mut command = Command::new(&built);
        command.arg(program.number.to_string());
        command.envs(program.variables.iter().map(|(name, value)| (name, value)));
        let endpoint = programs::endpoint(&recorder, program);
        errors.push(programs::play_alone(&mut command, program, &endpoint)?);
    }
    programs::compare(&programs, &errors, &recorder.take_requests(), false)?;
    say(format!("{} programs sent their drafts", programs.len()));
    // The compiler's own parser, without a full compilation.
    let parses = |program: &Program| {
        let mut rustfmt = Command::new("rustfmt");
        Ok(read(rustfmt.args(["--edition", "2024", "--emit", "stdout"]).arg(&program.path)).is_ok())
    };
    programs::none_accepted(&programs::write_unready(ctx, "rust")?, parses)
}

/// Builds all programs as modules of one, in the tool cache, as the SDK takes minutes the first time.
fn build(ctx: &Ctx, programs: &[Program]) -> Result<std::path::PathBuf, String> {
    let list = ctx.path("target/programs/rust/programs.rs");
    std::fs::write(&list, modules(programs)).map_err(|why| why.to_string())?;
    let target = ctx.cache.join("rust-sdk");
    let _lock = install::lock(ctx, "rust-sdk")?;
    say("compiling with the AWS SDK for Rust (up to 5 minutes the first time)");
    logged(
        Command::new("cargo")
            .args(["build", "--locked", "--manifest-path"])
            .arg(ctx.path("tests/rust-sdk/Cargo.toml"))
            .env("CARGO_TARGET_DIR", &target)
            .env("PROGRAMS", &list)
            // The programs are small and the SDK isn't.
            .env("CARGO_PROFILE_DEV_DEBUG", "0"),
        &ctx.path("target/programs/rust/build.log"),
    )?;
    let built = ctx.path("target/programs/rust").join(format!("programs{}", std::env::consts::EXE_SUFFIX));
    let made = target.join("debug").join(format!("rust-sdk{}", std::env::consts::EXE_SUFFIX));
    std::fs::copy(made, &built).map_err(|why| why.to_string())?;
    Ok(built)
}

fn modules(programs: &[Program]) -> String {
    let quoted = |path: &Path| elasticache_user::quote::rust(&path.to_string_lossy());
    let module = |program: &Program| {
        format!(
            "mod p{} {{ use crate::aws_config_without_tls as aws_config; include!({}); pub fn run() -> crate::Outcome {{ main() }} }}\n",
            program.number,
            quoted(&program.path)
        )
    };
    let names: Vec<String> = programs.iter().map(|program| format!("p{}::run", program.number)).collect();
    let list = format!("static PROGRAMS: &[fn() -> Outcome] = &[{}];\n", names.join(", "));
    programs.iter().map(module).collect::<String>() + &list
}
