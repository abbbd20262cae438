//! Pub/Sub only.

use super::Recipe;
use elasticache_user::Operation;

pub const RECIPE: Recipe = Recipe {
    title: "Pub/Sub only",
    about: "Publishes and subscribes to the channels of one application; touches no key.",
    operation: Operation::CreateUser,
    request: r#"{"UserId": "app-events", "UserName": "app-events", "AccessString": "on &app:* -@all +@pubsub +@connection"}"#,
};
