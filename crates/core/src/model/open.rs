//! Values that the text leaves open: a variable, a reference, a template placeholder, a value generated when the request is sent.
//!
//! Such a value is unknown, so it's neither missing nor empty nor too short, and no rule reports it.

use super::{AuthenticationMode, Draft, Password, Tag};
use crate::{Member, MemberKind, Path};
use alloc::borrow::{Cow, ToOwned};
use alloc::vec::Vec;

/// What rules see instead of an open value. None of them repeats it: they first ask whether a place is open.
pub const STAND_IN: &str = "left-open-value";

/// The open places of a draft.
#[derive(Clone, Debug, Default)]
pub struct Open<'a> {
    sorted: Vec<&'a Path>,
}

impl<'a> Open<'a> {
    /// The places in a list. Those that no request has, such as `context.current`, are ignored.
    pub fn new(paths: &'a [Path]) -> Self {
        let mut sorted: Vec<&Path> = paths.iter().filter(|path| path.member().is_some()).collect();
        sorted.sort_unstable();
        sorted.dedup();
        Self { sorted }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// All of them, in the order of the members.
    pub fn paths(&self) -> &[&'a Path] {
        &self.sorted
    }

    /// Whether the value at this place is open: the place itself is, or one that it is in.
    pub fn has(&self, path: &Path) -> bool {
        if self.sorted.is_empty() {
            return false;
        }
        self.sorted.binary_search(&path).is_ok() || path.parent().is_some_and(|parent| self.has(&parent))
    }

    /// Whether it isn't known how the user logs in.
    pub fn hides_authentication(&self) -> bool {
        [Path::Member(Member::NoPasswordRequired), Path::ModeType].iter().any(|path| self.has(path))
    }

    /// The draft with a valid value at each open place, so that none of them counts as missing.
    pub fn filled<'d>(&self, draft: &'d Draft) -> Cow<'d, Draft> {
        if self.sorted.is_empty() {
            return Cow::Borrowed(draft);
        }
        let mut filled = draft.clone();
        filled.mismatches.retain(|mismatch| !self.has(&mismatch.path) && !self.has(&mismatch.parent));
        for path in &self.sorted {
            fill(&mut filled, path);
        }
        Cow::Owned(filled)
    }
}

fn fill(draft: &mut Draft, path: &Path) {
    let text = || Some(STAND_IN.to_owned());
    match *path {
        Path::Member(Member::Engine) => draft.engine = Some("valkey".to_owned()),
        Path::Member(member) => match member.kind() {
            MemberKind::Text => draft.text_slot(member).into_iter().for_each(|slot| *slot = text()),
            MemberKind::Texts => {
                draft.ids_mut(member).into_iter().for_each(|ids| *ids = vec![STAND_IN.to_owned()]);
            }
            MemberKind::Passwords => draft.passwords = Some(vec![secret()]),
            MemberKind::Tags => draft.tags = Some(Vec::new()),
            // What isn't known of it is asked for: see `Open::hides_authentication`.
            MemberKind::Flag | MemberKind::AuthenticationMode => draft.clear(member),
        },
        Path::Item(list, n) => {
            draft.ids_mut(list).into_iter().for_each(|ids| item(ids, n, || STAND_IN.to_owned()));
        }
        Path::ModeType => mode(draft).kind = None,
        Path::ModePasswords => mode(draft).passwords = Some(vec![secret()]),
        Path::Password(n) => item(draft.passwords.get_or_insert_default(), n, secret),
        Path::ModePassword(n) => item(mode(draft).passwords.get_or_insert_default(), n, secret),
        Path::Tag(n) => {
            let tags = draft.tags.get_or_insert_default();
            item(tags, n, || Tag { key: Some(format!("{STAND_IN}-{n}")), value: text() });
        }
        Path::TagKey(n) => {
            if let Some(tag) = draft.tags.as_mut().and_then(|tags| tags.get_mut(n)) {
                tag.key = Some(format!("{STAND_IN}-{n}"));
            }
        }
        Path::TagValue(n) => {
            if let Some(tag) = draft.tags.as_mut().and_then(|tags| tags.get_mut(n)) {
                tag.value = text();
            }
        }
        Path::Request | Path::Unknown(_) | Path::Context(_) | Path::Option(_) => {}
    }
}

fn mode(draft: &mut Draft) -> &mut AuthenticationMode {
    draft.authentication_mode.get_or_insert_default()
}

fn secret() -> Password {
    Password::new(format!("{STAND_IN}-here"))
}

/// Puts an item in place of the one of this number, or after the last one.
fn item<T>(list: &mut Vec<T>, n: usize, make: impl FnOnce() -> T) {
    match list.get_mut(n) {
        Some(slot) => *slot = make(),
        None => list.push(make()),
    }
}
