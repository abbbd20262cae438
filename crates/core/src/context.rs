//! What is known of the world around a request: the cache it is for, and the user as it is now.

use serde_json::{Map, Value};

/// All of it is optional; what is not known makes findings cautious.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The engine and version of the cache that the user is for.
    pub engine_version: Option<EngineVersion>,
    /// Whether the cache is serverless.
    pub serverless: Option<bool>,
    /// The user as `describe-users` shows it now.
    pub current: Option<User>,
}

/// An engine version that ElastiCache offers and that knows users.
pub use access_string::Engine as EngineVersion;

/// A user as the service shows it: the reply of `create-user`, `modify-user` and `describe-users`.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the names are the API's own
pub struct User {
    pub user_id: Option<String>,
    pub user_name: Option<String>,
    pub status: Option<String>,
    pub engine: Option<String>,
    pub minimum_engine_version: Option<String>,
    pub access_string: Option<String>,
    pub user_group_ids: Vec<String>,
    pub authentication: Option<UserAuthentication>,
    pub arn: Option<String>,
}

/// How the user logs in, in the spelling of replies: `password`, `no-password`, `iam`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserAuthentication {
    /// `password`, `no-password` (not `no-password-required`, which is the spelling of requests) or `iam`.
    pub kind: Option<String>,
    /// How many passwords the user has, 1 or 2; absent when there is none.
    pub password_count: Option<u64>,
}

impl User {
    /// Reads a reply's `User` object; what is missing or of another type is left out.
    pub fn from_json(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Self {
            user_id: text("UserId"),
            user_name: text("UserName"),
            status: text("Status"),
            engine: text("Engine"),
            minimum_engine_version: text("MinimumEngineVersion"),
            access_string: text("AccessString"),
            user_group_ids: value
                .get("UserGroupIds")
                .and_then(Value::as_array)
                .map(|ids| ids.iter().filter_map(Value::as_str).map(str::to_owned).collect())
                .unwrap_or_default(),
            authentication: value.get("Authentication").map(|authentication| UserAuthentication {
                kind: authentication.get("Type").and_then(Value::as_str).map(str::to_owned),
                password_count: authentication.get("PasswordCount").and_then(Value::as_u64),
            }),
            arn: text("ARN"),
        }
    }

    /// The user as a reply has it; what is not known is left out.
    ///
    /// ```
    /// use elasticache_user::User;
    /// let reply = serde_json::json!({"UserId": "app", "UserGroupIds": [], "Authentication": {"Type": "iam"}});
    /// assert_eq!(User::from_json(&reply).to_json(), reply);
    /// ```
    pub fn to_json(&self) -> Value {
        let mut reply = Map::new();
        let mut put = |name: &str, text: &Option<String>| {
            if let Some(text) = text {
                reply.insert(name.to_owned(), text.as_str().into());
            }
        };
        put("UserId", &self.user_id);
        put("UserName", &self.user_name);
        put("Status", &self.status);
        put("Engine", &self.engine);
        put("MinimumEngineVersion", &self.minimum_engine_version);
        put("AccessString", &self.access_string);
        let groups = self.user_group_ids.iter().map(|id| id.as_str().into()).collect();
        reply.insert("UserGroupIds".to_owned(), Value::Array(groups));
        if let Some(own) = &self.authentication {
            let mut authentication = Map::new();
            if let Some(kind) = &own.kind {
                authentication.insert("Type".to_owned(), kind.as_str().into());
            }
            if let Some(count) = own.password_count {
                authentication.insert("PasswordCount".to_owned(), count.into());
            }
            reply.insert("Authentication".to_owned(), Value::Object(authentication));
        }
        if let Some(arn) = &self.arn {
            reply.insert("ARN".to_owned(), arn.as_str().into());
        }
        Value::Object(reply)
    }
}

impl Context {
    /// Reads `{"engineVersion", "serverless", "current"}`; what is missing or of another type is left out.
    pub fn from_json(value: &Value) -> Self {
        Self {
            engine_version: value
                .get("engineVersion")
                .and_then(Value::as_str)
                .and_then(EngineVersion::from_name),
            serverless: value.get("serverless").and_then(Value::as_bool),
            current: value.get("current").filter(|user| user.is_object()).map(User::from_json),
        }
    }
}
