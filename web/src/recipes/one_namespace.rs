//! One namespace.

use super::Recipe;
use elasticache_user::Operation;

pub const RECIPE: Recipe = Recipe {
    title: "One namespace",
    about: "Reads and writes the keys of one application, without the commands that can hurt the whole cache.",
    operation: Operation::CreateUser,
    request: r#"{"UserId": "app", "UserName": "app", "AccessString": "on ~app:* -@all +@read +@write +@connection +@transaction -@dangerous"}"#,
};
