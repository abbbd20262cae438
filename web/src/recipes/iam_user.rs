//! IAM user.

use super::Recipe;
use elasticache_user::Operation;

pub const RECIPE: Recipe = Recipe {
    title: "IAM user",
    about: "Logs in with a token that IAM signs, so there is no password to keep. Name and ID must be the same.",
    operation: Operation::CreateUser,
    request: r#"{"UserId": "app-iam", "UserName": "app-iam", "AccessString": "on ~app:* -@all +@read +@write +@connection -@dangerous", "AuthenticationMode": {"Type": "iam"}}"#,
};
