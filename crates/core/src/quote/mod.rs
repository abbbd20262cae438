//! Quoting: one file a language, each total over every text.

mod escaped;
mod go;
mod javascript;
mod json;
mod python;
mod rust;

pub use go::go;
pub use javascript::javascript;
pub use json::json;
pub use python::python;
pub use rust::rust;
