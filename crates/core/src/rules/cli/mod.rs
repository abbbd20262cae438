//! Rules about what the AWS CLI does with a value.

pub(super) mod cli_file_passwords;
pub(super) mod cli_file_single;
pub(super) mod cli_fileb;
pub(super) mod cli_http_prefix_v1;
pub(super) mod cli_skeleton_not_ready;
pub(super) mod cli_tags_empty;
