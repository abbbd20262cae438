//! Media queries.

use gloo_events::EventListener;
use leptos::prelude::*;

/// Whether a media query matches, updated as it changes.
pub fn matches(query: &str) -> ReadSignal<bool> {
    let list = window().match_media(query).ok().flatten();
    let (now, set) = signal(list.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(list) = list {
        let follow = list.clone();
        EventListener::new(&list, "change", move |_| set.set(follow.matches())).forget();
    }
    now
}
