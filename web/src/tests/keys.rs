//! Sample keys: which patterns match them, and what those allow.

use crate::hidden::visible;
use crate::state::{FormStoreFields, use_state};
use access_string::{KeyRights, MatchingPattern};
use leptos::prelude::*;

/// At most this many keys are looked at.
const MOST: usize = 200;
/// At most this many patterns of a key are shown.
const MOST_PATTERNS: usize = 8;
/// How many colours there are.
const HUES: usize = 6;

#[derive(Clone, Debug, PartialEq)]
struct Sample {
    key: String,
    rights: KeyRights,
}

/// A field of keys, a line each, and below it what the patterns say of them.
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
    // A pattern has the same colour in every line.
    let patterns = Memo::new(move |_| samples.with(|all| words(all)));
    let idle = Memo::new(move |_| {
        let seen = patterns.get();
        let all = state.access.with(|access| {
            let user = &access.string.user;
            let word = |own: &access_string::KeyPattern| {
                format!("{}{}", own.access.prefix(), String::from_utf8_lossy(&own.pattern))
            };
            user.all_selectors().flat_map(|own| &own.keys).map(word).collect::<Vec<_>>()
        });
        let idle: Vec<String> =
            all.into_iter().filter(|word| !seen.contains(word)).take(MOST_PATTERNS).collect();
        if samples.with(Vec::is_empty) { Vec::new() } else { idle }
    });
    let item = move |Sample { key, rights }: Sample| {
        let what = match (rights.read, rights.write) {
            (true, true) => "read, write",
            (true, false) => "read only",
            (false, true) => "write only",
            (false, false) => "no pattern",
        };
        let seen = patterns.get();
        let chip = |own: &MatchingPattern| {
            let hue = seen.iter().position(|word| *word == own.word).unwrap_or(0) % HUES;
            let place = (own.selector > 0).then(|| format!(" in selector {}", own.selector));
            view! { <span class="pattern" data-hue=hue><code>{visible(&own.word)}</code>{place}</span> }
        };
        let chips = rights.patterns.iter().take(MOST_PATTERNS).map(chip).collect_view();
        let more = rights.patterns.len().saturating_sub(MOST_PATTERNS);
        let more = (more > 0).then(|| format!("and {more} more"));
        let is_matched = !rights.patterns.is_empty();
        view! {
            <li data-match=if is_matched { "yes" } else { "no" }>
                <code>{visible(&key)}</code>
                <span class="right">{what}</span>
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
                prop:value=move || state.form.sample_keys().get()
                on:input=move |event| state.form.sample_keys().set(event_target_value(&event))
            ></textarea>
            <ul class="outcomes" id="sample-keys-outcome">
                {move || samples.get().into_iter().map(item).collect_view()}
            </ul>
            <Show when=move || idle.with(|idle| !idle.is_empty())>
                <p class="why">
                    "No sample key matches "
                    {move || idle.get().iter().map(|word| view! { <code>{visible(word)}</code> " " }).collect_view()}
                </p>
            </Show>
        </div>
    }
}

/// The patterns that match some key, each once.
fn words(samples: &[Sample]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for pattern in samples.iter().flat_map(|sample| sample.rights.patterns.iter().take(MOST_PATTERNS)) {
        if !words.contains(&pattern.word) {
            words.push(pattern.word.clone());
        }
    }
    words
}
