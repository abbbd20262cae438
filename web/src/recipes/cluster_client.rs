//! Cluster client.

use super::Recipe;
use elasticache_user::Operation;

pub const RECIPE: Recipe = Recipe {
    title: "Cluster client",
    about: "Reads and writes, and may ask what clients of a cluster ask when they start: INFO, and the shape of the cluster.",
    operation: Operation::CreateUser,
    request: r#"{"UserId": "app-cluster", "UserName": "app-cluster", "AccessString": "on ~app:* -@all +@read +@write +@connection -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes"}"#,
};
