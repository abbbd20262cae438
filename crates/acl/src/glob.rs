//! The one matcher for keys and channels.
//!
//! Bytes, case-sensitive. `*` any run, `?` one byte, `[...]` one of, `[^...]` none of, `\c` the
//! byte itself. The same on every engine; the odd corners are kept on purpose.

/// Beyond this many stars the servers give up and match nothing.
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
    glob_from(pattern, text, 0)
}

/// How many bytes at the beginning of a pattern are literal.
pub(crate) fn plain(pattern: &[u8]) -> usize {
    let special = pattern.iter().position(|byte| matches!(byte, b'*' | b'?' | b'[' | b'\\'));
    special.unwrap_or(pattern.len())
}

/// The same as [`glob`], for a pattern that is compared with many strings: `plain` was computed once. Most patterns are plain
/// bytes and a star, and are decided by comparing those.
pub(crate) fn glob_prepared(pattern: &[u8], plain: usize, text: &[u8]) -> bool {
    let (Some((start, rest)), Some(begin)) = (pattern.split_at_checked(plain), text.get(..plain)) else {
        return false;
    };
    // Most keys differ in the first byte; that is quicker than to call a comparison.
    if start.first() != begin.first() || start != begin {
        return false;
    }
    match rest {
        [] => text.len() == plain,
        [b'*'] => !text.is_empty(),
        _ => glob_from(pattern, text, plain),
    }
}

/// The first bytes of both are known to be equal.
fn glob_from(pattern: &[u8], text: &[u8], equal: usize) -> bool {
    if text.is_empty() {
        return pattern.is_empty();
    }
    let (mut p, mut t) = (equal, equal);
    let mut stars = 0usize;
    // Where to go on after the last star: the pattern after it, and the text it has not taken yet.
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

/// Matches a class, from after its `[`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prepared_pattern_matches_the_same() {
        let parts: [&[u8]; 8] = [b"", b"a", b"ab", b"*", b"?", b"[ab]", b"\\*", b"**"];
        let texts: [&[u8]; 9] = [b"", b"a", b"b", b"ab", b"a*", b"*", b"aba", b"abab", b"\\*"];
        for first in parts {
            for second in parts {
                for third in parts {
                    let pattern = [first, second, third].concat();
                    for text in texts {
                        let prepared = glob_prepared(&pattern, plain(&pattern), text);
                        assert_eq!(prepared, glob(&pattern, text), "{pattern:?} {text:?}");
                    }
                }
            }
        }
    }
}
