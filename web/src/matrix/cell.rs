//! A cell: how many of its commands are allowed, and a click that changes that.

use super::Place;
use access_string::{Cell, Reach, Row, Share};
use leptos::prelude::*;

/// The id of a cell's button.
pub fn id_of((row, column): Place) -> String {
    format!("cell-{}-{}", row.title(), column.title()).replace([' ', '/'], "-")
}

/// How a cell looks and how screen readers name it.
#[derive(Clone, PartialEq)]
struct CellView {
    share: &'static str,
    text: String,
    label: String,
    /// The allowed share, in percent.
    percent: usize,
}

/// The name of a share, for styles.
pub fn share_name(cell: &Cell) -> &'static str {
    match (cell.share, cell.blocked()) {
        (_, Some(_)) => "blocked",
        (Share::Full, _) => "full",
        (Share::Part, _) => "part",
        (Share::None, _) => "none",
    }
}

/// How many commands of the cell can run.
pub fn working(cell: &Cell) -> usize {
    let works = |reach: Reach| matches!(reach, Reach::Allowed | Reach::FirstArguments);
    cell.commands.iter().filter(|command| works(command.reach)).count()
}

/// Why allowed commands can't run.
pub fn blocked_by(reach: Reach) -> &'static str {
    match reach {
        Reach::NoChannel => "no channel",
        Reach::NoDatabase => "no database",
        _ => "no key",
    }
}

fn cell_view(cell: &Cell) -> CellView {
    let (count, of) = (working(cell), cell.commands.len());
    let is_scope = matches!(cell.row, Row::Keys | Row::Channels);
    let text = match (cell.share, cell.blocked()) {
        (_, Some(reach)) => blocked_by(reach).to_owned(),
        (Share::Full, _) if is_scope => "all".to_owned(),
        (Share::Part, _) if is_scope => cell.patterns.join(" "),
        (Share::None, _) => "none".to_owned(),
        (Share::Full, _) => format!("all {of}"),
        (Share::Part, _) => format!("{count}/{of}"),
    };
    let spoken = match (cell.share, cell.blocked()) {
        (_, Some(reach)) => {
            format!("{} of {of} commands are allowed, but {} is", cell.allowed(), blocked_by(reach))
        }
        (Share::Full, _) if is_scope => "all".to_owned(),
        (Share::Full, _) if of == 1 => "all 1 command".to_owned(),
        (Share::Full, _) => format!("all {of} commands"),
        (Share::Part, _) if is_scope => cell.patterns.join(" "),
        (Share::Part, _) => format!("{count}/{of} commands"),
        (Share::None, _) => "none".to_owned(),
    };
    let percent = match cell.share {
        Share::Full => 100,
        Share::None => 0,
        Share::Part if is_scope => 50,
        // Visible even for one of a hundred.
        Share::Part => (count * 100 / of.max(1)).clamp(8, 92),
    };
    let label = format!("{}, {}: {spoken}", cell.row.title(), cell.column.title().to_lowercase());
    CellView { share: share_name(cell), text, label, percent }
}

/// The cell; empty if it has no commands.
#[component]
pub fn CellButton(
    place: Place,
    cell: Memo<Option<Cell>>,
    is_stop: Signal<bool>,
    is_current: Signal<bool>,
    #[prop(into)] select: Callback<(Place,)>,
    #[prop(into)] toggle: Callback<(Place,)>,
) -> impl IntoView {
    let view = Memo::new(move |_| cell.with(|cell| cell.as_ref().map(cell_view)));
    let get = move |part: fn(CellView) -> String| view.get().map(part);
    // On touch, the first tap selects the cell and the second changes it. A mouse and the keyboard have selected it before.
    let was_selected = StoredValue::new(false);
    let pressed = move || {
        view.get().map(|view| match view.share {
            "full" => "true",
            "part" => "mixed",
            _ => "false",
        })
    };
    view! {
        <td role="gridcell">
            <Show when=move || view.with(Option::is_some)>
                <button
                    type="button"
                    class="cell"
                    class:current=move || is_current.get()
                    id=id_of(place)
                    data-share=move || view.get().map(|view| view.share)
                    aria-label=move || get(|view| view.label)
                    aria-pressed=pressed
                    tabindex=move || if is_stop.get() { "0" } else { "-1" }
                    on:pointermove=move |event| {
                        if event.pointer_type() == "mouse" {
                            select.run((place,));
                        }
                    }
                    on:pointerdown=move |_| was_selected.set_value(is_current.get_untracked())
                    on:focus=move |_| select.run((place,))
                    on:click=move |event| {
                        if event.detail() == 0 || was_selected.get_value() {
                            toggle.run((place,));
                        }
                        select.run((place,));
                    }
                >
                    <span class="fill" style:inline-size=move || view.get().map(|view| format!("{}%", view.percent))></span>
                    <span class="cell-text">{move || get(|view| view.text)}</span>
                </button>
            </Show>
        </td>
    }
}
