//! A text as characters that an address may hold: deflated (RFC 1951), in base64 for addresses (RFC 4648, section 5).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// What a link may unfold to, in bytes: more than any draft a person would share. A short link could unfold to gigabytes.
const LONGEST: usize = 1 << 18;
/// Small is worth more than quick here.
const LEVEL: u8 = 9;

/// The text, packed.
pub fn pack(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(text.as_bytes(), LEVEL))
}

/// The text of what was packed; none if it is not that, or unfolds to more than [`LONGEST`].
pub fn unpack(packed: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(packed).ok()?;
    let text = decompress_to_vec_with_limit(&bytes, LONGEST).ok()?;
    String::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for text in ["", "{}", &"on ~app:* ".repeat(2_000), "\u{1f468}\u{200d}é"] {
            assert_eq!(unpack(&pack(text)).as_deref(), Some(text));
        }
    }

    /// Written by Python: `zlib.compressobj(9, zlib.DEFLATED, -15)` and `base64.urlsafe_b64encode`, without its padding.
    #[test]
    fn it_is_deflate_in_base64_for_addresses() {
        assert_eq!(unpack("q1YKLU4t8kxRslKqSywosNKyt1OqBQA").as_deref(), Some(r#"{"UserId":"~app:*?>"}"#));
    }

    #[test]
    fn nothing_else_is_unpacked() {
        assert_eq!(unpack("a b"), None);
        assert_eq!(unpack("broken"), None);
        let bomb = pack(&" ".repeat(LONGEST + 1));
        assert!(bomb.len() < 1_000);
        assert_eq!(unpack(&bomb), None);
    }
}
