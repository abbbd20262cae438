//! What an unknown member was probably meant to be.

use super::Subject;
use crate::client::{MODE_NAMES, TAG_NAMES};
use crate::model::Any;
use crate::{Member, Mismatch, MismatchKind, Path};
use alloc::borrow::ToOwned;
use alloc::string::String;
use strsim::levenshtein;

/// An unknown member, with what it may be meant to be.
pub struct Unknown<'a> {
    /// The mismatch.
    pub mismatch: &'a Mismatch,
    /// Its name within its object.
    pub name: &'a str,
    /// The names that the object knows.
    pub known: &'static [&'static str],
    /// The known name that differs only in case, hyphens and underscores.
    pub same: Option<&'static str>,
    /// The members found only in replies.
    of_reply: &'static [&'static str],
}

/// The members of replies that requests don't have, for users and for groups.
const OF_USERS: &[&str] = &["Status", "MinimumEngineVersion", "UserGroupIds", "Authentication", "ARN"];
const OF_GROUPS: &[&str] =
    &["Status", "MinimumEngineVersion", "PendingChanges", "ReplicationGroups", "ServerlessCaches", "ARN"];

/// Every unknown member of the request.
pub fn unknown<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = Unknown<'a>> {
    subject.mismatches().filter(|mismatch| mismatch.kind == MismatchKind::Unknown).filter_map(|mismatch| {
        let Path::Unknown(full) = &mismatch.path else { return None };
        let (name, known) = match &mismatch.parent {
            Path::Request => (full.as_str(), subject.operation.names()),
            Path::Tag(_) => (last(full), TAG_NAMES),
            _ => (last(full), MODE_NAMES),
        };
        let plain = plain(name);
        let same = known.iter().copied().find(|known| plain == known.to_ascii_lowercase());
        let of_reply = if subject.operation.is_of_group() { OF_GROUPS } else { OF_USERS };
        Some(Unknown { mismatch, name, known, same, of_reply })
    })
}

/// A nested member is written after its object and a dot; its own name may contain more dots.
fn last(full: &str) -> &str {
    full.split_once('.').map_or(full, |(_, name)| name)
}

/// Normalizes the spellings of the CLI, Terraform, Python and CloudTrail. Overlong names are left alone.
fn plain(name: &str) -> String {
    if name.len() > 64 {
        return name.to_owned();
    }
    let letters = name.trim().chars().filter(|letter| !matches!(letter, '-' | '_' | ' '));
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

impl Unknown<'_> {
    /// Whether replies have a top-level member with this name.
    pub fn of_reply(&self) -> bool {
        self.mismatch.parent == Path::Request
            && self.of_reply.iter().any(|name| name.eq_ignore_ascii_case(self.name))
    }

    /// The known name that differs by a few characters.
    pub fn near(&self) -> Option<&'static str> {
        let plain = plain(self.name);
        if plain.len() > 24 {
            return None;
        }
        let distances =
            self.known.iter().map(|known| (levenshtein(&plain, &known.to_ascii_lowercase()), *known));
        let (distance, known) = distances.min()?;
        (distance <= 2 && distance * 3 <= known.len()).then_some(known)
    }

    /// The place of a member with this name, if that's still empty and the value fits.
    pub fn place(&self, subject: &Subject<'_>, name: &str) -> Option<Path> {
        let path = match (&self.mismatch.parent, name) {
            (Path::Request, _) => Path::Member(Member::from_name(name)?),
            (Path::Tag(n), "Key") => Path::TagKey(*n),
            (Path::Tag(n), _) => Path::TagValue(*n),
            (_, "Type") => Path::ModeType,
            _ => Path::ModePasswords,
        };
        let draft = subject.draft;
        let taken = subject.mismatch(&path).is_some()
            || match &path {
                Path::Member(member) => draft.has(*member),
                Path::ModePasswords => {
                    draft.authentication_mode.as_ref().is_some_and(|mode| mode.passwords.is_some())
                }
                other => draft.text_at(other).is_some(),
            };
        (!taken && fits(&path, self.mismatch.value.expose())).then_some(path)
    }

    /// The name, shortened to fit on a line.
    pub fn shown(&self) -> String {
        match self.name.char_indices().nth(40) {
            Some((at, _)) => format!("{}…", &self.name[..at]),
            None => self.name.to_owned(),
        }
    }
}

/// Whether this place accepts the value as it is.
fn fits(path: &Path, value: &Any) -> bool {
    let is_text = |value: &Any| matches!(value, Any::String(_));
    match path {
        Path::Member(Member::Passwords) | Path::ModePasswords => match value {
            Any::Array(items) => items.iter().all(is_text),
            other => is_text(other),
        },
        Path::Member(Member::UserIds | Member::UserIdsToAdd | Member::UserIdsToRemove) => {
            matches!(value, Any::Array(items) if items.iter().all(is_text))
        }
        Path::Member(Member::NoPasswordRequired) => matches!(value, Any::Bool(_)),
        Path::Member(Member::Tags) => matches!(value, Any::Array(_)),
        Path::Member(Member::AuthenticationMode) => matches!(value, Any::Object(_)),
        _ => is_text(value),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Context, Draft, Operation, check};
    use serde_json::json;

    /// The message about a member with this name.
    fn report_of(name: &str) -> String {
        let mut request = json!({"UserId": "app"});
        request[name] = json!("x");
        let draft = Draft::from_json(request);
        let report = check(Operation::CreateUser, &draft, &Context::default());
        report.findings.iter().map(|finding| format!("{} {}\n", finding.message, finding.help)).collect()
    }

    #[test]
    fn only_similar_names_are_suggested() {
        let asked = |name: &str, known: &str| report_of(name).contains(&format!("did you mean `{known}`?"));
        assert!(asked("AcessString", "AccessString") && asked("Enginne", "Engine") && asked("Tagz", "Tags"));
        // With two of four characters different, or three of twelve, it's another word.
        assert!(!asked("Tugz", "Tags") && !asked("AxxxssString", "AccessString"));
        let draft = Draft::from_json(json!({"UserId": "app", "Tags": [{"Kee": "x"}]}));
        let report = check(Operation::CreateUser, &draft, &Context::default());
        assert!(report.findings.iter().any(|finding| finding.message.contains("did you mean `Key`?")));
    }

    #[test]
    fn names_are_shown_verbatim_and_long_ones_are_cut() {
        assert!(report_of("Nonsense").contains("Nonsense"), "{}", report_of("Nonsense"));
        let long = "n".repeat(41);
        assert!(
            report_of(&long).contains(&format!("{}…", "n".repeat(40))) && !report_of(&long).contains(&long)
        );
        let exact = "n".repeat(40);
        assert!(report_of(&exact).contains(&exact) && !report_of(&exact).contains('…'));
    }
}
