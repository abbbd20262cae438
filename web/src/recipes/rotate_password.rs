//! Rotate a password.

use super::Recipe;
use elasticache_user::Operation;

pub const RECIPE: Recipe = Recipe {
    title: "Rotate a password",
    about: "In two steps: send the old and the new one together, move every client to the new one, then send the new one alone.",
    operation: Operation::ModifyUser,
    request: r#"{"UserId": "app", "AuthenticationMode": {"Type": "password", "Passwords": ["", ""]}}"#,
};
