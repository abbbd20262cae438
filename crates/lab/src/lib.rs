//! Measurements: how real servers treat access strings, their command tables, the needs of libraries, and speeds.
pub mod acl_tables;
pub mod live;
pub mod recipe_docs;
pub mod recipes;
