//! A CloudFormation template, written as JSON or as YAML.

use super::{Password, User};
use crate::authentication::Mode;
use crate::emit::{Emission, Group, Job, Note, PieceKind as Kind, Secrets, Target, Text, references};
use crate::quote::json;
use crate::{Member, Operation, Path, Severity, Tag};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// A value of the template, with its place in the draft.
pub struct Node {
    /// Its place.
    pub path: Option<Path>,
    /// What it is.
    pub what: NodeKind,
}

/// The kinds of values.
pub enum NodeKind {
    /// Members by their names.
    Map(Vec<(Cow<'static, str>, Node)>),
    /// A list.
    List(Vec<Node>),
    /// Text.
    Text(String),
    /// A password, written out.
    Secret(String),
    /// A number or a boolean.
    Word(Cow<'static, str>),
    /// The value of a parameter.
    Reference(String),
    /// A placeholder for something missing.
    Placeholder(&'static str),
}

/// The settings that CloudFormation targets and the CDK honor.
pub const HONOURS_ROAD: &[&str] = &[
    "secrets",
    "secretName",
    "wait",
    "userGroup",
    "createUserGroup",
    "replicationGroup",
    "serverlessCache",
    "iamPolicy",
    "iamRole",
    "allowFrom",
    "rotation",
];

/// A target that writes the template.
pub const fn target(id: &'static str, title: &'static str, emit: fn(&Job<'_>) -> Emission) -> Target {
    Target {
        id,
        title,
        group: Group::Infrastructure,
        runs: "CloudFormation",
        operations: &Operation::ALL,
        honors: HONOURS_ROAD,
        emit,
    }
}

/// Builds the template and writes it.
pub fn emit(job: &Job<'_>, name: &'static str, write: fn(&mut Text, &Node)) -> Emission {
    if job.operation.is_of_group() {
        return super::group::template(job, name, write);
    }
    let (mut user, mut notes) = match super::user(job) {
        Ok(found) => found,
        Err(emission) => return emission,
    };
    notes.extend(super::store(&mut user));
    notes.extend(self::notes(job, &user));
    notes.extend(super::road::notes(job, &super::road::TEMPLATE));
    let mut text = Text::default();
    super::put_not_ready(&mut text, job, user.is_ready(job));
    write(&mut text, &template(job, &user));
    Emission { ready: user.is_ready(job), files: vec![text.file(name)], notes, ..Emission::default() }
}

/// What to know before the template is used.
pub fn notes(job: &Job<'_>, user: &User<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    if user.exists {
        notes.push(Note::advice(IMPORT));
    }
    notes.extend(tag_note(user.tags));
    if let Some(password) = user.passwords.first().filter(|_| user.mode == Some(Mode::Password)) {
        let text = match job.options.secrets {
            Secrets::Generate => {
                "AWS Secrets Manager makes the passwords when the stack is made. Delete the stack, and they are deleted. The \
                 secret's name must not be in use."
            }
            Secrets::SecretsManager => {
                "CloudFormation reads the passwords from AWS Secrets Manager when the stack is created or updated."
            }
            Secrets::Inline if password.secret.is_some() => {
                "Anyone who can read the template can read the passwords."
            }
            _ => {
                "CloudFormation asks for the passwords as parameters that it doesn't show again (NoEcho). It can't read \
                 them from a file or from the environment."
            }
        };
        notes.push(Note::advice(text).at(Severity::Advice, password.path.clone()));
    }
    notes
}

/// The note about tags that CloudFormation rejects.
pub(super) fn tag_note(tags: &[Tag]) -> Option<Note> {
    let fits = |text: &Option<String>| text.as_deref().unwrap_or_default().chars().all(fits_tag);
    let n = tags.iter().position(|tag| !fits(&tag.key) || !fits(&tag.value))?;
    Some(Note::advice(TAGS).at(Severity::Warning, Path::Tag(n)))
}

const IMPORT: &str = "The user already exists: add it to a stack with a change set of type IMPORT. Access string \
    and authentication can't be read back, so only the next change to the template sends them.";

const TAGS: &str = "CloudFormation accepts fewer characters in tags than ElastiCache: letters A to Z, digits, spaces and \
    _ . / = + : - @. It rejects this tag.";

/// What the schema of AWS::ElastiCache::User allows in a tag.
fn fits_tag(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter.is_ascii_whitespace() || "_./=+:-@".contains(letter)
}

/// The name of a password's parameter.
pub fn parameter(password: &Password<'_>) -> String {
    format!("Password{}", password.number)
}

/// Whether a password comes from a parameter.
pub fn is_parameter(job: &Job<'_>, password: &Password<'_>) -> bool {
    match job.options.secrets {
        _ if job.reference(&password.path).is_some() => false,
        Secrets::SecretsManager | Secrets::Generate => false,
        Secrets::Inline => password.secret.is_none(),
        Secrets::Prompt | Secrets::Environment | Secrets::File => true,
    }
}

/// How many characters a password has, as words of a template.
pub const LENGTHS: [(&str, &str); 2] = [("MinLength", "16"), ("MaxLength", "128")];

fn template(job: &Job<'_>, user: &User<'_>) -> Node {
    let mut top = vec![("AWSTemplateFormatVersion".into(), text("2010-09-09"))];
    let asked = user
        .passwords
        .iter()
        .filter(|password| user.mode == Some(Mode::Password) && is_parameter(job, password))
        .map(|password| {
            let mut members = vec![
                ("Description".into(), text(format!("Password {} of the user", password.number))),
                ("Type".into(), text("String")),
                ("NoEcho".into(), word("true")),
            ];
            members.extend(LENGTHS.map(|(name, length)| (name.into(), word(length))));
            (parameter(password).into(), map(members))
        });
    top.extend(parameters(referred(job).chain(asked).collect()));
    let mut resource = vec![("Type".into(), text("AWS::ElastiCache::User"))];
    if user.exists {
        // Importing a resource requires them.
        resource.push(("DeletionPolicy".into(), text("Retain")));
        resource.push(("UpdateReplacePolicy".into(), text("Retain")));
    }
    resource.push(("Properties".into(), map(properties(job, user))));
    let mut resources = secrets(job, user);
    resources.push(("User".into(), map(resource)));
    resources.extend(super::road::resources(job, user));
    top.push(("Resources".into(), map(resources)));
    map(top)
}

type Members = Vec<(Cow<'static, str>, Node)>;

/// The section of the parameters, if there are any.
pub(super) fn parameters(all: Members) -> Option<(Cow<'static, str>, Node)> {
    (!all.is_empty()).then(|| ("Parameters".into(), map(all)))
}

/// The parameters that an imported text refers to.
pub(super) fn referred(job: &Job<'_>) -> impl Iterator<Item = (Cow<'static, str>, Node)> {
    references::parameters(job.references).into_iter().map(|(name, secret)| {
        let mut members = vec![("Type".into(), text("String"))];
        members.extend(secret.then(|| ("NoEcho".into(), word("true"))));
        (name.to_owned().into(), map(members))
    })
}

fn properties(job: &Job<'_>, user: &User<'_>) -> Vec<(Cow<'static, str>, Node)> {
    let mut members: Vec<(Cow<'static, str>, Node)> = user
        .texts(|row| row.cloudformation.is_some())
        .map(|member| {
            let what = match user.text(member) {
                Some(value) => NodeKind::Text(value.to_owned()),
                None => NodeKind::Placeholder(Job::placeholder(member)),
            };
            let name = member.row().cloudformation.unwrap_or_default();
            (name.into(), Node { path: Some(member.into()), what })
        })
        .collect();
    let mode = match user.mode {
        None => NodeKind::Placeholder(Job::placeholder(Member::AuthenticationMode)),
        Some(mode) => {
            let kind = NodeKind::Text(mode.name().to_owned());
            let mut inner = vec![("Type".into(), Node { path: Some(Path::ModeType), what: kind })];
            if mode == Mode::Password {
                let list = user.passwords.iter().map(|password| value(job, user, password)).collect();
                inner.push((
                    "Passwords".into(),
                    Node { path: Some(Path::ModePasswords), what: NodeKind::List(list) },
                ));
            }
            NodeKind::Map(inner)
        }
    };
    members.push((
        "AuthenticationMode".into(),
        Node { path: Some(Member::AuthenticationMode.into()), what: mode },
    ));
    members.extend(tags(user.tags));
    members
}

/// The property `Tags`, if there are any.
pub(super) fn tags(tags: &[Tag]) -> Option<(Cow<'static, str>, Node)> {
    let tag = |(n, tag): (usize, &Tag)| {
        let part = |text: &Option<String>, path| Node {
            path: Some(path),
            what: NodeKind::Text(text.clone().unwrap_or_default()),
        };
        map(vec![
            ("Key".into(), part(&tag.key, Path::TagKey(n))),
            ("Value".into(), part(&tag.value, Path::TagValue(n))),
        ])
    };
    let list: Vec<Node> = tags.iter().enumerate().map(tag).collect();
    let what = NodeKind::List(list);
    (!tags.is_empty()).then(|| ("Tags".into(), Node { path: Some(Member::Tags.into()), what }))
}

fn value(job: &Job<'_>, user: &User<'_>, password: &Password<'_>) -> Node {
    let what = match (job.options.secrets, password.secret) {
        (_, Some(secret)) if job.reference(&password.path).is_some() => {
            NodeKind::Secret(secret.expose().to_owned())
        }
        (Secrets::Inline, Some(secret)) => NodeKind::Secret(secret.expose().to_owned()),
        (Secrets::SecretsManager, _) => NodeKind::Text(reference(job, user, password)),
        (Secrets::Generate, _) => {
            let reference =
                format!("{{{{resolve:secretsmanager:${{{}}}:SecretString:::}}}}", secret_resource(password));
            NodeKind::Map(vec![("Fn::Sub".into(), text(reference))])
        }
        _ => NodeKind::Reference(parameter(password)),
    };
    Node { path: Some(password.path.clone()), what }
}

/// The name of the resource that makes a password.
fn secret_resource(password: &Password<'_>) -> String {
    format!("Password{}Secret", password.number)
}

/// A secret for each generated password.
fn secrets(job: &Job<'_>, user: &User<'_>) -> Vec<(Cow<'static, str>, Node)> {
    let makes = job.options.secrets == Secrets::Generate && user.mode == Some(Mode::Password);
    let secret = |password: &Password<'_>| {
        let name = Node { path: Some(password.path.clone()), ..text(secret_id(job, user, password)) };
        let how = vec![("PasswordLength".into(), word("64")), ("ExcludePunctuation".into(), word("true"))];
        let properties = map(vec![("Name".into(), name), ("GenerateSecretString".into(), map(how))]);
        let resource =
            vec![("Type".into(), text("AWS::SecretsManager::Secret")), ("Properties".into(), properties)];
        (secret_resource(password).into(), map(resource))
    };
    user.passwords.iter().filter(|_| makes).map(secret).collect()
}

/// The reference that CloudFormation replaces with the secret's text.
pub fn reference(job: &Job<'_>, user: &User<'_>, password: &Password<'_>) -> String {
    format!("{{{{resolve:secretsmanager:{}:SecretString:::}}}}", secret_id(job, user, password))
}

/// The name of a password's secret.
pub fn secret_id(job: &Job<'_>, user: &User<'_>, password: &Password<'_>) -> String {
    job.options.secret_id(user.user_id.as_deref().unwrap_or("<user ID>"), password.number - 1)
}

pub(super) fn text(text: impl Into<String>) -> Node {
    Node { path: None, what: NodeKind::Text(text.into()) }
}

fn word(word: &'static str) -> Node {
    Node { path: None, what: NodeKind::Word(word.into()) }
}

pub(super) fn map(members: Vec<(Cow<'static, str>, Node)>) -> Node {
    Node { path: None, what: NodeKind::Map(members) }
}

/// Writes a value that fits on one line: `reference` writes the value of a parameter.
pub fn put_scalar(out: &mut Text, node: &Node, quote: fn(&str) -> String, reference: fn(&str) -> String) {
    let (kind, written): (Kind, Cow<'static, str>) = match &node.what {
        NodeKind::Text(text) => (Kind::String, quote(text).into()),
        NodeKind::Secret(text) => (Kind::Secret, quote(text).into()),
        NodeKind::Word(word) => (Kind::Keyword, word.clone()),
        NodeKind::Reference(name) => (Kind::Keyword, reference(name).into()),
        NodeKind::Placeholder(text) => (Kind::Placeholder, (*text).into()),
        NodeKind::Map(_) | NodeKind::List(_) => return,
    };
    match &node.path {
        Some(path) => out.put_at(kind, path, written),
        None => out.put(kind, written),
    };
}

/// JSON that readers of YAML understand as well: tools read templates with them, and they don't know the surrogate pairs
/// that JSON writes characters above U+FFFF with.
fn plain_json(text: &str) -> String {
    if text.chars().all(|letter| letter <= '\u{ffff}') {
        return json(text);
    }
    let mut out = String::from("\"");
    for letter in text.chars() {
        if letter > '\u{ffff}' {
            out.push(letter);
        } else {
            let quoted = json(letter.encode_utf8(&mut [0; 4]));
            out.push_str(quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&quoted));
        }
    }
    out.push('"');
    out
}

/// Writes a value as JSON, two spaces per level.
pub fn put_json(out: &mut Text, node: &Node, depth: usize) {
    let indent = "  ".repeat(depth + 1);
    let end = format!("\n{}", "  ".repeat(depth));
    match &node.what {
        NodeKind::Map(members) => {
            for (n, (name, value)) in members.iter().enumerate() {
                out.put(Kind::Plain, format!("{}\n{indent}", if n == 0 { "{" } else { "," }));
                out.put(Kind::Option, json(name)).put(Kind::Plain, ": ");
                put_json(out, value, depth + 1);
            }
            out.put(Kind::Plain, end + "}");
        }
        NodeKind::List(items) => {
            for (n, item) in items.iter().enumerate() {
                out.put(Kind::Plain, format!("{}\n{indent}", if n == 0 { "[" } else { "," }));
                put_json(out, item, depth + 1);
            }
            out.put(Kind::Plain, if items.is_empty() { "[]".to_owned() } else { end + "]" });
        }
        _ => put_scalar(out, node, plain_json, |name| format!("{{ \"Ref\": {} }}", json(name))),
    }
}
