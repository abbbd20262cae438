//! Sentences with `code` in backticks.

use leptos::either::Either;
use leptos::prelude::*;

/// The sentence, with text in backticks as `<code>`.
pub fn prose(text: &str) -> impl IntoView + use<> {
    let part = |(n, part): (usize, &str)| {
        let part = part.to_owned();
        if n % 2 == 1 { Either::Left(view! { <code>{part}</code> }) } else { Either::Right(part) }
    };
    text.split('`').enumerate().map(part).collect_view()
}

/// The same as plain text, for titles and screen readers.
pub fn plain(text: &str) -> String {
    text.replace('`', "")
}
