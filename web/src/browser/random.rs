//! Random passwords.

use elasticache_user::Password;
use leptos::prelude::window;

/// Letters and digits: no shell, URL or template treats them specially.
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH: usize = 32;

/// A password of 190 bits from the browser's cryptographic generator; `None` without one.
pub fn password() -> Option<Password> {
    let crypto = window().crypto().ok()?;
    let mut text = String::with_capacity(LENGTH);
    while text.len() < LENGTH {
        let mut bytes = [0; 64];
        crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
        // Bytes beyond the last whole multiple of the alphabet would make its first characters likelier.
        let fair =
            bytes.into_iter().map(usize::from).filter(|byte| *byte < 256 / ALPHABET.len() * ALPHABET.len());
        let letters =
            fair.filter_map(|byte| ALPHABET.get(byte % ALPHABET.len()).map(|byte| char::from(*byte)));
        text.extend(letters.take(LENGTH - text.len()));
    }
    Some(Password::new(text))
}
