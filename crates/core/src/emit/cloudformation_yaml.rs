//! A CloudFormation template in YAML. Every string is quoted: CloudFormation reads YAML 1.1, where a bare `on` is true, and
//! ` #`, `&`, `%`, `*` or `: ` would cut or change an access string.

use super::infrastructure::template::{self, Node, NodeKind, put_scalar};
use super::{PieceKind as Kind, Target, Text};
use crate::quote::yaml;
use alloc::borrow::ToOwned;
use alloc::string::String;

pub const TARGET: Target = template::target("cloudformation-yaml", "CloudFormation (YAML)", |job| {
    template::emit(job, "user.template.yaml", |text, node| write_node(text, node, 0))
});

/// Writes a value; a map or a list begins at the start of a line.
pub fn write_node(out: &mut Text, node: &Node, depth: usize) {
    let indent = "  ".repeat(depth);
    match &node.what {
        NodeKind::Map(members) => {
            for (name, value) in members {
                out.put(Kind::Plain, indent.clone());
                put_member(out, name, value, depth);
            }
        }
        NodeKind::List(items) => {
            for item in items {
                out.put(Kind::Plain, format!("{indent}- "));
                match &item.what {
                    NodeKind::Map(members) => {
                        for (n, (name, value)) in members.iter().enumerate() {
                            out.put(Kind::Plain, if n == 0 { String::new() } else { format!("{indent}  ") });
                            put_member(out, name, value, depth + 1);
                        }
                    }
                    _ => put_line(out, item),
                }
            }
        }
        _ => put_line(out, node),
    }
}

fn put_member(out: &mut Text, name: &str, value: &Node, depth: usize) {
    out.put(Kind::Option, name.to_owned()).put(Kind::Plain, ":");
    match &value.what {
        NodeKind::Map(_) | NodeKind::List(_) => {
            out.put(Kind::Plain, "\n");
            write_node(out, value, depth + 1);
        }
        _ => {
            out.put(Kind::Plain, " ");
            put_line(out, value);
        }
    }
}

fn put_line(out: &mut Text, node: &Node) {
    put_scalar(out, node, yaml, |name| format!("!Ref {name}"));
    out.put(Kind::Plain, "\n");
}
