//! `check` in native code, for a typical request and for hostile ones of growing length, compared with version 0.1 and botocore's validator. The
//! part `package` does the same from JavaScript.
use super::{Part, Row, previous, rows};
use std::process::Command;
use tools::Ctx;
use tools::python;
use tools::run::{feed, read};

pub const PART: Part = Part {
    name: "requests",
    about: "check in native code, compared with version 0.1 and botocore's validator",
    run,
};

fn run(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let mut rows_of_all = rows(&read(&mut example(ctx))?);
    rows_of_all.extend(previous::native(ctx, "check_speed")?);
    // The report of today holds the prediction and the stored form, too.
    rows_of_all.extend(previous::native_with(ctx, "report_speed")?);
    let script = ctx.path("crates/lab/python/requests_bench.py");
    let mut python = Command::new(python::ensure(ctx, "boto3")?.python());
    rows_of_all.extend(rows(&feed(python.arg(script), &all(ctx)?)?));
    Ok(rows_of_all)
}

/// The requests, each as a line `{"what","request"}`.
pub fn all(ctx: &Ctx) -> Result<String, String> {
    read(example(ctx).arg("requests"))
}

fn example(ctx: &Ctx) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&ctx.root);
    command.args(["run", "--quiet", "--release", "-p", "elasticache-user", "--example", "check_speed", "--"]);
    command
}
