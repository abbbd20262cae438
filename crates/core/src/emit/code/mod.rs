//! What programs with an SDK share: the members of the request in a language's syntax, and where
//! passwords come from.

mod passwords;

pub use passwords::{Password, notes, password_file, passwords};

use super::{Job, PieceKind as Kind, Secrets, Text};
use crate::{Member, MemberKind, Operation, Path, Tag};
use alloc::string::String;
use alloc::vec::Vec;
use passwords::{argument, mode_passwords, top_passwords};

/// A prefix and a suffix.
pub type Around = (&'static str, &'static str);

/// How a language writes a request.
pub struct Language {
    /// A string with its quotes.
    pub quote: fn(&str) -> String,
    /// The name of a member at the top level.
    pub name: fn(Member) -> String,
    /// The indentation of each line of the request.
    pub indent: &'static str,
    /// The extra indentation inside a list.
    pub inset: &'static str,
    /// Around that name, and after the value: nothing, `=` and `,` in Python.
    pub member: (&'static str, &'static str, &'static str),
    /// Around a quoted string.
    pub text: Around,
    /// False and true.
    pub flags: [&'static str; 2],
    /// Around a list of passwords or of user IDs.
    pub passwords: Around,
    /// Around the name of the variable that a password was read into: its words up to the number, and what follows.
    pub variable: Around,
    /// Around a password or a user ID that is written out.
    pub inline: Around,
    /// Around the list of tags; each tag has its own line.
    pub tags: Around,
    /// Around a tag.
    pub tag: Around,
    /// Around the structure AuthenticationMode.
    pub mode: Around,
    /// Around the name of a member inside a structure: `"Key": `, and after its value.
    pub inner: fn(&str) -> (String, &'static str),
    /// Between the members of a structure.
    pub between: &'static str,
    /// A value of AuthenticationMode.Type.
    pub kind: fn(&str) -> String,
    /// Around the name of a variable that is declared, and what ends the statement.
    pub declare: (&'static str, &'static str, &'static str),
    /// Whether the values of consecutive members are aligned.
    pub aligned: bool,
    /// The code around the prompt, or around the name of the variable, secret or file that a password comes from.
    pub read: fn(Secrets) -> Around,
}

/// Writes the first line of a program that isn't ready: it's invalid in every language, so nothing runs.
pub fn put_not_ready(text: &mut Text, job: &Job<'_>) {
    if !job.ready {
        text.put(Kind::Placeholder, format!("<{}>", job.not_ready())).put(Kind::Plain, "\n");
    }
}

/// Reads each password into a variable, unless they are written out.
pub fn put_passwords(text: &mut Text, job: &Job<'_>, language: &Language, indent: &'static str) {
    if job.options.secrets == Secrets::Inline {
        return;
    }
    let (open, close) = (language.read)(job.options.secrets);
    for password in passwords(job) {
        text.put(Kind::Plain, indent).put(Kind::Keyword, language.declare.0);
        put_variable(text, language, &password);
        text.put(Kind::Plain, language.declare.1).put(Kind::Command, open);
        text.put_at(Kind::String, &password.path, (language.quote)(&argument(job, &password)));
        text.put(Kind::Command, close).put(Kind::Plain, language.declare.2);
    }
}

/// Writes every member of the request.
pub fn put_members(text: &mut Text, job: &Job<'_>, language: &Language) {
    let (open, middle, close) = language.member;
    let wanted = |member: &Member| job.draft.has(*member) || is_missing(job, *member);
    let members: Vec<Member> = job.operation.members().iter().copied().filter(wanted).collect();
    for group in members.chunk_by(|a, b| !is_tall(job, *a) && !is_tall(job, *b)) {
        let width = group.iter().map(|member| member.name().len()).max().unwrap_or_default();
        for member in group {
            text.put(Kind::Plain, language.indent).put(Kind::Plain, open);
            text.put_at(Kind::Option, *member, (language.name)(*member)).put(Kind::Plain, middle);
            if language.aligned {
                text.put(Kind::Plain, " ".repeat(width - member.name().len()));
            }
            if job.draft.has(*member) {
                put_value(text, job, language, *member);
            } else {
                text.put_at(Kind::Placeholder, *member, Job::placeholder(*member));
            }
            text.put(Kind::Plain, close);
        }
    }
}

/// Whether a member takes several lines.
fn is_tall(job: &Job<'_>, member: Member) -> bool {
    member == Member::Tags && job.draft.tags.as_ref().is_some_and(|tags| !tags.is_empty())
}

/// Whether a member is required but missing.
fn is_missing(job: &Job<'_>, member: Member) -> bool {
    let authentication = [Member::Passwords, Member::NoPasswordRequired, Member::AuthenticationMode];
    job.operation.required().contains(&member)
        || (member == Member::AuthenticationMode
            && job.operation == Operation::CreateUser
            && !authentication.iter().any(|member| job.draft.has(*member)))
}

fn put_value(text: &mut Text, job: &Job<'_>, language: &Language, member: Member) {
    let draft = job.draft;
    match member.kind() {
        MemberKind::Texts => {
            put_ids(text, language, member, draft.ids(member).unwrap_or_default());
        }
        MemberKind::Passwords => put_list(text, job, language, top_passwords(draft)),
        MemberKind::Flag => {
            let flag = language.flags[usize::from(draft.flag(member) == Some(true))];
            text.put_at(Kind::Keyword, member, flag);
        }
        MemberKind::Tags => put_tags(text, language, draft.tags.as_deref().unwrap_or_default()),
        MemberKind::AuthenticationMode => put_mode(text, job, language),
        MemberKind::Text => put_text(text, language, member.into(), draft.text(member).unwrap_or_default()),
    }
}

fn put_text(text: &mut Text, language: &Language, path: Path, value: &str) {
    text.put(Kind::Plain, language.text.0).put_at(Kind::String, path, (language.quote)(value));
    text.put(Kind::Plain, language.text.1);
}

fn put_ids(text: &mut Text, language: &Language, list: Member, ids: &[String]) {
    text.put(Kind::Plain, language.passwords.0);
    for (n, id) in ids.iter().enumerate() {
        let (open, close) = language.inline;
        text.put(Kind::Plain, if n > 0 { ", " } else { "" }).put(Kind::Plain, open);
        text.put_at(Kind::String, Path::Item(list, n), (language.quote)(id)).put(Kind::Plain, close);
    }
    text.put(Kind::Plain, language.passwords.1);
}

fn put_list(text: &mut Text, job: &Job<'_>, language: &Language, passwords: Vec<Password<'_>>) {
    text.put(Kind::Plain, language.passwords.0);
    for (n, password) in passwords.iter().enumerate() {
        text.put(Kind::Plain, if n > 0 { ", " } else { "" });
        if job.options.secrets == Secrets::Inline {
            let (open, close) = language.inline;
            text.put(Kind::Plain, open);
            text.put_at(Kind::Secret, &password.path, (language.quote)(password.secret.expose()));
            text.put(Kind::Plain, close);
        } else {
            put_variable(text, language, password);
        }
    }
    text.put(Kind::Plain, language.passwords.1);
}

fn put_variable(text: &mut Text, language: &Language, password: &Password<'_>) {
    let (before, after) = language.variable;
    text.put_at(Kind::Keyword, &password.path, format!("{before}{}{after}", password.number));
}

fn put_tags(text: &mut Text, language: &Language, tags: &[Tag]) {
    text.put(Kind::Plain, language.tags.0);
    for (n, tag) in tags.iter().enumerate() {
        text.put(Kind::Plain, "\n").put(Kind::Plain, language.indent).put(Kind::Plain, language.inset);
        text.put(Kind::Plain, language.tag.0);
        let mut between = "";
        for (name, path, value) in
            [("Key", Path::TagKey(n), &tag.key), ("Value", Path::TagValue(n), &tag.value)]
        {
            if let Some(value) = value {
                let (open, close) = (language.inner)(name);
                text.put(Kind::Plain, between).put_at(Kind::Option, &path, open);
                put_text(text, language, path, value);
                text.put(Kind::Plain, close);
                between = language.between;
            }
        }
        text.put(Kind::Plain, language.tag.1).put(Kind::Plain, ",");
    }
    if !tags.is_empty() {
        text.put(Kind::Plain, "\n").put(Kind::Plain, language.indent);
    }
    text.put(Kind::Plain, language.tags.1);
}

fn put_mode(text: &mut Text, job: &Job<'_>, language: &Language) {
    let Some(mode) = &job.draft.authentication_mode else { return };
    text.put(Kind::Plain, language.mode.0);
    let mut between = "";
    if let Some(kind) = &mode.kind {
        let (open, close) = (language.inner)("Type");
        text.put_at(Kind::Option, Path::ModeType, open);
        text.put_at(Kind::String, Path::ModeType, (language.kind)(kind)).put(Kind::Plain, close);
        between = language.between;
    }
    if mode.passwords.is_some() {
        let (open, close) = (language.inner)("Passwords");
        text.put(Kind::Plain, between).put_at(Kind::Option, Path::ModePasswords, open);
        put_list(text, job, language, mode_passwords(job.draft));
        text.put(Kind::Plain, close);
    }
    text.put(Kind::Plain, language.mode.1);
}

#[cfg(test)]
mod tests;
