//! The reference in an open place, which output in the same language can repeat: `var.name`, `!Ref Name`, `$NAME`.
//!
//! It comes from pasted text, so it's hostile until proven plain: only names with a strict shape count.

use crate::Path;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A place of a request whose value isn't known.
///
/// It serializes as its path, or as `{"path", "reference"}` where it has a reference.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPlace {
    /// Where.
    pub path: Path,
    /// What was written there.
    pub reference: Option<Reference>,
}

/// A value that is made of references, as one language writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Reference {
    /// Whose names they are.
    pub language: Language,
    /// The text with each reference in it: `app-${var.stage}` as in a Terraform string, `${Password}` as in `Fn::Sub`,
    /// `${PASSWORD}` as in a shell.
    pub value: String,
}

/// A language that has references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// `var.name`, `local.name`, `random_password.app.result`.
    Terraform,
    /// `Ref`, `Fn::GetAtt`, and dynamic references.
    CloudFormation,
    /// Variables of sh, bash, zsh and fish.
    Shell,
}

/// A part of a [`Reference`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part<'a> {
    /// Plain text.
    Text(&'a str),
    /// The name of something.
    Name(&'a str),
    /// `{{resolve:…}}`, with its braces.
    Dynamic(&'a str),
}

/// Longer values aren't carried.
const LONGEST: usize = 2000;

impl Language {
    const ALL: [Self; 3] = [Self::Terraform, Self::CloudFormation, Self::Shell];

    /// The name in lowercase, such as `terraform`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Terraform => "terraform",
            Self::CloudFormation => "cloudformation",
            Self::Shell => "shell",
        }
    }

    /// The name as people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Terraform => "Terraform",
            Self::CloudFormation => "CloudFormation",
            Self::Shell => "a shell",
        }
    }

    /// That of an import format or of a target, if it has one.
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "terraform" => Self::Terraform,
            "cloudformation" | "cloudformation-yaml" | "cloudformation-json" => Self::CloudFormation,
            "bash" | "fish" => Self::Shell,
            _ => return None,
        })
    }

    /// Whether a name has the strict shape that may be written as code.
    fn allows(self, name: &str) -> bool {
        name.len() <= 200
            && match self {
                Self::Terraform => is_traversal(name),
                Self::CloudFormation => is_of_template(name),
                Self::Shell => is_variable(name),
            }
    }
}

impl Reference {
    /// `None` unless every name in it has the strict shape that may be written as code.
    pub fn new(language: Language, value: impl Into<String>) -> Option<Self> {
        let reference = Self { language, value: value.into() };
        reference.parts().is_some().then_some(reference)
    }

    /// Its parts, at least one of which isn't plain text.
    pub(crate) fn parts(&self) -> Option<Vec<Part<'_>>> {
        let mut rest = self.value.as_str();
        if rest.len() > LONGEST {
            return None;
        }
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let start = rest.find("${").into_iter().chain(rest.find("{{")).min().unwrap_or(rest.len());
            let (text, from) = rest.split_at(start);
            // `$${` and `%%{` are escapes in Terraform.
            if text.chars().any(char::is_control) || !from.is_empty() && text.ends_with(['$', '%']) {
                return None;
            }
            if !text.is_empty() {
                parts.push(Part::Text(text));
            }
            rest = from;
            if let Some(inner) = from.strip_prefix("${") {
                let (name, after) = inner.split_once('}')?;
                self.language.allows(name).then_some(())?;
                parts.push(Part::Name(name));
                rest = after;
            } else if from.starts_with("{{") {
                let end = from.find("}}")? + 2;
                let (reference, after) = from.split_at(end);
                (self.language == Language::CloudFormation && is_dynamic(reference)).then_some(())?;
                parts.push(Part::Dynamic(reference));
                rest = after;
            }
        }
        parts.iter().any(|part| !matches!(part, Part::Text(_))).then_some(parts)
    }

    /// Whether it's one reference, with no text around it.
    pub(crate) fn is_whole(&self) -> bool {
        self.parts().is_some_and(|parts| parts.len() == 1)
    }
}

fn is_word(text: &str, more: &[char]) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || more.contains(&letter))
}

/// `var.name`, `local.names[0]`, `data.aws_ssm_parameter.app.value`. What only a part of a configuration knows isn't
/// carried: `each.key`, `count.index`, `path.module`.
fn is_traversal(name: &str) -> bool {
    let reserved = ["each", "count", "self", "path", "terraform", "true", "false", "null"];
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let step = |step: &str| {
        let (word, index) = step.split_once('[').unwrap_or((step, "0]"));
        let index = index.strip_suffix(']').unwrap_or_default();
        is_word(word, &['-'])
            && (1..=4).contains(&index.len())
            && index.bytes().all(|byte| byte.is_ascii_digit())
    };
    name == "terraform.workspace"
        || !reserved.contains(&first) && is_word(first, &['-']) && rest.split('.').all(step)
}

/// `Name`, `Name.Attribute`, `AWS::Region`.
fn is_of_template(name: &str) -> bool {
    let pseudo = ["AccountId", "Partition", "Region", "StackId", "StackName", "URLSuffix"];
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match name.strip_prefix("AWS::") {
        Some(name) => pseudo.contains(&name),
        None => name.split('.').all(plain),
    }
}

/// `{{resolve:secretsmanager:name:SecretString:key::}}`, perhaps with `${Name}` in it.
fn is_dynamic(reference: &str) -> bool {
    let inner = reference.strip_prefix("{{resolve:").and_then(|rest| rest.strip_suffix("}}"));
    let Some(inner) = inner.filter(|inner| {
        ["ssm:", "ssm-secure:", "secretsmanager:"].iter().any(|service| inner.starts_with(service))
    }) else {
        return false;
    };
    let plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_./:+=@-".contains(&byte));
    let mut parts = inner.split("${");
    parts.next().is_some_and(plain)
        && parts.all(|part| {
            part.split_once('}').is_some_and(|(name, after)| is_of_template(name) && plain(after))
        })
}

/// A variable of a shell, unless it holds the caller's own credentials or a script of ours uses the name.
fn is_variable(name: &str) -> bool {
    let taken = [
        "AWS_ACCESS_KEY_ID",
        "AWS_PAGER",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SECURITY_TOKEN",
        "AWS_SESSION_TOKEN",
        "LC_ALL",
        "again",
        "found",
        "state",
        "terminal",
        "tries",
        "try",
        "typed",
        "wanted",
        "what",
    ];
    is_word(name, &[])
        && !taken.contains(&name)
        && !name.starts_with("password_")
        && !name.starts_with("fish_")
}

impl OpenPlace {
    /// Reads a path, or `{"path", "reference": {"language", "value"}}`. A reference of another shape is left out.
    pub(crate) fn from_json(value: &Value) -> Option<Self> {
        if let Some(path) = value.as_str() {
            return Some(Path::parse(path).into());
        }
        let path = Path::parse(value.get("path")?.as_str()?);
        let reference = value.get("reference").and_then(|reference| {
            let language = reference.get("language")?.as_str()?;
            let language = Language::ALL.into_iter().find(|known| known.name() == language)?;
            Reference::new(language, reference.get("value")?.as_str()?)
        });
        Some(Self { path, reference })
    }
}

impl From<Path> for OpenPlace {
    fn from(path: Path) -> Self {
        Self { path, reference: None }
    }
}

impl Serialize for OpenPlace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Both<'a> {
            path: &'a Path,
            reference: &'a Reference,
        }
        match &self.reference {
            Some(reference) => Both { path: &self.path, reference }.serialize(serializer),
            None => self.path.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for OpenPlace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::from_json(&value).ok_or_else(|| serde::de::Error::custom("expected a path"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_strict_references_are_accepted() {
        use Language::{CloudFormation, Shell, Terraform};
        for (language, value) in [
            (Terraform, "${var.password}"),
            (Terraform, "app-${var.stage}-${local.names[0]}"),
            (Terraform, "${data.aws_ssm_parameter.app.value}"),
            (Terraform, "${terraform.workspace}"),
            (CloudFormation, "${Password}"),
            (CloudFormation, "app-${AWS::StackName}"),
            (CloudFormation, "${Secret.Arn}"),
            (CloudFormation, "{{resolve:secretsmanager:${Secret}:SecretString:password::}}"),
            (Shell, "${USER_ID}"),
            (Shell, "on ~${PREFIX}:* +@read"),
        ] {
            assert!(Reference::new(language, value).is_some(), "{value}");
        }
        for (language, value) in [
            (Terraform, "plain"),
            (Terraform, ""),
            (Terraform, "${password}"),
            (Terraform, "${file(\"/etc/passwd\")}"),
            (Terraform, "${var.a}\n}"),
            (Terraform, "${var.a\"}"),
            (Terraform, "${var.a[var.b]}"),
            (Terraform, "${var.a[]}"),
            (Terraform, "${each.key}"),
            (Terraform, "${path.module}"),
            (Terraform, "$${var.a}"),
            (Terraform, "${var.}"),
            (Terraform, "${var.a"),
            (CloudFormation, "${!Literal}"),
            (CloudFormation, "${AWS::NoValue}"),
            (CloudFormation, "${a b}"),
            (CloudFormation, "${A.}"),
            (CloudFormation, "{{resolve:lambda:x}}"),
            (CloudFormation, "{{resolve:ssm:x\"y}}"),
            (CloudFormation, "{{resolve:ssm:${a b}}}"),
            (CloudFormation, "{{user}}"),
            (Shell, "${A:-$(id)}"),
            (Shell, "${1}"),
            (Shell, "${A[0]}"),
            (Shell, "${a.b}"),
            (Shell, "${AWS_SECRET_ACCESS_KEY}"),
            (Shell, "${password_1}"),
            (Shell, "{{resolve:ssm:x}}"),
        ] {
            assert_eq!(Reference::new(language, value), None, "{value}");
        }
        assert_eq!(Reference::new(Terraform, format!("{}${{var.a}}", "x".repeat(LONGEST))), None);
    }
}
