//! The strict form of a request: it exists only when no error stands, and cannot say two things at once.

use crate::authentication::{Decision, Mode, decide};
use crate::rules::engine;
use crate::{Draft, Operation, Report, Secret, Tag};

/// A request that may be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Makes a user.
    Create(CreateUser),
    /// Changes a user.
    Modify(ModifyUser),
}

/// A user to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateUser {
    /// In lower case, as it will be stored.
    pub user_id: String,
    /// As given; case matters.
    pub user_name: String,
    /// `redis` or `valkey`.
    pub engine: &'static str,
    /// As given.
    pub access_string: String,
    /// How the user logs in.
    pub authentication: Authentication,
    /// Each has a key.
    pub tags: Vec<Tag>,
}

/// A user to be changed; what is `None` stays as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ModifyUser {
    /// In lower case, as it is stored.
    pub user_id: String,
    /// What becomes of the access string.
    pub access: Option<AccessChange>,
    /// How the user logs in from now on.
    pub authentication: Option<Authentication>,
    /// `redis` or `valkey`.
    pub engine: Option<&'static str>,
}

/// What becomes of the present access string.
#[derive(Clone, Debug, PartialEq)]
pub enum AccessChange {
    /// This takes its place.
    Replace(String),
    /// This is added behind it.
    Append(String),
    /// The first takes its place, and the second was given to be added. What the service makes of that is not known.
    Both(String, String),
}

/// How a user logs in.
#[derive(Clone, Debug, PartialEq)]
pub enum Authentication {
    /// With one of these.
    Password(Passwords),
    /// With its name alone.
    NoPassword,
    /// With a token of AWS Identity and Access Management.
    Iam,
}

/// One password or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Passwords {
    /// There is always one.
    pub first: Secret,
    /// The other, while one takes the place of the other.
    pub second: Option<Secret>,
}

impl Passwords {
    /// How many there are: 1 or 2.
    pub fn count(&self) -> u64 {
        1 + u64::from(self.second.is_some())
    }
}

impl Authentication {
    /// The mode of it.
    pub fn mode(&self) -> Mode {
        match self {
            Self::Password(_) => Mode::Password,
            Self::NoPassword => Mode::NoPassword,
            Self::Iam => Mode::Iam,
        }
    }
}

impl Request {
    /// The request that a draft stands for; `None` when the report has an error. The report must be that of this draft.
    pub fn new(operation: Operation, draft: &Draft, report: &Report) -> Option<Self> {
        if !report.ready {
            return None;
        }
        let user_id = draft.user_id.as_ref()?.to_ascii_lowercase();
        let authentication = match decide(operation, draft) {
            Decision::Chosen(Mode::NoPassword) => Some(Authentication::NoPassword),
            Decision::Chosen(Mode::Iam) => Some(Authentication::Iam),
            _ => passwords(draft).map(Authentication::Password),
        };
        let known = |text: &String| engine(text);
        Some(match operation {
            Operation::CreateUser => Self::Create(CreateUser {
                user_id,
                user_name: draft.user_name.clone()?,
                engine: draft.engine.as_ref().and_then(known)?,
                access_string: draft.access_string.clone()?,
                authentication: authentication?,
                tags: draft.tags.clone().unwrap_or_default(),
            }),
            Operation::ModifyUser => Self::Modify(ModifyUser {
                user_id,
                access: match (draft.access_string.clone(), draft.append_access_string.clone()) {
                    (Some(whole), Some(more)) => Some(AccessChange::Both(whole, more)),
                    (Some(whole), None) => Some(AccessChange::Replace(whole)),
                    (None, more) => more.map(AccessChange::Append),
                },
                authentication,
                engine: draft.engine.as_ref().and_then(known),
            }),
        })
    }
}

/// No draft without errors has more than one list, or more than two in it.
fn passwords(draft: &Draft) -> Option<Passwords> {
    let mut all = draft.all_passwords().map(|(_, secret)| secret.clone());
    Some(Passwords { first: all.next()?, second: all.next() })
}
