//! A JSON value that keeps everything it was given: members in their order, also those of one name.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Number, Value};

/// Like [`Value`], but an object may have two members of one name.
#[derive(Clone, PartialEq)]
pub enum Any {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Any>),
    Object(Vec<(String, Any)>),
}

/// With `arbitrary_precision`, serde_json represents a number as an object with this one member.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Any, E> {
        Ok(Any::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Any, E> {
        Ok(Any::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Any, D::Error> {
        Any::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Any, E> {
        Ok(Any::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Any, E> {
        Ok(Any::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Any, E> {
        Ok(Any::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Any, E> {
        Ok(Number::from_f64(value).map_or(Any::Null, Any::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Any, E> {
        Ok(Any::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Any, E> {
        Ok(Any::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Any, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Any::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Any, A::Error> {
        let mut members: Vec<(String, Any)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value()?;
            if let (true, NUMBER, Any::String(digits)) = (members.is_empty(), name.as_str(), &value)
                && let Ok(number) = digits.parse()
            {
                return Ok(Any::Number(number));
            }
            members.push((name, value));
        }
        Ok(Any::Object(members))
    }
}

impl Serialize for Any {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

impl From<Value> for Any {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => Self::String(text),
            Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => {
                Self::Object(members.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

/// Of members of one name, the last one stays: so do Python and JavaScript read them.
impl From<&Any> for Value {
    fn from(value: &Any) -> Self {
        match value {
            Any::Null => Self::Null,
            Any::Bool(value) => Self::Bool(*value),
            Any::Number(number) => Self::Number(number.clone()),
            Any::String(text) => Self::String(text.clone()),
            Any::Array(items) => items.iter().map(Self::from).collect(),
            Any::Object(members) => {
                members.iter().map(|(name, value)| (name.clone(), Self::from(value))).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_string_round_trips() {
        for text in [
            "null",
            "[]",
            "{}",
            r#"{"a":1,"a":2,"b":{"c":null,"c":[true,false]}}"#,
            "[1.50,1e+400,-0,123456789012345678901234567890,0.1e-5]",
            r#""é\u0000\"""#,
            r#"{"":{"":""}}"#,
        ] {
            let any: Any = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&any).unwrap(), text);
        }
    }

    #[test]
    fn values_round_trip() {
        let value = serde_json::json!({ "a": [1, 2.5, "x", null, true], "b": {} });
        assert_eq!(Value::from(&Any::from(value.clone())), value);
        assert!(Any::deserialize(&value).ok() == Some(Any::from(value)));
    }
}
