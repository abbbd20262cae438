//! Rules about the user name.

pub(super) mod user_name_default;
pub(super) mod user_name_immutable;
pub(super) mod user_name_max_120;
pub(super) mod user_name_no_space;
pub(super) mod user_name_nonempty;
pub(super) mod user_name_not_unique;
pub(super) mod user_name_other_chars;
pub(super) mod user_name_required;
