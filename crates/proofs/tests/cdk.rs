//! TypeScript type-checks the CDK code, the real library synthesises it, and its template equals the CloudFormation one.
use super::cloudformation::template;
use super::javascript::{PEERS, link};
use crate::programs::{self, Program};
use crate::{Proof, proof};
use serde_json::Value;
use std::process::Command;
use testkit::drafts;
use tools::Ctx;
use tools::node;
use tools::run::{feed, read, say};

#[test]
fn the_library_synthesizes_the_draft() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    let bin = node::packages(ctx, PEERS)?;
    let cases = [drafts::valid(200), drafts::wicked(200)].concat();
    let programs = programs::write(ctx, "cdk", cases.into_iter().filter(drafts::has_members).collect())?;
    link(ctx)?;
    let list: String = programs.iter().map(|program| format!("{}\n", program.path.display())).collect();
    let answers = feed(Command::new(&node).arg(ctx.path(PEERS).join("cdk.mjs")), &list)?;
    for (program, answer) in programs.iter().zip(answers.lines()) {
        compare(program, answer)?;
    }
    say(format!("{} apps synthesise the template of CloudFormation", answers.lines().count()));
    let unready = programs::write_unready(ctx, "cdk")?;
    let list: String = unready.iter().map(|program| format!("{}\n", program.path.display())).collect();
    let refused = feed(Command::new(&node).arg(ctx.path(PEERS).join("cdk.mjs")), &list)?;
    let mut refused = refused.lines();
    programs::none_taken(&unready, |_| {
        Ok(!refused.next().is_some_and(|answer| answer.starts_with("{\"error\":")))
    })?;
    let options = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--types",
        "",
    ];
    let files = programs.iter().map(|program| &program.path);
    read(Command::new(bin.join("tsc")).args(options).args(files))?;
    say("TypeScript finds nothing wrong in their types");
    Ok(())
}

fn compare(program: &Program, answer: &str) -> Result<(), String> {
    let mut found: Value = serde_json::from_str(answer).map_err(|why| format!("{why}: {answer}"))?;
    let mut wanted = template(program);
    if let Some(template) = wanted.as_object_mut() {
        template.remove("AWSTemplateFormatVersion");
    }
    // The CDK sorts tags in a locale's order.
    for template in [&mut found, &mut wanted] {
        let resources = template.pointer_mut("/Resources").and_then(Value::as_object_mut);
        let resource = resources.and_then(|resources| resources.values_mut().next());
        let tags = resource.and_then(|own| own.pointer_mut("/Properties/Tags")?.as_array_mut());
        let key = |tag: &Value| tag.get("Key").and_then(Value::as_str).unwrap_or_default().to_owned();
        tags.into_iter().for_each(|tags| {
            tags.sort_by_key(key);
            // It keeps the last of several tags with the same key. `tag-key-unique` reports such a request as an error.
            tags.reverse();
            tags.dedup_by_key(|tag| key(tag));
        });
    }
    if found == wanted {
        return Ok(());
    }
    Err(format!("{}\nsynthesises {found}\nand should {wanted}\n({})", program.text, program.path.display()))
}
