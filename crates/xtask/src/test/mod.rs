//! `cargo xtask test`: all tests, in sections. Each runs in its own process with a time limit, in parallel with sections that
//! share no tool with it.
//!
//! A section is one row below: proofs, which run real tools, are modules of `crates/proofs`; the others are files here.
mod browser;
mod crates;
mod dependencies;
mod fuzz;
mod links;
mod npm;
mod proofs;
mod quick;
mod reproducible;
mod runner;
mod trunk;
mod work;
mod workflows;

use crate::ctx::Ctx;
use crate::flags::Test;

/// A part of the tests that this program runs itself.
#[derive(Debug)]
pub struct Section {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it proves, in one line.
    pub about: &'static str,
    /// Runs it. It prints its own output, except for the error.
    pub run: fn(&Ctx) -> Result<(), String>,
}

/// What runs a section.
#[derive(Debug, Clone, Copy)]
pub enum Runner {
    /// This program.
    Own(fn(&Ctx) -> Result<(), String>),
    /// The module of `crates/proofs` of this name.
    Proof(&'static str),
}

/// A section with its scheduling.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it proves, in one line.
    pub about: &'static str,
    /// What runs it.
    pub runner: Runner,
    /// Resources it needs exclusively: no two sections with the same word run at once.
    pub uses: &'static [&'static str],
    /// A section that must pass first, and is run too.
    pub needs: Option<&'static str>,
    /// A section that must end before this one starts, if it runs at all.
    pub after: Option<&'static str>,
    /// Its time limit in minutes; three times that with `--long`.
    pub minutes: u64,
}

impl Planned {
    const fn uses(mut self, uses: &'static [&'static str]) -> Self {
        self.uses = uses;
        self
    }

    const fn needs(mut self, section: &'static str) -> Self {
        self.needs = Some(section);
        self
    }

    const fn after(mut self, section: &'static str) -> Self {
        self.after = Some(section);
        self
    }

    const fn minutes(mut self, minutes: u64) -> Self {
        self.minutes = minutes;
        self
    }
}

const fn plan(section: &Section) -> Planned {
    planned(section.name, section.about, Runner::Own(section.run), None)
}

const fn proof(name: &'static str, module: &'static str, about: &'static str) -> Planned {
    // `unit` compiles the proofs with the rest.
    planned(name, about, Runner::Proof(module), Some("unit"))
}

#[rustfmt::skip]
const fn planned(name: &'static str, about: &'static str, runner: Runner, after: Option<&'static str>) -> Planned {
    Planned { name, about, runner, uses: &[], needs: None, after, minutes: 10 }
}

/// The native target folder, which cargo locks for one run at a time.
const CARGO: &[&str] = &["cargo"];
/// The target folder of wasm.
const WASM: &[&str] = &["wasm"];
/// Both of them.
const BUILDS: &[&str] = &["cargo", "wasm"];
/// A browser with two pages at a time keeps a processor busy.
const BROWSER: &[&str] = &["browser"];

/// Every section, in the order that they start: what fails fast comes first, then what takes longest.
#[rustfmt::skip]
pub const SECTIONS: &[Planned] = &[
    plan(&quick::FMT),
    plan(&quick::TIDY),
    plan(&quick::UNIT).uses(CARGO).minutes(20),
    plan(&browser::SITE).uses(WASM).minutes(15),
    plan(&browser::CHROMIUM).needs("site").uses(BROWSER).minutes(30),
    plan(&browser::FIREFOX).needs("site").uses(BROWSER).minutes(30),
    plan(&npm::SECTION).after("unit").uses(WASM).minutes(20),
    plan(&links::SECTION),
    plan(&workflows::SECTION).uses(&["npm"]),
    plan(&work::SECTION).minutes(20),
    plan(&quick::CLIPPY).uses(BUILDS).minutes(20),
    plan(&crates::SECTION).uses(CARGO).minutes(15),
    plan(&quick::DOCS).uses(CARGO),
    proof("road", "road", "scripts from user to connection, run twice by shells with the AWS CLI against moto").minutes(25),
    proof("rotation", "rotation", "a password changed without downtime by shells with the AWS CLI against moto, stopped and run again").minutes(15),
    proof("acl-live", "acl_live", "access strings behave as on real servers: 20,000 new cases each, and every command").minutes(10),
    proof("acl-matrix", "acl_matrix", "each cell of the permissions table agrees with real servers, before and after changes").minutes(15),
    proof("acl-modules", "acl_modules", "module commands behave as on real servers: 20,000 new cases each").minutes(10),
    proof("acl-suggest", "acl_suggest", "simplified and suggested access strings do on real servers what they should").minutes(10),
    proof("recipes", "recipes", "recipes allow what libraries send, and nothing more: three run live, the rest from recordings").minutes(20),
    proof("import-bash", "import_bash", "the words of 10,000 bash command lines, read by the importer and by bash"),
    proof("rewrite-shells", "rewrite_shells", "fixes written into commands, run by bash and dash in a folder of traps"),
    proof("import-fish", "import_fish", "the words of 10,000 fish command lines, read by the importer and by fish"),
    proof("import-cmd", "import_cmd", "the words of batch files, read by the importer and by Wine's cmd").uses(&["wine"]).minutes(10),
    proof("import-aws-cli", "import_aws_cli", "the parameters of 1,500 commands, read by the importer and by the AWS CLI"),
    proof("import-cli-yaml", "import_cli_yaml", "commands with --cli-input-yaml, read by the importer and by the AWS CLI 2"),
    proof("import-notations", "import_notations", "YAML and JSON from Python in many styles, read by the importer"),
    proof("import-yaml", "import_yaml", "random YAML and CloudFormation, read as PyYAML, ruamel.yaml and cfn-lint read it"),
    proof("import-terraform", "import_terraform", "random Terraform, read as HashiCorp's HCL library reads it"),
    proof("requests", "requests", "random requests: client messages compared with botocore, replies with moto"),
    proof("boto3", "boto3", "the Python code, run by Python with boto3, against a recorder and moto"),
    proof("javascript", "javascript", "the JavaScript code, run by Node.js with the AWS SDK v3"),
    proof("rust", "rust", "the Rust code, compiled with the real AWS SDK and run").uses(&["cargo"]).minutes(15),
    proof("go", "go", "the Go code, by gofmt, the compiler with stubs of the SDK, and Go's parser"),
    proof("terraform", "terraform", "the Terraform code, by HashiCorp's HCL library, and by Terraform if it's installed"),
    proof("cloudformation", "cloudformation", "the CloudFormation templates, by cfn-lint and its loader"),
    proof("acl-expect", "acl_expect", "a test file and its shell script have the same results on real servers").minutes(10),
    proof("acl-setuser", "acl_setuser", "the ACL SETUSER line creates the same user on real servers"),
    proof("many", "many", "several users in one file: Python against moto, the CDK, cfn-lint, HashiCorp's HCL library"),
    proof("cdk", "cdk", "the CDK code, type-checked and synthesized by the real library"),
    proof("shells", "shells", "bash, dash, zsh, mksh and fish run 10,000 commands each, and the draft arrives").minutes(20),
    proof("references", "references", "references in imported text, written again and read by the shells, cfn-lint and HashiCorp's HCL library"),
    proof("hostile", "hostile", "bash, dash, zsh, mksh and fish run scripts with hostile options, and no injected command runs").minutes(20),
    proof("hostile-programs", "hostile_programs", "options full of code, which neither Python nor Node runs"),
    proof("hostile-code", "hostile_code", "options full of code stay strings to the tools of Go, Rust, Terraform, YAML and CloudFormation").uses(&["cargo"]).minutes(10),
    proof("interrupts", "interrupts", "scripts that ask for passwords, interrupted at each prompt in a terminal, leave nothing behind").minutes(20),
    proof("aws-cli", "aws_cli", "AWS CLI 1 and 2 run the commands, and send the draft").minutes(20),
    proof("cmd", "cmd", "batch files, run by Wine's cmd, pass the draft to a program").uses(&["wine"]).minutes(10),
    proof("cmd-road", "cmd_road", "batch files from user to connection that also change a password, run by Wine's cmd").uses(&["wine"]).minutes(10),
    proof("powershell", "powershell", "PowerShell's grammar accepts the scripts, and by its documented rules they pass the draft"),
    proof("yaml", "yaml", "YAML output, read by YAML 1.1 and 1.2 readers, and JSON output by a JSON reader"),
    proof("curl", "curl", "curl sends the body of the target http, and signs it"),
    proof("sbom", "sbom", "the SBOMs of page and package, checked with the official schema and the compiler").uses(BUILDS),
    proof("targets", "targets", "every target has a section"),
    plan(&dependencies::SECTION).uses(&["npm"]),
    plan(&reproducible::SECTION).uses(BUILDS).minutes(30),
    plan(&trunk::SECTION).uses(BUILDS).minutes(30),
    plan(&fuzz::SECTION).uses(CARGO).minutes(30),
];

/// `cargo xtask test`.
pub fn command(mut ctx: Ctx, typed: &Test) -> Result<(), String> {
    ctx.long |= typed.long;
    ctx.dev |= typed.dev;
    ctx.update |= typed.update;
    if typed.list {
        SECTIONS.iter().for_each(|section| println!("{:<16} {}", section.name, section.about));
        return Ok(());
    }
    let named =
        |name: &String| SECTIONS.iter().find(|section| section.name == name).ok_or_else(|| unknown(name));
    let mut wanted: Vec<&Planned> = typed.sections.iter().map(named).collect::<Result<_, _>>()?;
    if typed.inside {
        let only = wanted.first().ok_or("--inside needs a section")?;
        return match only.runner {
            Runner::Own(run) => run(&ctx),
            Runner::Proof(_) => Err("a proof runs in its own program".to_owned()),
        };
    }
    if wanted.is_empty() {
        wanted.extend(SECTIONS);
    }
    let named = wanted.len();
    add_needed(&mut wanted);
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    // One more than there are processors: a section often waits for a browser or a server.
    let jobs = typed.jobs.unwrap_or((processors + 1).min(4)).max(1);
    runner::run(&ctx, &wanted, if named == 1 { 1 } else { jobs })
}

/// Adds the sections that these need, before them.
fn add_needed(wanted: &mut Vec<&Planned>) {
    let missing = |name: &&str| !wanted.iter().any(|section| section.name == *name);
    let needed: Vec<&str> = wanted.iter().filter_map(|section| section.needs).filter(missing).collect();
    let needed = SECTIONS.iter().filter(|section| needed.contains(&section.name));
    wanted.splice(0..0, needed);
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
    format!("unknown section `{name}`; choose from {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{Runner, SECTIONS, add_needed};
    use std::collections::BTreeSet;

    /// Modules that the proofs share.
    const SHARED: &[&str] = &["moto", "programs", "stub", "users"];

    /// A file, by its path from this crate.
    fn text(path: &str) -> String {
        std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn every_proof_is_explained() {
        let text = text("../../docs/how-we-know.md");
        for section in SECTIONS.iter().filter(|section| matches!(section.runner, Runner::Proof(_))) {
            let explained = text.contains(&format!("`{}`", section.name));
            assert!(explained, "docs/how-we-know.md has no row for the section `{}`", section.name);
        }
    }

    /// Except those that need `--long`.
    #[test]
    fn every_section_is_run_by_a_job() {
        let text = text("../../.github/workflows/ci.yml");
        let lines =
            text.lines().filter(|line| line.contains("cargo xtask test ") || line.contains("sections: "));
        let words: BTreeSet<&str> = lines.flat_map(str::split_whitespace).collect();
        for section in
            SECTIONS.iter().filter(|section| !["reproducible", "trunk", "fuzz"].contains(&section.name))
        {
            assert!(words.contains(section.name), "no job of ci.yml runs {}", section.name);
        }
    }

    #[test]
    fn a_sections_needs_run_once_before_it() {
        let named = |name: &str| SECTIONS.iter().find(|section| section.name == name).unwrap();
        let mut wanted = vec![named("firefox"), named("chromium")];
        add_needed(&mut wanted);
        assert_eq!(
            wanted.iter().map(|section| section.name).collect::<Vec<_>>(),
            ["site", "firefox", "chromium"]
        );
    }

    #[test]
    fn every_proof_has_a_section() {
        let text = text("../proofs/tests/main.rs");
        let listed = text.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
        let listed: BTreeSet<&str> = listed.filter(|name| !SHARED.contains(name)).collect();
        let proofs = SECTIONS.iter().filter_map(|section| match section.runner {
            Runner::Proof(module) => Some(module),
            Runner::Own(_) => None,
        });
        let proofs: BTreeSet<&str> = proofs.collect();
        let unplanned: Vec<&&str> = listed.difference(&proofs).collect();
        let unknown: Vec<&&str> = proofs.difference(&listed).collect();
        assert!(
            unplanned.is_empty() && unknown.is_empty(),
            "proofs without a row in SECTIONS: {unplanned:?}; rows without a `mod` in crates/proofs/tests/main.rs: {unknown:?}"
        );
    }
}
