//! Heights that CSS alone can't know.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

/// For `use:expose_height`: sets `--height` to the element's height.
pub fn expose_height(element: Element) {
    let styled: HtmlElement = element.clone().unchecked_into();
    let follow = Closure::<dyn FnMut()>::new(move || {
        drop(styled.style().set_property("--height", &format!("{}px", styled.offset_height())));
    });
    // The observer lives as long as the element.
    if let Ok(observer) = ResizeObserver::new(follow.into_js_value().unchecked_ref()) {
        observer.observe(&element);
    }
}

/// For `use:fit_parent_height`: the parent has `contain: size` and gets the element's height before the paint.
pub fn fit_parent_height(element: Element) {
    let inner: HtmlElement = element.clone().unchecked_into();
    let follow = Closure::<dyn FnMut()>::new(move || {
        let outer = inner.parent_element().and_then(|outer| outer.dyn_into::<HtmlElement>().ok());
        if let Some(outer) = outer {
            // offset_height is rounded; the content may need a fraction more.
            let height = inner.offset_height().saturating_add(1);
            drop(outer.style().set_property("block-size", &format!("{height}px")));
        }
    });
    // The observer lives as long as the element.
    if let Ok(observer) = ResizeObserver::new(follow.into_js_value().unchecked_ref()) {
        observer.observe(&element);
    }
}
