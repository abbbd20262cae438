//! Relative links in documents, and the headings that they name, by lychee. Nothing is fetched.
use super::Section;
use crate::ctx::Ctx;
use crate::run::say;
use crate::tidy::files;
use crate::tools::python::{self, Venv};
use std::fs;
use std::path::Path;
use std::process::Command;

pub const SECTION: Section =
    Section { name: "links", about: "relative links in documents and their headings, by lychee", run: test };

/// Two valid links, and two broken ones.
const BROKEN: &str = "# Here\n\n[a](#here) [b](links.md) [c](#nowhere) [d](missing.md)\n";

fn test(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "links")?;
    let documents: Vec<String> = files(ctx)?.into_iter().filter(|file| file.ends_with(".md")).collect();
    let (ok, report) = lychee(&venv, &ctx.root, &documents)?;
    if !ok {
        return Err(report);
    }
    say(format!("{} documents. {}", documents.len(), report.trim()));
    // lychee itself is tested, too: it must find both broken links, and no other.
    let folder = ctx.path("target/test/links");
    fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    fs::write(folder.join("links.md"), BROKEN).map_err(|why| why.to_string())?;
    let (ok, report) = lychee(&venv, &folder, &["links.md".to_owned()])?;
    let found = ["links.md#nowhere", "missing.md"].iter().all(|link| report.contains(link));
    if ok || !found || report.matches("[ERROR]").count() != 2 {
        return Err(format!("lychee must find two broken links:\n{report}"));
    }
    Ok(())
}

/// Whether every link in these files is valid, and lychee's output.
fn lychee(venv: &Venv, folder: &Path, files: &[String]) -> Result<(bool, String), String> {
    let mut lychee = Command::new(venv.program("lychee"));
    lychee.current_dir(folder).args(["--offline", "--include-fragments", "--no-progress"]);
    let output = lychee
        .args(["--format", "compact", "--"])
        .args(files)
        .output()
        .map_err(|why| format!("lychee: {why}"))?;
    let text = [output.stdout, output.stderr].concat();
    Ok((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
}
