//! Rules about passwords.

pub(super) mod password_connections;
pub(super) mod password_distinct;
pub(super) mod password_forbidden_chars;
pub(super) mod password_max_128;
pub(super) mod password_max_2;
pub(super) mod password_min_1;
pub(super) mod password_min_16;
pub(super) mod password_no_in_access_string;
pub(super) mod password_not_readable;
pub(super) mod password_printable;
pub(super) mod password_replace;
pub(super) mod password_safe_set;
