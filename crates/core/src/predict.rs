//! Predicts what AWS will answer, as far as it's known.

mod group;

use crate::authentication::Mode;
use crate::client::{ClientProblem, problems};
use crate::emit::CliVersion;
use crate::model::Open;
use crate::rules::{engine, state_active_only};
use crate::sorted::by_number;
use crate::{
    Answer, Authentication, AuthenticationMode, Context, CreateUserRequest, Draft, EngineVersion, Evidence,
    Finding, Member, MismatchKind, ModifyUserRequest, Operation, Path, Responder, Severity, StoredForm, User,
    UserAuthentication, UserGroup, check, stored_form,
};
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// The predicted outcome of a request.
///
/// It serializes as `{"outcome": "accepted", …}`, `{"outcome": "refused-by-client", …}` or `{"outcome": "refused-by-service", …}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Prediction {
    /// The AWS CLI and the SDKs send nothing.
    RefusedByClient(ClientRefusal),
    /// ElastiCache answers with an error.
    RefusedByService(ServiceRefusal),
    /// ElastiCache answers with the user or the group.
    Accepted(Box<Accepted>),
}

/// The client rejects the request and sends nothing.
impl Default for Prediction {
    fn default() -> Self {
        Self::RefusedByClient(ClientRefusal::default())
    }
}

/// What the client prints instead of sending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientRefusal {
    /// All problems, in the client's order.
    pub problems: Vec<ClientProblem>,
    /// What the CLI prints when required options are missing and there is no input file; it checks nothing else then.
    pub missing_options: Option<String>,
}

/// What the service answers.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRefusal {
    /// The operation.
    pub operation: Operation,
    /// The most likely error. The service reports one at a time, in an undocumented order.
    pub first: Answer,
    /// The other errors, which appear one by one as each is fixed.
    pub others: Vec<Answer>,
}

/// What the service answers, and what it may answer instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Accepted {
    /// The user or the group in the reply. Unknown members are `None`.
    #[serde(flatten)]
    pub reply: Reply,
    /// How certain each of its members is, by API name.
    #[serde(serialize_with = "as_map")]
    pub evidence: Vec<(&'static str, Evidence)>,
    /// What changes, if the current user or group is known.
    pub changes: Vec<Change>,
    /// Errors that depend on unknowns: the account, the state of the user or group, or an undocumented point.
    pub unless: Vec<Answer>,
}

/// What a reply contains: `{"user": …}` or `{"group": …}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reply {
    /// From CreateUser and ModifyUser.
    User(User),
    /// From CreateUserGroup and ModifyUserGroup.
    Group(UserGroup),
}

impl Accepted {
    /// The user in the reply, if it contains one.
    pub fn user(&self) -> Option<&User> {
        match &self.reply {
            Reply::User(user) => Some(user),
            Reply::Group(_) => None,
        }
    }

    /// The group in the reply, if it contains one.
    pub fn group(&self) -> Option<&UserGroup> {
        match &self.reply {
            Reply::Group(group) => Some(group),
            Reply::User(_) => None,
        }
    }
}

/// A member of the user or group that changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its API name.
    pub member: &'static str,
    /// Its value before.
    pub before: Option<String>,
    /// Its value after; `None` if unknown.
    pub after: Option<String>,
}

/// What each version of the AWS CLI prints on standard error.
#[derive(Serialize)]
struct Texts {
    v1: String,
    v2: String,
}

impl Serialize for ClientRefusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Problem<'a> {
            path: &'a Path,
            message: String,
        }
        fn problem(one: &ClientProblem) -> Problem<'_> {
            Problem { path: &one.path, message: one.line() }
        }
        let mut refusal = serializer.serialize_struct("ClientRefusal", 2)?;
        refusal.serialize_field("problems", &self.problems.iter().map(problem).collect::<Vec<_>>())?;
        refusal.serialize_field(
            "text",
            &Texts { v1: self.text(CliVersion::V1), v2: self.text(CliVersion::V2) },
        )?;
        refusal.end()
    }
}

impl Serialize for ServiceRefusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut refusal = serializer.serialize_struct("ServiceRefusal", 3)?;
        refusal.serialize_field("first", &self.first)?;
        refusal.serialize_field("others", &self.others)?;
        refusal.serialize_field(
            "text",
            &Texts { v1: self.text(CliVersion::V1), v2: self.text(CliVersion::V2) },
        )?;
        refusal.end()
    }
}

fn as_map<S: Serializer>(evidence: &[(&str, Evidence)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(evidence.iter().map(|(member, evidence)| (member, evidence)))
}

impl ClientRefusal {
    /// What `boto3` raises, and the CLI finally prints. Passwords are masked.
    pub fn report(&self) -> String {
        let lines: Vec<String> = self.problems.iter().map(ClientProblem::line).collect();
        format!("Parameter validation failed:\n{}", lines.join("\n"))
    }

    /// What this CLI prints on standard error.
    pub fn text(&self, cli: CliVersion) -> String {
        match cli {
            CliVersion::V1 => format!("\n{}\n", self.report()),
            CliVersion::V2 => {
                format!("\naws: [ERROR]: An error occurred (ParamValidation): {}\n", self.report())
            }
        }
    }

    /// The exit status of this CLI.
    pub const fn exit_code(cli: CliVersion) -> u8 {
        match cli {
            CliVersion::V1 => 255,
            CliVersion::V2 => 252,
        }
    }
}

impl ServiceRefusal {
    /// What this CLI prints on standard error. If the wording is unknown, it ends after the colon.
    pub fn text(&self, cli: CliVersion) -> String {
        let prefix = if cli == CliVersion::V2 { "aws: [ERROR]: " } else { "" };
        let Answer { code, message, .. } = &self.first;
        let code = if code.is_empty() { "…" } else { code };
        format!(
            "\n{prefix}An error occurred ({code}) when calling the {} operation: {message}\n",
            self.operation
        )
    }

    /// The exit status of this CLI.
    pub const fn exit_code(cli: CliVersion) -> u8 {
        match cli {
            CliVersion::V1 => 255,
            CliVersion::V2 => 254,
        }
    }
}

/// Predicts the answer to a request.
///
/// ```
/// use elasticache_user::{Context, Draft, Operation, Prediction, predict};
///
/// let draft = Draft::from_json_text(
///     r#"{"UserId": "App", "UserName": "app", "Engine": "valkey", "AccessString": "+get ~app:*",
///         "Passwords": ["0123456789abcdef"]}"#,
/// );
/// let Prediction::Accepted(reply) = predict(Operation::CreateUser, &draft, &Context::default()) else { panic!() };
/// let user = reply.user().unwrap();
/// assert_eq!(user.user_id.as_deref(), Some("app"));
/// assert_eq!(user.access_string.as_deref(), Some("off ~app:* -@all +get"));
/// ```
pub fn predict(operation: Operation, draft: &Draft, context: &Context) -> Prediction {
    check(operation, draft, context).prediction
}

/// The prediction for a draft whose findings and stored access string are known.
pub(crate) fn prediction(
    operation: Operation,
    draft: &Draft,
    context: &Context,
    findings: &[Finding],
    stored: Option<&StoredForm>,
) -> Prediction {
    let problems = problems(operation, draft);
    if !problems.is_empty() {
        let missing: Vec<&str> = operation
            .required()
            .iter()
            .filter(|member| !draft.has(**member) && !draft.is_mismatch(**member))
            .map(|member| member.option())
            .collect();
        let missing_options = (!missing.is_empty())
            .then(|| format!("the following arguments are required: {}", missing.join(", ")));
        return Prediction::RefusedByClient(ClientRefusal { problems, missing_options });
    }
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Prediction::RefusedByService(refused(operation, findings));
    }
    // Clients send the last value of a repeated member.
    let mut sent = draft.clone();
    sent.mismatches.retain(|mismatch| mismatch.kind != MismatchKind::Repeated);
    let open = Open::new(&context.open);
    if open.hides_authentication() {
        // Any way to log in will do: it's removed from the reply again.
        sent.passwords = None;
        sent.no_password_required = None;
        let kind = Some(Mode::Iam.name().to_owned());
        sent.authentication_mode = Some(AuthenticationMode { kind, passwords: None });
    }
    let reply = match operation {
        Operation::CreateUser => sent.try_into().ok().and_then(|request| created(request, stored, &open)),
        Operation::ModifyUser => {
            sent.try_into().ok().map(|request| modified(request, context, stored, &open))
        }
        Operation::CreateUserGroup | Operation::ModifyUserGroup => group::accepted(operation, &sent, context),
    };
    match reply {
        Some(mut accepted) => {
            accepted.unless.extend(answers(findings, |severity| severity != Severity::Error));
            Prediction::Accepted(Box::new(accepted))
        }
        None => Prediction::RefusedByService(refused(operation, findings)),
    }
}

/// Values are checked before combinations, and those before what the account has: the order of the emulator, and the
/// usual one.
fn refused(operation: Operation, findings: &[Finding]) -> ServiceRefusal {
    let answers = answers(findings, |severity| severity == Severity::Error);
    let mut answers = by_number(answers, |answer| match answer.code {
        "InvalidParameterValue" => 0,
        "InvalidParameterCombination" => 1,
        _ => 2,
    })
    .into_iter();
    let unknown = || Answer::service("InvalidParameterValue", "", Evidence::Derived);
    ServiceRefusal { operation, first: answers.next().unwrap_or_else(unknown), others: answers.collect() }
}

/// The service's answers that findings of some severities predict, without duplicates.
fn answers(findings: &[Finding], of: impl Fn(Severity) -> bool) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    // A request may break a rule many times; the answer is the same each time.
    let mut last_rule = "";
    for finding in findings.iter().filter(|finding| of(finding.severity)) {
        let Some(answer) = finding.predicts.as_ref().filter(|answer| answer.by == Responder::Service) else {
            continue;
        };
        if finding.rule != last_rule || answers.len() < 16 {
            if !answers.contains(answer) && answers.len() < 64 {
                answers.push(answer.clone());
            }
            last_rule = finding.rule;
        }
    }
    answers
}

/// The reply to a request that creates a user; none for an engine without users.
fn created(request: CreateUserRequest, stored: Option<&StoredForm>, open: &Open<'_>) -> Option<Accepted> {
    let user_id = request.user_id.to_ascii_lowercase();
    let evidence = evidence_by_member(stored.map_or(Evidence::Derived, StoredForm::evidence));
    let exists = match open.has(&Member::UserId.into()) {
        true => String::new(),
        false => format!("User {user_id} already exists."),
    };
    let mut user = User {
        status: Some("active".to_owned()),
        engine: Some(engine(&request.engine)?.to_owned()),
        minimum_engine_version: Some(minimum(&request.authentication).to_owned()),
        access_string: stored.map(|stored| stored.text.clone()),
        authentication: Some(shown(&request.authentication)),
        arn: Some(arn(&user_id)),
        user_id: Some(user_id),
        user_name: Some(request.user_name),
        user_group_ids: Vec::new(),
    };
    forget(&mut user, open);
    let unless = vec![
        Answer::service("UserAlreadyExists", exists, Evidence::Seen),
        Answer::service("UserQuotaExceeded", "", Evidence::Documented),
        Answer::service("ServiceLinkedRoleNotFoundFault", "", Evidence::Documented),
    ];
    Some(Accepted { reply: Reply::User(user), evidence, changes: Vec::new(), unless })
}

/// The reply to a change.
fn modified(
    request: ModifyUserRequest,
    context: &Context,
    stored: Option<&StoredForm>,
    open: &Open<'_>,
) -> Accepted {
    let current = context.current.as_ref();
    let is_open = open.has(&Member::UserId.into());
    let same = |id: &str| is_open || id.eq_ignore_ascii_case(&request.user_id);
    let current = current.filter(|user| user.user_id.as_deref().is_none_or(same));
    let (mut user, evidence) = afterwards(request, current, stored);
    forget(&mut user, open);
    let busy = state_active_only::busy(user.user_id.as_deref());
    let mut unless = vec![Answer::service("InvalidUserState", busy, Evidence::Seen)];
    if current.is_none() {
        unless.insert(0, Answer::service("UserNotFound", "", Evidence::Documented));
    }
    let mut changes = current.map(|current| changes(current, &user)).unwrap_or_default();
    changes.retain(|change| change.before != change.after);
    Accepted { reply: Reply::User(user), evidence: evidence_by_member(evidence), changes, unless }
}

/// Removes from a reply what comes from open values.
fn forget(user: &mut User, open: &Open<'_>) {
    let is_open = |member: Member| open.has(&Path::Member(member));
    if is_open(Member::UserId) {
        user.user_id = None;
        user.arn = None;
    }
    if is_open(Member::UserName) {
        user.user_name = None;
    }
    if is_open(Member::Engine) {
        user.engine = None;
    }
    if is_open(Member::AccessString) || is_open(Member::AppendAccessString) {
        user.access_string = None;
    }
    if open.hides_authentication() {
        user.authentication = None;
        user.minimum_engine_version = None;
    }
}

/// The user after the change, and how certain its access string is.
fn afterwards(
    request: ModifyUserRequest,
    current: Option<&User>,
    stored: Option<&StoredForm>,
) -> (User, Evidence) {
    let now = current.cloned().unwrap_or_default();
    let user_id = request.user_id.to_ascii_lowercase();
    let engine = request.engine.as_deref().and_then(engine).or_else(|| engine(now.engine.as_deref()?));
    let stored = match (&request.access_string, &request.append_access_string) {
        (None, None) => now.access_string.clone().map(|text| StoredForm { text, certain: true }),
        (Some(_), None) => stored.cloned(),
        (None, Some(more)) => {
            now.access_string.as_ref().and_then(|before| stored_form(&format!("{before} {more}")))
        }
        // It isn't known what the service does with both.
        (Some(_), Some(_)) => None,
    };
    let evidence = stored.as_ref().map_or(Evidence::Derived, StoredForm::evidence);
    let user = User {
        status: Some("modifying".to_owned()),
        engine: engine.map(str::to_owned),
        access_string: stored.map(|stored| stored.text),
        // It isn't known what happens to the type without a password; the current one is shown.
        authentication: request
            .authentication
            .as_ref()
            .filter(|value| !is_empty(value))
            .map(shown)
            .or(now.authentication),
        arn: now.arn.or_else(|| Some(arn(&user_id))),
        user_id: Some(user_id),
        ..now
    };
    (user, evidence)
}

fn changes(before: &User, after: &User) -> Vec<Change> {
    let authentication = |user: &User| {
        let authentication = user.authentication.as_ref()?;
        let kind = authentication.kind.clone()?;
        Some(match authentication.password_count {
            Some(count) => format!("{kind} ({count})"),
            None => kind,
        })
    };
    let change = |member, before: Option<String>, after: Option<String>| Change { member, before, after };
    let mut changes = vec![
        change("Engine", before.engine.clone(), after.engine.clone()),
        change("AccessString", before.access_string.clone(), after.access_string.clone()),
    ];
    changes.push(change("Authentication", authentication(before), authentication(after)));
    changes
}

/// The version of the cache, or the newest of the engine.
pub fn version(context: &Context, engine: &str) -> EngineVersion {
    context.engine_version.unwrap_or(match engine {
        "redis" => EngineVersion::Redis71,
        _ => EngineVersion::Valkey91,
    })
}

/// Password mode without a password.
fn is_empty(authentication: &Authentication) -> bool {
    matches!(authentication, Authentication::Password(passwords) if passwords.is_empty())
}

fn shown(authentication: &Authentication) -> UserAuthentication {
    UserAuthentication {
        kind: Some(authentication.mode().reply_name().to_owned()),
        password_count: match authentication {
            Authentication::Password(passwords) => {
                u64::try_from(passwords.len()).ok().filter(|count| *count > 0)
            }
            _ => None,
        },
    }
}

fn minimum(authentication: &Authentication) -> &'static str {
    match authentication {
        Authentication::Iam => "7.0",
        _ => "6.0",
    }
}

/// The reply with placeholders for what only the account knows.
fn arn(user_id: &str) -> String {
    format!("arn:aws:elasticache:<region>:<account>:user:{user_id}")
}

fn evidence_by_member(access_string: Evidence) -> Vec<(&'static str, Evidence)> {
    vec![
        ("UserId", Evidence::Documented),
        ("UserName", Evidence::Documented),
        ("Status", Evidence::Seen),
        ("Engine", Evidence::Seen),
        ("MinimumEngineVersion", Evidence::Seen),
        ("AccessString", access_string),
        ("UserGroupIds", Evidence::Documented),
        ("Authentication", Evidence::Documented),
        ("ARN", Evidence::Seen),
    ]
}
