//! The SBOMs are valid by the official CycloneDX schema, have SPDX licenses, and name exactly the crates that the compiler
//! compiles.
use crate::{Proof, proof};
use ::sbom::{PACKAGE, PAGE, Subject};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;
use tools::run::{feed, read, say};
use tools::{Ctx, python, wasm};

#[test]
fn the_sbom_matches_what_is_compiled() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "sbom")?;
    let script = ctx.path("crates/proofs/python/sbom.py");
    for subject in [PAGE, PACKAGE] {
        let text = ::sbom::text(ctx, subject)?;
        if text != ::sbom::text(ctx, subject)? {
            return Err(format!("{}: two runs wrote different lists", subject.name));
        }
        let list: Value = serde_json::from_str(&text).map_err(|why| why.to_string())?;
        // The schema must reject this, or its other results would mean nothing.
        let mut wrong = list.clone();
        wrong["serialNumber"] = "1".into();
        let answers = feed(
            Command::new(venv.python()).arg(&script),
            &format!("{}\n{}\n", json!(text), json!(wrong.to_string())),
        )?;
        let answers: Vec<&str> = answers.lines().collect();
        let [against, against_wrong] = answers.as_slice() else {
            return Err(format!("the validator answered {answers:?}"));
        };
        if *against != "\"\"" || *against_wrong == "\"\"" {
            return Err(format!("{}: {against}\nand for an invalid list: {against_wrong}", subject.name));
        }
        let (for_wasm, all) = compiled(ctx, subject)?;
        for (what, scopes, compiled) in
            [("inside", &["required"][..], for_wasm), ("in all", &["required", "excluded"], all)]
        {
            let named = named(&list, scopes);
            if named != compiled {
                let more: Vec<_> = named.symmetric_difference(&compiled).collect();
                return Err(format!(
                    "{}, {what}: the list and the compiler differ in {more:?}",
                    subject.name
                ));
            }
            say(format!("{}: {} crates {what}", subject.name, named.len()));
        }
    }
    Ok(())
}

/// The crates of the list.
fn named(list: &Value, scopes: &[&str]) -> BTreeSet<String> {
    let components = list["components"].as_array().into_iter().flatten();
    let wanted = components.filter(|one| one["scope"].as_str().is_some_and(|scope| scopes.contains(&scope)));
    wanted.filter_map(|one| one["purl"].as_str()?.strip_prefix("pkg:cargo/").map(str::to_owned)).collect()
}

/// The crates that are compiled for wasm, and those together with what runs while compiling.
fn compiled(ctx: &Ctx, subject: Subject) -> Result<(BTreeSet<String>, BTreeSet<String>), String> {
    // The profile of the real build, and of the section `clippy`: nothing is compiled for this alone.
    let mut cargo = wasm::ensure(ctx)?.cargo(ctx, "check");
    let text = read(cargo.args([
        "--profile",
        "wasm",
        "--locked",
        "--quiet",
        "--message-format",
        "json",
        "--package",
        subject.krate,
    ]))?;
    let (mut for_wasm, mut all) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).map_err(|why| why.to_string())?;
        let Some(krate) = krate(&message, subject) else { continue };
        let files = message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        if files.into_iter().any(|file| file.contains(&format!("/{}/", wasm::TARGET))) {
            for_wasm.insert(krate.clone());
        }
        all.insert(krate);
    }
    Ok((for_wasm, all))
}

/// The crate of a message, as the list writes it; none for the subject's own, for other messages, and for the parts of the
/// standard library, which may be compiled along and are one entry.
fn krate(message: &Value, subject: Subject) -> Option<String> {
    let id = message.get("package_id")?.as_str()?;
    let (place, name) = id.rsplit_once('#')?;
    let folder = place.rsplit('/').next()?;
    let (name, version) = name.split_once('@').unwrap_or((folder, name));
    let of_the_compiler = place.contains("/rustlib/");
    (!of_the_compiler && name != subject.krate).then(|| format!("{name}@{}", version.replace('+', "%2B")))
}
