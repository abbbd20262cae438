//! A link, as the browser has unfolded it: any text as the state of the page. What it makes of the form is checked, is
//! emitted in the form that the link names and in one other, and is kept again without loss.
#![no_main]

use elasticache_user::emit::{TARGETS, emit};
use elasticache_user::{check, predict};
use libfuzzer_sys::fuzz_target;

/// The parts of the page that a link goes through.
#[allow(dead_code, unused_imports)]
#[path = "../../src/state"]
mod state {
    mod authentication;
    mod convert;
    mod delivery;
    mod form;
    pub mod stored;
    pub use authentication::Authentication;
    pub use delivery::Delivery;
    pub use form::{Form, MOST_PASSWORDS, TagRow};
}

/// No browser.
#[allow(dead_code)]
mod browser {
    pub mod storage {
        pub fn get(_: &str) -> Option<String> {
            None
        }
        pub fn set(_: &str, _: &str) {}
    }
}

fuzz_target!(|data: &[u8]| {
    let Ok(value) = serde_json::from_slice(data) else { return };
    let Some((form, delivery)) = state::stored::read(&value) else { return };
    let (draft, context) = (form.draft(), form.context());
    check(form.operation, &draft, &context);
    predict(form.operation, &draft, &context);
    for target in [delivery.target(), TARGETS[data.len() % TARGETS.len()]] {
        emit(target, form.operation, &draft, &context, &delivery.options);
    }
    let kept = state::stored::write(&form, &delivery);
    let again = state::stored::read(&kept).expect("what was kept can be read");
    assert_eq!(state::stored::write(&again.0, &again.1), kept, "what is kept stays what it is");
});
