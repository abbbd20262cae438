//! One finding: what, why, who says so, and how to mend it.

use super::fix::fix;
use crate::browser::focus;
use crate::browser::nodes::{Node, node};
use crate::prose::prose_nodes;
use crate::state::{State, id_of, place_of};
use elasticache_user::{Draft, Finding, rules};
use leptos::prelude::*;

/// An item of the list. Its first button goes to the field, and to the part of the text that is meant.
pub fn problem(finding: &Finding, draft: &Draft) -> Node {
    let text = |tag: &'static str, class: &'static str, text: &str| {
        node(tag).with("class", class).children(prose_nodes(text))
    };
    let head = node("div")
        .with("class", "problem-head")
        .child(node("span").with("class", "severity").text(finding.severity.name()))
        .child(text("button", "link what", &finding.message).with("type", "button"))
        .child(node("code").with("class", "api").text(finding.path.to_string()));
    let link = node("a").with("href", finding.source.url).with("target", "_blank");
    let about = rules::rule(finding.rule).map(|rule| rule.what).unwrap_or_default();
    let foot = node("div")
        .with("class", "problem-foot")
        .child(link.with("rel", "noreferrer noopener").text(finding.source.title))
        .child(node("span").with("class", "rule").with("title", about).text(finding.rule));
    node("li")
        .with("class", "problem")
        .with("data-severity", finding.severity.name())
        .child(head)
        .child(text("p", "why", &finding.help))
        .children(finding.fixes.iter().enumerate().map(|(nth, one)| fix(nth, one, draft)))
        .child(foot)
}

/// Takes the person to what is meant.
pub fn go(state: State, finding: &Finding) {
    let field = state.form.with_untracked(|form| place_of(form, &finding.path));
    let part = state.checked.with_untracked(|checked| {
        let text = checked.draft.text_at(&finding.path)?;
        focus::units(text, finding.span.as_ref()?)
    });
    focus::to(&id_of(&field), part);
}
