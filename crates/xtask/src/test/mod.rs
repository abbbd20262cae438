//! `cargo xtask test`: every test there is, as an ordered list of sections, one file each.
//!
//! A section is added by its file and its name in the list below.
use crate::commands::Command;
use crate::ctx::Ctx;
use std::time::{Duration, Instant};

/// A part of the tests.
#[derive(Debug)]
pub struct Section {
    /// What is typed to run it alone.
    pub name: &'static str,
    /// What it proves, in one line.
    pub about: &'static str,
    /// Runs it. The text of an error is shown; whatever else should be seen, it prints.
    pub run: fn(&Ctx) -> Result<(), String>,
}

/// `cargo xtask test`.
pub const COMMAND: Command = Command {
    name: "test",
    usage: "test [--long] [--dev] [--update] [section …]",
    about: "every test there is, or some sections of them",
    run: command,
};

macro_rules! sections {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every section, in the order that they run: what fails fast comes first.
        pub const SECTIONS: &[Section] = &[$($name::SECTION),*];
    };
}

sections! {
    fmt,
    tidy,
    generated,
    dependencies,
    unit,
    clippy,
    crates,
    sbom,
    acl_live,
    acl_modules,
    acl_suggest,
    recipes,
    import_bash,
    rewrite_shells,
    import_fish,
    import_cmd,
    import_aws_cli,
    import_cli_yaml,
    import_notations,
    import_yaml,
    import_terraform,
    requests,
    boto3,
    javascript,
    rust,
    go,
    terraform,
    cloudformation,
    acl_setuser,
    cdk,
    browser,
    reproducible,
    trunk,
    npm,
    shells,
    hostile,
    hostile_programs,
    aws_cli,
    cmd,
    powershell,
    yaml,
    curl,
    fuzz,
}

/// Each target, and the section that gives what it emits to its real tool.
#[cfg(test)]
const PROOFS: &[(&str, &str)] = &[
    ("bash", "shells"),
    ("fish", "shells"),
    ("powershell", "powershell"),
    ("windows-powershell", "powershell"),
    ("cmd", "cmd"),
    ("json", "aws-cli"),
    ("json-skeleton", "aws-cli"),
    ("yaml", "yaml"),
    ("boto3", "boto3"),
    ("javascript", "javascript"),
    ("rust", "rust"),
    ("go", "go"),
    ("terraform", "terraform"),
    ("cloudformation-yaml", "cloudformation"),
    ("cloudformation-json", "cloudformation"),
    ("cdk", "cdk"),
    ("http", "curl"),
    ("curl", "curl"),
    ("acl-setuser", "acl-setuser"),
];

fn command(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    let mut ctx = ctx.clone();
    let mut wanted = Vec::new();
    for arg in args {
        match arg.as_str() {
            "--long" => ctx.long = true,
            "--dev" => ctx.dev = true,
            "--update" => ctx.update = true,
            "--list" => {
                SECTIONS.iter().for_each(|section| println!("{:<12} {}", section.name, section.about));
                return Ok(());
            }
            name => wanted
                .push(SECTIONS.iter().find(|section| section.name == name).ok_or_else(|| unknown(name))?),
        }
    }
    if wanted.is_empty() {
        wanted.extend(SECTIONS);
    }
    let done: Vec<(&Section, Duration, Result<(), String>)> =
        wanted.into_iter().map(|section| timed(&ctx, section)).collect();
    summary(&done)
}

fn timed<'a>(ctx: &Ctx, section: &'a Section) -> (&'a Section, Duration, Result<(), String>) {
    println!("\n=== {}: {}", section.name, section.about);
    let start = Instant::now();
    let result = (section.run)(ctx);
    if let Err(why) = &result {
        println!("{why}");
    }
    (section, start.elapsed(), result)
}

fn summary(done: &[(&Section, Duration, Result<(), String>)]) -> Result<(), String> {
    println!("\n=== what ran");
    for (section, time, result) in done {
        println!(
            "{:<6} {:>7.1} s  {:<12} {}",
            if result.is_ok() { "ok" } else { "FAILED" },
            time.as_secs_f64(),
            section.name,
            section.about
        );
    }
    let failed: Vec<&str> =
        done.iter().filter(|(_, _, result)| result.is_err()).map(|(section, _, _)| section.name).collect();
    println!("{} passed, {} failed", done.len() - failed.len(), failed.len());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "failed: {}. Run one alone with: cargo xtask test {}",
            failed.join(", "),
            failed.join(" ")
        ))
    }
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
    format!("there is no section `{name}`; there are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{PROOFS, SECTIONS};
    use elasticache_user::emit::TARGETS;

    #[test]
    fn every_target_is_proven_by_a_section() {
        let targets: Vec<&str> = TARGETS.iter().map(|target| target.id).collect();
        let proven: Vec<&str> = PROOFS.iter().map(|(target, _)| *target).collect();
        assert_eq!(proven, targets);
        for (target, name) in PROOFS {
            let section = SECTIONS.iter().find(|section| section.name == *name);
            assert!(section.is_some(), "there is no section {name}");
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/");
            // The body of `http` is what the cases of every section compare with.
            let files = [format!("{folder}test/{}.rs", name.replace('-', "_")), format!("{folder}cases.rs")];
            let asks =
                |file: &String| std::fs::read_to_string(file).unwrap().contains(&format!("\"{target}\""));
            assert!(files.iter().any(asks), "the section {name} never asks for {target}");
        }
    }
}
