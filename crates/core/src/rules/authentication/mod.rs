//! Rules about how the user logs in.

pub(super) mod auth_input_output_names;
pub(super) mod auth_mixed_forms;
pub(super) mod auth_omit_in_modify;
pub(super) mod auth_one_mode;
pub(super) mod auth_switch;
pub(super) mod auth_type_case;
pub(super) mod auth_type_enum;
pub(super) mod iam_engine;
pub(super) mod iam_name_equals_id;
pub(super) mod iam_permission;
pub(super) mod iam_tls;
pub(super) mod nopass_discouraged;
