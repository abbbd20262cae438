//! The permissions as an editable table: rows are subjects, columns are kinds of access.

mod cell;
mod panel;

use crate::browser::focus;
use crate::state::use_state;
use access_string::{Cell, Column, Row, Share};
pub use cell::working;
use cell::{CellButton, id_of};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use panel::Panel;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The position of a cell.
type Place = (Row, Column);

/// The table, and the selected cell below it.
#[component]
pub fn Matrix(
    /// Whether rows for data types are shown at first.
    open: bool,
) -> impl IntoView {
    let state = use_state();
    let cells = Memo::new(move |_| state.access.with(|access| Arc::new(access.string.matrix())));
    let current = RwSignal::new(None::<Place>);
    // The result of the last change, while its cell stays selected.
    let done = RwSignal::new(Vec::<String>::new());
    let types = RwSignal::new(open);
    let places = Memo::new(move |_| {
        let is_shown = |row: Row| types.get() || !row.is_data();
        cells.with(|cells| {
            let shown = cells.iter().filter(|cell| is_shown(cell.row));
            shown.map(|cell| (cell.row, cell.column)).collect::<Vec<Place>>()
        })
    });
    let rows = move || {
        let mut rows: Vec<Row> = places.with(|places| places.iter().map(|(row, _)| *row).collect());
        rows.dedup();
        rows
    };
    // One tab stop: the cell that last had the focus, or the first.
    let stop = Memo::new(move |_| {
        places.with(|places| current.get().filter(|place| places.contains(place)).or(places.first().copied()))
    });
    let select = move |place: Place| {
        if current.get_untracked() != Some(place) {
            done.set(Vec::new());
            current.set(Some(place));
        }
    };
    let toggle = move |place: Place| {
        state.attention.settle();
        let cells = cells.get_untracked();
        let Some(cell) = find(&cells, place) else { return };
        done.set(panel::change(&state, cell, cell.share != Share::Full));
    };
    let keys = move |event: KeyboardEvent| {
        let Some(now) = stop.get_untracked() else { return };
        match (event.key().as_str(), is_in_types(&event)) {
            ("ArrowLeft", false) if now == (Row::Data, Column::Read) => {
                event.prevent_default();
                return focus::to(TYPES, None);
            }
            ("ArrowRight", true) => {
                event.prevent_default();
                return focus::to(&id_of((Row::Data, Column::Read)), None);
            }
            (_, true) => return,
            _ => {}
        }
        let to = places.with_untracked(|places| step(places, now, &event.key()));
        if let Some(to) = to {
            event.prevent_default();
            select(to);
            focus::to(&id_of(to), None);
        }
    };
    let heading = |column: Column| view! { <th role="columnheader">{column.title()}</th> };
    let row = move |row: Row| {
        let cell = move |column: Column| {
            let place = (row, column);
            let cell = Memo::new(move |_| cells.with(|cells| find(cells, place).cloned()));
            let is_stop = Signal::derive(move || stop.get() == Some(place));
            let is_current = Signal::derive(move || current.get() == Some(place));
            view! { <CellButton place cell is_stop is_current select toggle /> }
        };
        let title = match row {
            Row::Data => view! {
                // Reached with the arrow keys, so that the table stays one tab stop.
                <button
                    type="button"
                    id=TYPES
                    class="types"
                    tabindex="-1"
                    aria-label="All data types: show each"
                    aria-expanded=move || if types.get() { "true" } else { "false" }
                    on:click=move |_| types.update(|open| *open = !*open)
                >
                    {move || if types.get() { "▾ " } else { "▸ " }}
                    {row.title()}
                </button>
            }
            .into_any(),
            _ => row.title().into_any(),
        };
        view! {
            <tr role="row" class:type-row=row.is_data() class:risky=row.is_risky()>
                <th role="rowheader">{title}</th>
                {Column::ALL.map(cell).collect_view()}
            </tr>
        }
    };
    view! {
        <section class="matrix" aria-labelledby="matrix-title">
            <div class="bench-head">
                <h3 id="matrix-title">"Permissions by subject"</h3>
                <p class="matrix-legend" aria-hidden="true">
                    <span class="swatch" data-share="full"></span>
                    "all "
                    <span class="swatch" data-share="part"></span>
                    "some "
                    <span class="swatch" data-share="none"></span>
                    "none"
                </p>
            </div>
            <table role="grid" aria-labelledby="matrix-title" aria-describedby="matrix-how" on:keydown=keys>
                <thead>
                    <tr role="row">
                        <th role="columnheader">
                            <span class="visually-hidden">"About"</span>
                        </th>
                        {Column::ALL.map(heading).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=|row| *row children=row />
                </tbody>
            </table>
            <p id="matrix-how" class="why matrix-how">
                "Click a cell to allow or deny all of it. The arrow keys move between cells."
            </p>
            <Panel cells current done />
        </section>
    }
}

/// The id of the button that shows the data types.
const TYPES: &str = "matrix-types";

fn is_in_types(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.id() == TYPES)
}

fn find(cells: &[Cell], (row, column): Place) -> Option<&Cell> {
    cells.iter().find(|cell| cell.row == row && cell.column == column)
}

/// The cell that a key moves to.
fn step(places: &[Place], now: Place, key: &str) -> Option<Place> {
    let at = places.iter().position(|place| *place == now)?;
    let in_row = |place: &&Place| place.0 == now.0;
    // The next row's cell in the same column, or its first one.
    let below = |mut rest: Box<dyn Iterator<Item = &Place> + '_>| {
        let first = rest.find(|place| place.0 != now.0)?;
        let same = (first.0, now.1);
        Some(if places.contains(&same) { same } else { *first })
    };
    match key {
        "ArrowRight" => places.get(at + 1).filter(in_row).copied(),
        "ArrowLeft" => places.get(at.checked_sub(1)?).filter(in_row).copied(),
        "ArrowDown" => below(Box::new(places.get(at..)?.iter())),
        "ArrowUp" => below(Box::new(places.get(..at)?.iter().rev())),
        "Home" => places.iter().find(in_row).copied(),
        "End" => places.iter().rev().find(in_row).copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_move_between_cells() {
        use Column::{Manage, Read, Write};
        let places = [
            (Row::Keys, Read),
            (Row::Keys, Write),
            (Row::Connection, Manage),
            (Row::Dangerous, Read),
            (Row::Dangerous, Write),
            (Row::Dangerous, Manage),
        ];
        let to = |now, key| step(&places, now, key);
        assert_eq!(to((Row::Keys, Read), "ArrowRight"), Some((Row::Keys, Write)));
        assert_eq!(to((Row::Keys, Write), "ArrowRight"), None);
        assert_eq!(to((Row::Keys, Write), "ArrowDown"), Some((Row::Connection, Manage)));
        assert_eq!(to((Row::Connection, Manage), "ArrowDown"), Some((Row::Dangerous, Manage)));
        assert_eq!(to((Row::Dangerous, Write), "ArrowUp"), Some((Row::Connection, Manage)));
        assert_eq!(to((Row::Connection, Manage), "ArrowUp"), Some((Row::Keys, Write)));
        assert_eq!(to((Row::Dangerous, Write), "Home"), Some((Row::Dangerous, Read)));
        assert_eq!(to((Row::Keys, Read), "ArrowUp"), None);
    }
}
