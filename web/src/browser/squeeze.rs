//! Compressing a text for a link, and back, by the browser's own means.

use js_sys::{Array, Function, Reflect, Uint8Array, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

/// What a link may unfold to: more than any draft a person would share.
const LONGEST: usize = 1 << 18;

/// The text as letters that an address may hold; none where the browser cannot.
pub async fn pack(text: &str) -> Option<String> {
    let bytes = run(text.as_bytes(), "CompressionStream").await.ok()?;
    Some(letters(&bytes))
}

/// The text of such letters; none if they are none, or unfold to more than a link should.
pub async fn unpack(packed: &str) -> Option<String> {
    let bytes = bytes(packed)?;
    let text = run(&bytes, "DecompressionStream").await.ok()?;
    String::from_utf8(text).ok()
}

/// Sends the bytes through a stream of this class, which browsers have had since 2023 and web-sys does not know yet. It
/// stops where more comes out than [`LONGEST`]: a short link could unfold to gigabytes.
async fn run(bytes: &[u8], class: &str) -> Result<Vec<u8>, JsValue> {
    let class: Function = Reflect::get(&global(), &class.into())?.dyn_into()?;
    let through = Reflect::construct(&class, &Array::of1(&"deflate-raw".into()))?;
    let end = |name: &str| Reflect::get(&through, &name.into());
    let pair =
        ReadableWritablePair::new(&end("readable")?.unchecked_into(), &end("writable")?.unchecked_into());
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let stream: ReadableStream = blob.stream().pipe_through(&pair);
    let reader = ReadableStreamDefaultReader::new(&stream)?;
    let mut all = Vec::new();
    loop {
        let part = JsFuture::from(reader.read()).await?;
        if Reflect::get(&part, &"done".into())?.is_truthy() {
            return Ok(all);
        }
        let part: Uint8Array = Reflect::get(&part, &"value".into())?.unchecked_into();
        all.extend(part.to_vec());
        if all.len() > LONGEST {
            drop(reader.cancel());
            return Err(JsValue::NULL);
        }
    }
}

/// Base64 for addresses (RFC 4648, section 5), without padding.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let at = bits >> (18 - 6 * place) & 63;
            text.extend(LETTERS.get(at as usize).map(|letter| char::from(*letter)));
        }
    }
    text
}

fn bytes(letters: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(letters.len());
    for group in letters.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for letter in group {
            bits = bits << 6 | LETTERS.iter().position(|known| known == letter)? as u32;
        }
        bits <<= 6 * (4 - group.len());
        let all = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
        bytes.extend_from_slice(all.get(..group.len().saturating_sub(1))?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 4648, section 10, without their padding.
    #[test]
    fn letters_are_those_of_the_rfc() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(letters(plain.as_bytes()), encoded);
            assert_eq!(bytes(encoded).unwrap(), plain.as_bytes());
        }
        assert_eq!(bytes("a b"), None);
    }
}
