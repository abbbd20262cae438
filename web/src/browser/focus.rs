//! Moving the focus.

use elasticache_user::utf16::Units;
use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// Focuses the element with this id, opens the details around it, and selects a part of its text (in UTF-16 units).
pub fn to(id: &str, part: Option<(u32, u32)>) {
    let Some(element) = document().get_element_by_id(id) else { return build(id) };
    let mut around = element.closest("details:not([open])").ok().flatten();
    while let Some(details) = around {
        drop(details.set_attribute("open", ""));
        around =
            details.parent_element().and_then(|parent| parent.closest("details:not([open])").ok().flatten());
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        drop(element.focus());
    }
    if let Some((start, end)) = part {
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            drop(input.set_selection_range(start, end));
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            drop(area.set_selection_range(start, end));
        }
    }
}

/// Opens details that were never opened, whose content isn't there yet, and focuses the element with this id in them.
fn build(id: &str) {
    let holder = document().query_selector(&format!("details:not([open])[data-holds~=\"{id}\"]"));
    let Some(details) = holder.ok().flatten() else { return };
    drop(details.set_attribute("open", ""));
    let id = id.to_owned();
    // The toggle event comes before the next frame.
    request_animation_frame(move || to(&id, None));
}

/// Focuses the next or previous matching element within the event's current target; returns whether there is one.
pub fn step(event: &Event, forward: bool, selector: &str) -> bool {
    let list = event.current_target().and_then(|list| list.dyn_into::<Element>().ok());
    let Some(all) = list.and_then(|list| list.query_selector_all(selector).ok()) else { return false };
    let now = document().active_element();
    let at = (0..all.length()).find(|at| all.get(*at).as_deref() == now.as_deref().map(AsRef::as_ref));
    let last = all.length().wrapping_sub(1);
    let to = match (at, forward) {
        (None, true) => 0,
        (None, false) => last,
        (Some(at), true) => at.saturating_add(1).min(last),
        (Some(at), false) => at.saturating_sub(1),
    };
    let element = all.get(to).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Clicks the button with this id.
pub fn press(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(button) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// A byte range in UTF-16 units, as browsers count.
pub fn units(text: &str, span: &std::ops::Range<usize>) -> Option<(u32, u32)> {
    text.get(span.clone())?;
    let units = Units::default().span(text, span);
    Some((units.start as u32, units.end as u32))
}
