//! ARCHITECTURE.md names every invariant that is checked, and none that isn't.
use super::{CHECKS, Check, Tree};

pub const CHECK: Check = Check { name: "documented", run };

const FILE: &str = "ARCHITECTURE.md";

fn run(tree: &Tree) -> Vec<String> {
    let named: Vec<&str> = tree.text(FILE).map(named).unwrap_or_default();
    let missing = CHECKS.iter().filter(|check| !named.contains(&check.name));
    let unknown = named.iter().filter(|name| !CHECKS.iter().any(|check| check.name == **name));
    let missing = missing.map(|check| format!("{FILE}: doesn't list the invariant `{}`", check.name));
    missing.chain(unknown.map(|name| format!("{FILE}: nothing checks the invariant `{name}`"))).collect()
}

/// The names in `- **name**:`, under the heading of invariants.
fn named(text: &str) -> Vec<&str> {
    let inside = text.split("\n## ").find(|part| part.starts_with("Invariants")).unwrap_or_default();
    inside
        .lines()
        .filter_map(|line| line.strip_prefix("- **")?.split_once("**:").map(|(name, _)| name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{CHECKS, broken};
    use super::CHECK;

    #[test]
    fn missing_and_surplus_names_are_reported() {
        let found = broken(
            &CHECK,
            &[(
                "ARCHITECTURE.md",
                "# A\n\n## Invariants\n- **arrows**: x\n- **gone**: y\n\n## Next\n- **no**: z\n",
            )],
        );
        assert_eq!(found.len(), CHECKS.len());
        assert!(found.contains(&"ARCHITECTURE.md: nothing checks the invariant `gone`".to_owned()));
    }
}
