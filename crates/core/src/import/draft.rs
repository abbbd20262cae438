//! From a value shaped like a request to a draft, with unknown parts set apart.

use super::node::{Entry, Node, NodeKind};
use super::source_map::{self, Place, SourceMap};
use super::syntax::template;
use super::{Import, ImportNote, Imported, NoteKind, Placeholder, Source, groups, secrets};
use crate::{Draft, Language, Member, Mismatch, MismatchKind, Operation, Password, Path, Reference};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use hashbrown::HashMap;
use serde_json::{Map, Value};

/// Adds the user or group that this value defines: an object with the API's member names.
pub(super) fn add(source: &Source<'_>, import: &mut Import, operation: Operation, node: &Node) {
    let imported = read(source, import, operation, node);
    let list = if operation.is_of_group() { &mut import.groups } else { &mut import.users };
    list.push(imported);
}

/// Reads a request. What doesn't fit its place is kept in the draft as a mismatch, for the rules to explain.
pub(super) fn read(source: &Source<'_>, import: &mut Import, operation: Operation, node: &Node) -> Imported {
    let mut found = Found { format: import.format, ..Found::default() };
    let mut members = Vec::new();
    let repeats = repeats(node.entries());
    for (entry, repeat) in node.entries().iter().zip(repeats) {
        // The mark that keeps a request that isn't ready from being sent.
        if entry.key == "Not ready" {
            import.note(
                NoteKind::Dropped,
                entry.key_span.clone(),
                "Ignored the marker of a request that isn't ready.",
            );
            continue;
        }
        if repeat.earlier {
            import.note(
                NoteKind::Dropped,
                entry.key_span.clone(),
                "This member is repeated; the last one counts, as in the AWS CLI.",
            );
        }
        let path = Path::parse(&entry.key);
        if repeat.later {
            hide(import, &entry.key, &entry.value);
        } else if let Some(value) = found.value(source, &path, &entry.value, Some(&entry.key_span)) {
            members.push((entry.key.clone(), value));
        }
    }
    let Found { placeholders, mut places, .. } = found;
    let mut draft = Draft::from_json(Value::Object(Map::from_iter(members)));
    unmarked(import, &mut draft, &mut places);
    without_commas(import, &mut draft, &places);
    note_mismatches(import, &draft, &places);
    for placeholder in &placeholders {
        import.note(NoteKind::Unknown, placeholder.span.clone(), say_unknown(placeholder));
    }
    let id = if operation.is_of_group() { &draft.user_group_id } else { &draft.user_id };
    let label = id.clone().or_else(|| draft.user_name.clone()).unwrap_or_else(|| operation.name().to_owned());
    Imported { label, operation, draft, placeholders, places, span: node.span.clone(), ..Imported::default() }
}

/// Removes from access strings what documents put around their words, and before a `|`.
fn unmarked(import: &mut Import, draft: &mut Draft, places: &mut SourceMap) {
    for member in [Member::AccessString, Member::AppendAccessString] {
        let path = Path::Member(member);
        let Some(text) = draft.text_at(&path) else { continue };
        let plain = text.replace("\\|", "|").split(' ').map(without_marks).collect::<Vec<_>>().join(" ");
        if plain == text {
            continue;
        }
        if let Some(place) = places.get(&path) {
            import.note(
                NoteKind::Changed,
                place.literal.clone(),
                "Removed formatting marks, such as *off* or \\|, from the access string.",
            );
        }
        places.each(|at, place| {
            if *at == path {
                place.verbatim = None;
            }
        });
        match member {
            Member::AccessString => draft.access_string = Some(plain),
            _ => draft.append_access_string = Some(plain),
        }
    }
}

/// In a shell `a, b` are two words, and the comma is a part of the first.
fn without_commas(import: &mut Import, draft: &mut Draft, places: &SourceMap) {
    let shell = matches!(import.format, Some("bash" | "fish" | "cmd" | "powershell" | "windows-powershell"));
    let Some(passwords) = draft.passwords.as_mut().filter(|list| shell && list.len() > 1) else { return };
    let last = passwords.len() - 1;
    if !passwords
        .iter()
        .take(last)
        .all(|password| password.expose().len() > 1 && password.expose().ends_with(','))
    {
        return;
    }
    for password in passwords.iter_mut().take(last) {
        *password = Password::new(password.expose().trim_end_matches(',').to_owned());
    }
    if let Some(place) = places.get(&Path::Password(0)) {
        let message = "Separate list items with spaces, not commas: the comma would become part of the password. It was removed.";
        import.note(NoteKind::Changed, place.literal.clone(), message);
    }
}

/// `*off*`, `**on**`, `_off_`, `` `on` `` as `off` and `on`.
fn without_marks(word: &str) -> &str {
    let inner = word.trim_matches(['*', '_', '`']);
    let marked = inner.len() + 2 <= word.len() && matches!(inner, "on" | "off");
    let same = word.chars().next() == word.chars().next_back();
    if marked && same { inner } else { word }
}

/// How many mismatches get their own note.
const MOST_NOTED: usize = 100;

/// Says at its place of each member that doesn't fit that the request hasn't got it. The rules say more. Names aren't repeated:
/// any text may be a password.
fn note_mismatches(import: &mut Import, draft: &Draft, places: &SourceMap) {
    for mismatch in draft.mismatches.iter().take(MOST_NOTED) {
        let Some(place) = places.get(&mismatch.path) else { continue };
        let span = place.key.clone().unwrap_or_else(|| place.literal.clone());
        let message = match mismatch.kind {
            MismatchKind::Unknown => match meant(mismatch) {
                Some(name) => {
                    let name = in_form(import.format, name);
                    format!("The name is spelled {name}. It was kept as written.")
                }
                None => "The request has no such member. It was kept as written.".to_owned(),
            },
            MismatchKind::Null => "This is null, so it isn't in the request.".to_owned(),
            MismatchKind::WrongType(kind) => {
                format!("The request needs a {kind} here. The value was kept as written.")
            }
            MismatchKind::Repeated => continue,
        };
        import.note(NoteKind::Dropped, span, message);
    }
    if let Some(more) = draft.mismatches.len().checked_sub(MOST_NOTED).filter(|more| *more > 0) {
        import.notes.push(ImportNote {
            kind: NoteKind::Dropped,
            message: format!("{more} more members don't fit the request.").into(),
            span: None,
            user: None,
        });
    }
}

/// A name as a form writes it.
fn in_form(format: Option<&str>, name: &'static str) -> Cow<'static, str> {
    if !format.is_some_and(|format| format.starts_with("terraform")) {
        return name.into();
    }
    let mut snake = String::with_capacity(name.len() + 4);
    for (n, letter) in name.chars().enumerate() {
        if letter.is_ascii_uppercase() && n > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake.into()
}

/// The name that differs from what was written only in case and punctuation.
fn meant(mismatch: &Mismatch) -> Option<&'static str> {
    let Path::Unknown(written) = &mismatch.path else { return None };
    let (known, written): (&[&'static str], &str) = match &mismatch.parent {
        Path::Request => (&Member::ALL.map(Member::name), written),
        Path::Tag(_) => (&["Key", "Value"], written.rsplit('.').next()?),
        _ => (&["Type", "Passwords"], written.rsplit('.').next()?),
    };
    let plain = |name: &str| {
        let letters = name.chars().take(64).filter(|letter| letter.is_ascii_alphanumeric());
        letters.map(|letter| letter.to_ascii_lowercase()).collect::<String>()
    };
    let written = plain(written);
    known.iter().copied().find(|name| plain(name) == written)
}

/// Whether a member of the same name comes before or after.
#[derive(Clone, Copy, Default)]
struct Repeat {
    earlier: bool,
    later: bool,
}

fn repeats(entries: &[Entry]) -> Vec<Repeat> {
    let mut known = HashMap::new();
    let mut repeats = vec![Repeat::default(); entries.len()];
    for (n, entry) in entries.iter().enumerate() {
        if let Some(before) = known.insert(entry.key.as_str(), n) {
            repeats[before].later = true;
            repeats[n].earlier = true;
        }
    }
    repeats
}

/// The note about an open place.
pub(super) fn say_unknown(placeholder: &Placeholder) -> String {
    let Placeholder { path, name, written, .. } = placeholder;
    // A place that no rule knows has nothing written either.
    let what = if path.is_secret() { "The password".to_owned() } else { format!("{path}") };
    match written {
        Some(written) if template::mark(path, written).is_some_and(|mark| written[mark] == *name) => {
            format!("{path} contains `{name}`. Fill it in.")
        }
        None if name.starts_with(['{', '<', '%', '$']) || name == "a template placeholder" => {
            format!("{what} contains a template placeholder. Fill it in.")
        }
        // A description: a name has no spaces.
        None if name.contains(' ') => format!("{what} comes from {name}. Enter it."),
        None => format!("{what} comes from `{name}`, whose value isn't known here. Enter it."),
        Some(written) if *written == format!("${{{name}}}") => {
            format!("{path} comes from `{name}`, whose value isn't known here. Enter it.")
        }
        Some(written) => {
            format!(
                "{path} is `{written}`, but the value of `{name}` isn't known here. Enter the whole value."
            )
        }
    }
}

/// Marks the value of an ignored member as a password, if the member may contain one.
pub(super) fn hide(import: &mut Import, name: &str, value: &Node) {
    if secrets::is_secret_name(name) || Path::parse(name).member() == Some(Member::AuthenticationMode) {
        import.secrets.push(value.span.clone());
    }
}

/// What the reader of a request finds.
#[derive(Default)]
struct Found {
    format: Option<&'static str>,
    placeholders: Vec<Placeholder>,
    places: SourceMap,
}

impl Found {
    /// The value without unknown parts; `None` if nothing is left.
    fn value(
        &mut self,
        source: &Source<'_>,
        path: &Path,
        node: &Node,
        key: Option<&Range<usize>>,
    ) -> Option<Value> {
        let place = source_map::place_of(source, self.format, node);
        self.places.insert(path.clone(), Place { key: key.cloned(), ..place });
        match &node.what {
            NodeKind::Text(text) if source.is_open(text) => self.unknown(source, path, node, text),
            NodeKind::Text(text) if path.member().is_some() => {
                self.template(path, node, text);
                Some(node.to_json(source))
            }
            NodeKind::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    let n = values.len();
                    let path = match path {
                        Path::Member(Member::Passwords) => Path::Password(n),
                        Path::ModePasswords => Path::ModePassword(n),
                        Path::Member(Member::Tags) => Path::Tag(n),
                        _ => groups::item(path, n).unwrap_or_else(|| Path::Unknown(format!("{path}[{n}]"))),
                    };
                    values.extend(self.value(source, &path, item, None));
                }
                // A list with only unknown IDs isn't empty.
                if values.is_empty() && !items.is_empty() && groups::item(path, 0).is_some() {
                    return None;
                }
                Some(Value::Array(values))
            }
            NodeKind::Map(entries) => {
                let mut members = Vec::new();
                for entry in entries {
                    let path = Path::parse(&format!("{path}.{}", entry.key));
                    if let Some(value) = self.value(source, &path, &entry.value, Some(&entry.key_span)) {
                        members.push((entry.key.clone(), value));
                    }
                }
                Some(Value::Object(Map::from_iter(members)))
            }
            _ => Some(node.to_json(source)),
        }
    }

    /// Marks a value with a template placeholder as open. The value is kept.
    fn template(&mut self, path: &Path, node: &Node, text: &str) {
        let Some(mark) = template::mark(path, text) else { return };
        // The text around a password's placeholder is part of the password.
        let is_whole = mark == (0..text.len());
        let (name, span) = match path.is_secret() && !is_whole {
            true => ("a template placeholder", node.span.start..node.span.start),
            false => (&text[mark], node.span.clone()),
        };
        let written = (!path.is_secret()).then(|| text.to_owned());
        let name = name.to_owned();
        self.placeholders.push(Placeholder { path: path.clone(), name, written, reference: None, span });
    }

    fn unknown(&mut self, source: &Source<'_>, path: &Path, node: &Node, text: &str) -> Option<Value> {
        let opens = source.opens(text);
        let name = opens.iter().map(|open| open.name.as_str()).collect::<Vec<_>>().join(", ");
        let span = opens.first().map_or_else(|| node.span.clone(), |open| open.span.clone());
        // A whole list of passwords may be unknown: one empty password represents it.
        let list = matches!(path, Path::Member(Member::Passwords) | Path::ModePasswords);
        let path = match path {
            Path::Member(Member::Passwords) => Path::Password(0),
            Path::ModePasswords => Path::ModePassword(0),
            other => other.clone(),
        };
        let secret = path.is_secret();
        // In a place that no rule knows the value may be a password; it isn't repeated.
        let known_place = !matches!(path, Path::Unknown(_) | Path::Request);
        let written = (!secret && known_place).then(|| source.written(text));
        let reference = Language::from_id(self.format.unwrap_or_default())
            .filter(|_| !list && (known_place || secret))
            .and_then(|language| Reference::new(language, source.with_references(text)?))
            // The text around a password's reference is part of the password.
            .filter(|reference| !secret || reference.is_whole());
        self.placeholders.push(Placeholder { path, name, written, reference, span });
        let empty = Value::String(String::new());
        secret.then(|| if list { Value::Array(vec![empty]) } else { empty })
    }
}
