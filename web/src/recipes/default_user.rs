//! Replace the default user.

use super::Recipe;
use elasticache_user::Operation;

pub const RECIPE: Recipe = Recipe {
    title: "Replace the default user",
    about: "A user of the name default that nobody can log in with. In a user group it takes the place of the one that may do everything.",
    operation: Operation::CreateUser,
    request: r#"{"UserId": "default-off", "UserName": "default", "AccessString": "off -@all"}"#,
};
