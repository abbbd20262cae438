//! The core's results as JavaScript sees them: member names in camel case, and spans in UTF-16 units.
//!
//! Each type here is a TypeScript type of the package, and its comments are what an editor shows.

use crate::document::Document;
use crate::utf16::Units;
#[cfg(feature = "import")]
use elasticache_user::Operation;
#[cfg(feature = "emit")]
use elasticache_user::emit::{self, Note, Piece};
#[cfg(feature = "import")]
use elasticache_user::import::{Import, ImportNote as CoreNote, Imported, NoteKind};
use elasticache_user::{
    Answer, Applicability, Draft, Path, Severity, Source, Sureness, User, UserGroup, emit::CliVersion,
    predict,
};
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
#[cfg(feature = "import")]
use std::collections::BTreeMap;
use std::ops::Range;
use tsify::Tsify;

/// A part of a string, in UTF-16 units: `text.slice(start, end)`.
#[derive(Debug, Serialize, Tsify)]
pub struct Span {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// What was found in a request.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Report {
    /// There is no error: the request may be sent.
    ready: bool,
    /// In the order of the members, worst first within a member.
    findings: Vec<Finding>,
    /// The access string as ElastiCache will store it, whatever the engine version; `null` when there is none or ElastiCache
    /// rejects it. It is uncertain when `sure` is `"derived"`.
    access_string: Option<StoredAccessString>,
    /// What AWS will answer, as far as it is known; `null` where it isn't known what is asked of it.
    prediction: Option<Prediction>,
}

/// An access string as ElastiCache stores and returns it.
#[derive(Debug, Serialize, Tsify)]
pub struct StoredAccessString {
    canonical: String,
    sure: Sureness,
}

/// One thing found in a request.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Finding {
    #[tsify(type = "RuleId")]
    rule: &'static str,
    severity: Severity,
    /// Where in the request: `UserId`, `Passwords[0]`, `Tags[2].Key`; empty for the request as a whole.
    #[tsify(type = "string")]
    path: Path,
    /// Where in the value at `path`; `null` when the whole value is meant.
    span: Option<Span>,
    /// What is so, in one sentence.
    message: Cow<'static, str>,
    /// Why it matters and what to do.
    help: Cow<'static, str>,
    source: Source,
    /// Ways to fix it, the best first.
    fixes: Vec<Fix>,
    /// What would be answered, where that is known.
    predicts: Option<Answer>,
}

/// A way to fix a finding; {@link applyFix} does it.
#[derive(Debug, Serialize, Tsify)]
pub struct Fix {
    /// Only a safe fix may be applied without asking.
    applicability: Applicability,
    /// What a button says.
    title: Cow<'static, str>,
    edits: Vec<Edit>,
}

/// One change of a request. Paths are in the API's notation: `Passwords[0]`, `AuthenticationMode.Type`.
#[derive(Debug, Serialize, Tsify)]
#[serde(tag = "op", rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum Edit {
    /// Puts this value in place of the whole value.
    Set {
        #[tsify(type = "string")]
        path: Path,
        #[tsify(type = "unknown")]
        value: Document<Value>,
    },
    /// Puts the text in place of a part of the value.
    Replace {
        #[tsify(type = "string")]
        path: Path,
        span: Span,
        text: String,
    },
    /// Takes the member, or the item of a list, out.
    Remove {
        #[tsify(type = "string")]
        path: Path,
    },
    /// Takes the value at the first path out and puts it at the second.
    Move {
        #[tsify(type = "string")]
        from: Path,
        #[tsify(type = "string")]
        to: Path,
    },
}

/// A report of the core.
pub(crate) fn report(draft: &Draft, report: elasticache_user::Report) -> Report {
    let mut units = Units::default();
    let mut span = |path: &Path, span: Range<usize>| Span::from(units.span(text_at(draft, path), &span));
    let mut edit = |edit: elasticache_user::Edit| match edit {
        elasticache_user::Edit::Set(path, value) => Edit::Set { path, value: Document(value) },
        elasticache_user::Edit::Replace(path, range, text) => {
            Edit::Replace { span: span(&path, range), path, text }
        }
        elasticache_user::Edit::Remove(path) => Edit::Remove { path },
        elasticache_user::Edit::Move(from, to) => Edit::Move { from, to },
    };
    let mut fix = |fix: elasticache_user::Fix| {
        let elasticache_user::Fix { applicability, title, edits } = fix;
        Fix { applicability, title, edits: edits.into_iter().map(&mut edit).collect() }
    };
    let mut fixes = Vec::with_capacity(report.findings.len());
    for finding in &report.findings {
        fixes.push(finding.fixes.iter().cloned().map(&mut fix).collect::<Vec<_>>());
    }
    let access_string =
        report.access_string.map(|stored| StoredAccessString { sure: stored.sure(), canonical: stored.text });
    let findings = report.findings.into_iter().zip(fixes).map(|(finding, fixes)| Finding {
        span: finding.span.map(|range| units.span(text_at(draft, &finding.path), &range).into()),
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        help: finding.help,
        source: finding.source,
        predicts: finding.predicts,
        path: finding.path,
        fixes,
    });
    Report {
        ready: report.ready,
        findings: findings.collect(),
        access_string,
        prediction: Some(prediction(report.prediction)),
    }
}

/// What `check` says when it was not told what to check.
pub(crate) fn unknown_operation(given: &Value) -> Report {
    let message = match given.as_str() {
        Some(name) => format!("`{}` is no operation.", name.chars().take(40).collect::<String>()).into(),
        None => "The operation is missing.".into(),
    };
    let finding = Finding {
        rule: "operation-known",
        severity: Severity::Error,
        path: Path::parse(""),
        span: None,
        message,
        help: "Give \"CreateUser\", \"ModifyUser\", \"CreateUserGroup\" or \"ModifyUserGroup\".".into(),
        source: Source {
            title: "Actions, Amazon ElastiCache API Reference",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Operations.html",
        },
        fixes: Vec::new(),
        predicts: None,
    };
    Report { ready: false, findings: vec![finding], access_string: None, prediction: None }
}

/// The string that a span at this path counts in.
pub(crate) fn text_at<'a>(draft: &'a Draft, path: &Path) -> &'a str {
    let secret = || {
        let list = match path {
            Path::Password(_) => draft.passwords.as_ref(),
            Path::ModePassword(_) => {
                draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref())
            }
            _ => None,
        };
        let (Path::Password(n) | Path::ModePassword(n)) = path else { return None };
        list.and_then(|list| list.get(*n)).map(|secret| secret.expose())
    };
    draft.text_at(path).or_else(secret).unwrap_or_default()
}

/// Why there is no answer.
#[derive(Debug, Serialize, Tsify)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Cow<'static, str>,
}

/// A request after edits; none when they are refused.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Applied {
    #[tsify(type = "AnyInput | null")]
    pub(crate) input: Option<Document<Draft>>,
    pub(crate) refused: Option<Refusal>,
}

/// What AWS will answer, as far as it is known. `text` is what the AWS CLI prints.
#[derive(Debug, Serialize, Tsify)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
#[tsify(missing_as_null)]
#[allow(missing_docs)] // the names say it
pub enum Prediction {
    /// The AWS CLI and the SDKs send nothing.
    RefusedByClient { problems: Vec<ClientProblem>, text: CliText },
    /// ElastiCache answers with an error.
    RefusedByService {
        /// The error that probably comes; which one comes first isn't documented.
        first: Answer,
        /// The others that would come, one by one.
        others: Vec<Answer>,
        text: CliText,
    },
    /// ElastiCache answers with the user or the group.
    Accepted {
        /// The user in the reply; the Region and the account in the ARN are placeholders. `null` where the request is about a
        /// group.
        #[tsify(type = "User | null")]
        user: Option<Box<Document<User>>>,
        /// The group in the reply; `null` where the request is about a user.
        #[tsify(type = "UserGroup | null")]
        group: Option<Box<Document<UserGroup>>>,
        /// How sure each member of the user or group is.
        #[tsify(type = "Record<string, Sureness>")]
        sure: Pairs<Sureness>,
        /// For a change with the present user or group in the context.
        changes: Vec<Change>,
        /// Errors that depend on what is not known here.
        unless: Vec<Answer>,
    },
}

/// What the client says of one member.
#[derive(Debug, Serialize, Tsify)]
pub struct ClientProblem {
    #[tsify(type = "string")]
    path: Path,
    message: String,
}

/// What the AWS CLI prints, version 1 and 2.
#[derive(Debug, Serialize, Tsify)]
pub struct CliText {
    v1: String,
    v2: String,
}

/// A member of the user or group that changes.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Change {
    member: &'static str,
    before: Option<String>,
    /// `null` where it isn't known.
    after: Option<String>,
}

/// An object whose members are in this order.
#[derive(Debug)]
pub struct Pairs<T>(Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// A prediction of the core.
pub(crate) fn prediction(prediction: elasticache_user::Prediction) -> Prediction {
    match prediction {
        elasticache_user::Prediction::RefusedByClient(refusal) => Prediction::RefusedByClient {
            text: CliText { v1: refusal.text(CliVersion::V1), v2: refusal.text(CliVersion::V2) },
            problems: refusal
                .complaints
                .into_iter()
                .map(|one| ClientProblem { message: one.line(), path: one.path })
                .collect(),
        },
        elasticache_user::Prediction::RefusedByService(refusal) => {
            let text = |version| refusal.text(version);
            let text = CliText { v1: text(CliVersion::V1), v2: text(CliVersion::V2) };
            Prediction::RefusedByService { text, first: refusal.first, others: refusal.others }
        }
        elasticache_user::Prediction::Accepted(accepted) => {
            let predict::Accepted { reply, sure, changes, unless } = *accepted;
            let (user, group) = match reply {
                predict::Reply::User(user) => (Some(Box::new(Document(user))), None),
                predict::Reply::Group(group) => (None, Some(Box::new(Document(group)))),
            };
            let change =
                |one: predict::Change| Change { member: one.member, before: one.before, after: one.after };
            Prediction::Accepted {
                user,
                group,
                sure: Pairs(sure),
                changes: changes.into_iter().map(change).collect(),
                unless,
            }
        }
    }
}

/// What a target gives.
#[cfg(feature = "emit")]
#[derive(Debug, Serialize, Tsify)]
pub struct Emission {
    /// Whether it can be run as it is.
    ready: bool,
    /// The first is the one to run.
    files: Vec<EmittedFile>,
    /// What this form cannot say, or what to know before running it.
    notes: Vec<Note>,
}

/// A file to copy or download.
#[cfg(feature = "emit")]
#[derive(Debug, Serialize, Tsify)]
pub struct EmittedFile {
    /// The name to save it under, such as `create-user.sh`.
    name: String,
    text: String,
    /// The same text in parts: in order, they are the whole of it.
    pieces: Vec<Piece>,
}

/// An emission of the core.
#[cfg(feature = "emit")]
pub(crate) fn emission(emission: emit::Emission) -> Emission {
    let file = |file: emit::File| EmittedFile { text: file.text(), name: file.name, pieces: file.pieces };
    let files = emission.files.into_iter().map(file).collect();
    Emission { ready: emission.ready, files, notes: emission.notes }
}

/// An emission that could not be made.
#[cfg(feature = "emit")]
pub(crate) fn no_emission(why: &'static str) -> Emission {
    let note = Note { severity: Severity::Error, ..Note::advice(why) };
    Emission { ready: false, files: Vec::new(), notes: vec![note] }
}

/// What was understood of a text.
#[cfg(feature = "import")]
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct ImportResult {
    /// The id of the form, `null` when none was recognised.
    format: Option<&'static str>,
    /// Of the first user, or else of the first group.
    operation: Option<Operation>,
    /// Of the first user, or else of the first group.
    #[tsify(type = "AnyInput | null")]
    input: Option<Document<Draft>>,
    users: Vec<ImportedUser>,
    /// The user groups, apart from the users.
    groups: Vec<ImportedUser>,
    /// Where passwords are in the text, in order.
    secrets: Vec<Span>,
    /// Lines that may hold a password whose place isn't certain. Don't show them.
    uncertain: Vec<Span>,
    /// Comments, in order; none in forms that have none, and none in what the service wrote.
    comments: Vec<Span>,
    /// What was understood, changed or dropped.
    notes: Vec<ImportNote>,
    errors: Vec<ImportNote>,
}

/// Something to say about a place of an imported text.
#[cfg(feature = "import")]
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct ImportNote {
    kind: NoteKind,
    message: Cow<'static, str>,
    span: Option<Span>,
    /// The number of the user in `users` that it is about, `null` where it is about none of them.
    user: Option<usize>,
}

/// The definition of one user, or of one user group, in an imported text.
#[cfg(feature = "import")]
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct ImportedUser {
    label: String,
    operation: Operation,
    #[tsify(type = "AnyInput")]
    input: Document<Draft>,
    /// The user as it is, where the text was a reply of the service.
    #[tsify(type = "User | null")]
    current: Option<Document<User>>,
    /// The group as it is, where the text was a reply of the service.
    #[tsify(type = "UserGroup | null")]
    group: Option<Document<UserGroup>>,
    /// What the text leaves open: a variable, a file, a reference. A password there is empty, any other member absent.
    placeholders: Vec<Placeholder>,
    span: Span,
    /// Where its members are in the text, by path: `UserId`, `Passwords[0]`, `Tags[2].Key`.
    #[tsify(type = "Record<string, Place>")]
    places: BTreeMap<String, Place>,
}

/// A value that a text leaves open.
#[cfg(feature = "import")]
#[derive(Debug, Serialize, Tsify)]
pub struct Placeholder {
    #[tsify(type = "string")]
    path: Path,
    /// As people call it: `PASSWORD`, `file://pw.txt`, `var.user_id`.
    name: String,
    span: Span,
}

/// Where a value is in a text: its whole literal, with quotes.
#[cfg(feature = "import")]
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Place {
    start: usize,
    end: usize,
    /// The name of the member, where it has one.
    key: Option<Span>,
    /// Where the value is written character for character. `null` where it has escapes or is put together of parts.
    verbatim: Option<Span>,
}

/// A text after changes.
#[cfg(feature = "import")]
#[derive(Debug, Serialize, Tsify)]
pub struct RewrittenText {
    pub(crate) text: String,
    /// Which of the changes are in it.
    pub(crate) applied: Vec<bool>,
}

/// An import of the core.
#[cfg(feature = "import")]
pub(crate) fn import(text: &str, import: Import) -> ImportResult {
    let mut units = Units::default();
    let mut spans =
        |ranges: Vec<Range<usize>>| ranges.iter().map(|range| units.span(text, range).into()).collect();
    let (secrets, uncertain, comments) =
        (spans(import.secrets), spans(import.uncertain), spans(import.comments));
    let mut note = |note: CoreNote| ImportNote {
        kind: note.kind,
        message: note.message,
        span: note.span.map(|range| units.span(text, &range).into()),
        user: note.user,
    };
    let notes = import.notes.into_iter().map(&mut note).collect();
    let errors = import.errors.into_iter().map(&mut note).collect();
    let first = import.users.first().or(import.groups.first());
    ImportResult {
        format: import.format,
        operation: first.map(|user| user.operation),
        input: first.map(|user| Document(user.draft.clone())),
        users: import.users.iter().map(|user| imported(&mut units, text, user)).collect(),
        groups: import.groups.iter().map(|group| imported(&mut units, text, group)).collect(),
        secrets,
        uncertain,
        comments,
        notes,
        errors,
    }
}

#[cfg(feature = "import")]
fn imported<'a>(units: &mut Units<'a>, text: &'a str, user: &Imported) -> ImportedUser {
    let mut span = |range: &Range<usize>| Span::from(units.span(text, range));
    let mut placeholders = Vec::with_capacity(user.placeholders.len());
    for one in &user.placeholders {
        placeholders.push(Placeholder {
            path: one.path.clone(),
            name: one.name.clone(),
            span: span(&one.span),
        });
    }
    let mut places = BTreeMap::new();
    for (path, place) in user.places.iter() {
        let Span { start, end } = span(&place.literal);
        let key = place.key.as_ref().map(&mut span);
        let verbatim = place.verbatim.as_ref().map(&mut span);
        places.insert(path.to_string(), Place { start, end, key, verbatim });
    }
    ImportedUser {
        label: user.label.clone(),
        operation: user.operation,
        input: Document(user.draft.clone()),
        current: user.current.clone().map(Document),
        group: user.group.clone().map(Document),
        placeholders,
        span: span(&user.span),
        places,
    }
}
