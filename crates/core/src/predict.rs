//! What AWS will answer, as far as it is known.

use crate::client::{Complaint, complaints};
use crate::emit::CliVersion;
use crate::rules::engine;
use crate::{
    AccessChange, Answer, Answerer, Authentication, Context, Draft, EngineVersion, Operation, Report,
    Request, Severity, StoredForm, Sureness, User, UserAuthentication, check, stored_form,
};

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Prediction {
    /// The AWS CLI and the SDKs send nothing.
    RefusedByClient(ClientRefusal),
    /// ElastiCache answers with an error.
    RefusedByService(ServiceRefusal),
    /// ElastiCache answers with the user.
    Accepted(Box<Accepted>),
}

/// What the client prints instead of sending.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientRefusal {
    /// All problems, in the client's order.
    pub complaints: Vec<Complaint>,
    /// What the CLI prints when required options are left out and there is no input file; it looks no further then.
    pub missing_options: Option<String>,
}

/// What the service answers.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRefusal {
    /// The error that probably comes. The service answers with one at a time; which one first is not documented.
    pub first: Answer,
    /// The others that would come, one by one, as each is mended.
    pub others: Vec<Answer>,
}

/// What the service answers, and what may come in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The user in the reply. What is not known is `None`.
    pub user: User,
    /// How sure each member of it is, by its API name.
    pub sure: Vec<(&'static str, Sureness)>,
    /// For ModifyUser with a current user: what changes.
    pub changes: Vec<Change>,
    /// Errors that depend on what is not known here: the account, the user's state, or a point that is in doubt.
    pub unless: Vec<Answer>,
}

/// A member of the user that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its API name.
    pub member: &'static str,
    /// What it was.
    pub before: Option<String>,
    /// What it will be; `None` where that is not known.
    pub after: Option<String>,
}

impl ClientRefusal {
    /// What `boto3` raises and the CLI prints in the end. Passwords are masked.
    pub fn report(&self) -> String {
        let lines: Vec<String> = self.complaints.iter().map(Complaint::line).collect();
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

    /// With what this CLI ends.
    pub const fn exit_code(cli: CliVersion) -> u8 {
        match cli {
            CliVersion::V1 => 255,
            CliVersion::V2 => 252,
        }
    }
}

impl ServiceRefusal {
    /// What this CLI prints on standard error. Where the wording is not known, it ends after the colon.
    pub fn text(&self, operation: Operation, cli: CliVersion) -> String {
        let prefix = if cli == CliVersion::V2 { "aws: [ERROR]: " } else { "" };
        let Answer { code, message, .. } = &self.first;
        format!(
            "\n{prefix}An error occurred ({code}) when calling the {} operation: {message}\n",
            operation.name()
        )
    }

    /// With what this CLI ends.
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
/// assert_eq!(reply.user.user_id.as_deref(), Some("app"));
/// assert_eq!(reply.user.access_string.as_deref(), Some("off ~app:* -@all +get"));
/// ```
pub fn predict(operation: Operation, draft: &Draft, context: &Context) -> Prediction {
    predict_checked(operation, draft, context, &check(operation, draft, context))
}

/// The same for a draft whose report is already there.
pub fn predict_checked(
    operation: Operation,
    draft: &Draft,
    context: &Context,
    report: &Report,
) -> Prediction {
    let complaints = complaints(operation, draft);
    if !complaints.is_empty() {
        let missing: Vec<&str> = operation
            .required()
            .iter()
            .filter(|member| !draft.has(**member) && !draft.is_misfit(**member))
            .map(|member| member.option())
            .collect();
        let missing_options = (!missing.is_empty())
            .then(|| format!("the following arguments are required: {}", missing.join(", ")));
        return Prediction::RefusedByClient(ClientRefusal { complaints, missing_options });
    }
    match Request::new(operation, draft, report) {
        Some(request) => Prediction::Accepted(Box::new(accepted(&request, context, report))),
        None => Prediction::RefusedByService(refused(report)),
    }
}

/// Values are looked at before combinations, and those before what the account has: the order of the emulator, and the
/// usual one.
fn refused(report: &Report) -> ServiceRefusal {
    let mut answers = answers(report, |severity| severity == Severity::Error);
    answers.sort_by_key(|answer| match answer.code {
        "InvalidParameterValue" => 0,
        "InvalidParameterCombination" => 1,
        _ => 2,
    });
    let mut answers = answers.into_iter();
    let unknown = || Answer::service("InvalidParameterValue", "", Sureness::Derived);
    ServiceRefusal { first: answers.next().unwrap_or_else(unknown), others: answers.collect() }
}

/// The answers of the service that findings of some severities predict, each once.
fn answers(report: &Report, of: impl Fn(Severity) -> bool) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    // A request may break one rule very often; its answer is the same each time.
    let mut last_rule = "";
    for finding in report.findings.iter().filter(|finding| of(finding.severity)) {
        let Some(answer) = finding.predicts.as_ref().filter(|answer| answer.by == Answerer::Service) else {
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

fn accepted(request: &Request, context: &Context, report: &Report) -> Accepted {
    let (user, sure, mut changes, mut unless) = match request {
        Request::Create(create) => {
            let stored = stored_form(&create.access_string);
            let sure_string = stored.as_ref().map_or(Sureness::Derived, StoredForm::sure);
            let user = User {
                user_name: Some(create.user_name.clone()),
                status: Some("active".to_owned()),
                engine: Some(create.engine.to_owned()),
                minimum_engine_version: Some(minimum(&create.authentication).to_owned()),
                access_string: stored.map(|stored| stored.text),
                authentication: Some(shown(&create.authentication)),
                arn: Some(arn(&create.user_id)),
                user_id: Some(create.user_id.clone()),
                user_group_ids: Vec::new(),
            };
            let exists = format!("User {} already exists.", create.user_id);
            let unless = vec![
                Answer::service("UserAlreadyExists", exists, Sureness::Seen),
                Answer::service("UserQuotaExceeded", "", Sureness::Documented),
                Answer::service("ServiceLinkedRoleNotFoundFault", "", Sureness::Documented),
            ];
            (user, sureness(sure_string), Vec::new(), unless)
        }
        Request::Modify(modify) => {
            let current = context.current.as_ref().filter(|user| {
                user.user_id.as_deref().is_none_or(|id| id.eq_ignore_ascii_case(&modify.user_id))
            });
            let user = afterwards(modify, current);
            let changes = current.map(|current| changes(current, &user.0)).unwrap_or_default();
            let mut unless = vec![Answer::service("InvalidUserState", "", Sureness::Documented)];
            if current.is_none() {
                unless.insert(0, Answer::service("UserNotFound", "", Sureness::Documented));
            }
            (user.0, sureness(user.1), changes, unless)
        }
    };
    unless.extend(answers(report, |severity| severity != Severity::Error));
    changes.retain(|change| change.before != change.after);
    Accepted { user, sure, changes, unless }
}

/// The user after the change, and how sure its access string is.
fn afterwards(modify: &crate::ModifyUser, current: Option<&User>) -> (User, Sureness) {
    let now = current.cloned().unwrap_or_default();
    let engine = modify.engine.or_else(|| engine(now.engine.as_deref()?));
    let stored = match &modify.access {
        None => now.access_string.clone().map(|text| StoredForm { text, certain: true }),
        Some(AccessChange::Replace(text)) => stored_form(text),
        Some(AccessChange::Append(more)) => {
            now.access_string.as_ref().and_then(|before| stored_form(&format!("{before} {more}")))
        }
        Some(AccessChange::Both(..)) => None,
    };
    let sure = stored.as_ref().map_or(Sureness::Derived, StoredForm::sure);
    let user = User {
        status: Some("modifying".to_owned()),
        engine: engine.map(str::to_owned),
        access_string: stored.map(|stored| stored.text),
        authentication: modify.authentication.as_ref().map(shown).or(now.authentication),
        arn: now.arn.or_else(|| Some(arn(&modify.user_id))),
        user_id: Some(modify.user_id.clone()),
        ..now
    };
    (user, sure)
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

fn shown(authentication: &Authentication) -> UserAuthentication {
    UserAuthentication {
        kind: Some(authentication.mode().reply_name().to_owned()),
        password_count: match authentication {
            Authentication::Password(passwords) => Some(passwords.count()),
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

/// With placeholders for what only the account knows.
fn arn(user_id: &str) -> String {
    format!("arn:aws:elasticache:<region>:<account>:user:{user_id}")
}

fn sureness(access_string: Sureness) -> Vec<(&'static str, Sureness)> {
    vec![
        ("UserId", Sureness::Documented),
        ("UserName", Sureness::Documented),
        ("Status", Sureness::Seen),
        ("Engine", Sureness::Seen),
        ("MinimumEngineVersion", Sureness::Seen),
        ("AccessString", access_string),
        ("UserGroupIds", Sureness::Documented),
        ("Authentication", Sureness::Documented),
        ("ARN", Sureness::Seen),
    ]
}
