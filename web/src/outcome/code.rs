//! The text of a file in its pieces: coloured by kind, secrets hidden, each tied to its field.

use crate::browser::focus;
use crate::state::{id_of, place_of, use_state};
use elasticache_user::emit::{Piece, PieceKind};
use leptos::prelude::*;

/// A longer piece is cut in what is shown, not in what is copied.
const LONGEST: usize = 4_000;

/// The text. A click on a piece goes to the field it came from.
#[component]
pub fn Code(index: usize, name: Memo<String>) -> impl IntoView {
    let state = use_state();
    let pieces = Memo::new(move |_| {
        state
            .emission
            .with(|emission| emission.files.get(index).map(|file| file.pieces.clone()).unwrap_or_default())
    });
    let reveal = Memo::new(move |_| state.delivery.with(|delivery| delivery.reveal));
    let ready = move || state.emission.with(|emission| emission.ready);
    let shown = move || {
        let reveal = reveal.get();
        pieces.get().into_iter().map(|piece| piece_view(piece, reveal)).collect_view()
    };
    view! {
        <pre class="code" class:unready=move || !ready() tabindex="0" role="region" aria-label=move || name.get()>
            <code>{shown}</code>
        </pre>
    }
}

fn piece_view(piece: Piece, reveal: bool) -> impl IntoView {
    let state = use_state();
    let hot = state.attention.hot;
    let Piece { kind, text, path } = piece;
    let text =
        if kind == PieceKind::Secret && !reveal { "••••••••".to_owned() } else { cut(&text) };
    let place = path.map(|path| state.form.with_untracked(|form| place_of(form, &path)));
    let (here, over, to) = (place.clone(), place.clone(), place.clone());
    view! {
        <span
            class="piece"
            class:linked=place.is_some()
            class:hot=move || here.is_some() && hot.with(|hot| *hot == here)
            data-kind=kind.name()
            on:mouseenter=move |_| hot.set(over.clone())
            on:mouseleave=move |_| hot.set(None)
            on:click=move |_| {
                if let Some(place) = &to {
                    focus::to(&id_of(place), None);
                }
            }
        >
            {text}
        </span>
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            let left = text.get(end..).map_or(0, |rest| rest.chars().count());
            [text.get(..end).unwrap_or_default(), "… (", &left.to_string(), " more characters)"].concat()
        }
        None => text.to_owned(),
    }
}
