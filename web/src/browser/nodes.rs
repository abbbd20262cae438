//! Lists of many elements as values: what differs from before is changed in the document, and nothing else is touched.
//!
//! A view for every word, piece and command would cost more at each key, and more bytes, than all of the checking.

use leptos::prelude::*;
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// An element: its tag, its attributes, and its text or its children.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    tag: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    text: Cow<'static, str>,
    children: Vec<Node>,
}

/// An element of this tag.
pub fn node(tag: &'static str) -> Node {
    Node { tag, ..Node::default() }
}

impl Node {
    /// With this text in it.
    pub fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.text = text.into();
        self
    }

    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute without a value, if so.
    pub fn mark(mut self, name: &'static str, so: bool) -> Self {
        if so {
            self.attributes.push((name, Cow::Borrowed("")));
        }
        self
    }

    /// With a child more.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// Its own text.
    #[cfg(test)]
    pub fn shown(&self) -> &str {
        &self.text
    }

    /// With these children more.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }
}

/// For `use:kept`: the children of an element are these nodes, and follow them.
pub fn kept(element: Element, nodes: Callback<(), Vec<Node>>) {
    // Leptos reuses an element with what another component left in it.
    element.set_text_content(None);
    Effect::new(move |before: Option<Vec<Node>>| {
        let now = nodes.run(());
        show(&element, before.as_deref().unwrap_or_default(), &now);
        now
    });
}

/// Which child of an element that is [`kept`] an event came from.
pub fn position(event: &Event) -> Option<usize> {
    let list: Element = event.current_target()?.unchecked_into();
    let mut child: Element = event.target()?.dyn_into().ok()?;
    while let Some(parent) = child.parent_element() {
        if parent == list {
            let children = list.children();
            return (0..children.length())
                .find(|at| children.item(*at).as_ref() == Some(&child))
                .map(|at| at as usize);
        }
        child = parent;
    }
    None
}

/// Of which child of an element that is [`kept`] a button was pressed.
pub fn pressed_at(event: &Event) -> Option<usize> {
    pressed(event).and_then(|_| position(event))
}

/// The button that an event came from.
pub fn pressed(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("button").ok().flatten()
}

/// Changes the children of an element from what they were into what they are to be.
pub fn show(parent: &Element, old: &[Node], new: &[Node]) {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let mut at = if old.is_empty() && new.is_empty() { None } else { parent.children().item(head as u32) };
    for (n, node) in new.iter().enumerate() {
        match (old.get(n), &at) {
            (Some(old), Some(element)) if old.tag == node.tag => {
                change(element, old, node);
                at = element.next_element_sibling();
            }
            (old, _) => {
                let Some(made) = make(node) else { return };
                let next = match (old, &at) {
                    (Some(_), Some(element)) => {
                        let next = element.next_element_sibling();
                        element.remove();
                        next
                    }
                    _ => at.clone(),
                };
                drop(parent.insert_before(&made, next.as_deref()));
                at = next;
            }
        }
    }
    for _ in new.len()..old.len() {
        let Some(element) = at else { return };
        at = element.next_element_sibling();
        element.remove();
    }
}

fn make(node: &Node) -> Option<Element> {
    let element = document().create_element(node.tag).ok()?;
    change(&element, &Node::default(), node);
    Some(element)
}

fn change(element: &Element, old: &Node, new: &Node) {
    for (name, value) in &new.attributes {
        if !old.attributes.iter().any(|old| old.0 == *name && old.1 == *value) {
            drop(element.set_attribute(name, value));
        }
    }
    for (name, _) in &old.attributes {
        if !new.attributes.iter().any(|new| new.0 == *name) {
            drop(element.remove_attribute(name));
        }
    }
    let mut before = old.children.as_slice();
    if old.text != new.text {
        match element.first_child() {
            // A text that stays where it was is shaped anew, but not what is around it.
            Some(text) if !old.text.is_empty() && old.children.is_empty() => {
                text.set_node_value(Some(&new.text));
            }
            _ => element.set_text_content(Some(&new.text)),
        }
        before = &[];
    }
    show(element, before, &new.children);
}
