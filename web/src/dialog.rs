//! A modal dialog with a heading and a Close button.

use crate::button::Button;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

/// A modal dialog. Its content is rendered when it opens.
#[component]
pub fn Dialog(
    /// Its class and the prefix of its ids: `help`.
    name: &'static str,
    /// Its heading.
    title: &'static str,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it is closed.
    #[prop(into)]
    close: Callback<()>,
    /// Its content.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let heading = format!("{name}-title");
    Effect::new(move || {
        let wanted = open.get();
        if let Some(dialog) = dialog.get() {
            match (wanted, dialog.open()) {
                (true, false) => {
                    drop(dialog.show_modal());
                    focus_field(&dialog);
                }
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
    view! {
        <dialog
            node_ref=dialog
            class=format!("dialog {name}")
            aria-labelledby=heading.clone()
            on:close=move |_| close.run(())
            on:keydown=move |event| {
                // In a search field, Escape would only clear it.
                if event.key() == "Escape" {
                    event.prevent_default();
                    close.run(());
                }
            }
        >
            <div class="dialog-head">
                <h2 id=heading.clone()>{title}</h2>
                <Button text="Close" press=close />
            </div>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}

/// Focuses the first text field instead of Close.
fn focus_field(dialog: &HtmlDialogElement) {
    let field = dialog.query_selector("input[type=search], textarea").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        drop(field.focus());
    }
}
