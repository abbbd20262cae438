//! The browser's clock.

/// Milliseconds since an arbitrary time, for differences.
pub fn now() -> u32 {
    js_sys::Date::now() as u64 as u32
}
