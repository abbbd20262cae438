//! References in an imported text, written again in the same language: `var.name`, `!Ref Name`, `"$NAME"`.
//!
//! The draft gets a stand-in for each reference, so that every target writes it like any other text, in its own quotes. The
//! output is then searched for the stand-ins. If one isn't found where the language can have a reference, its place is left
//! out of the output, as without a reference.

use super::infrastructure::identifier;
use super::{Emission, Note, Options, PieceKind as Kind, Secrets, Target, Text};
use crate::model::ReferencePart as Part;
use crate::{Context, Draft, Language, Member, OpenPlace, Password, Path, Severity, Tag};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// The start of each stand-in. It has only lowercase letters, so that no target changes or quotes it.
const STAND_IN: &str = "standinforareference";

/// A stand-in, and the reference that is written in its place.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The place in the draft.
    pub path: Path,
    /// The name of what is referred to, or a dynamic reference with its braces.
    pub name: String,
    language: Language,
    text: String,
}

/// More places than this are left open.
const MOST: usize = 100;

/// The draft with stand-ins for what this target can refer to.
pub fn fill(target: &Target, draft: &Draft, context: &Context, options: &Options) -> (Draft, Vec<Mark>) {
    let mut filled = draft.clone();
    let mut marks = Vec::new();
    let Some(language) = Language::from_id(target.id) else { return (filled, marks) };
    let mut open = context.open.iter().filter(|place| place.reference.is_some()).peekable();
    if open.peek().is_none() || is_in(draft, context, options) {
        return (filled, marks);
    }
    for place in open.take(MOST) {
        let reference = place.reference.as_ref().filter(|_| target.refers(place, options));
        let Some(parts) = reference.and_then(|reference| reference.parts()) else { continue };
        if draft.holds(&place.path) && !is_item(&place.path) {
            continue;
        }
        let mut value = String::new();
        let before = marks.len();
        for part in parts {
            match part {
                Part::Text(text) => value.push_str(text),
                Part::Name(name) | Part::Dynamic(name) => {
                    // A letter ends the number, so that none is the start of another.
                    let text = format!("{STAND_IN}{}x", marks.len());
                    value.push_str(&text);
                    marks.push(Mark { path: place.path.clone(), name: name.to_owned(), language, text });
                }
            }
        }
        match insert(&mut filled, &place.path, value) {
            Some(path) => marks[before..].iter_mut().for_each(|mark| mark.path = path.clone()),
            None => marks.truncate(before),
        }
    }
    (filled, marks)
}

impl Target {
    /// Whether its output can contain the reference in this place. If the output gets its password from elsewhere, that isn't
    /// the imported text's password.
    pub fn refers(&self, place: &OpenPlace, options: &Options) -> bool {
        let is_ours = place
            .reference
            .as_ref()
            .is_some_and(|reference| Some(reference.language) == Language::from_id(self.id));
        let typed = matches!(options.secrets, Secrets::Prompt | Secrets::Environment | Secrets::Inline);
        is_ours && (typed || !place.path.is_secret())
    }
}

/// Whether any value already contains a stand-in's text.
fn is_in(draft: &Draft, context: &Context, options: &Options) -> bool {
    format!("{draft:?}{:?}{:?}{options:?}", context.current, context.group).contains(STAND_IN)
        || draft.all_passwords().any(|(_, secret)| secret.expose().contains(STAND_IN))
}

/// Whether a text contains a stand-in. It may be anyone's text, so it's left unchanged.
pub fn is_in_text(text: &str) -> bool {
    text.contains(STAND_IN)
}

fn is_item(path: &Path) -> bool {
    matches!(path, Path::Item(..))
}

/// Inserts a text at its place, and returns where it ended up.
fn insert(draft: &mut Draft, path: &Path, value: String) -> Option<Path> {
    let secret = |list: &mut Vec<Password>, n: usize, value: String| {
        let at = n.min(list.len());
        match list.get_mut(n) {
            Some(slot) => *slot = Password::new(value),
            None => list.push(Password::new(value)),
        }
        at
    };
    match *path {
        Path::Member(member) => *draft.text_slot(member)? = Some(value),
        Path::Item(list, _) => {
            let ids = draft.ids_mut(list)?;
            ids.push(value);
            return Some(Path::Item(list, ids.len() - 1));
        }
        Path::Password(n) => {
            return Some(Path::Password(secret(draft.passwords.get_or_insert_default(), n, value)));
        }
        Path::ModePassword(n) => {
            let mode = draft.authentication_mode.get_or_insert_default();
            return Some(Path::ModePassword(secret(mode.passwords.get_or_insert_default(), n, value)));
        }
        Path::TagValue(n) => {
            let tag: &mut Tag = draft.tags.as_mut()?.get_mut(n)?;
            tag.value = Some(value);
        }
        _ => return None,
    }
    Some(path.clone())
}

/// Replaces the stand-ins by their references. Returns the places that can't be written.
pub fn write(target: &Target, emission: &mut Emission, marks: &[Mark], of_many: bool) -> Vec<Path> {
    let mut left = Vec::new();
    for (n, file) in emission.files.iter_mut().enumerate() {
        for piece in file.pieces.iter_mut().filter(|piece| piece.text.contains(STAND_IN)) {
            let all: Vec<&Mark> = marks.iter().filter(|mark| piece.text.contains(&*mark.text)).collect();
            // A file that a command reads has no variables.
            let main = n == 0 || target.group != super::Group::Shell;
            match written(target, piece, &all, of_many).filter(|_| main) {
                Some((kind, text)) => (piece.kind, piece.text) = (kind, text.into()),
                None => left.extend(all.iter().map(|mark| mark.path.clone())),
            }
        }
    }
    for step in &emission.steps {
        let text = format!("{step:?}");
        left.extend(marks.iter().filter(|mark| text.contains(&*mark.text)).map(|mark| mark.path.clone()));
    }
    emission.notes.retain(|note| !note.text.contains(STAND_IN));
    left
}

fn written(target: &Target, piece: &super::Piece, marks: &[&Mark], of_many: bool) -> Option<(Kind, String)> {
    let text = &*piece.text;
    let language = marks.first()?.language;
    if piece.path.is_none() || matches!(piece.kind, Kind::Command | Kind::Plain) {
        // The name of a resource, or a description. With several users in a file, each has another name.
        let name = |text: String, mark: &&Mark| {
            let thing = match mark.path {
                _ if of_many => identifier(Some(&mark.name), '_').into(),
                Path::Member(Member::UserGroupId) => Cow::Borrowed("group"),
                _ => Cow::Borrowed("user"),
            };
            text.replace(&mark.text, &thing)
        };
        let named = language != Language::Shell && marks.iter().all(|mark| is_id(&mark.path));
        return named.then(|| (piece.kind, marks.iter().fold(text.to_owned(), name)));
    }
    let text = match language {
        Language::Terraform => hcl(text, marks)?,
        Language::CloudFormation => template(target.id == "cloudformation-yaml", text, marks)?,
        Language::Shell => word(text, marks)?,
    };
    Some((Kind::Keyword, text))
}

fn is_id(path: &Path) -> bool {
    matches!(path, Path::Member(Member::UserId | Member::UserGroupId))
}

/// `"standin"` as `var.name`, and `"app-standin"` as `"app-${var.name}"`.
fn hcl(text: &str, marks: &[&Mark]) -> Option<String> {
    let is_string = text.starts_with('"') && text.ends_with('"');
    let inner = text.strip_prefix('"')?.strip_suffix('"').filter(|_| is_string)?;
    if let [mark] = marks
        && inner == mark.text
    {
        return Some(mark.name.clone());
    }
    // `$${` would be an escape.
    let escapes = |mark: &&Mark| ["$", "%"].iter().any(|sign| text.contains(&[sign, &*mark.text].concat()));
    if marks.iter().any(escapes) {
        return None;
    }
    Some(
        marks
            .iter()
            .fold(text.to_owned(), |text, mark| text.replace(&mark.text, &format!("${{{}}}", mark.name))),
    )
}

/// `"standin"` as `Ref` or `Fn::GetAtt`, and `"app-standin"` as `Fn::Sub`.
fn template(yaml: bool, text: &str, marks: &[&Mark]) -> Option<String> {
    let quoted = text.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
    if text.contains("${") || text.contains(&format!("${STAND_IN}")) {
        return None;
    }
    let is_dynamic = |mark: &Mark| mark.name.starts_with("{{");
    if let [mark] = marks
        && quoted == mark.text
        && !is_dynamic(mark)
    {
        return Some(match (mark.name.split_once('.'), yaml) {
            (None, true) => format!("!Ref {}", mark.name),
            (None, false) => format!("{{ \"Ref\": \"{}\" }}", mark.name),
            (Some(_), true) => format!("!GetAtt {}", mark.name),
            (Some((resource, attribute)), false) => {
                format!("{{ \"Fn::GetAtt\": [\"{resource}\", \"{attribute}\"] }}")
            }
        });
    }
    let name = |mark: &Mark| match is_dynamic(mark) {
        true => mark.name.clone(),
        false => format!("${{{}}}", mark.name),
    };
    let text = marks.iter().fold(text.to_owned(), |text, mark| text.replace(&mark.text, &name(mark)));
    Some(match (text.contains("${"), yaml) {
        (false, _) => text,
        (true, true) => format!("!Sub {text}"),
        (true, false) => format!("{{ \"Fn::Sub\": {text} }}"),
    })
}

/// `standin` as `"$NAME"`, and `'on ~standin:*'` as `'on ~'"$NAME"':*'`.
fn word(text: &str, marks: &[&Mark]) -> Option<String> {
    let quoted = text.starts_with('\'');
    // In JSON a value isn't a text as it is.
    if text.trim_start_matches('\'').starts_with(['{', '[']) {
        return None;
    }
    let text = marks.iter().fold(text.to_owned(), |text, mark| {
        let name = format!("\"${}\"", mark.name);
        text.replace(&mark.text, &if quoted { format!("'{name}'") } else { name })
    });
    let text = text.strip_prefix("''").unwrap_or(&text);
    let ends = quoted && text.len() > 2;
    Some(text.strip_suffix("''").filter(|_| ends).unwrap_or(text).to_owned())
}

impl Mark {
    /// The variable of the module that it refers to.
    fn variable(&self) -> Option<&str> {
        let name = self.name.strip_prefix("var.").filter(|_| self.language == Language::Terraform)?;
        Some(name.split(['.', '[']).next().unwrap_or(name))
    }

    /// The parameter of a template that it refers to, unless it's an attribute or one that every template has.
    fn parameter(&self) -> Option<&str> {
        let is_ours = self.language == Language::CloudFormation && !self.name.contains(['.', ':', '{']);
        is_ours.then_some(&*self.name)
    }
}

/// The names, each once, and whether each is a password.
fn names<'m>(marks: &'m [Mark], name: fn(&'m Mark) -> Option<&'m str>) -> Vec<(&'m str, bool)> {
    let mut all: Vec<(&str, bool)> = Vec::new();
    for mark in marks {
        let Some(name) = name(mark) else { continue };
        let secret = mark.path.is_secret();
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known |= secret,
            None => all.push((name, secret)),
        }
    }
    all
}

/// The parameters that a template needs, and whether each is a password.
pub fn parameters(marks: &[Mark]) -> Vec<(&str, bool)> {
    names(marks, Mark::parameter)
}

/// Declares the variables of a configuration.
pub fn variables(text: &mut Text, marks: &[Mark]) {
    for (name, secret) in names(marks, Mark::variable) {
        text.put(Kind::Keyword, "variable").put(Kind::Command, format!(" \"{name}\""));
        text.put(Kind::Plain, if secret { " {\n  sensitive = true\n}\n\n" } else { " {}\n\n" });
    }
}

/// What the output refers to.
pub fn note(marks: &[Mark]) -> Option<Note> {
    let first = marks.first()?;
    let mut names: Vec<String> = Vec::new();
    for mark in marks {
        let name = match mark.language {
            Language::Shell => format!("`${}`", mark.name),
            _ => format!("`{}`", mark.name),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    const SHOWN: usize = 6;
    let more = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let mut list = names.join(", ");
    if more > 0 {
        list.push_str(&format!(" and {more} more"));
    }
    let text = match first.language {
        Language::Terraform => format!(
            "As in the imported text, this refers to {list}. Variables are declared here; what else it names must be in the same \
             module. If the module already declares a variable, remove it here."
        ),
        Language::CloudFormation => format!(
            "As in the imported text, this refers to {list}. Names without a dot are declared as parameters; what else it names \
             must be in the same template."
        ),
        Language::Shell => format!("As in the imported text, this uses {list}. Set each before you run it."),
    };
    Some(Note::advice(text).at(Severity::Advice, first.path.clone()))
}

/// The note about a place whose reference this target can't write.
pub fn foreign(target: &Target, draft: &Draft, context: &Context, marks: &[Mark]) -> Option<Note> {
    let mut open = context.open.iter().filter(|place| {
        place.reference.is_some()
            && !place.path.is_secret()
            && !draft.holds(&place.path)
            && marks.iter().all(|mark| mark.path.member() != place.path.member())
    });
    let place = open.next()?;
    let reference = place.reference.as_ref()?;
    let text = format!(
        "{} refers to something in {}: `{}`. {} can't refer to it here, so its value is needed.",
        place.path,
        reference.language.title(),
        reference.value,
        target.title
    );
    Some(Note::advice(text).at(Severity::Advice, place.path.clone()))
}
