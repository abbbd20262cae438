//! The text of a file in its pieces: coloured by kind, secrets hidden, each tied to its field.

use crate::browser::focus;
use crate::browser::nodes::{Node, kept, node, position};
use crate::memo::Memo;
use crate::state::{State, id_of, place_of, use_state};
use elasticache_user::Path;
use elasticache_user::emit::{Emission, Piece, PieceKind};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::borrow::Cow;

/// A longer piece is cut in what is shown, not in what is copied.
const LONGEST: usize = 4_000;

/// The text. A click on a piece goes to the field it came from; so does Enter on one that the arrow keys have reached.
#[component]
pub fn Code(emission: Memo<Emission>, index: usize, name: Memo<String>) -> impl IntoView {
    let state = use_state();
    let hot = state.attention.hot;
    let unfolded = RwSignal::new(false);
    let ready = move || emission.with(|emission| emission.ready);
    let pieces = Callback::new(move |()| {
        let reveal = state.delivery.with(|delivery| delivery.reveal);
        let piece = |piece: &Piece| match piece.kind {
            PieceKind::Helper => folded(piece, unfolded.get()),
            _ => shown(piece, reveal, piece.path.is_some() && hot.get() == place(state, piece)),
        };
        emission.with(|emission| {
            emission.files.get(index).map(|file| file.pieces.iter().map(piece).collect()).unwrap_or_default()
        })
    });
    let place_at = move |at: usize| {
        emission.with_untracked(|emission| place(state, emission.files.get(index)?.pieces.get(at)?))
    };
    let pointed = move |at: Option<usize>| {
        let place = at.and_then(place_at);
        if hot.with_untracked(|hot| *hot != place) {
            hot.set(place);
        }
    };
    let go = move |at: usize| {
        if let Some(place) = place_at(at) {
            focus::to(&id_of(&place), None);
        }
    };
    let is_fold = move |at: usize| {
        emission.with_untracked(|emission| {
            let piece = emission.files.get(index).and_then(|file| file.pieces.get(at));
            piece.is_some_and(|piece| piece.kind == PieceKind::Helper)
        })
    };
    let pressed = move |at: Option<usize>| match at {
        Some(at) if is_fold(at) => unfolded.update(|open| *open = !*open),
        Some(at) => go(at),
        None => {}
    };
    let step = move |event: KeyboardEvent| {
        let key = event.key();
        if matches!(key.as_str(), "ArrowRight" | "ArrowLeft")
            && focus::step(&event, key == "ArrowRight", "[data-linked]")
        {
            event.prevent_default();
        }
    };
    let enter = move |event: KeyboardEvent| match position(&event) {
        Some(at) if event.key() == "Enter" && !is_fold(at) => go(at),
        _ => {}
    };
    view! {
        <pre class="code" class:unready=move || !ready() tabindex="0" role="region" aria-label=move || name.get() on:keydown=step>
            <code
                use:kept=pieces
                on:keydown=enter
                on:mouseover=move |event| pointed(position(&event))
                on:mouseleave=move |_| pointed(None)
                on:focusin=move |event| pointed(position(&event))
                on:focusout=move |_| pointed(None)
                on:click=move |event| pressed(position(&event))
            ></code>
        </pre>
    }
}

fn place(state: State, piece: &Piece) -> Option<Path> {
    piece.path.as_ref().map(|path| state.form.with_untracked(|form| place_of(form, path)))
}

fn shown(piece: &Piece, reveal: bool, hot: bool) -> Node {
    let text = match piece.kind {
        PieceKind::Secret if !reveal => "••••••••".into(),
        _ => cut(&piece.text),
    };
    let linked = piece.path.is_some();
    let span = node("span").text(text).with("data-kind", piece.kind.name()).mark("data-hot", hot);
    if linked { span.mark("data-linked", true).with("tabindex", "-1") } else { span }
}

/// Lines that nobody needs to read twice. What is selected and copied by hand still holds them.
fn folded(piece: &Piece, open: bool) -> Node {
    let lines = piece.text.lines().count().to_string();
    let label = [if open { "Fold " } else { "Show " }, &lines, " helper lines"].concat();
    let button = node("button").text(label).with("type", "button").with("class", "fold");
    let button = button.with("aria-expanded", if open { "true" } else { "false" });
    let text = node("span").text(piece.text.clone()).with("class", if open { "unfolded" } else { "folded" });
    node("span").with("data-kind", piece.kind.name()).child(button).child(text)
}

fn cut(text: &str) -> Cow<'static, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            let left = text.get(end..).map_or(0, |rest| rest.chars().count());
            [text.get(..end).unwrap_or_default(), "… (", &left.to_string(), " more characters)"]
                .concat()
                .into()
        }
        None => text.to_owned().into(),
    }
}
