//! A button that mends a finding, and beside it what it will change.

use crate::browser::nodes::{Node, node};
use crate::prose::prose_nodes;
use elasticache_user::{Draft, Edit, Fix, Path};
use serde_json::Value;

/// More of a value than this says no more about the change.
const LONGEST: usize = 60;

/// The nth button of a finding, and the change.
pub fn fix(nth: usize, fix: &Fix, draft: &Draft) -> Node {
    let button = node("button").with("type", "button").with("data-fix", nth.to_string());
    let changes = fix.edits.iter().map(|edit| Change::of(edit, draft).node());
    node("div")
        .with("class", "fix")
        .child(button.children(prose_nodes(&fix.title)))
        .child(node("span").with("class", "changes").children(changes))
}

/// What an edit does: where, what stood there, and what stands there afterwards.
#[derive(Debug, PartialEq)]
struct Change {
    place: String,
    before: Option<String>,
    after: Option<String>,
}

impl Change {
    /// A password is not shown.
    fn of(edit: &Edit, draft: &Draft) -> Self {
        let now = |path: &Path| draft.text_at(path).map(str::to_owned);
        let (path, before, after) = match edit {
            Edit::Set(path, Value::String(text)) => (path, now(path), Some(text.clone())),
            Edit::Set(path, value) => (path, now(path), Some(value.to_string())),
            Edit::Replace(path, span, text) => {
                let part = draft.text_at(path).and_then(|now| now.get(span.clone())).map(str::to_owned);
                (path, part, Some(text.clone()))
            }
            Edit::Remove(path) => (path, now(path), None),
            Edit::Move(from, to) => {
                let place = [&from.to_string(), " → ", &to.to_string()].concat();
                return Self { place, before: None, after: None };
            }
        };
        let open = |text: Option<String>| text.filter(|text| !text.is_empty() && !path.is_secret()).map(cut);
        Self { place: path.to_string(), before: open(before), after: open(after) }
    }

    fn node(self) -> Node {
        let part = |tag: &'static str, text: Option<String>| {
            text.map(|text| [node("span").text(" "), node(tag).text(text)]).into_iter().flatten()
        };
        node("span")
            .child(node("code").with("class", "api").text(self.place))
            .children(part("del", self.before))
            .children(part("ins", self.after))
    }
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "…"].concat(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::Member;

    fn change(edit: &Edit) -> (Option<String>, Option<String>) {
        let draft = Draft::from_json_text(r#"{"AccessString": "on +@read -@read", "Passwords": ["canary"]}"#);
        let Change { before, after, .. } = Change::of(edit, &draft);
        (before, after)
    }

    #[test]
    fn a_change_shows_what_stood_there_and_what_will() {
        let path = Path::Member(Member::AccessString);
        let part = Edit::Replace(path.clone(), 9..16, "+get".into());
        assert_eq!(change(&part), (Some(" -@read".into()), Some("+get".into())));
        assert_eq!(change(&Edit::Remove(path)), (Some("on +@read -@read".into()), None));
    }

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(change(&Edit::text(Path::Password(0), "canary")), (None, None));
    }
}
