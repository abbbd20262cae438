//! The programs that the targets write: put into files with what they read when they run, and held against what
//! arrived.
use crate::ctx::Ctx;
use crate::drafts::{Case, wire};
use crate::tools::recorder::{Request, SecretValues};
use elasticache_user::Context;
use elasticache_user::emit::{self, Options};
use std::path::PathBuf;

/// A program in its folder, with all that it asks for.
#[derive(Debug, Clone)]
pub struct Program {
    /// From 0; the last part of its endpoint's path.
    pub number: usize,
    /// Its file.
    pub path: PathBuf,
    /// The folder to run it in.
    pub folder: PathBuf,
    /// Its text.
    pub text: String,
    /// Answers to the questions it may ask.
    pub answers: Vec<(String, String)>,
    /// Environment variables that it may read.
    pub variables: Vec<(String, String)>,
    /// Secrets that it may ask AWS Secrets Manager for.
    pub secrets: Vec<(String, String)>,
    /// What it should send.
    pub wire: Vec<(String, String)>,
}

/// Writes a program for every case, each with the options that are next in turn.
pub fn write(ctx: &Ctx, target: &str, cases: &[Case], options: &[Options]) -> Result<Vec<Program>, String> {
    let target = emit::target(target).ok_or_else(|| format!("there is no target {target}"))?;
    let root = ctx.path("target/programs").join(target.id);
    if root.exists() {
        std::fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    let mut programs = Vec::with_capacity(cases.len());
    for (number, (case, options)) in cases.iter().zip(options.iter().cycle()).enumerate() {
        let emission = emit::emit(target, case.operation, &case.draft, &Context::default(), options);
        let file = emission.files.first().ok_or("an emission without a file")?;
        let folder = root.join(number.to_string());
        std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
        let mut program = Program {
            number,
            path: folder.join(&file.name),
            text: file.text(),
            answers: Vec::new(),
            variables: Vec::new(),
            secrets: Vec::new(),
            wire: wire(case),
            folder,
        };
        for (n, (_, password)) in case.draft.all_passwords().enumerate() {
            let password = password.expose().to_owned();
            let more = |between: &str| if n == 0 { String::new() } else { format!("{between}{}", n + 1) };
            let user = case.draft.user_id.as_deref().unwrap_or_default();
            program.answers.push((format!("Password {}: ", n + 1), password.clone()));
            program.variables.push((format!("ELASTICACHE_PASSWORD{}", more("_")), password.clone()));
            program.secrets.push((format!("elasticache/{user}{}", more("-")), password.clone()));
            let path = program.folder.join(format!("password-{}.txt", n + 1));
            std::fs::write(path, format!("{password}\n")).map_err(|why| why.to_string())?;
        }
        std::fs::write(&program.path, &program.text).map_err(|why| why.to_string())?;
        programs.push(program);
    }
    Ok(programs)
}

/// The secrets of all programs.
pub fn secrets(programs: &[Program]) -> SecretValues {
    programs.iter().flat_map(|program| program.secrets.iter().cloned()).collect()
}

/// Says which program failed, or sent something else than its draft says.
pub fn compare(
    programs: &[Program],
    errors: &[Option<String>],
    sent: &[Request],
    pairs: impl Fn(&str) -> Vec<(String, String)>,
) -> Result<(), String> {
    for (program, error) in programs.iter().zip(errors) {
        if let Some(error) = error {
            return Err(format!("{}\n{error}\n({})", program.text, program.path.display()));
        }
        let path = format!("/{}/", program.number);
        let mut bodies =
            sent.iter().filter(|request| format!("{}/", request.path.trim_end_matches('/')) == path);
        let first = bodies.next().map(|request| pairs(&request.body));
        if first.as_ref() != Some(&program.wire) {
            return Err(format!(
                "{}\nsent {:?}\nand should have sent {:?}\n({})",
                program.text,
                first,
                program.wire,
                program.path.display()
            ));
        }
    }
    Ok(())
}
