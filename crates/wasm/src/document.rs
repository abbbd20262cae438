//! A request, or a user, as the caller writes it.

use serde::{Serialize, Serializer};

/// A value of the caller's own, with any members. It's returned as JSON, so that `__proto__` is an ordinary member, and numbers
/// become what JavaScript parses them to.
#[derive(Debug)]
pub struct Document<T>(pub T);

#[cfg(target_arch = "wasm32")]
impl<T: Serialize> Serialize for Document<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = serde_json::to_string(&self.0).map_err(serde::ser::Error::custom)?;
        let value = js_sys::JSON::parse(&text).unwrap_or(wasm_bindgen::JsValue::NULL);
        serde_wasm_bindgen::preserve::serialize(&value, serializer)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T: Serialize> Serialize for Document<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
