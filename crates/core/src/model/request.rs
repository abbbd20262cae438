//! Complete requests that don't contradict themselves. Their values may still be wrong: that is what
//! [`check`](crate::check) finds.

use super::{AuthenticationMode, Context, Draft, Member, MismatchKind, Operation, Password, Tag};
use crate::authentication::{Clash, Decision, Mode, decide};
use crate::{Path, Report, check};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The request of `CreateUser`.
///
/// ```
/// use elasticache_user::{Authentication, Context, CreateUserRequest};
///
/// let request: CreateUserRequest = serde_json::from_str(
///     r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read",
///         "AuthenticationMode": {"Type": "password", "Passwords": ["too short"]}}"#,
/// )?;
/// assert_eq!(request.authentication, Authentication::Password(vec!["too short".into()]));
/// let report = request.validate(&Context::default()).unwrap_err();
/// assert!(report.findings.iter().any(|finding| finding.rule == "password-min-16"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct CreateUserRequest {
    /// `UserId`.
    pub user_id: String,
    /// `UserName`.
    pub user_name: String,
    /// `Engine`: `redis` or `valkey`.
    pub engine: String,
    /// `AccessString`.
    pub access_string: String,
    /// How the user logs in.
    pub authentication: Authentication,
    /// `Tags`.
    pub tags: Vec<Tag>,
}

/// The request of `ModifyUser`. Members that are `None` don't change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct ModifyUserRequest {
    /// `UserId`.
    pub user_id: String,
    /// `AccessString`: replaces the current one.
    pub access_string: Option<String>,
    /// `AppendAccessString`: added after the current one.
    pub append_access_string: Option<String>,
    /// How the user logs in from now on.
    pub authentication: Option<Authentication>,
    /// `Engine`: `redis` or `valkey`.
    pub engine: Option<String>,
}

/// How a user logs in.
#[derive(Clone, Debug, PartialEq)]
pub enum Authentication {
    /// With one of these passwords; at most two are allowed. The outcome of ModifyUser with none of them isn't
    /// documented.
    Password(Vec<Password>),
    /// With its name alone.
    NoPasswordRequired,
    /// With a token of AWS Identity and Access Management.
    Iam,
}

impl Authentication {
    /// Its mode.
    pub fn mode(&self) -> Mode {
        match self {
            Self::Password(_) => Mode::Password,
            Self::NoPasswordRequired => Mode::NoPassword,
            Self::Iam => Mode::Iam,
        }
    }
}

impl CreateUserRequest {
    /// A request without tags.
    pub fn new(
        user_id: impl Into<String>,
        user_name: impl Into<String>,
        engine: impl Into<String>,
        access_string: impl Into<String>,
        authentication: Authentication,
    ) -> Self {
        Self {
            user_id: user_id.into(),
            user_name: user_name.into(),
            engine: engine.into(),
            access_string: access_string.into(),
            authentication,
            tags: Vec::new(),
        }
    }

    /// Checks it with every rule. Only errors make it fail.
    ///
    /// # Errors
    /// The report, if it has an error.
    #[allow(clippy::result_large_err)] // callers want the whole report, and it's moved once
    pub fn validate(&self, context: &Context) -> Result<(), Report> {
        validate(Operation::CreateUser, self.clone().into(), context)
    }
}

impl ModifyUserRequest {
    /// A request without changes.
    pub fn new(user_id: impl Into<String>) -> Self {
        Self {
            user_id: user_id.into(),
            access_string: None,
            append_access_string: None,
            authentication: None,
            engine: None,
        }
    }

    /// Checks it with every rule. Only errors make it fail.
    ///
    /// # Errors
    /// The report, if it has an error.
    #[allow(clippy::result_large_err)] // callers want the whole report, and it's moved once
    pub fn validate(&self, context: &Context) -> Result<(), Report> {
        validate(Operation::ModifyUser, self.clone().into(), context)
    }
}

#[allow(clippy::result_large_err)]
pub(super) fn validate(operation: Operation, draft: Draft, context: &Context) -> Result<(), Report> {
    let report = check(operation, &draft, context);
    if report.ready { Ok(()) } else { Err(report) }
}

/// Why a draft isn't a request: something is missing, unknown or of the wrong type, or members contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    /// Where.
    pub path: Path,
    reason: &'static str,
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Path::Request => write!(f, "the request {}", self.reason),
            path => write!(f, "`{path}` {}", self.reason),
        }
    }
}

impl core::error::Error for InvalidRequest {}

impl TryFrom<Draft> for CreateUserRequest {
    type Error = InvalidRequest;

    fn try_from(mut draft: Draft) -> Result<Self, InvalidRequest> {
        fits(Operation::CreateUser, &draft)?;
        let authentication = authentication(Operation::CreateUser, &draft)?;
        let required = |member: Member, text: Option<String>| text.ok_or_else(|| missing(member));
        Ok(Self {
            user_id: required(Member::UserId, draft.user_id.take())?,
            user_name: required(Member::UserName, draft.user_name.take())?,
            engine: required(Member::Engine, draft.engine.take())?,
            access_string: required(Member::AccessString, draft.access_string.take())?,
            authentication: authentication.ok_or_else(|| missing(Member::AuthenticationMode))?,
            tags: draft.tags.take().unwrap_or_default(),
        })
    }
}

impl TryFrom<Draft> for ModifyUserRequest {
    type Error = InvalidRequest;

    fn try_from(mut draft: Draft) -> Result<Self, InvalidRequest> {
        fits(Operation::ModifyUser, &draft)?;
        let authentication = authentication(Operation::ModifyUser, &draft)?;
        Ok(Self {
            user_id: draft.user_id.take().ok_or_else(|| missing(Member::UserId))?,
            access_string: draft.access_string.take(),
            append_access_string: draft.append_access_string.take(),
            authentication,
            engine: draft.engine.take(),
        })
    }
}

pub(super) fn missing(member: Member) -> InvalidRequest {
    InvalidRequest { path: member.into(), reason: "is missing" }
}

/// Checks that every value has its place in the request.
pub(super) fn fits(operation: Operation, draft: &Draft) -> Result<(), InvalidRequest> {
    if let Some(mismatch) = draft.mismatches.first() {
        let reason = match mismatch.kind {
            MismatchKind::Unknown => "isn't a member of the API",
            MismatchKind::Null => "is null",
            MismatchKind::WrongType("string") => "isn't a string",
            MismatchKind::WrongType("boolean") => "isn't a boolean",
            MismatchKind::WrongType("list") => "isn't a list",
            MismatchKind::WrongType(_) => "isn't an object",
            MismatchKind::Repeated => "appears twice",
        };
        return Err(InvalidRequest { path: mismatch.path.clone(), reason });
    }
    match Member::ALL.into_iter().find(|member| draft.has(*member) && !operation.members().contains(member)) {
        Some(member) => {
            Err(InvalidRequest { path: member.into(), reason: "isn't a member of this operation" })
        }
        None => Ok(()),
    }
}

fn authentication(operation: Operation, draft: &Draft) -> Result<Option<Authentication>, InvalidRequest> {
    let passwords = || draft.all_passwords().map(|(_, password)| password.clone()).collect();
    Ok(Some(match decide(operation, draft) {
        Decision::Chosen(Mode::NoPassword) => Authentication::NoPasswordRequired,
        Decision::Chosen(Mode::Iam) => Authentication::Iam,
        Decision::Chosen(Mode::Password) | Decision::Unclear(_) => Authentication::Password(passwords()),
        Decision::Keeps | Decision::Clash(Clash::Nothing) => return Ok(None),
        Decision::Clash(Clash::OnlyFalse | Clash::PasswordWithout) => Authentication::Password(Vec::new()),
        Decision::Clash(Clash::PasswordsAndNone) => {
            return Err(contradiction(Member::NoPasswordRequired.into(), "contradicts `Passwords`"));
        }
        Decision::Clash(Clash::PasswordsWithNone(_) | Clash::PasswordsWithIam(_)) => {
            return Err(contradiction(Path::ModeType, "contradicts the passwords"));
        }
        Decision::Clash(Clash::NoneWith(_)) => {
            return Err(contradiction(Path::ModeType, "contradicts `NoPasswordRequired`"));
        }
        Decision::Clash(Clash::Twice) => {
            return Err(contradiction(Path::ModePasswords, "contradicts `Passwords`"));
        }
        Decision::UnknownType => {
            return Err(contradiction(Path::ModeType, "isn't `password`, `no-password-required` or `iam`"));
        }
        Decision::Unreadable | Decision::Open => return Err(contradiction(Path::Request, "can't be read")),
    }))
}

fn contradiction(path: Path, reason: &'static str) -> InvalidRequest {
    InvalidRequest { path, reason }
}

impl From<CreateUserRequest> for Draft {
    fn from(request: CreateUserRequest) -> Self {
        Self {
            user_id: Some(request.user_id),
            user_name: Some(request.user_name),
            engine: Some(request.engine),
            access_string: Some(request.access_string),
            authentication_mode: Some(request.authentication.into()),
            tags: Some(request.tags).filter(|tags| !tags.is_empty()),
            ..Self::default()
        }
    }
}

impl From<ModifyUserRequest> for Draft {
    fn from(request: ModifyUserRequest) -> Self {
        Self {
            user_id: Some(request.user_id),
            access_string: request.access_string,
            append_access_string: request.append_access_string,
            authentication_mode: request.authentication.map(AuthenticationMode::from),
            engine: request.engine,
            ..Self::default()
        }
    }
}

impl From<Authentication> for AuthenticationMode {
    fn from(authentication: Authentication) -> Self {
        Self {
            kind: Some(authentication.mode().name().to_owned()),
            passwords: match authentication {
                Authentication::Password(passwords) if !passwords.is_empty() => Some(passwords),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"UserId":"a","UserName":"a","Engine":"valkey","AccessString":"on +get","AuthenticationMode":{"Type":"iam"}}"#;

    fn why<T: serde::de::DeserializeOwned>(text: &str) -> String {
        serde_json::from_str::<T>(text).map(|_| String::new()).unwrap_or_else(|why| why.to_string())
    }

    #[test]
    fn a_request_round_trips() {
        let request: CreateUserRequest = serde_json::from_str(GOOD).unwrap();
        assert_eq!(serde_json::to_string(&request).unwrap().len(), GOOD.len());
        let text = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<CreateUserRequest>(&text).unwrap(), request);
        let text = r#"{"UserId":"a","AppendAccessString":"+get","Engine":"valkey"}"#;
        let request: ModifyUserRequest = serde_json::from_str(text).unwrap();
        assert_eq!(request.authentication, None);
        assert_eq!(serde_json::to_string(&request).unwrap().len(), text.len());
    }

    #[test]
    fn contradictory_members_are_rejected() {
        let with = |more: &str| GOOD.replace(r#""AuthenticationMode":{"Type":"iam"}"#, more);
        for (more, wanted) in [
            (
                r#""Passwords":["a"],"NoPasswordRequired":true"#,
                "`NoPasswordRequired` contradicts `Passwords`",
            ),
            (
                r#""Passwords":["a"],"AuthenticationMode":{"Type":"iam"}"#,
                "`AuthenticationMode.Type` contradicts the passwords",
            ),
            (
                r#""AuthenticationMode":{"Type":"IAM?"}"#,
                "`AuthenticationMode.Type` isn't `password`, `no-password-required` or `iam`",
            ),
            (r#""Tags":null"#, "`Tags` is null"),
            (r#""Bogus":1,"Passwords":["a"]"#, "`Bogus` isn't a member of the API"),
            (r#""UserId":"b","Passwords":["a"]"#, "`UserId` appears twice"),
            (
                r#""AppendAccessString":"","Passwords":["a"]"#,
                "`AppendAccessString` isn't a member of this operation",
            ),
            (r#""Tags":[]"#, "`AuthenticationMode` is missing"),
        ] {
            assert_eq!(why::<CreateUserRequest>(&with(more)), wanted, "{more}");
        }
        assert_eq!(why::<CreateUserRequest>("[]"), "the request isn't an object");
        assert_eq!(why::<ModifyUserRequest>("{}"), "`UserId` is missing");
    }

    #[test]
    fn invalid_values_are_left_to_the_rules() {
        let text = GOOD.replace("\"a\"", "\"1 !\"").replace("valkey", "memcached").replace("+get", "+gte");
        let request: CreateUserRequest = serde_json::from_str(&text).unwrap();
        let report = request.validate(&Context::default()).unwrap_err();
        assert!(report.findings.len() > 3, "{report:?}");
        assert!(serde_json::to_string(&report).unwrap().contains("\"severity\":\"error\""));
        let good: CreateUserRequest = serde_json::from_str(GOOD).unwrap();
        assert_eq!(good.validate(&Context::default()), Ok(()));
    }
}
