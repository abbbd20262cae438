//! What one access string allows that another doesn't, for reviewing a change: the risk first, then the
//! dangerous commands by name, then the others by category.

use crate::rules::version_name;
use crate::{EngineVersion, channel_remark};
use access_string::{AccessString, Command, DATA_TYPES, Dialect, Difference, Part, Risk, User, parse};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// What differs between two users, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// What to look at first, such as `every key`: each is gained.
    pub risks: Vec<String>,
    /// What is gained and lost, with a row for each kind. Empty if both mean the same.
    pub rows: Vec<ChangeRow>,
    /// What else to know, in sentences: a version that rejects a string, or a default that decides.
    pub remarks: Vec<String>,
}

/// The differences of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ChangeRow {
    /// `Login`, `Keys`, `Channels`, `Databases`, `Dangerous commands`, a category such as `@hash`, or what kind of command
    /// it is.
    pub title: String,
    /// What the second string allows and the first doesn't.
    pub gained: Vec<String>,
    /// What the first string allows and the second doesn't.
    pub lost: Vec<String>,
}

/// Compares two access strings, each as the cache of a version reads it.
///
/// ```
/// use elasticache_user::{EngineVersion, compare};
///
/// let version = EngineVersion::Valkey91;
/// let changes = compare("on ~app:* -@all +get", version, "on ~* -@all +get +flushall", version);
/// assert_eq!(changes.risks[0], "every key");
/// assert_eq!(changes.rows[0].gained, ["~*"]);
/// assert_eq!((changes.rows[1].title.as_str(), changes.rows[1].gained[0].as_str()), ("Dangerous commands", "flushall"));
/// // One string on two versions.
/// let text = "on ~* -@all +@hash";
/// let changes = compare(text, EngineVersion::Valkey72, text, EngineVersion::Valkey91);
/// assert!(changes.rows[0].gained.contains(&"hexpire".to_owned()));
/// ```
#[must_use]
pub fn compare(before: &str, first: EngineVersion, after: &str, second: EngineVersion) -> Changes {
    let (before, after) = (parse(before, first.dialect()), parse(after, second.dialect()));
    let mut changes = Changes::between(&before.user, &after.user);
    for (which, access, version) in [("first", &before, first), ("second", &after, second)] {
        changes.remarks.extend(rejection(which, access, version));
    }
    let is_about_channels = changes.rows.iter().any(|row| row.title == CHANNELS);
    let remark = [&before, &after].into_iter().find_map(channel_remark);
    changes.remarks.extend(remark.filter(|_| is_about_channels).map(str::to_owned));
    changes
}

/// The remark that a version rejects a string, so that the cache wouldn't have such a user.
fn rejection(which: &str, access: &AccessString, version: EngineVersion) -> Option<String> {
    let error = access.errors.first()?;
    let word = error.span.slice(&access.text);
    // A password may be anywhere in a word that can't be read.
    let word = if word.contains(['>', '<', '#', '!']) { "one of its words" } else { word };
    let word: String = word.chars().take(LONGEST_WORD).collect();
    Some(format!("{} rejects the {which} string because of {word}.", version_name(version)))
}

/// How many characters of a word are shown.
const LONGEST_WORD: usize = 80;

const CHANNELS: &str = "Channels";

/// The categories by which commands are grouped after the data types, most specific first.
const CATEGORIES: [&str; 8] =
    ["pubsub", "transaction", "scripting", "connection", "keyspace", "admin", "write", "read"];

fn categories() -> impl Iterator<Item = &'static str> {
    DATA_TYPES.into_iter().chain(CATEGORIES)
}

impl Changes {
    /// The changes from one user to another.
    #[must_use]
    pub fn between(before: &User, after: &User) -> Self {
        let Difference { enabled, nopass, passwords, gained, lost, risks, .. } = before.diff(after);
        let login = |now: Option<bool>| match now {
            Some(true) => (vec!["can log in".to_owned()], Vec::new()),
            Some(false) => (Vec::new(), vec!["can log in".to_owned()]),
            None => (Vec::new(), Vec::new()),
        };
        let mut rows = Rows::default();
        let (on, off) = login(enabled);
        rows.add("Login", on, off);
        match nopass {
            Some(true) => rows.add("Login", vec!["any password will do".to_owned()], Vec::new()),
            Some(false) => rows.add("Login", Vec::new(), vec!["any password will do".to_owned()]),
            None => {}
        }
        if passwords {
            rows.add("Login", vec!["other passwords".to_owned()], Vec::new());
        }
        rows.add("Keys", gained.keys.clone(), lost.keys.clone());
        rows.add(CHANNELS, gained.channels.clone(), lost.channels.clone());
        rows.add("Databases", gained.databases.clone(), lost.databases.clone());
        let gains = commands(after.dialect, before.dialect, &gained);
        let losses = commands(before.dialect, after.dialect, &lost);
        // Rows of both sides in one order.
        for title in titles() {
            let of = |all: &[(String, Vec<String>)]| -> Vec<String> {
                all.iter().filter(|(known, _)| *known == title).flat_map(|(_, words)| words.clone()).collect()
            };
            rows.add(&title, of(&gains), of(&losses));
        }
        // Where rights only move between them.
        if rows.0.is_empty() {
            let selectors = |part: &Part| part.selectors.iter().map(|nth| selector(*nth)).collect();
            rows.add("Selectors", selectors(&gained), selectors(&lost));
        }
        Self { risks: risks.iter().map(risk).collect(), rows: rows.0, remarks: Vec::new() }
    }

    /// Whether both mean the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A line for each thing to know, as a terminal shows them: what is gained after a `+`, what is lost after a `-`.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.is_empty() {
            lines.push("Same permissions.".to_owned());
        }
        lines.extend(self.risks.iter().map(|risk| format!("risk: gains {risk}")));
        for ChangeRow { title, gained, lost } in &self.rows {
            for (sign, words) in [("+", gained), ("-", lost)] {
                if !words.is_empty() {
                    lines.push(format!("{title}: {sign} {}", words.join(", ")));
                }
            }
        }
        lines.extend(self.remarks.iter().map(|remark| format!("note: {remark}")));
        lines
    }
}

/// The rows so far, each kind once.
#[derive(Default)]
struct Rows(Vec<ChangeRow>);

impl Rows {
    fn add(&mut self, title: &str, gained: Vec<String>, lost: Vec<String>) {
        if gained.is_empty() && lost.is_empty() {
            return;
        }
        match self.0.last_mut().filter(|row| row.title == title) {
            Some(row) => {
                row.gained.extend(gained);
                row.lost.extend(lost);
            }
            None => self.0.push(ChangeRow { title: title.to_owned(), gained, lost }),
        }
    }
}

const DANGEROUS: &str = "Dangerous commands";
const ONLY: &str = "Commands that the other version lacks";
const FIRST_ARGUMENTS: &str = "Commands with some first arguments";
const OTHER: &str = "Other commands";
const FUTURE: &str = "Future commands";

fn titles() -> impl Iterator<Item = String> {
    let categories = categories().map(|name| format!("@{name}"));
    let first = [DANGEROUS, FIRST_ARGUMENTS].into_iter().map(str::to_owned);
    first.chain(categories).chain([OTHER, ONLY, FUTURE].into_iter().map(str::to_owned))
}

/// The commands of one side under the titles of their rows.
fn commands(dialect: Dialect, other: Dialect, part: &Part) -> Vec<(String, Vec<String>)> {
    let name = |command: &Command| command.name().replace('|', " ");
    let names = |all: &[Command]| all.iter().map(name).collect::<Vec<_>>();
    let is_in =
        |command: &Command, name: &str| dialect.categories_of(*command).any(|each| each.name() == name);
    let (dangerous, mut rest): (Vec<Command>, Vec<Command>) =
        part.commands.iter().copied().partition(|command| is_in(command, "dangerous"));
    let mut rows = vec![
        (DANGEROUS.to_owned(), names(&dangerous)),
        (FIRST_ARGUMENTS.to_owned(), part.first_args.clone()),
    ];
    let gained = |command: &Command| part.commands.contains(command);
    let (only, both): (Vec<Command>, Vec<Command>) =
        rest.into_iter().partition(|command| other != dialect && other.command(command.name()).is_none());
    rest = both;
    for category in categories() {
        let (listed, others): (Vec<Command>, Vec<Command>) =
            rest.into_iter().partition(|command| is_in(command, category));
        rest = others;
        if listed.is_empty() {
            continue;
        }
        let found = dialect.category(category);
        let members = found.map(|found| dialect.members(found)).unwrap_or_default();
        let is_whole =
            members.len() >= 4 && members.without(&dialect.containers()).iter().all(|member| gained(&member));
        let words = match is_whole {
            true => vec![format!("all {} of @{category}", members.len())],
            false => names(&listed),
        };
        rows.push((format!("@{category}"), words));
    }
    rows.push((OTHER.to_owned(), names(&rest)));
    rows.push((ONLY.to_owned(), names(&only)));
    if part.future_commands {
        rows.push((FUTURE.to_owned(), vec!["any command of future versions".to_owned()]));
    }
    rows
}

fn selector(nth: usize) -> String {
    if nth == 0 { "rules outside parentheses".to_owned() } else { format!("selector {nth}") }
}

fn risk(risk: &Risk) -> String {
    let commands = |list: &[Command], what: &str| {
        let names: Vec<&str> = list.iter().take(3).map(|command| command.name()).collect();
        let more = if list.len() > names.len() { ", …" } else { "" };
        format!("{} {what} ({}{more})", list.len(), names.join(", "))
    };
    match risk {
        Risk::AnyPassword => "any password will do".to_owned(),
        Risk::AllKeys => "every key".to_owned(),
        Risk::AllChannels => "every channel".to_owned(),
        Risk::FutureCommands => "any command added in future versions".to_owned(),
        Risk::Admin(list) => commands(list, "of @admin"),
        Risk::Dangerous(list) => commands(list, "of @dangerous"),
        Risk::Scripting(list) => commands(list, "of @scripting"),
        _ => "more than before".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWEST: EngineVersion = EngineVersion::Valkey91;

    fn changes(before: &str, after: &str) -> Changes {
        compare(before, NEWEST, after, NEWEST)
    }

    fn row<'a>(changes: &'a Changes, title: &str) -> &'a ChangeRow {
        changes.rows.iter().find(|row| row.title == title).unwrap()
    }

    #[test]
    fn dangerous_commands_come_first_and_a_whole_category_is_one_word() {
        let all = changes("on -@all", "on -@all +@pubsub +keys +get");
        assert_eq!(all.rows[0].title, DANGEROUS);
        assert_eq!(all.rows[0].gained, ["keys"]);
        assert!(row(&all, "@pubsub").gained[0].starts_with("all "), "{all:?}");
        assert_eq!(row(&all, "@string").gained, ["get"]);
    }

    #[test]
    fn keys_and_login_have_their_own_rows() {
        let all = changes("on ~a:* +get", "off ~b:* +get");
        assert_eq!(row(&all, "Keys").gained, ["~b:*"]);
        assert_eq!(row(&all, "Keys").lost, ["~a:*"]);
        assert_eq!(row(&all, "Login").lost, ["can log in"]);
        assert!(changes("on ~a +get", "on +get ~a").is_empty());
        assert_eq!(changes("on ~a", "on ~a").lines(), ["Same permissions."]);
    }

    #[test]
    fn every_gained_and_lost_command_is_in_some_row() {
        for (before, after) in
            [("on ~* -@all", "on ~* +@all"), ("on +@all -@read", "on -@all +@hash +@admin")]
        {
            for (first, second) in [(EngineVersion::Redis62, NEWEST), (NEWEST, NEWEST)] {
                let (a, b) = (parse(before, first.dialect()).user, parse(after, second.dialect()).user);
                let difference = a.diff(&b);
                let changes = Changes::between(&a, &b);
                for (part, dialect, side) in [
                    (
                        &difference.gained,
                        b.dialect,
                        changes.rows.iter().map(|row| &row.gained).collect::<Vec<_>>(),
                    ),
                    (&difference.lost, a.dialect, changes.rows.iter().map(|row| &row.lost).collect()),
                ] {
                    let words: Vec<&String> = side.into_iter().flatten().collect();
                    for command in &part.commands {
                        let name = command.name().replace('|', " ");
                        let whole = dialect.categories_of(*command).any(|category| {
                            let end = format!(" of @{}", category.name());
                            words.iter().any(|word| word.starts_with("all ") && word.ends_with(&end))
                        });
                        assert!(whole || words.contains(&&name), "{name}: {words:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn rejecting_versions_are_named_without_passwords() {
        let text = "on ~* -@all +@search";
        let changes = compare(text, EngineVersion::Valkey80, text, NEWEST);
        assert_eq!(changes.remarks, ["Valkey 8.0 rejects the first string because of +@search."]);
        let secret = compare("on #canary", NEWEST, "on >canary2 +get", NEWEST);
        assert!(!format!("{secret:?}").contains("canary"), "{secret:?}");
        assert!(!secret.is_empty());
    }
}
