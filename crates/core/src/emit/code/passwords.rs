//! Where a program gets its passwords from when it runs.

use super::super::{Job, Note, Secrets};
use crate::{Draft, Path, Severity};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// A password of the request.
pub struct Password<'a> {
    /// From 1, as the form counts.
    pub number: usize,
    /// Its place in the draft.
    pub path: Path,
    /// The password itself.
    pub secret: &'a crate::Password,
}

/// Every password of the request.
pub fn passwords<'a>(job: &Job<'a>) -> Vec<Password<'a>> {
    let mut all = top_passwords(job.draft);
    all.extend(mode_passwords(job.draft));
    all
}

pub(super) fn top_passwords(draft: &Draft) -> Vec<Password<'_>> {
    numbered(0, draft.passwords.as_deref().unwrap_or_default(), Path::Password)
}

pub(super) fn mode_passwords(draft: &Draft) -> Vec<Password<'_>> {
    let before = draft.passwords.as_ref().map_or(0, Vec::len);
    let secrets = draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_deref());
    numbered(before, secrets.unwrap_or_default(), Path::ModePassword)
}

fn numbered(before: usize, secrets: &[crate::Password], path: fn(usize) -> Path) -> Vec<Password<'_>> {
    let password = |(n, secret)| Password { number: before + n + 1, path: path(n), secret };
    secrets.iter().enumerate().map(password).collect()
}

/// The question, or the name of the environment variable, file or secret.
pub(super) fn argument(job: &Job<'_>, password: &Password<'_>) -> String {
    let n = password.number - 1;
    match job.options.secrets {
        Secrets::Prompt | Secrets::Inline => {
            match super::super::rotation::question(job, n, passwords(job).len()) {
                question if question == "Password" => "Password 1: ".to_owned(),
                question => format!("{question}: "),
            }
        }
        Secrets::Environment => job.options.variable(n),
        Secrets::File => password_file(job, n),
        Secrets::SecretsManager | Secrets::Generate => {
            job.options.secret_id(job.draft.user_id.as_deref().unwrap_or("<user ID>"), n)
        }
    }
}

/// The file of password `n`, counted from 0.
pub fn password_file(job: &Job<'_>, n: usize) -> String {
    match &job.options.secret_name {
        Some(name) if n == 0 => name.clone(),
        Some(name) => format!("{name}-{}", n + 1),
        None => format!("password-{}.txt", n + 1),
    }
}

/// Says what must be set up before the program runs.
pub fn notes(job: &Job<'_>) -> Vec<Note> {
    let passwords = passwords(job);
    let Some(first) = passwords.first() else { return Vec::new() };
    let names: Vec<String> = passwords.iter().map(|password| argument(job, password)).collect();
    let names = names.join(", ");
    let text = match job.options.secrets {
        Secrets::Prompt | Secrets::Inline => return Vec::new(),
        Secrets::Environment => {
            format!("Before you run it, set an environment variable for each password: {names}.")
        }
        Secrets::File => format!("Before you run it, put each password into its own file: {names}."),
        Secrets::SecretsManager | Secrets::Generate => {
            format!(
                "The passwords are read from AWS Secrets Manager, each as a secret's whole text: {names}."
            )
        }
    };
    vec![Note::advice(text).at(Severity::Advice, first.path.clone())]
}
