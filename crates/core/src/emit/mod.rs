//! The targets: one file each, registered once in [`TARGETS`].
//!
//! A target turns a draft into the text of one tool: files to copy, in labeled pieces, so that a page can color them,
//! hide secrets and link each piece to its field. To add one, write the file and put its name into the list below.

mod acl_setuser;
mod bash;
mod boto3;
mod cdk;
mod cli;
mod cloudformation_json;
mod cloudformation_yaml;
mod cmd;
mod code;
mod curl;
mod fish;
mod go;
mod http;
mod infrastructure;
mod javascript;
mod json;
mod json_skeleton;
mod options;
mod powershell;
mod references;
mod rotation;
mod rust;
mod settings;
mod terraform;
mod text;
mod together;
mod value;
mod windows_powershell;
mod yaml;

pub use options::{CliVersion, Extras, Globals, Options, Secrets, Style};
pub(crate) use references::Mark;
pub use rotation::second_step;
pub use settings::{SETTINGS, Setting, SettingKind, setting};
pub use text::{File, Piece, PieceKind, Text};
pub use together::{Part, holds_many, targets_for_many, together};

use crate::road::Road;
pub use crate::road::Step;
use crate::{Context, Draft, Member, Operation, Path, Report, Severity, check};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// Every target, in the order in which they are shown.
pub static TARGETS: &[&Target] = &[
    &bash::TARGET,
    &fish::TARGET,
    &powershell::TARGET,
    &windows_powershell::TARGET,
    &cmd::TARGET,
    &json::TARGET,
    &json_skeleton::TARGET,
    &yaml::TARGET,
    &boto3::TARGET,
    &javascript::TARGET,
    &rust::TARGET,
    &go::TARGET,
    &terraform::TARGET,
    &cloudformation_yaml::TARGET,
    &cloudformation_json::TARGET,
    &cdk::TARGET,
    &http::TARGET,
    &curl::TARGET,
    &acl_setuser::TARGET,
];

/// An output format.
pub struct Target {
    /// Kebab-case and stable, such as `bash` or `cloudformation-yaml`.
    pub id: &'static str,
    /// As a heading: "Bash".
    pub title: &'static str,
    /// Where it is listed.
    pub group: Group,
    /// What runs it, in a few words: "AWS CLI 1 or 2 in sh, bash, zsh".
    pub runs: &'static str,
    /// What it can express.
    pub operations: &'static [Operation],
    /// The names of the [`SETTINGS`] it honors; if others are set, its notes say that they're ignored.
    pub honors: &'static [&'static str],
    /// Writes the request. The notes say what this format can't express.
    pub emit: fn(&Job<'_>) -> Emission,
}

/// Where a target is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The AWS CLI in a shell.
    Shell,
    /// Files for the AWS CLI.
    File,
    /// Programs with an SDK.
    Code,
    /// Infrastructure as code.
    Infrastructure,
    /// The request on the wire, and the user on a local server.
    Wire,
}

impl Group {
    /// As a heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Shell => "Shell",
            Self::File => "Input file",
            Self::Code => "SDK code",
            Self::Infrastructure => "Infrastructure as code",
            Self::Wire => "Wire and server",
        }
    }
}

/// The input of a target.
pub struct Job<'a> {
    /// The operation.
    pub operation: Operation,
    /// The request. Only members that the operation knows are set.
    pub draft: &'a Draft,
    /// What is known around it.
    pub context: &'a Context,
    /// The options.
    pub options: &'a Options,
    /// The findings of the check.
    pub report: &'a Report,
    /// Whether there are no errors. If there are, the output must not run by accident.
    pub ready: bool,
    /// Whether it is the second step of a password rotation.
    pub second_step: bool,
    /// Whether it is the script that changes the password later.
    pub(crate) rotates: bool,
    /// Whether it's one of several requests in a file, where no two may define the same name.
    pub of_many: bool,
    /// The references that are written in place of stand-ins in the draft.
    pub(crate) references: &'a [Mark],
}

impl<'a> Job<'a> {
    /// One request alone, which is ready if its report says so.
    pub(crate) fn new(
        operation: Operation,
        draft: &'a Draft,
        context: &'a Context,
        options: &'a Options,
        report: &'a Report,
    ) -> Self {
        Self {
            operation,
            draft,
            context,
            options,
            report,
            ready: report.ready,
            second_step: false,
            rotates: false,
            of_many: false,
            references: &[],
        }
    }
}

impl Job<'_> {
    /// The required members that are missing, for placeholders.
    pub fn missing(&self) -> impl Iterator<Item = Member> {
        self.operation.required().iter().copied().filter(|member| !self.draft.has(*member))
    }

    /// The placeholder for a missing member: `<user name>`. No client or shell treats it as a value.
    pub fn placeholder(member: Member) -> &'static str {
        match member {
            Member::UserGroupId => "<user group ID>",
            Member::UserIds | Member::UserIdsToAdd | Member::UserIdsToRemove => "<user IDs>",
            Member::UserId => "<user ID>",
            Member::UserName => "<user name>",
            Member::Engine => "<engine>",
            Member::Passwords => "<passwords>",
            Member::AccessString => "<access string>",
            Member::AppendAccessString => "<access string to append>",
            Member::NoPasswordRequired => "<no password required>",
            Member::Tags => "<tags>",
            Member::AuthenticationMode => "<authentication mode>",
        }
    }

    /// Text with marks, about the user or the group: `<thing>` is `user` or `group`, `<Id>` and `<id>` are `UserId` and
    /// `user_id` or those of a group, `<All>` and `<all>` are `Users` and `users` or `UserGroups` and `user_groups`.
    pub fn about(&self, text: &str) -> String {
        let words = match self.operation.is_of_group() {
            true => ["group", "UserGroupId", "user_group_id", "UserGroups", "user_groups"],
            false => ["user", "UserId", "user_id", "Users", "users"],
        };
        let marks = ["<thing>", "<Id>", "<id>", "<All>", "<all>"];
        marks.iter().zip(words).fold(text.to_owned(), |text, (mark, word)| text.replace(mark, word))
    }

    /// Whether password `n`, counted from 0 over the whole request, is a reference.
    fn is_referred(&self, n: usize) -> bool {
        self.draft.all_passwords().nth(n).is_some_and(|(path, _)| self.reference(&path).is_some())
    }

    /// The name of what is referred to for a password.
    fn reference(&self, path: &Path) -> Option<&str> {
        self.references.iter().find(|mark| mark.path == *path).map(|mark| &*mark.name)
    }

    /// The steps from the request to an application that is connected.
    pub(crate) fn road(&self) -> Road<'_> {
        Road::new(self.operation, self.draft, self.context, self.options)
    }

    /// The group that the user joins afterwards. A group joins none.
    pub fn joins(&self) -> Option<&str> {
        self.options.extras.user_group.as_deref().filter(|_| !self.operation.is_of_group())
    }

    /// The ID of the user or the group, or its placeholder.
    pub fn id(&self) -> &str {
        let id = self.operation.id();
        self.draft.text_at(&id.into()).unwrap_or(Self::placeholder(id))
    }

    /// The first line of output that isn't ready: how many problems are left.
    pub fn not_ready(&self) -> String {
        match self.report.count(Severity::Error) {
            0 => "Not ready: fix the options first.".to_owned(),
            1 => "Not ready: fix 1 problem first.".to_owned(),
            errors => format!("Not ready: fix {errors} problems first."),
        }
    }
}

/// The output of a target.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Emission {
    /// Whether it can be run as is.
    pub ready: bool,
    /// The files to copy; the first is the one to run.
    pub files: Vec<File>,
    /// What this format can't express, or what to know before running it.
    pub notes: Vec<Note>,
    /// What a script does, step by step, where it does more than send the request.
    pub steps: Vec<Step>,
}

/// Something to know about an emission.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Note {
    /// Its severity. An error makes the emission not ready.
    pub severity: Severity,
    /// The note, in a sentence or two.
    pub text: Cow<'static, str>,
    /// The place that it's about, if there is one.
    #[cfg_attr(feature = "tsify", tsify(type = "string | null"))]
    pub path: Option<Path>,
}

impl Note {
    /// A note with the severity advice.
    pub fn advice(text: impl Into<Cow<'static, str>>) -> Self {
        Self { severity: Severity::Advice, text: text.into(), path: None }
    }

    /// The same note with another severity, about one place.
    pub fn at(self, severity: Severity, path: impl Into<Path>) -> Self {
        Self { severity, path: Some(path.into()), ..self }
    }
}

/// Checks the draft and writes it in a target's format.
pub fn emit(
    target: &Target,
    operation: Operation,
    draft: &Draft,
    context: &Context,
    options: &Options,
) -> Emission {
    emit_with_references(target, Part { operation, draft, context, options }, options, false).0
}

/// Writes a request whose open places may be references, and says which were written.
fn emit_with_references(
    target: &Target,
    part: Part<'_>,
    options: &Options,
    of_many: bool,
) -> (Emission, Vec<Mark>) {
    let Part { operation, draft, context, .. } = part;
    let mut context = Cow::Borrowed(context);
    // What can't be written the first time is left out the second time, and all of it the third.
    for last in [false, false, true] {
        let (filled, mut marks) = references::fill(target, draft, &context, options);
        if last && !marks.is_empty() {
            context.to_mut().open.iter_mut().for_each(|place| place.reference = None);
            continue;
        }
        let report = report_of(operation, &filled, &context);
        let mut emission =
            emit_one(target, operation, &filled, &context, options, &report, (of_many, &marks));
        let left = references::write(target, &mut emission, &marks, of_many);
        if left.is_empty() {
            marks.retain(|_| !emission.files.is_empty());
            emission.notes.extend(references::note(&marks));
            emission.notes.extend(references::foreign(target, draft, part.context, &marks));
            return (emission, marks);
        }
        let left: Vec<Member> = left.iter().filter_map(Path::member).collect();
        for place in &mut context.to_mut().open {
            if place.path.member().is_some_and(|member| left.contains(&member)) {
                place.reference = None;
            }
        }
    }
    let report = report_of(operation, draft, &context);
    (emit_one(target, operation, draft, &context, options, &report, (of_many, &[])), Vec::new())
}

fn report_of(operation: Operation, draft: &Draft, context: &Context) -> Report {
    // A value that isn't in the draft can't be written. A template placeholder is in it.
    let open = context.open.iter().filter(|place| draft.holds(&place.path)).cloned().collect();
    check(operation, draft, &Context { open, ..context.clone() })
}

/// The same for a draft that has already been checked.
pub fn emit_checked(
    target: &Target,
    operation: Operation,
    draft: &Draft,
    context: &Context,
    options: &Options,
    report: &Report,
) -> Emission {
    emit_one(target, operation, draft, context, options, report, (false, &[]))
}

fn emit_one(
    target: &Target,
    operation: Operation,
    draft: &Draft,
    context: &Context,
    options: &Options,
    report: &Report,
    (of_many, references): (bool, &[Mark]),
) -> Emission {
    let draft = &draft.for_operation(operation);
    write(target, &Job { of_many, references, ..Job::new(operation, draft, context, options, report) })
}

/// How many passwords of a list are written. A user has at most two, so a draft with more isn't ready; a note
/// counts the rest.
pub const MOST_PASSWORDS: usize = 10;

/// The targets that make a password and store it, where that is asked for. Others read one that is there.
const GENERATES: &[&str] = &["bash", "fish", "terraform", "cloudformation-yaml", "cloudformation-json"];

/// Writes a job, unless an option is invalid.
fn write(target: &Target, job: &Job<'_>) -> Emission {
    let (first, more) = job.draft.first_passwords(MOST_PASSWORDS);
    let job = &Job { draft: first.as_ref().unwrap_or(job.draft), ..*job };
    let mut notes = settings::check(target, job);
    let read = Options { secrets: Secrets::SecretsManager, ..job.options.clone() };
    let makes = job.options.secrets != Secrets::Generate
        || target.group == Group::File
        || !target.honors.contains(&"secrets")
        || GENERATES.contains(&target.id);
    if !makes && job.draft.all_passwords().next().is_some() {
        let text = format!(
            "{} stores no secret: make it first, and it is read from AWS Secrets Manager.",
            target.title
        );
        notes.push(Note::advice(text).at(Severity::Warning, Path::Option("secrets")));
    }
    let job = &Job { options: if makes { job.options } else { &read }, ..*job };
    if more > 0 {
        let text = format!("{more} more passwords were omitted: a user has at most two.");
        notes.push(Note::advice(text).at(Severity::Error, Member::Passwords));
    }
    if !target.operations.contains(&job.operation) {
        let text = format!("{} works for users only, not for user groups.", target.title);
        notes.insert(0, Note::advice(text).at(Severity::Warning, Path::Request));
        return Emission { ready: false, files: Vec::new(), notes, ..Emission::default() };
    }
    let ready = job.ready && notes.iter().all(|note| note.severity != Severity::Error);
    let mut emission = (target.emit)(&Job { ready, ..*job });
    emission.ready &= ready;
    emission.notes.extend(notes);
    let road = job.road();
    if emission.ready
        && target.group == Group::Shell
        && target.honors.contains(&"createUserGroup")
        && road.is_long()
    {
        emission.steps = road.steps().into_iter().map(|planned| planned.step).collect();
    }
    rotation::add(target, job, &mut emission);
    emission
}

/// The target with this id.
pub fn target(id: &str) -> Option<&'static Target> {
    TARGETS.iter().copied().find(|target| target.id == id)
}

#[cfg(test)]
mod tests;
