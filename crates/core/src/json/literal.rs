//! Values from Rust's own, and written out in the source.

use super::{Map, Number, Value};

/// What [`json!`](super::json) can take for a value.
pub trait ToJson {
    /// As JSON.
    fn to_json(&self) -> Value;
}

impl ToJson for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }
}

impl ToJson for Map {
    fn to_json(&self) -> Value {
        Value::Object(self.clone())
    }
}

impl ToJson for str {
    fn to_json(&self) -> Value {
        Value::String(self.to_owned())
    }
}

impl ToJson for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self) -> Value {
        (**self).to_json()
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToJson::to_json)
    }
}

impl<T: ToJson> ToJson for [T] {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(ToJson::to_json).collect())
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        self.as_slice().to_json()
    }
}

impl<T: ToJson, const N: usize> ToJson for [T; N] {
    fn to_json(&self) -> Value {
        self.as_slice().to_json()
    }
}

/// What is no number of JSON's is null.
impl ToJson for f64 {
    fn to_json(&self) -> Value {
        Number::from_text(&self.to_string()).map_or(Value::Null, Value::Number)
    }
}

macro_rules! whole_numbers {
    ($($type:ty),+) => {$(
        impl ToJson for $type {
            fn to_json(&self) -> Value {
                Value::Number((*self).into())
            }
        }

        impl From<$type> for Number {
            fn from(number: $type) -> Self {
                Self(number.to_string())
            }
        }
    )+};
}

whole_numbers!(u16, u32, u64, usize, i32, i64);

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_json()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        number.to_json()
    }
}

/// The items of an array before the first.
#[doc(hidden)]
pub fn no_items() -> Vec<Value> {
    Vec::new()
}

/// A [`Value`](super::Value) written as JSON, with expressions in the places of values.
///
/// ```
/// use elasticache_user::json::json;
///
/// let keys = vec!["a", "b"];
/// let value = json!({"Tags": [{"Key": keys[0], "Value": null}], "count": keys.len(), "keys": keys});
/// assert_eq!(value.to_string(), r#"{"Tags":[{"Key":"a","Value":null}],"count":2,"keys":["a","b"]}"#);
/// ```
#[macro_export]
macro_rules! json_literal {
    (null) => { $crate::json::Value::Null };
    ([]) => { $crate::json::Value::Array(::std::vec::Vec::new()) };
    ([$($inside:tt)+]) => {{
        let mut items = $crate::json::no_items();
        $crate::json_literal!(@items items $($inside)+);
        $crate::json::Value::Array(items)
    }};
    ({}) => { $crate::json::Value::Object($crate::json::Map::new()) };
    ({$($inside:tt)+}) => {{
        let mut members = $crate::json::Map::new();
        $crate::json_literal!(@members members $($inside)+);
        $crate::json::Value::Object(members)
    }};

    (@items $to:ident) => {};
    (@items $to:ident null $(, $($rest:tt)*)?) => {
        $to.push($crate::json::Value::Null);
        $($crate::json_literal!(@items $to $($rest)*);)?
    };
    (@items $to:ident [$($inside:tt)*] $(, $($rest:tt)*)?) => {
        $to.push($crate::json_literal!([$($inside)*]));
        $($crate::json_literal!(@items $to $($rest)*);)?
    };
    (@items $to:ident {$($inside:tt)*} $(, $($rest:tt)*)?) => {
        $to.push($crate::json_literal!({$($inside)*}));
        $($crate::json_literal!(@items $to $($rest)*);)?
    };
    (@items $to:ident $value:expr $(, $($rest:tt)*)?) => {
        $to.push($crate::json::ToJson::to_json(&$value));
        $($crate::json_literal!(@items $to $($rest)*);)?
    };

    (@members $to:ident) => {};
    (@members $to:ident $name:tt : null $(, $($rest:tt)*)?) => {
        $to.insert($name.to_string(), $crate::json::Value::Null);
        $($crate::json_literal!(@members $to $($rest)*);)?
    };
    (@members $to:ident $name:tt : [$($inside:tt)*] $(, $($rest:tt)*)?) => {
        $to.insert($name.to_string(), $crate::json_literal!([$($inside)*]));
        $($crate::json_literal!(@members $to $($rest)*);)?
    };
    (@members $to:ident $name:tt : {$($inside:tt)*} $(, $($rest:tt)*)?) => {
        $to.insert($name.to_string(), $crate::json_literal!({$($inside)*}));
        $($crate::json_literal!(@members $to $($rest)*);)?
    };
    (@members $to:ident $name:tt : $value:expr $(, $($rest:tt)*)?) => {
        $to.insert($name.to_string(), $crate::json::ToJson::to_json(&$value));
        $($crate::json_literal!(@members $to $($rest)*);)?
    };

    ($value:expr) => { $crate::json::ToJson::to_json(&$value) };
}
