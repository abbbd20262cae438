//! The one matcher for keys and channels.
//!
//! Bytes, case-sensitive. `*` any run, `?` one byte, `[...]` one of, `[^...]` none of, `\c` the
//! byte itself. The same on every engine; the odd corners are kept on purpose.

/// Beyond so many stars the servers give up and match nothing.
const MAX_STARS: usize = 1000;

/// Whether the text matches the pattern, as the servers decide it.
///
/// ```
/// use access_string::glob;
/// assert!(glob(b"app::*", b"app::1"));
/// assert!(glob(b"h[^a-c]llo", b"hello"));
/// assert!(!glob(b"**", b""), "only the empty pattern matches the empty text");
/// ```
#[must_use]
pub fn glob(pattern: &[u8], text: &[u8]) -> bool {
    if text.is_empty() {
        return pattern.is_empty();
    }
    let (mut p, mut t) = (0, 0);
    let mut stars = 0usize;
    // Where to go on after the last star: the pattern behind it, and the text it has not taken yet.
    let mut back: Option<(usize, usize)> = None;
    while let Some(&byte) = text.get(t) {
        let after = match pattern.get(p) {
            Some(b'*') => {
                while pattern.get(p) == Some(&b'*') {
                    p += 1;
                }
                if p == pattern.len() {
                    return true;
                }
                stars += 1;
                if stars > MAX_STARS {
                    return false;
                }
                back = Some((p, t));
                continue;
            }
            Some(_) => one(pattern, p, byte),
            None => None,
        };
        match (after, back) {
            (Some(after), _) => {
                p = after;
                t += 1;
            }
            (None, Some((behind, taken))) => {
                p = behind;
                t = taken + 1;
                back = Some((behind, t));
            }
            (None, None) => return false,
        }
    }
    pattern.iter().skip(p).all(|&byte| byte == b'*')
}

/// Matches one byte; where the pattern goes on.
fn one(pattern: &[u8], p: usize, byte: u8) -> Option<usize> {
    match pattern.get(p)? {
        b'?' => Some(p + 1),
        b'[' => class(pattern, p + 1, byte),
        b'\\' if p + 1 < pattern.len() => (pattern[p + 1] == byte).then_some(p + 2),
        literal => (*literal == byte).then_some(p + 1),
    }
}

/// Matches a class, from behind its `[`.
fn class(pattern: &[u8], mut p: usize, byte: u8) -> Option<usize> {
    let not = pattern.get(p) == Some(&b'^');
    if not {
        p += 1;
    }
    let mut found = false;
    loop {
        match pattern.get(p..).unwrap_or_default() {
            [] => break,
            [b'\\', literal, ..] => {
                found |= *literal == byte;
                p += 2;
            }
            [b']', ..] => {
                p += 1;
                break;
            }
            [from, b'-', to, ..] => {
                // Compared as signed bytes, as C compares `char` on most machines.
                let (from, to, byte) = (*from as i8, *to as i8, byte as i8);
                found |= (from.min(to)..=from.max(to)).contains(&byte);
                p += 3;
            }
            [literal, ..] => {
                found |= *literal == byte;
                p += 1;
            }
        }
    }
    (found != not).then_some(p)
}
