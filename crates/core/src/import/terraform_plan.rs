//! The output of `terraform show -json` for a plan or a state, and state files.

use super::node::{Node, NodeKind};
use super::{Import, Importer, Source, terraform, tree};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

pub const IMPORTER: Importer =
    Importer { id: "terraform-plan", title: "Terraform plan or state (JSON)", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    source.text.contains("aws_elasticache_user")
        && source.json().as_ref().is_ok_and(|node| !users(node).is_empty())
}

fn read(source: &Source<'_>, import: &mut Import) {
    let Some(node) = tree::read(source) else { return tree::refuse(source, import) };
    tree::note_missing(source, import);
    for (address, values) in users(node) {
        // What wasn't given is written out as false in a plan.
        let mut values = values.clone();
        if let NodeKind::Map(entries) = &mut values.what {
            entries.retain(|entry| {
                let computed =
                    ["arn", "id", "password_count", "tags_all", "timeouts", "region", "passwords_wo_version"];
                let default =
                    entry.key == "no_password_required" && matches!(entry.value.what, NodeKind::Bool(false));
                let empty = matches!(&entry.value.what, NodeKind::List(items) if items.is_empty());
                !computed.contains(&entry.key.as_str()) && !default && !empty
            });
        }
        let span = values.span.clone();
        terraform::user(source, import, &values, &address, span);
    }
}

/// The users with their addresses, each once: planned values first, then changes, then state.
fn users(node: &Node) -> Vec<(String, &Node)> {
    let mut found = Vec::new();
    for values in [node.get("planned_values"), node.get("values")].into_iter().flatten() {
        let mut modules: Vec<&Node> = values.get("root_module").into_iter().collect();
        while let Some(module) = modules.pop() {
            for resource in module.get("resources").into_iter().flat_map(Node::items) {
                found.extend(user(resource, resource.get("values")));
            }
            modules.extend(module.get("child_modules").into_iter().flat_map(Node::items));
        }
    }
    if found.is_empty() {
        for change in node.get("resource_changes").into_iter().flat_map(Node::items) {
            found.extend(user(change, change.get("change").and_then(|change| change.get("after"))));
        }
    }
    if found.is_empty() {
        for resource in node.get("resources").into_iter().flat_map(Node::items) {
            for instance in resource.get("instances").into_iter().flat_map(Node::items) {
                found.extend(user(resource, instance.get("attributes")));
            }
        }
    }
    found
}

fn user<'n>(resource: &Node, values: Option<&'n Node>) -> Option<(String, &'n Node)> {
    if resource.get("type").and_then(Node::as_text) != Some("aws_elasticache_user") {
        return None;
    }
    let name =
        resource.get("address").or_else(|| resource.get("name")).and_then(Node::as_text).unwrap_or("user");
    Some((name.to_owned(), values.filter(|values| values.is_map())?))
}
