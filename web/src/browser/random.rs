//! Passwords by chance.

use elasticache_user::Secret;
use leptos::prelude::window;

/// Letters, digits, and the signs that every page of AWS's documentation allows.
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!&#$^<>-";
const LENGTH: usize = 32;

/// A password from the browser's source of chance for keys; none where there is no such source. 196 bits.
pub fn password() -> Option<Secret> {
    let crypto = window().crypto().ok()?;
    let mut text = String::with_capacity(LENGTH);
    while text.len() < LENGTH {
        let mut bytes = [0; 64];
        crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
        // Bytes beyond the last whole multiple of the alphabet would make its first letters likelier.
        let fair =
            bytes.into_iter().map(usize::from).filter(|byte| *byte < 256 / ALPHABET.len() * ALPHABET.len());
        let letters = fair.filter_map(|byte| ALPHABET.get(byte % ALPHABET.len()));
        for letter in letters {
            // A password that begins with a hyphen looks like an option on a command line.
            let first = text.is_empty();
            if text.len() < LENGTH && (!first || letter.is_ascii_alphanumeric()) {
                text.push(char::from(*letter));
            }
        }
    }
    Some(Secret::new(text))
}
