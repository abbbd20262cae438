//! The modules of `acl` use each other without circles, so that each can be read after those it needs.
use super::{Check, Tree};
use std::collections::{BTreeMap, BTreeSet};

pub const CHECK: Check = Check { name: "circles", run };

const ROOM: &str = "crates/acl/src/";

fn run(tree: &Tree) -> Vec<String> {
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, text) in tree.with(|path| path.starts_with(ROOM) && path.ends_with(".rs")) {
        let module = path[ROOM.len()..].split(['/', '.']).next().unwrap_or_default();
        if module == "lib" {
            continue;
        }
        // Tests may use everything; they are at the end.
        let text = text.split("\nmod tests {").next().unwrap_or_default();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let used = code
            .flat_map(|line| line.split("crate::").skip(1))
            .map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or_default());
        uses.entry(module).or_default().extend(used.filter(|used| *used != module));
    }
    let modules = uses.keys().filter(|module| reached(&uses, module).contains(*module));
    modules.map(|module| format!("{ROOM}{module}.rs: uses itself through other modules")).collect()
}

/// What a module uses, and what that uses, and so on.
fn reached<'a>(uses: &BTreeMap<&'a str, BTreeSet<&'a str>>, module: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = uses.get(module).into_iter().flatten().copied().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(uses.get(next).into_iter().flatten());
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn an_indirect_cycle_is_reported() {
        let a = ("crates/acl/src/a.rs", "use crate::b::B;\n");
        let b = ("crates/acl/src/b/inner.rs", "fn f() { crate::c::f() }\n");
        let c = ("crates/acl/src/c.rs", "// crate::a is not used\n");
        assert_eq!(broken(&CHECK, &[a, b, c]), Vec::<String>::new());
        let c = ("crates/acl/src/c.rs", "use crate::a::A;\n");
        let found = broken(&CHECK, &[a, b, c]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0], "crates/acl/src/a.rs: uses itself through other modules");
    }
}
