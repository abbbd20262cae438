//! A text in characters that are safe in an address: deflate (RFC 1951), then base64url (RFC 4648, section 5).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The largest unpacked size, in bytes. Without it, a short link could unpack to gigabytes.
pub const LONGEST: usize = 1 << 18;
/// The best compression: short links matter more than speed.
const LEVEL: u8 = 9;

/// Packs a text.
pub fn pack(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(text.as_bytes(), LEVEL))
}

/// Unpacks a text; `None` if it isn't one, or is larger than [`LONGEST`].
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
