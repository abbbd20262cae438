//! What a pattern is before anything special in it.

/// What a pattern begins with before anything special in it.
pub(crate) fn literal_head(pattern: &[u8]) -> &[u8] {
    let special = pattern.iter().position(|byte| matches!(byte, b'*' | b'?' | b'[' | b'\\'));
    special.and_then(|end| pattern.get(..end)).unwrap_or(pattern)
}

/// The prefix of a pattern that is just a prefix and a star.
pub(crate) fn head_and_star(pattern: &[u8]) -> Option<&[u8]> {
    let head = literal_head(pattern);
    (pattern.len() == head.len() + 1 && pattern.last() == Some(&b'*')).then_some(head)
}
