//! Rules about the engine.

pub(super) mod engine_availability;
pub(super) mod engine_case;
pub(super) mod engine_change;
pub(super) mod engine_change_group;
pub(super) mod engine_old_advice;
pub(super) mod engine_required;
pub(super) mod engine_valkey_needs_auth;
pub(super) mod engine_values;
