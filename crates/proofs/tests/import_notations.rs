//! The importer reads YAML and JSON written by Python as Python does.
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::{json_value, yaml_value};
use serde_json::Value;
use std::process::Command;
use tools::Ctx;
use tools::python;
use tools::run::{read, say};

#[test]
fn every_style_of_python_is_read() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "aws")?;
    let count = if ctx.long { "20000" } else { "2000" };
    let script = ctx.path("crates/proofs/python/import_notations.py");
    let lines = read(Command::new(venv.python()).arg(script).arg(count).env("PYTHONIOENCODING", "utf-8"))?;
    let (mut same, mut wrong) = (0, Vec::new());
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).map_err(|why| why.to_string())?;
        let text = |name: &str| case.get(name).and_then(Value::as_str).unwrap_or_default();
        for (notation, got) in [("YAML", yaml_value(text("yaml"))), ("JSON", json_value(text("json")))] {
            if got.as_ref().ok().map(testkit::json::by_value).as_ref() == case.get("value") {
                same += 1;
            } else {
                let written = if notation == "YAML" { text("yaml") } else { text("json") };
                wrong.push(format!(
                    "{notation} {written:?}\n  importer {got:?}\n  Python   {:?}",
                    case.get("value")
                ));
            }
        }
    }
    say(format!("{same} files were read as Python reads them"));
    compared(wrong, same, 2000)
}
