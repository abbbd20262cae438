//! The table of permissions, and the verdict on a user: `accessString.matrix` and `accessString.setCell`.

use crate::access::{Rights, names, read, rights};
use crate::view::Refusal;
use access_string::{Cell, Column, Reach, Row, Share, verdict_line};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tsify::Tsify;

/// The result of `accessString.matrix`.
#[derive(Debug, Serialize, Tsify)]
pub struct PermissionMatrix {
    /// Whether the server would accept the access string.
    accepted: bool,
    /// The risks in one line: `Can empty the cache · sees all key names · no administration`.
    verdict: String,
    /// The statements of that line.
    points: Vec<VerdictPoint>,
    /// Row by row, from left to right, without empty cells.
    cells: Vec<MatrixCell>,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// One statement of the verdict.
#[derive(Debug, Serialize, Tsify)]
pub struct VerdictPoint {
    text: String,
    /// Whether it's a risk.
    risk: bool,
}

/// A cell of the table.
#[derive(Debug, Serialize, Tsify)]
pub struct MatrixCell {
    /// What the commands work on.
    #[tsify(type = "MatrixRow")]
    row: Row,
    /// What the commands do.
    #[tsify(type = "MatrixColumn")]
    column: Column,
    /// The title of its row: `Sorted sets`.
    title: &'static str,
    /// How much of it is allowed.
    #[tsify(type = "\"none\" | \"part\" | \"full\"")]
    share: Share,
    /// How many of its commands the command words allow, regardless of keys and channels.
    allowed: usize,
    /// Its commands. Empty in the rows of keys and channels.
    commands: Vec<MatrixCommand>,
    /// The patterns as words, in the rows of keys and channels.
    patterns: Vec<String>,
}

/// A command of a cell.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct MatrixCommand {
    name: &'static str,
    /// Whether the user can run it, and if not, what's missing.
    #[tsify(
        type = "\"allowed\" | \"first-arguments\" | \"no-key\" | \"no-channel\" | \"no-database\" | \"refused\""
    )]
    reach: Reach,
    /// The word that decided.
    rule: Option<String>,
}

/// `(text, options)`
pub fn matrix([text, options]: [Value; 2]) -> PermissionMatrix {
    let access = read(&text, &options);
    let cells = access.matrix();
    let points = access.verdict(&cells);
    let cell = |cell: &Cell| MatrixCell {
        row: cell.row,
        column: cell.column,
        title: cell.row.title(),
        share: cell.share,
        allowed: cell.allowed(),
        commands: cell
            .commands
            .iter()
            .map(|command| MatrixCommand {
                name: command.effective.command.name(),
                reach: command.reach,
                rule: command.effective.rule.map(|span| span.slice(&access.text).to_owned()),
            })
            .collect(),
        patterns: cell.patterns.clone(),
    };
    PermissionMatrix {
        accepted: access.is_accepted(),
        verdict: verdict_line(&points),
        cells: cells.iter().map(cell).collect(),
        points: points
            .into_iter()
            .map(|point| VerdictPoint { text: point.text, risk: point.is_risk })
            .collect(),
        refused: None,
    }
}

/// The result of `accessString.setCell`.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CellChange {
    /// The access string afterwards.
    text: String,
    /// The added words.
    added: Vec<String>,
    /// The words removed because they would have no effect.
    removed: Vec<String>,
    /// What the user gains beyond the cell.
    also_gained: Rights,
    /// What the user loses beyond the cell.
    also_lost: Rights,
    /// Commands that the added words would grant if other words didn't deny them.
    kept_out: Vec<KeptOut>,
}

/// A word that denies commands which others would grant.
#[derive(Debug, Serialize, Tsify)]
pub struct KeptOut {
    word: String,
    /// The commands that it denies.
    commands: Vec<&'static str>,
}

/// `(text, row, column, allow, options)`
pub fn set_cell([text, row, column, allow, options]: [Value; 5]) -> Option<CellChange> {
    let change = read(&text, &options).set_cell(
        Row::deserialize(row).ok()?,
        Column::deserialize(column).ok()?,
        allow == Value::Bool(true),
    )?;
    Some(CellChange {
        text: change.text,
        added: change.added,
        removed: change.removed,
        also_gained: rights(change.also_gained),
        also_lost: rights(change.also_lost),
        kept_out: change.kept_out.into_iter().map(kept_out).collect(),
    })
}

fn kept_out(group: access_string::KeptOut) -> KeptOut {
    KeptOut { word: group.word, commands: names(&group.commands) }
}
