//! Rules about the user ID.

pub(super) mod user_id_charset;
pub(super) mod user_id_immutable;
pub(super) mod user_id_lowercase;
pub(super) mod user_id_max_40;
pub(super) mod user_id_no_double_hyphen;
pub(super) mod user_id_no_edge_hyphen;
pub(super) mod user_id_nonempty;
pub(super) mod user_id_required;
pub(super) mod user_id_reserved;
pub(super) mod user_id_reserved_modify;
pub(super) mod user_id_unique;
