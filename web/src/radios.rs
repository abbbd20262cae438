//! One choice of a few, side by side. Compiled once: the choices are data.

use crate::browser::nodes::{Node, node, position, show};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Radios that look like a switch. Around them stands what they are called.
#[component]
pub fn Radios(
    /// What holds them together: `operation`.
    name: &'static str,
    /// What they say, in order.
    #[prop(into)]
    titles: Signal<Vec<&'static str>>,
    /// Which is chosen, counted from 0.
    #[prop(into)]
    chosen: Signal<usize>,
    /// What is done with another choice.
    #[prop(into)]
    choose: Callback<(usize,)>,
    /// How they look.
    #[prop(default = "segments")]
    class: &'static str,
) -> impl IntoView {
    let shown = Callback::new(move |()| (name, titles.get(), chosen.get()));
    view! {
        <div
            class=class
            use:follow=shown
            on:change=move |event| {
                if let Some(at) = position(&event) {
                    choose.run((at,));
                }
            }
        ></div>
    }
}

/// For `use:follow`: the radios, and which of them is checked.
fn follow(element: Element, shown: Callback<(), (&'static str, Vec<&'static str>, usize)>) {
    Effect::new(move |before: Option<Vec<Node>>| {
        let (name, titles, chosen) = shown.run(());
        let radio = |title| {
            let input = node("input").with("type", "radio").with("name", name);
            node("label").child(input).child(node("span").text(title))
        };
        let now: Vec<Node> = titles.into_iter().map(radio).collect();
        show(&element, before.as_deref().unwrap_or_default(), &now);
        let inputs = element.get_elements_by_tag_name("input");
        if let Some(input) =
            inputs.item(chosen as u32).and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        {
            input.set_checked(true);
        }
        now
    });
}
