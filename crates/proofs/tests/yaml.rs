//! Readers of YAML 1.1 and 1.2 read the draft from the output. The section `aws-cli` passes it to AWS CLI 2.
use crate::{Proof, proof};
use elasticache_user::emit::Options;
use serde_json::{Value, json};
use std::process::Command;
use testkit::cases;
use testkit::cli_words::members;
use tools::Ctx;
use tools::python;
use tools::run::{feed, say};

#[test]
fn readers_of_yaml_read_the_draft() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "yaml")?;
    let mut all = cases::traps();
    all.extend(cases::generated(17, 300));
    let mut lines = String::new();
    for case in &all {
        let yaml = case.emit("yaml", &Options::default())?.files[0].text();
        lines.push_str(&format!("{}\n", json!(yaml)));
        let text = case.emit("json", &Options::default())?.files[0].text();
        let value: Value =
            serde_json::from_str(&text).map_err(|why| format!("{}: {why}\n{text}", case.name))?;
        if members(value) != members(case.draft.to_json()) {
            return Err(format!("{}: another draft as JSON:\n{text}", case.name));
        }
    }
    let script = ctx.path("crates/proofs/python/yaml_values.py");
    let answers = feed(Command::new(venv.python()).arg(script), &lines)?;
    let mut read = 0;
    for (case, answer) in all.iter().zip(answers.lines()) {
        let values: [Value; 2] = serde_json::from_str(answer).map_err(|why| why.to_string())?;
        for (value, version) in values.into_iter().zip(["1.1", "1.2"]) {
            if members(value) != members(case.draft.to_json()) {
                let text = case.emit("yaml", &Options::default())?.files[0].text();
                return Err(format!("{}: another draft in YAML {version}: {answer}\n{text}", case.name));
            }
        }
        read += 1;
    }
    if read != all.len() {
        return Err(format!("{read} of {} texts were read", all.len()));
    }
    say(format!("{read} texts mean their drafts in both versions"));
    Ok(())
}
