//! A button that applies a fix, and a preview of the change.

use crate::prose::{plain, prose};
use crate::state::{label_of, use_state};
use elasticache_user::{Draft, Edit, Fix, Path};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;

/// Longer values are cut in the preview.
const LONGEST: usize = 60;

/// The button and the preview.
#[component]
pub fn FixButton(fix: Fix, draft: Arc<Draft>) -> impl IntoView {
    let state = use_state();
    let changes = fix.edits.iter().map(|edit| change_view(Change::new(edit, &draft))).collect_view();
    let title = prose(&fix.title);
    let press = move |_| {
        state.apply_fix(&fix.edits);
        state.notify_undoable(format!("Done: {}", plain(&fix.title)));
    };
    view! {
        <div class="fix">
            <button type="button" on:click=press>
                {title}
            </button>
            <span class="changes">{changes}</span>
        </div>
    }
}

fn change_view(Change { place, before, after }: Change) -> impl IntoView {
    let before = before.map(|text| view! { " " <del>{text}</del> });
    let after = after.map(|text| view! { " " <ins>{text}</ins> });
    view! { <span><span class="place">{place}</span> {before} {after}</span> }
}

/// An edit on screen: its place, and the text before and after.
#[derive(Debug, PartialEq)]
struct Change {
    place: String,
    before: Option<String>,
    after: Option<String>,
}

impl Change {
    /// Describes an edit. Passwords aren't shown.
    fn new(edit: &Edit, draft: &Draft) -> Self {
        let now = |path: &Path| draft.text_at(path).map(str::to_owned);
        let (path, before, after) = match edit {
            Edit::Set(path, Value::String(text)) => (path, now(path), Some(text.clone())),
            Edit::Set(path, value) => (path, now(path), Some(value.to_string())),
            Edit::Replace(path, span, text) => {
                let part = draft.text_at(path).and_then(|now| now.get(span.clone())).map(str::to_owned);
                (path, part, Some(text.clone()))
            }
            Edit::Remove(path) => (path, now(path), None),
            Edit::Move(from, to) | Edit::Extract(from, _, to) => {
                let place = format!("{} → {}", label_of(from), label_of(to));
                return Self { place, before: None, after: None };
            }
        };
        let open = |text: Option<String>| text.filter(|text| !text.is_empty() && !path.is_secret()).map(cut);
        Self { place: label_of(path), before: open(before), after: open(after) }
    }
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::Member;

    fn change(edit: &Edit) -> (Option<String>, Option<String>) {
        let draft = Draft::from_json_text(r#"{"AccessString": "on +@read -@read", "Passwords": ["canary"]}"#);
        let Change { before, after, .. } = Change::new(edit, &draft);
        (before, after)
    }

    #[test]
    fn a_change_shows_before_and_after() {
        let path = Path::Member(Member::AccessString);
        let part = Edit::Replace(path.clone(), 9..16, "+get".into());
        assert_eq!(change(&part), (Some(" -@read".into()), Some("+get".into())));
        assert_eq!(change(&Edit::Remove(path)), (Some("on +@read -@read".into()), None));
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(change(&Edit::text(Path::Password(0), "canary")), (None, None));
    }
}
