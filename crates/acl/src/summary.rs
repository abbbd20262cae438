//! A verdict on a user in one line: what others have to fear of it.

use crate::matrix::{Cell, Column, Reach, Row, Share};
use crate::parse::AccessString;
use crate::tables::Command;
use crate::user::{Databases, User};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// A point of the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Point {
    /// What is so, in small letters: `can empty the cache`.
    pub text: String,
    /// Whether someone should think about it.
    pub is_risk: bool,
}

impl AccessString {
    /// The verdict: whether the user can log in, empty the cache, see names of keys that it may not use, administer, write.
    /// `cells` is the [`matrix`](Self::matrix) of this string. Risks come first. Empty where a server would reject the string.
    ///
    /// ```
    /// use access_string::{Engine, parse, verdict_line};
    /// let line = |text| {
    ///     let access = parse(text, Engine::Valkey80);
    ///     verdict_line(&access.verdict(&access.matrix()))
    /// };
    /// assert_eq!(line("on ~app:* -@all +@read +@write"), "Can empty the cache · sees all key names · no administration");
    /// assert_eq!(line("on ~app:* -@all +@read -@dangerous -scan -randomkey"), "Read-only · can't empty the cache · no administration");
    /// assert_eq!(line("off ~* +@all"), "Can run every command on every key · can empty the cache · can't log in");
    /// ```
    #[must_use]
    pub fn verdict(&self, cells: &[Cell]) -> Vec<Point> {
        if !self.is_accepted() {
            return Vec::new();
        }
        let user = &self.user;
        let risk = |text: &str| Point { text: text.to_owned(), is_risk: true };
        let calm = |text: &str| Point { text: text.to_owned(), is_risk: false };
        let of = |row: Row| cells.iter().filter(move |cell| cell.row == row);
        let is_of_channels = |cell: &Cell| matches!(cell.row, Row::Channels | Row::Pubsub);
        let is_everything = cells.iter().all(|cell| cell.share == Share::Full || is_of_channels(cell));
        let works = |cell: &Cell| cell.share != Share::None;
        let mut points = Vec::new();
        if user.nopass {
            points.push(risk("logs in with any password"));
        }
        if is_everything {
            points.push(risk("can run every command on every key"));
        }
        let empties = empties(user);
        match empties {
            Empties::Cache => points.push(risk("can empty the cache")),
            Empties::Databases => points.push(risk("can empty its databases")),
            Empties::Nothing => {}
        }
        let has_all_keys = of(Row::Keys).all(|cell| cell.share == Share::Full);
        if !has_all_keys && sees_key_names(user) {
            points.push(risk("sees all key names"));
        }
        let admin = administration(cells);
        match admin.as_slice() {
            [] => {}
            _ if is_everything => {}
            [_] | [_, _] => {
                let names: Vec<String> = admin
                    .iter()
                    .map(|command| command.name().replace('|', " ").to_ascii_uppercase())
                    .collect();
                points.push(risk(&format!("administration: {}", names.join(", "))));
            }
            many => points.push(risk(&format!("{} administration commands", many.len()))),
        }
        let row_works = |column: Column| {
            let rows = cells.iter().filter(|cell| cell.row != Row::Data && cell.row != Row::Keys);
            rows.filter(|cell| cell.row != Row::Channels && cell.column == column).any(works)
        };
        if !user.enabled {
            points.push(calm("can't log in"));
        }
        let scripts = of(Row::Scripting).any(works);
        if cells.iter().all(|cell| cell.commands.is_empty() || !works(cell)) {
            points.push(calm("can't run any command"));
        } else if row_works(Column::Read) && !row_works(Column::Write) && !scripts && admin.is_empty() {
            points.push(calm("read-only"));
        }
        if empties == Empties::Nothing {
            points.push(calm("can't empty the cache"));
        }
        if admin.is_empty() {
            points.push(calm("no administration"));
        }
        points
    }
}

/// The points as one line: the first with a capital letter, `·` between them.
#[must_use]
pub fn verdict_line(points: &[Point]) -> String {
    let texts: Vec<&str> = points.iter().map(|point| point.text.as_str()).collect();
    let mut line = texts.join(" · ");
    // Every point begins with a letter of ASCII.
    if let Some(first) = line.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    line
}

/// What a user can delete with one command, regardless of its key patterns.
#[derive(Clone, Copy, PartialEq)]
enum Empties {
    Nothing,
    Databases,
    Cache,
}

fn empties(user: &User) -> Empties {
    let Some(command) = user.dialect.command("flushdb") else { return Empties::Nothing };
    if user.can(&["FLUSHALL"], 0).is_allowed() {
        return Empties::Cache;
    }
    let mut found = Empties::Nothing;
    for selector in user.all_selectors().filter(|selector| selector.allows(command)) {
        match &selector.databases {
            Databases::All => return Empties::Cache,
            Databases::Only(numbers) if !numbers.is_empty() => found = Empties::Databases,
            Databases::Only(_) => {}
        }
    }
    found
}

fn sees_key_names(user: &User) -> bool {
    let commands = ["keys", "scan", "randomkey"].into_iter().filter_map(|name| user.dialect.command(name));
    commands.into_iter().any(|command| {
        let is_usable =
            |selector: &crate::user::Selector| selector.allows(command) && !selector.has_no_databases();
        user.all_selectors().any(is_usable)
    })
}

/// In `@admin`, and nothing of a server is administered by them: they test HyperLogLogs, or list indexes.
const HARMLESS: [&str; 3] = ["pfdebug", "pfselftest", "ft._list"];

/// The commands of administration that work.
fn administration(cells: &[Cell]) -> Vec<Command> {
    let commands = cells.iter().filter(|cell| cell.row == Row::Admin).flat_map(|cell| &cell.commands);
    let works = |reach: Reach| matches!(reach, Reach::Allowed | Reach::FirstArguments);
    let working = commands.filter(|command| works(command.reach)).map(|command| command.effective.command);
    working.filter(|command| !HARMLESS.contains(&command.name())).collect()
}
