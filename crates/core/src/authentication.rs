//! How a user will log in: the result of the three members `Passwords`, `NoPasswordRequired` and
//! `AuthenticationMode` together.

use crate::{Draft, Edit, Member, Operation, Path};
use alloc::vec::Vec;
use serde_json::Value;

/// A way to log in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// With one or two passwords.
    Password,
    /// Without a password.
    NoPassword,
    /// With a token signed by AWS Identity and Access Management.
    Iam,
}

impl Mode {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Password, Self::NoPassword, Self::Iam];

    /// The spelling in requests: `password`, `no-password-required`, `iam`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::NoPassword => "no-password-required",
            Self::Iam => "iam",
        }
    }

    /// The spelling in replies: `password`, `no-password`, `iam`.
    pub const fn reply_name(self) -> &'static str {
        match self {
            Self::NoPassword => "no-password",
            other => other.name(),
        }
    }

    /// The mode with this name, spelled as in requests, in any case. It isn't known whether the service accepts capitals.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name().eq_ignore_ascii_case(name))
    }

    /// The mode with this name in a reply.
    pub fn from_reply_name(name: &str) -> Option<Self> {
        // A page of the user guide spells it with an underscore.
        let name = if name.eq_ignore_ascii_case("no_password") { "no-password" } else { name };
        Self::ALL.into_iter().find(|mode| mode.reply_name().eq_ignore_ascii_case(name))
    }
}

/// What the three members add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They agree on this mode.
    Chosen(Mode),
    /// ModifyUser without any of them: the current authentication stays.
    Keeps,
    /// They contradict each other, or are missing.
    Clash(Clash),
    /// It isn't known what the service does with it.
    Unclear(Doubt),
    /// A `Type` outside the list.
    UnknownType,
    /// One of them has a type that the client rejects.
    Unreadable,
    /// One of them is open; see [`Context::open`](crate::Context::open).
    Open,
}

/// Why there's no mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// All three are missing (CreateUser).
    Nothing,
    /// Only `NoPasswordRequired=false` (CreateUser): password mode without a password.
    OnlyFalse,
    /// `Type` is `password`, but there's no password (CreateUser).
    PasswordWithout,
    /// Passwords, but no password required.
    PasswordsAndNone,
    /// Passwords at this place, but `Type` is `no-password-required`.
    PasswordsWithNone(Place),
    /// Passwords at this place, but `Type` is `iam`.
    PasswordsWithIam(Place),
    /// `NoPasswordRequired=true`, but `Type` is this other mode.
    NoneWith(Mode),
    /// Passwords at both places.
    Twice,
}

/// The place of a list of passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `Passwords`.
    Top,
    /// `AuthenticationMode.Passwords`.
    Mode,
}

impl Place {
    /// As a path.
    pub const fn path(self) -> Path {
        match self {
            Self::Top => Path::Member(Member::Passwords),
            Self::Mode => Path::ModePasswords,
        }
    }
}

/// What's uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// `AuthenticationMode` has passwords and no `Type`.
    NoType,
    /// ModifyUser with `Type` `password` and no password.
    PasswordKept,
}

/// Works out what the members add up to. Every row of the table is a row of `tests/decision_table.rs`.
pub fn decide(operation: Operation, draft: &Draft) -> Decision {
    let create = operation == Operation::CreateUser;
    let of_three = |path: &Path| {
        let members = [Member::Passwords, Member::NoPasswordRequired, Member::AuthenticationMode];
        matches!(path, Path::Member(member) if members.contains(member))
            || matches!(path, Path::ModeType | Path::ModePasswords)
    };
    let readable = !draft.mismatches.iter().any(|mismatch| of_three(&mismatch.path));
    if !readable {
        return Decision::Unreadable;
    }
    let top = draft.passwords.is_some();
    let flag = draft.no_password_required;
    let mode = draft.authentication_mode.as_ref();
    let inside = mode.is_some_and(|mode| mode.passwords.is_some());
    let place = if top { Place::Top } else { Place::Mode };
    let kind = mode.and_then(|mode| mode.kind.as_deref());
    match kind.map(Mode::from_name) {
        Some(None) => Decision::UnknownType,
        _ if top && inside => Decision::Clash(Clash::Twice),
        None if inside => Decision::Unclear(Doubt::NoType),
        None => match (top, flag) {
            (true, Some(true)) => Decision::Clash(Clash::PasswordsAndNone),
            (true, _) => Decision::Chosen(Mode::Password),
            (false, Some(true)) => Decision::Chosen(Mode::NoPassword),
            (false, _) if !create => Decision::Keeps,
            (false, Some(false)) => Decision::Clash(Clash::OnlyFalse),
            (false, None) => Decision::Clash(Clash::Nothing),
        },
        Some(Some(Mode::NoPassword)) if top || inside => Decision::Clash(Clash::PasswordsWithNone(place)),
        Some(Some(Mode::NoPassword)) => Decision::Chosen(Mode::NoPassword),
        Some(Some(Mode::Iam)) if top || inside => Decision::Clash(Clash::PasswordsWithIam(place)),
        Some(Some(other)) if flag == Some(true) => Decision::Clash(Clash::NoneWith(other)),
        Some(Some(Mode::Password)) if !top && !inside && create => Decision::Clash(Clash::PasswordWithout),
        Some(Some(Mode::Password)) if !top && !inside => Decision::Unclear(Doubt::PasswordKept),
        Some(Some(chosen)) => Decision::Chosen(chosen),
    }
}

/// The edits that leave only this mode. For passwords at both places, the top-level ones are kept.
pub fn settle(draft: &Draft, wanted: Mode) -> Vec<Edit> {
    let top = draft.passwords.is_some();
    let mode = draft.authentication_mode.as_ref();
    let inside = mode.is_some_and(|mode| mode.passwords.is_some());
    let kind = mode.and_then(|mode| mode.kind.as_deref()).and_then(Mode::from_name);
    let mut edits = Vec::new();
    let mut remove = |when: bool, path: Path| {
        if when {
            edits.push(Edit::Remove(path));
        }
    };
    let flag = draft.no_password_required == Some(true);
    match wanted {
        Mode::Password => {
            remove(flag, Member::NoPasswordRequired.into());
            remove(top && mode.is_some(), Member::AuthenticationMode.into());
            if !top && kind != Some(Mode::Password) {
                edits.push(Edit::text(Path::ModeType, Mode::Password.name()));
            }
        }
        Mode::NoPassword => {
            let by_type = kind == Some(Mode::NoPassword);
            remove(top, Member::Passwords.into());
            remove(inside && by_type, Path::ModePasswords);
            remove(mode.is_some() && !by_type, Member::AuthenticationMode.into());
            if !by_type && !flag {
                edits.push(Edit::Set(Member::NoPasswordRequired.into(), Value::Bool(true)));
            }
        }
        Mode::Iam => {
            remove(draft.no_password_required.is_some(), Member::NoPasswordRequired.into());
            remove(top, Member::Passwords.into());
            remove(inside, Path::ModePasswords);
            if kind != Some(Mode::Iam) {
                edits.push(Edit::text(Path::ModeType, Mode::Iam.name()));
            }
        }
    }
    edits
}
