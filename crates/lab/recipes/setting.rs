//! What a workload is told by the program that measures it.
use std::env::var;

/// A setting, such as `RECIPE_HOST`.
pub fn setting(name: &str) -> String {
    var(format!("RECIPE_{name}")).unwrap_or_else(|_| panic!("RECIPE_{name} is not set"))
}

/// The port of the server.
pub fn port() -> u16 {
    setting("PORT").parse().expect("a port")
}

/// A parameter of the recipe.
pub fn parameter(name: &str) -> String {
    setting(&name.to_uppercase())
}
