//! The differences between two users, risks first.

use crate::hidden::visible;
use elasticache_user::{ChangeRow, Changes};
use leptos::prelude::*;

/// The most words of a row shown at once.
const MOST: usize = 16;

/// The risks, and a row for each kind of difference.
pub fn changes_view(changes: Changes) -> impl IntoView {
    let Changes { risks, rows, remarks } = changes;
    let same = rows.is_empty().then(|| view! { <p>"Same permissions."</p> });
    let risks = (!risks.is_empty()).then(|| {
        let words = risks.join(", ");
        view! { <p class="risks">"Review: gains " {words} "."</p> }
    });
    let row = |ChangeRow { title, gained, lost }| {
        view! {
            <div class="change">
                <dt>{title}</dt>
                <dd>{side("+", "Gains", gained)} {side("−", "Loses", lost)}</dd>
            </div>
        }
    };
    let remark = |text: String| view! { <p class="why">{visible(&text)}</p> };
    view! {
        {same}
        {risks}
        <dl class="changes-list">{rows.into_iter().map(row).collect_view()}</dl>
        {remarks.into_iter().map(remark).collect_view()}
    }
}

fn side(sign: &'static str, title: &'static str, words: Vec<String>) -> Option<impl IntoView> {
    if words.is_empty() {
        return None;
    }
    let item = |word: &String| view! { <li><code>{visible(word)}</code></li> };
    let (first, rest) = words.split_at(words.len().min(MOST));
    let first = first.iter().map(item).collect_view();
    let rest = (!rest.is_empty()).then(|| {
        let title = format!("and {} more", rest.len());
        let items = rest.iter().map(item).collect_view();
        view! { <details><summary>{title}</summary><ul class="tokens">{items}</ul></details> }
    });
    Some(view! {
        <div class="side" role="group" aria-label=title>
            <span class="sign" aria-hidden="true">{sign}</span>
            <ul class="tokens">{first}</ul>
            {rest}
        </div>
    })
}
