//! Heights that a style cannot know by itself.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

/// For `use:tells_height`: the style of an element knows its height, as `--height`.
pub fn tells_height(element: Element) {
    let own: HtmlElement = element.clone().unchecked_into();
    let follow = Closure::<dyn FnMut()>::new(move || {
        drop(own.style().set_property("--height", &format!("{}px", own.offset_height())));
    });
    // It lives as long as the element does.
    if let Ok(observer) = ResizeObserver::new(follow.into_js_value().unchecked_ref()) {
        observer.observe(&element);
    }
}

/// For `use:heightens`: what an element stands in, which has `contain: size`, is as high as the element, before it is painted.
pub fn heightens(element: Element) {
    let inner: HtmlElement = element.clone().unchecked_into();
    let follow = Closure::<dyn FnMut()>::new(move || {
        let outer = inner.parent_element().and_then(|outer| outer.dyn_into::<HtmlElement>().ok());
        if let Some(outer) = outer {
            // In whole pixels, of which the content may need a part more.
            let height = inner.offset_height().saturating_add(1);
            drop(outer.style().set_property("block-size", &format!("{height}px")));
        }
    });
    // It lives as long as the element does.
    if let Ok(observer) = ResizeObserver::new(follow.into_js_value().unchecked_ref()) {
        observer.observe(&element);
    }
}
