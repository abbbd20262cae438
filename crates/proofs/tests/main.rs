//! Tests that run the real tools, one file per tool: the tool runs each output, and reads the same texts as the importers.
//! `cargo test -p proofs shells` runs one of them, and installs its tool if it's missing.
mod acl_expect;
mod acl_live;
mod acl_matrix;
mod acl_modules;
mod acl_setuser;
mod acl_suggest;
mod aws_cli;
mod boto3;
mod cdk;
mod cloudformation;
mod cmd;
mod cmd_road;
mod curl;
mod go;
mod hostile;
mod hostile_code;
mod hostile_programs;
mod import_aws_cli;
mod import_bash;
mod import_cli_yaml;
mod import_cmd;
mod import_fish;
mod import_notations;
mod import_terraform;
mod import_yaml;
mod interrupts;
mod javascript;
mod many;
mod moto;
mod powershell;
mod programs;
mod recipes;
mod references;
mod requests;
mod rewrite_shells;
mod road;
mod rotation;
mod rust;
mod sbom;
mod shells;
mod stub;
mod targets;
mod terraform;
mod users;
mod yaml;

use std::fmt;
use tools::Ctx;

/// The result of a proof.
type Proof = Result<(), Failure>;

/// An error that prints as its text, because the test harness prints errors with `Debug`.
struct Failure(String);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Runs a proof with the tools of this machine.
fn proof(run: fn(&Ctx) -> Result<(), String>) -> Proof {
    Ctx::new().and_then(|ctx| run(&ctx)).map_err(Failure)
}

/// The result of a comparison: an error with the shortest difference, or if too few cases were the same.
fn compared(mut wrong: Vec<String>, same: usize, least: usize) -> Result<(), String> {
    wrong.sort_by_key(String::len);
    let first = wrong.get(..wrong.len().min(20)).unwrap_or_default().join("\n");
    if !wrong.is_empty() {
        return Err(format!("{} differ:\n{first}", wrong.len()));
    }
    if same < least { Err(format!("only {same} were compared, not {least}")) } else { Ok(()) }
}
