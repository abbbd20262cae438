//! A cell of the table: how much of it the user has, and a press that changes that.

use super::Place;
use access_string::{Cell, Reach, Row, Share};
use leptos::prelude::*;

/// The id of a cell's button.
pub fn id_of((row, column): Place) -> String {
    format!("cell-{}-{}", row.title(), column.title()).replace([' ', '/'], "-")
}

/// How a cell looks, and how it is read aloud.
#[derive(Clone, PartialEq)]
struct Look {
    share: &'static str,
    text: String,
    label: String,
    /// How much of it, in percent.
    percent: usize,
}

/// What a share is called.
pub fn share_name(cell: &Cell) -> &'static str {
    match (cell.share, cell.blocked()) {
        (_, Some(_)) => "blocked",
        (Share::Full, _) => "full",
        (Share::Part, _) => "part",
        (Share::None, _) => "none",
    }
}

/// How many commands of the cell work.
pub fn working(cell: &Cell) -> usize {
    let works = |reach: Reach| matches!(reach, Reach::Allowed | Reach::FirstArguments);
    cell.commands.iter().filter(|command| works(command.reach)).count()
}

/// Why nothing works although commands are allowed.
pub fn blocked_by(reach: Reach) -> &'static str {
    match reach {
        Reach::NoChannel => "no channel",
        Reach::NoDatabase => "no database",
        _ => "no key",
    }
}

fn look(cell: &Cell) -> Look {
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
    let said = match (cell.share, cell.blocked()) {
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
        // Visible even where it is one of a hundred.
        Share::Part => (count * 100 / of.max(1)).clamp(8, 92),
    };
    let label = format!("{}, {}: {said}", cell.row.title(), cell.column.title().to_lowercase());
    Look { share: share_name(cell), text, label, percent }
}

/// The cell. Where there is nothing to allow it is empty.
#[component]
pub fn CellButton(
    place: Place,
    own: Memo<Option<Cell>>,
    is_stop: Signal<bool>,
    is_current: Signal<bool>,
    #[prop(into)] look_at: Callback<(Place,)>,
    #[prop(into)] toggle: Callback<(Place,)>,
) -> impl IntoView {
    let look = Memo::new(move |_| own.with(|own| own.as_ref().map(look)));
    let get = move |part: fn(Look) -> String| look.get().map(part);
    // With a finger, the first tap looks and the second changes. A mouse and the keyboard have looked before.
    let has_looked = StoredValue::new(false);
    let pressed = move || {
        look.get().map(|look| match look.share {
            "full" => "true",
            "part" => "mixed",
            _ => "false",
        })
    };
    view! {
        <td role="gridcell">
            <Show when=move || look.with(Option::is_some)>
                <button
                    type="button"
                    class="cell"
                    class:current=move || is_current.get()
                    id=id_of(place)
                    data-share=move || look.get().map(|look| look.share)
                    aria-label=move || get(|look| look.label)
                    aria-pressed=pressed
                    tabindex=move || if is_stop.get() { "0" } else { "-1" }
                    on:pointermove=move |event| {
                        if event.pointer_type() == "mouse" {
                            look_at.run((place,));
                        }
                    }
                    on:pointerdown=move |_| has_looked.set_value(is_current.get_untracked())
                    on:focus=move |_| look_at.run((place,))
                    on:click=move |event| {
                        if event.detail() == 0 || has_looked.get_value() {
                            toggle.run((place,));
                        }
                        look_at.run((place,));
                    }
                >
                    <span class="fill" style:inline-size=move || look.get().map(|look| format!("{}%", look.percent))></span>
                    <span class="cell-text">{move || get(|look| look.text)}</span>
                </button>
            </Show>
        </td>
    }
}
