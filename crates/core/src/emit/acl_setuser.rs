//! The same user on your own server: `ACL SETUSER`, as typed at the prompt of `redis-cli` or `valkey-cli`.

use super::infrastructure::{self, User};
use super::{Emission, Group, Job, Note, PieceKind as Kind, Secrets, Target, Text};
use crate::authentication::Mode;
use crate::quote::redis;
use crate::{Member, Operation, Severity};
use access_string::PasswordHash;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

pub const TARGET: Target = Target {
    id: "acl-setuser",
    title: "ACL SETUSER",
    group: Group::Wire,
    runs: "redis-cli or valkey-cli, with a server of your own",
    operations: &Operation::USERS,
    honors: &["secrets"],
    emit,
};

fn emit(job: &Job<'_>) -> Emission {
    let (user, _) = match infrastructure::user(job) {
        Ok(found) => found,
        Err(emission) => return emission,
    };
    let mut text = Text::default();
    if !user.is_ready(job) {
        // On the same line: a separate line would be a command that fails, and then the next line would run.
        text.put(Kind::Placeholder, format!("<{}> ", job.not_ready()));
    }
    text.put(Kind::Command, "ACL SETUSER").put(Kind::Plain, " ");
    match user.user_name {
        Some(name) => text.put_at(Kind::String, Member::UserName, redis(name)),
        None => text.put_at(Kind::Placeholder, Member::UserName, Job::placeholder(Member::UserName)),
    };
    text.put(Kind::Plain, " ").put(Kind::Keyword, "reset");
    authentication(&mut text, job, &user);
    match &user.access_string {
        None => {
            text.put(Kind::Plain, " ");
            text.put_at(Kind::Placeholder, Member::AccessString, Job::placeholder(Member::AccessString));
        }
        Some(words) => {
            for word in words.split_ascii_whitespace() {
                text.put(Kind::Plain, " ").put_at(Kind::String, Member::AccessString, redis(word));
            }
        }
    }
    text.put(Kind::Plain, "\n");
    let files = vec![text.file("user.redis")];
    Emission { ready: user.is_ready(job), files, notes: notes(job, &user), ..Emission::default() }
}

fn authentication(text: &mut Text, job: &Job<'_>, user: &User<'_>) {
    match user.mode {
        Some(Mode::NoPassword | Mode::Iam) => {
            text.put(Kind::Plain, " ").put_at(Kind::Keyword, Member::AuthenticationMode, "nopass");
        }
        Some(Mode::Password) => {
            for password in &user.passwords {
                let Some(secret) = password.secret else { continue };
                text.put(Kind::Plain, " ");
                if job.options.secrets == Secrets::Inline {
                    let word = redis(&format!(">{}", secret.expose()));
                    text.put_at(Kind::Secret, &password.path, word);
                } else {
                    let mut hash = String::from("#");
                    for byte in PasswordHash::new(secret.expose().as_bytes()).0 {
                        // Writing to a String can't fail.
                        let _ = write!(hash, "{byte:02x}");
                    }
                    text.put_at(Kind::Secret, &password.path, hash);
                }
            }
        }
        None => {
            let placeholder = Job::placeholder(Member::AuthenticationMode);
            text.put(Kind::Plain, " ").put_at(Kind::Placeholder, Member::AuthenticationMode, placeholder);
        }
    }
}

fn notes(job: &Job<'_>, user: &User<'_>) -> Vec<Note> {
    let mut notes = vec![Note::advice(LOCAL)];
    let about = |text| Note::advice(text).at(Severity::Advice, Member::AuthenticationMode);
    match user.mode {
        Some(Mode::Iam) => notes.push(about(IAM).at(Severity::Warning, Member::AuthenticationMode)),
        Some(Mode::Password) if user.passwords.iter().any(|password| password.secret.is_none()) => {
            notes.push(about(UNKNOWN));
        }
        Some(Mode::Password) if job.options.secrets != Secrets::Inline => {
            notes.push(about(HASHED).at(Severity::Security, Member::AuthenticationMode))
        }
        _ => {}
    }
    notes
}

const LOCAL: &str = "ElastiCache itself rejects ACL SETUSER. Channels may differ: without a rule for them, a server of 6.2 \
    allows all and later ones none, while in ElastiCache the parameter acl-pubsub-default decides.";
const IAM: &str = "Your own server doesn't support IAM: there, the user logs in with any password. Keep that server private.";
const UNKNOWN: &str = "The user's current passwords can't be read: on your server it has none, and can't log in until you add one with >password.";
const HASHED: &str = "Each password appears here as its unsalted SHA-256 hash, the way a server stores it. Anyone who sees it (in a \
    terminal, a history, a log) can guess passwords quickly: treat it like the password itself.";
