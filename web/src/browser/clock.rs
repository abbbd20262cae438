//! The browser's clock.

/// Milliseconds since some time, to be subtracted from one another.
pub fn now() -> u32 {
    js_sys::Date::now() as u64 as u32
}
