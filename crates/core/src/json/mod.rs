//! JSON values as this project needs them: members in the order given, numbers as written.
//!
//! `serde_json` is the usual choice, and the tests compare with it. In the page and in the package it weighs three times
//! as much as this module: hash maps for members in order, and tables for floating-point numbers, which no request has.
//!
//! ```
//! use elasticache_user::json::{self, Value};
//!
//! let value = json::from_str(r#"{"Key": "a", "Size": 1.50}"#).unwrap();
//! assert_eq!(value.get("Key").and_then(Value::as_str), Some("a"));
//! assert_eq!(value.to_string(), r#"{"Key":"a","Size":1.50}"#);
//! assert!(json::from_str(r#"{"Key": }"#).is_err());
//! ```

mod literal;
mod map;
mod read;
mod write;

pub use literal::ToJson;
#[doc(hidden)]
pub use literal::no_items;
pub use map::Map;
pub use read::{NotJson, from_str};
pub use write::Writer;

pub use crate::json_literal as json;

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the names are JSON's own
// A tag of a whole word is copied by words, not by bytes.
#[repr(u32)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Map),
}

/// A number, as it was written: no digit is lost, however many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// A number written as JSON has it; `None` for any other text.
    pub fn from_text(text: &str) -> Option<Self> {
        (read::number_length(text.as_bytes()) == Some(text.len())).then(|| Self(text.to_owned()))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it was written with a point or an exponent, which makes it a `float` in Python.
    pub fn is_float(&self) -> bool {
        self.0.contains(['.', 'e', 'E'])
    }

    /// As a whole number that is not negative, where it was written as one and fits.
    pub fn as_u64(&self) -> Option<u64> {
        // Not by `parse`, which reckons with 128 bits for it.
        let mut number = 0u64;
        for digit in self.0.chars() {
            let digit = u64::from(digit.to_digit(10)?);
            if number > (u64::MAX - digit) / 10 {
                return None;
            }
            number = number * 10 + digit;
        }
        Some(number)
    }
}

impl Value {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The flag, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(flag) = self { Some(*flag) } else { None }
    }

    /// The whole number, if it is one from 0 to 2⁶⁴ − 1.
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Number(number) = self { number.as_u64() } else { None }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Map> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The members to change, if it is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut Map> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The member of this name; `None` also when it is no object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The member of this name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.as_object_mut()?.get_mut(name)
    }

    /// Gives a member of an object its value; does nothing to what is no object.
    pub fn set(&mut self, name: &str, value: impl Into<Self>) {
        if let Self::Object(members) = self {
            members.insert(name.to_owned(), value.into());
        }
    }

    /// Takes the value out and leaves null.
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is text.
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Whether it is an array.
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

/// The member, or null where there is none.
impl std::ops::Index<&str> for Value {
    type Output = Self;

    fn index(&self, name: &str) -> &Self {
        self.get(name).unwrap_or(&Self::Null)
    }
}

/// The item, or null where there is none.
impl std::ops::Index<usize> for Value {
    type Output = Self;

    fn index(&self, n: usize) -> &Self {
        self.as_array().and_then(|items| items.get(n)).unwrap_or(&Self::Null)
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == Some(text)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == Some(*text)
    }
}

#[cfg(test)]
mod tests;
