//! Sample keys: the patterns that match them, and what those allow.

use crate::hidden::visible;
use crate::state::{FormStoreFields, use_state};
use access_string::{KeyRights, MatchingPattern};
use leptos::prelude::*;

/// The most keys that are tested.
const MOST: usize = 200;
/// The most patterns shown per key.
const MOST_PATTERNS: usize = 8;
/// The number of colors.
const HUES: usize = 6;

#[derive(Clone, Debug, PartialEq)]
struct Sample {
    key: String,
    rights: KeyRights,
}

/// A text area with one key per line, and the matching patterns below it.
#[component]
pub fn SampleKeys() -> impl IntoView {
    let state = use_state();
    let samples = Memo::new(move |_| {
        let text = state.checked.with(|checked| checked.form.sample_keys.clone());
        let keys = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST);
        state.access.with(|access| {
            let sample = |key: &str| Sample {
                key: key.to_owned(),
                rights: access.string.user.key_rights(key.as_bytes()),
            };
            keys.map(sample).collect::<Vec<_>>()
        })
    });
    // A pattern has the same color on every line.
    let patterns = Memo::new(move |_| samples.with(|all| words(all)));
    let unmatched = Memo::new(move |_| {
        let matched = patterns.get();
        let all = state.access.with(|access| {
            let user = &access.string.user;
            let word = |key: &access_string::KeyPattern| {
                format!("{}{}", key.access.prefix(), String::from_utf8_lossy(&key.pattern))
            };
            user.all_selectors().flat_map(|selector| &selector.keys).map(word).collect::<Vec<_>>()
        });
        let unmatched: Vec<String> =
            all.into_iter().filter(|word| !matched.contains(word)).take(MOST_PATTERNS).collect();
        if samples.with(Vec::is_empty) { Vec::new() } else { unmatched }
    });
    let item = move |Sample { key, rights }: Sample| {
        let access = match (rights.read, rights.write) {
            (true, true) => "read, write",
            (true, false) => "read only",
            (false, true) => "write only",
            (false, false) => "no pattern",
        };
        let matched = patterns.get();
        let chip = |pattern: &MatchingPattern| {
            let hue = matched.iter().position(|word| *word == pattern.word).unwrap_or(0) % HUES;
            let place = (pattern.selector > 0).then(|| format!(" in selector {}", pattern.selector));
            view! { <span class="pattern" data-hue=hue><code>{visible(&pattern.word)}</code>{place}</span> }
        };
        let chips = rights.patterns.iter().take(MOST_PATTERNS).map(chip).collect_view();
        let more = rights.patterns.len().saturating_sub(MOST_PATTERNS);
        let more = (more > 0).then(|| format!("and {more} more"));
        let is_matched = !rights.patterns.is_empty();
        view! {
            <li data-match=if is_matched { "yes" } else { "no" }>
                <code>{visible(&key)}</code>
                <span class="right">{access}</span>
                {chips}
                {more}
            </li>
        }
    };
    view! {
        <div class="lines">
            <label for="sample-keys">"Sample keys"</label>
            <textarea
                id="sample-keys"
                class="mono"
                rows="2"
                placeholder="app:1"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                aria-describedby="sample-keys-outcome"
                bind:value=state.form.sample_keys()
            ></textarea>
            <ul class="outcomes" id="sample-keys-outcome">
                {move || samples.get().into_iter().map(item).collect_view()}
            </ul>
            <Show when=move || unmatched.with(|words| !words.is_empty())>
                <p class="why">
                    "No sample key matches "
                    {move || unmatched.get().iter().map(|word| view! { <code>{visible(word)}</code> " " }).collect_view()}
                </p>
            </Show>
        </div>
    }
}

/// The patterns that match any key, without duplicates.
fn words(samples: &[Sample]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for pattern in samples.iter().flat_map(|sample| sample.rights.patterns.iter().take(MOST_PATTERNS)) {
        if !words.contains(&pattern.word) {
            words.push(pattern.word.clone());
        }
    }
    words
}
