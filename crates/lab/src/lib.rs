//! Where facts are measured: what real servers say of access strings, the tables of their commands, what libraries need,
//! and how quick everything is.
pub mod acl_tables;
pub mod live;
pub mod recipe_docs;
pub mod recipes;
