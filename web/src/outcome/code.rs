//! A file's text in pieces: colored by kind, with hidden secrets, each linked to its field.

use crate::browser::focus;
use crate::state::{State, id_of, place_of, use_state};
use elasticache_user::emit::{Emission, Piece, PieceKind};
use leptos::either::Either;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// Longer pieces are cut on screen, but not when copied.
const LONGEST: usize = 4_000;

/// The text. A click, or Enter after the arrow keys, goes from a piece to its field.
#[component]
pub fn Code(emission: Memo<Arc<Emission>>, index: usize, name: Memo<String>) -> impl IntoView {
    let state = use_state();
    let is_open = RwSignal::new(false);
    let ready = move || emission.with(|emission| emission.ready);
    let pieces = Memo::new(move |_| {
        emission.with(|emission| {
            let pieces = emission.files.get(index).map(|file| file.pieces.clone()).unwrap_or_default();
            pieces.into_iter().enumerate().collect::<Vec<_>>()
        })
    });
    let step = move |event: KeyboardEvent| {
        let key = event.key();
        if matches!(key.as_str(), "ArrowRight" | "ArrowLeft")
            && focus::step(&event, key == "ArrowRight", "[data-linked]")
        {
            event.prevent_default();
        }
    };
    // Unchanged pieces keep their elements.
    let key = |(at, piece): &(usize, Piece)| (*at, piece.kind.name(), piece.text.clone(), piece.path.clone());
    view! {
        <pre class="code" class:unready=move || !ready() tabindex="0" role="region" aria-label=move || name.get() on:keydown=step>
            <code>
                <For each=move || pieces.get() key=key let((_, piece))>
                    {match piece.kind {
                        PieceKind::Helper => Either::Left(folded(&piece, is_open)),
                        _ => Either::Right(shown(state, &piece)),
                    }}
                </For>
            </code>
        </pre>
    }
}

/// A piece, with a link to its field.
fn shown(state: State, piece: &Piece) -> impl IntoView + use<> {
    let kind = piece.kind.name();
    let text = cut(&piece.text).into_owned();
    let is_secret = piece.kind == PieceKind::Secret;
    let text = move || match is_secret && !state.delivery.with(|delivery| delivery.reveal) {
        true => "••••••••".to_owned(),
        false => text.clone(),
    };
    let Some(path) = piece.path.clone() else {
        return Either::Left(view! { <span data-kind=kind>{text}</span> });
    };
    let highlighted = state.attention.highlighted;
    let place = Memo::new(move |_| state.form.with(|form| place_of(form, &path)));
    let is_highlighted =
        move || highlighted.with(|current| place.with(|place| current.as_ref() == Some(place)));
    let highlight = move || highlighted.set(Some(place.get_untracked()));
    let go_to_field = move || place.with_untracked(|place| focus::to(&id_of(place), None));
    Either::Right(view! {
        <span
            data-kind=kind
            data-linked=""
            data-hot=move || is_highlighted().then_some("")
            tabindex="-1"
            on:mouseenter=move |_| highlight()
            on:mouseleave=move |_| highlighted.set(None)
            on:focus=move |_| highlight()
            on:blur=move |_| highlighted.set(None)
            on:click=move |_| go_to_field()
            on:keydown=move |event| {
                if event.key() == "Enter" {
                    go_to_field();
                }
            }
        >
            {text}
        </span>
    })
}

/// Folded helper lines. They are still part of a manual selection.
fn folded(piece: &Piece, is_open: RwSignal<bool>) -> impl IntoView + use<> {
    let lines = piece.text.lines().count();
    let unit = if lines == 1 { "line" } else { "lines" };
    let label = move || format!("{} {lines} helper {unit}", if is_open.get() { "Fold" } else { "Show" });
    view! {
        <span data-kind=piece.kind.name()>
            <button
                type="button"
                class="fold"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {label}
            </button>
            <span class=move || if is_open.get() { "unfolded" } else { "folded" }>{piece.text.to_string()}</span>
        </span>
    }
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            let left = text.get(end..).map_or(0, |rest| rest.chars().count());
            format!("{}… ({left} more characters)", text.get(..end).unwrap_or_default()).into()
        }
        None => text.into(),
    }
}
