//! The access strings of Redis and Valkey users.
