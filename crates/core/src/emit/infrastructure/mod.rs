//! What infrastructure as code shares: the user in its complete target state. ModifyUser contains only changes, so it
//! needs the current user too.

pub mod group;
pub mod road;
pub mod template;

use super::{Emission, Job, Note, Text, references};
use crate::authentication::{Decision, Doubt, Mode, decide};
use crate::{Draft, Member, MemberKind, MemberRow, Operation, Path, Severity, Tag, replacement, stored_form};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// A complete user. Unknown members are `None`.
pub struct User<'a> {
    /// In lowercase, as it's stored.
    pub user_id: Option<String>,
    /// As written.
    pub user_name: Option<&'a str>,
    /// In lowercase.
    pub engine: Option<String>,
    /// Including what is appended.
    pub access_string: Option<Cow<'a, str>>,
    /// How it logs in.
    pub mode: Option<Mode>,
    /// Its passwords, if it logs in with them.
    pub passwords: Vec<Password<'a>>,
    /// Its tags. Replies don't show them, so an existing user's are unknown.
    pub tags: &'a [Tag],
    /// Whether it already exists.
    pub exists: bool,
    /// The request.
    draft: &'a Draft,
}

/// A password of the user.
pub struct Password<'a> {
    /// From 1.
    pub number: usize,
    /// Its place in the draft.
    pub path: Path,
    /// The password; `None` for an existing user's, which can't be read.
    pub secret: Option<&'a crate::Password>,
}

impl User<'_> {
    /// The members that are text and that such a tool knows, as far as they're given or required.
    pub fn texts(&self, known: fn(&MemberRow) -> bool) -> impl Iterator<Item = Member> {
        let required = |member: Member| Operation::CreateUser.required().contains(&member);
        Operation::CreateUser.members().iter().copied().filter(move |member| {
            member.kind() == MemberKind::Text
                && known(member.row())
                && (required(*member) || self.text(*member).is_some())
        })
    }

    /// The text of a member.
    pub fn text(&self, member: Member) -> Option<&str> {
        match member {
            Member::UserId => self.user_id.as_deref(),
            Member::UserName => self.user_name,
            Member::Engine => self.engine.as_deref(),
            Member::AccessString => self.access_string.as_deref(),
            _ => self.draft.text(member),
        }
    }
}

/// The user in its target state with its notes, or why it's unknown.
pub fn user<'a>(job: &Job<'a>) -> Result<(User<'a>, Vec<Note>), Emission> {
    if job.operation.creates() {
        return Ok((created(job), Vec::new()));
    }
    modified(job).ok_or_else(|| unknown(UNKNOWN, "current"))
}

/// Why nothing can be written: this member of the context is missing.
fn unknown(why: &'static str, member: &'static str) -> Emission {
    let notes = vec![Note::advice(why).at(Severity::Warning, Path::Context(member))];
    Emission { ready: false, files: Vec::new(), notes, ..Emission::default() }
}

const UNKNOWN: &str = "This format describes a whole user, but ModifyUser contains only changes. Add the current user \
    (paste the output of aws elasticache describe-users) to see the user after the change.";

fn created<'a>(job: &Job<'a>) -> User<'a> {
    let draft = job.draft;
    let mode = match decide(job.operation, draft) {
        Decision::Chosen(mode) => Some(mode),
        _ => None,
    };
    User {
        user_id: draft.user_id.as_ref().map(|id| id.to_ascii_lowercase()),
        user_name: draft.user_name.as_deref(),
        engine: draft.engine.as_ref().map(|engine| engine.to_ascii_lowercase()),
        access_string: draft.access_string.as_deref().map(Cow::Borrowed),
        mode,
        passwords: given(job),
        tags: draft.tags.as_deref().unwrap_or_default(),
        exists: false,
        draft,
    }
}

fn given<'a>(job: &Job<'a>) -> Vec<Password<'a>> {
    let passwords = job.draft.all_passwords().enumerate();
    passwords.map(|(n, (path, secret))| Password { number: n + 1, path, secret: Some(secret) }).collect()
}

fn modified<'a>(job: &Job<'a>) -> Option<(User<'a>, Vec<Note>)> {
    let (draft, current) = (job.draft, job.context.current.as_ref()?);
    let same = |id: &String| current.user_id.as_ref().is_none_or(|now| now.eq_ignore_ascii_case(id));
    if !draft.user_id.as_ref().is_none_or(same) {
        return None;
    }
    let authentication = current.authentication.as_ref();
    let now = authentication.and_then(|now| Mode::from_reply_name(now.kind.as_deref()?));
    let mode = match decide(job.operation, draft) {
        Decision::Chosen(mode) => Some(mode),
        Decision::Keeps => now,
        Decision::Unclear(Doubt::PasswordKept) => Some(Mode::Password),
        _ => None,
    };
    if job.ready && mode.is_none() {
        return None;
    }
    let mut passwords = given(job);
    let unreadable = mode == Some(Mode::Password) && passwords.is_empty();
    if unreadable {
        let count = authentication.and_then(|now| now.password_count).unwrap_or(1).clamp(1, 2);
        let current = |n: usize| Password { number: n + 1, path: Path::ModePassword(n), secret: None };
        passwords = (0..usize::try_from(count).unwrap_or(1)).map(current).collect();
    }
    let base = draft.access_string.as_deref().or(current.access_string.as_deref())?;
    let access_string = match draft.append_access_string.as_deref() {
        Some(more) => Cow::Owned(format!("{base} {more}")),
        None => Cow::Borrowed(base),
    };
    let user = User {
        user_id: draft.user_id.as_ref().or(current.user_id.as_ref()).map(|id| id.to_ascii_lowercase()),
        user_name: Some(current.user_name.as_deref()?),
        engine: draft.engine.as_ref().or(current.engine.as_ref()).map(|engine| engine.to_ascii_lowercase()),
        access_string: Some(access_string),
        mode,
        passwords,
        tags: &[],
        exists: true,
        draft,
    };
    let mut notes = vec![Note::advice(TAGS)];
    if unreadable {
        notes.push(Note::advice(PASSWORDS).at(Severity::Warning, Path::ModePasswords));
    }
    Some((user, notes))
}

const TAGS: &str = "This is the user after the change. Replies don't contain its current tags: add them, or they'll be taken \
    away when this configuration takes over the user.";
const PASSWORDS: &str = "The user's current passwords can't be read: the ones here replace them.";

/// Writes the access string as ElastiCache stores it if that's certain and grants the same rights: tools compare what
/// they sent with what's stored, character by character. Otherwise it stays as typed.
pub fn store(user: &mut User<'_>) -> Option<Note> {
    let text = user.access_string.as_deref()?;
    if references::is_in_text(text) {
        return None;
    }
    let note = match replacement(text) {
        Some(stored) => {
            let note = format!(
                "ElastiCache stores this access string in a different form with the same rights. It's written in that form, \
                 so that no difference shows up later: {stored}"
            );
            user.access_string = Some(stored.into());
            note
        }
        None => {
            let stored = stored_form(text).filter(|stored| !stored.certain && stored.text != text)?;
            format!(
                "ElastiCache may store this access string in a different, undocumented form (perhaps {}). It's \
                 written as typed. If a plan or a drift check shows a change of the access string after the first apply, \
                 copy the stored string that it shows.",
                stored.text
            )
        }
    };
    Some(Note::advice(note).at(Severity::Advice, Member::AccessString))
}

impl User<'_> {
    /// Whether everything that must be written is known.
    pub fn is_ready(&self, job: &Job<'_>) -> bool {
        job.ready && self.mode.is_some() && self.user_id.is_some() && self.engine.is_some()
    }
}

/// Writes the first line of output that isn't ready: it's invalid in every language, so nothing is created or changed.
/// Without a colon, which in YAML would make it the name of something.
pub fn put_not_ready(text: &mut Text, job: &Job<'_>, ready: bool) {
    if !ready {
        let why = if job.ready { "Not ready: something is missing.".to_owned() } else { job.not_ready() };
        text.put(super::PieceKind::Placeholder, format!("<{}>\n", why.replace(": ", ", ")));
    }
}

/// A name for a resource or a variable: letters, digits and `between`.
pub fn identifier(user_id: Option<&str>, between: char) -> String {
    let letters = user_id.unwrap_or("user").chars().take(64);
    let name: String =
        letters.map(|letter| if letter.is_ascii_alphanumeric() { letter } else { between }).collect();
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("user{between}{name}")
    }
}

#[cfg(test)]
mod tests;
