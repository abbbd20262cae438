//! Read-only application.

use super::Recipe;
use elasticache_user::Operation;

pub const RECIPE: Recipe = Recipe {
    title: "Read-only application",
    about: "Reads the keys of one application, and nothing else.",
    operation: Operation::CreateUser,
    request: r#"{"UserId": "app-reader", "UserName": "app-reader", "AccessString": "on ~app:* -@all +@read +@connection"}"#,
};
