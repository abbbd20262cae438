//! Rules about the request as a whole.

pub(super) mod member_of_reply;
pub(super) mod member_repeated;
pub(super) mod member_spelling;
pub(super) mod modify_only_id;
pub(super) mod modify_propagates;
pub(super) mod modify_same_value;
pub(super) mod null_member;
pub(crate) mod state_active_only;
pub(super) mod unknown_member;
pub(super) mod value_left_open;
pub(super) mod wrong_type;
