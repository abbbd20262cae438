//! Rules about tags.

pub(super) mod tag_atomic;
pub(super) mod tag_charset;
pub(super) mod tag_key_aws_prefix;
pub(super) mod tag_key_max_128;
pub(super) mod tag_key_required;
pub(super) mod tag_key_unique;
pub(super) mod tag_max_50;
pub(super) mod tag_no_modify;
pub(super) mod tag_value_max_256;
pub(super) mod tag_value_optional;
