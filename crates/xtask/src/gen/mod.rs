//! What the generated files say: one file here for each of them. Who writes and checks them: `commands/generate.rs`.
pub mod acl_tables;
pub mod recipes;
pub mod rule_docs;
