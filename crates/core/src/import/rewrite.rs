//! Writing changes of a draft back into the text that it was read from.
//!
//! A literal is replaced as a whole, in its own language's quoting, and never if it contains a password. The result is
//! read again: it's used only if it yields the same users with only these changes.

use super::source_map::{Notation, Place};
use super::{Import, Imported, Placeholder, import};
use crate::sorted::by_number;
use crate::{Draft, Edit, Path, apply, quote};
use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// Edits of one user in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which of the users that [`import`] finds in the text.
    pub user: usize,
    /// What to change; all of it or nothing is written.
    pub edits: Vec<Edit>,
}

/// Text after changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// Which of the changes are in it, in the order in which they were given.
    pub applied: Vec<bool>,
}

/// The text is read at most this many times to find out which of its changes are safe to write.
const READS: usize = 40;

/// Writes the changes into the text, except those that can't be written or would change something else.
///
/// ```
/// use elasticache_user::{Edit, Member, import::{Change, rewrite}};
///
/// let text = r#"{"UserId": "App", "Passwords": ["App-App-App-App-App"]}"#;
/// let edits = vec![Edit::text(Member::UserId, "app")];
/// let rewritten = rewrite(text, &[Change { user: 0, edits }]);
/// assert_eq!(rewritten.text, r#"{"UserId": "app", "Passwords": ["App-App-App-App-App"]}"#);
/// ```
pub fn rewrite(text: &str, changes: &[Change]) -> Rewritten {
    let before = import(text);
    let mut run = Run { text, before: &before, reads: 0 };
    let mut taken = Taken::default();
    let planned: Vec<Plan> = changes
        .iter()
        .enumerate()
        .filter_map(|(n, change)| Some(Plan { change: n, literals: taken.plan(text, &before, change)? }))
        .collect();
    let mut accepted = Accepted { plans: Vec::new(), text: text.to_owned() };
    run.add(&planned, &mut accepted);
    let mut applied = vec![false; changes.len()];
    for plan in &accepted.plans {
        if let Some(slot) = applied.get_mut(plan.change) {
            *slot = true;
        }
    }
    Rewritten { text: accepted.text, applied }
}

/// A change as replacements of literals.
#[derive(Clone)]
struct Plan {
    change: usize,
    literals: Vec<Literal>,
}

#[derive(Clone)]
struct Literal {
    user: usize,
    path: Path,
    value: String,
    place: Range<usize>,
    written: String,
}

/// What earlier changes have claimed, so that no two that overlap are both written.
#[derive(Default)]
struct Taken {
    paths: BTreeMap<(usize, Path), String>,
    /// Replacements by where they start: a variable or an anchor may be the value of several users.
    places: BTreeMap<usize, (usize, String)>,
}

impl Taken {
    fn plan(&mut self, text: &str, before: &Import, change: &Change) -> Option<Vec<Literal>> {
        let user = before.users.get(change.user)?;
        let after = apply(&user.draft, &change.edits);
        let mut literals: Vec<Literal> = Vec::new();
        for edit in &change.edits {
            let (Edit::Set(path, _) | Edit::Replace(path, ..)) = edit else { return None };
            if literals.iter().any(|literal| literal.path == *path) {
                continue;
            }
            let (old, new) = (user.draft.text_at(path)?, after.text_at(path)?);
            if old == new {
                continue;
            }
            let place = user.places.get(path)?;
            if overlaps(&before.secrets, &place.literal) || self.claimed(change.user, path, &place.literal) {
                return None;
            }
            let written = written(text, before.format?, place, old, new)?;
            literals.push(Literal {
                user: change.user,
                path: path.clone(),
                value: new.to_owned(),
                place: place.literal.clone(),
                written,
            });
        }
        let agrees = literals.iter().all(|literal| {
            self.places.get(&literal.place.start).is_none_or(|(_, written)| *written == literal.written)
        });
        if literals.is_empty() || !agrees {
            return None;
        }
        for literal in &literals {
            self.paths.insert((literal.user, literal.path.clone()), literal.value.clone());
            self.places.insert(literal.place.start, (literal.place.end, literal.written.clone()));
        }
        Some(literals)
    }

    /// Whether another change is there already, unless it is of the very same literal.
    fn claimed(&self, user: usize, path: &Path, place: &Range<usize>) -> bool {
        let before = self.places.range(..place.end).next_back();
        let overlaps = before.is_some_and(|(start, (end, _))| {
            *end > place.start && !(*start == place.start && *end == place.end)
        });
        overlaps || self.paths.contains_key(&(user, path.clone()))
    }
}

fn overlaps(sorted: &[Range<usize>], place: &Range<usize>) -> bool {
    let next = sorted.partition_point(|range| range.end <= place.start);
    sorted.get(next).is_some_and(|range| range.start < place.end)
}

struct Run<'t> {
    text: &'t str,
    before: &'t Import,
    reads: usize,
}

struct Accepted {
    plans: Vec<Plan>,
    text: String,
}

impl Run<'_> {
    /// Tries all changes together; if the result isn't right, each half separately.
    fn add(&mut self, plans: &[Plan], accepted: &mut Accepted) {
        if plans.is_empty() || self.reads >= READS {
            return;
        }
        self.reads += 1;
        let all: Vec<Plan> = accepted.plans.iter().chain(plans).cloned().collect();
        let text = replaced(self.text, &all);
        if self.is_meant(&text, &all) {
            *accepted = Accepted { plans: all, text };
            return;
        }
        let (first, second) = plans.split_at(plans.len() / 2);
        if !first.is_empty() {
            self.add(first, accepted);
            self.add(second, accepted);
        }
    }

    /// Whether the new text means the same as the old one, except for the changes.
    fn is_meant(&self, text: &str, plans: &[Plan]) -> bool {
        let after = import(text);
        let mut edits: Vec<Vec<Edit>> = vec![Vec::new(); self.before.users.len()];
        for literal in plans.iter().flat_map(|plan| &plan.literals) {
            let edit = Edit::text(literal.path.clone(), literal.value.clone());
            if let Some(edits) = edits.get_mut(literal.user) {
                edits.push(edit);
            }
        }
        let same = |n: usize, (old, new): (&Imported, &Imported)| {
            let edits = edits.get(n).map(Vec::as_slice).unwrap_or_default();
            is_same(old, &apply(&old.draft, edits), new)
        };
        after.format == self.before.format
            && after.users.len() == self.before.users.len()
            && self.before.users.iter().zip(&after.users).enumerate().all(|(n, pair)| same(n, pair))
            && after.errors.len() == self.before.errors.len()
            && after.errors.iter().zip(&self.before.errors).all(|(new, old)| new.message == old.message)
            && self.says_no_more(&after)
    }

    /// Quotes may make a note needless; none may be new.
    fn says_no_more(&self, after: &Import) -> bool {
        let mut counts: BTreeMap<(_, &str), usize> = BTreeMap::new();
        for note in &self.before.notes {
            *counts.entry((note.kind, note.message.as_ref())).or_default() += 1;
        }
        after.notes.iter().all(|note| match counts.get_mut(&(note.kind, note.message.as_ref())) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
    }
}

fn is_same(old: &Imported, draft: &Draft, new: &Imported) -> bool {
    let open = |user: &Imported| {
        let open = |one: &Placeholder| (one.path.clone(), one.name.clone(), one.written.clone());
        user.placeholders.iter().map(open).collect::<Vec<_>>()
    };
    new.draft == *draft
        && new.operation == old.operation
        && new.globals == old.globals
        && open(new) == open(old)
        && without_id(old) == without_id(new)
}

/// The current user, without what the draft of a reply repeats of it.
fn without_id(user: &Imported) -> Option<crate::User> {
    let mut current = user.current.clone()?;
    (current.user_id, current.access_string) = (None, None);
    Some(current)
}

fn replaced(text: &str, plans: &[Plan]) -> String {
    let literals: Vec<&Literal> = plans.iter().flat_map(|plan| &plan.literals).collect();
    let mut literals = by_number(literals, |literal| literal.place.start);
    literals.dedup_by_key(|literal| literal.place.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for literal in literals {
        out.push_str(text.get(at..literal.place.start).unwrap_or_default());
        out.push_str(&literal.written);
        at = literal.place.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The literal with another value; `None` where that could mean something else to its language.
fn written(text: &str, format: &str, place: &Place, old: &str, new: &str) -> Option<String> {
    let literal = text.get(place.literal.clone())?;
    let is_quoted = place.verbatim.as_ref().is_some_and(|verbatim| *verbatim != place.literal);
    let quote = literal.chars().next().filter(|_| is_quoted);
    if place.notation == Notation::Word && computed(literal, format, quote) {
        return None;
    }
    let quoted = |quote: char| format!("{quote}{new}{quote}");
    match (place.notation, quote) {
        (Notation::Form, _) => {
            return place.verbatim.as_ref().or(Some(&place.literal)).map(|_| quote::url(new));
        }
        (Notation::InWord, _) => return in_word(place, literal, old, new, format),
        (Notation::Plain, _) => {
            return place.verbatim.as_ref().filter(|_| is_plain(new, "&~*+|()<>=%")).map(|_| new.to_owned());
        }
        // The quotes stay as they are where nothing between them needs escaping in any language.
        (Notation::Word, Some(quote)) if is_plain(new, "&~*+|()<>=") && (format != "cmd" || quote == '"') => {
            return Some(quoted(quote));
        }
        (
            Notation::Json
            | Notation::JavaScript
            | Notation::Python
            | Notation::Go
            | Notation::Rust
            | Notation::Yaml
            | Notation::Hcl,
            Some(quote),
        ) if is_plain(new, "&~*+|()<>=%") => return Some(quoted(quote)),
        _ => {}
    }
    let starts = |quotes: &[char]| literal.starts_with(quotes);
    match place.notation {
        Notation::Word => match format {
            "bash" => quote::posix(new).ok(),
            "fish" => quote::fish(new).ok(),
            "powershell" => quote::powershell(new).ok(),
            "windows-powershell" => quote::windows_powershell(new).ok(),
            "cmd" => quote::cmd(new).ok(),
            _ => None,
        },
        Notation::Json if starts(&['"']) => Some(quote::json(new)),
        Notation::JavaScript if starts(&['"', '\'']) => Some(quote::javascript(new)),
        Notation::Python if starts(&['"', '\'']) => Some(quote::python(new)),
        Notation::Go if starts(&['"']) => Some(quote::go(new)),
        Notation::Rust if starts(&['"']) => Some(quote::rust(new)),
        Notation::Hcl if starts(&['"']) && !literal.contains("${") && !literal.contains("%{") => {
            Some(quote::hcl(new))
        }
        // Tags, anchors, aliases, blocks, collections and functions aren't rewritten.
        Notation::Yaml if literal.starts_with("Ref:") || literal.starts_with("Fn::") => None,
        Notation::Yaml if !starts(&['!', '&', '*', '|', '>', '{', '[']) => Some(quote::yaml(new)),
        _ => None,
    }
}

/// Whether a shell works out a part of the word.
fn computed(literal: &str, format: &str, quote: Option<char>) -> bool {
    let active = match format {
        "cmd" => ['%', '!'],
        _ => ['$', '`'],
    };
    literal.contains(active) && !(quote == Some('\'') && format != "cmd")
}

/// A part of a word keeps the quoting of the word, so only characters that no quoting touches are written: few, unless the
/// old value has a space, which shows that quotes are around it.
fn in_word(place: &Place, literal: &str, old: &str, new: &str, format: &str) -> Option<String> {
    place.verbatim.as_ref()?;
    let more = if old.contains(' ') && format != "cmd" { "&~*+|()<>=" } else { "" };
    let fits = is_plain(new, more) && (!more.is_empty() || !new.contains(' '));
    let inner = literal.len().checked_sub(old.len())? / 2;
    let (before, after) = (literal.get(..inner)?, literal.get(literal.len() - inner..)?);
    fits.then(|| [before, new, after].concat())
}

/// Whether the text is made of ASCII letters, digits, spaces, `_.:@/,-` and these characters.
fn is_plain(text: &str, more: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_ascii_alphanumeric() || " _.:@/-".contains(letter) || more.contains(letter))
}
