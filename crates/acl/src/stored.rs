//! The form that Amazon ElastiCache stores, which is not the one it was given.

use crate::user::{Selector, User};

/// How a string will be read back from ElastiCache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The text.
    pub text: String,
    /// Whether everything in it is like what has been seen. How channels that are not all, selectors,
    /// databases and repeated words come back is not documented.
    pub certain: bool,
}

impl User {
    /// The access string as ElastiCache is known to store and return it: state, keys, channels, then
    /// commands with `-@all` before them. Passwords are not part of it.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let stored = parse("+get ~keys*", Engine::Valkey80.elasticache()).user.stored();
    /// assert_eq!(stored.text, "off ~keys* -@all +get");
    /// assert!(stored.certain);
    /// ```
    #[must_use]
    pub fn stored(&self) -> Stored {
        let mut out = Vec::with_capacity(96);
        out.extend_from_slice(if self.enabled { b"on " } else { b"off " });
        let mut certain = self.selectors.is_empty();
        self.root.write_stored(&mut out, &mut certain);
        for selector in &self.selectors {
            out.extend_from_slice(b" (");
            selector.write_stored(&mut out, &mut certain);
            out.push(b')');
        }
        Stored { text: String::from_utf8_lossy(&out).into_owned(), certain }
    }
}

impl Selector {
    fn write_stored(&self, out: &mut Vec<u8>, certain: &mut bool) {
        self.write_keys(out);
        if self.all_channels {
            out.extend_from_slice(b"&* ");
        }
        for channel in &self.channels {
            *certain = false;
            out.push(b'&');
            out.extend_from_slice(&channel.pattern);
            out.push(b' ');
        }
        let before = out.len();
        self.write_databases(out);
        *certain &= out.len() == before;
        out.extend_from_slice(if self.future_commands { b"+@all" } else { b"-@all" });
        let rules = out.len();
        self.write_kept_words(out);
        let words = out.get(rules..).unwrap_or_default();
        *certain &= words.iter().filter(|&&byte| byte == b' ').count() == self.rules.len();
    }
}
