//! What follows the user in an app of the CDK: the resources of CloudFormation's template, as constructs.

use super::infrastructure::template::{Node, NodeKind};
use crate::emit::{PieceKind as Kind, Text};
use crate::quote::javascript;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

/// A resource of the template, by its name.
type Resource = (Cow<'static, str>, Node);

/// The classes of these resources, of a module.
pub(super) fn classes(all: &[Resource], module: &str) -> String {
    let classes = all.iter().map(|(_, node)| class(node)).filter(|(library, _)| *library == module);
    classes.map(|(_, class)| class).collect()
}

/// Whether a value is composed when the template is used.
pub(super) fn composes(all: &[Resource]) -> bool {
    all.iter().any(|(_, node)| has_sub(node))
}

fn has_sub(node: &Node) -> bool {
    match &node.what {
        NodeKind::Map(members) => members.iter().any(|(name, node)| name == "Fn::Sub" || has_sub(node)),
        NodeKind::List(items) => items.iter().any(has_sub),
        _ => false,
    }
}

/// The module and the class of a resource: `AWS::IAM::ManagedPolicy` is `CfnManagedPolicy` of `aws-iam`.
fn class(node: &Node) -> (String, String) {
    let kind = match member(node, "Type").map(|node| &node.what) {
        Some(NodeKind::Text(text)) => text.as_str(),
        _ => "",
    };
    let mut parts = kind.split("::").skip(1);
    let module = parts.next().unwrap_or_default().to_ascii_lowercase();
    (format!("aws-{module}"), format!("Cfn{}", parts.next().unwrap_or_default()))
}

fn member<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    match &node.what {
        NodeKind::Map(members) => members.iter().find(|(key, _)| key == name).map(|(_, node)| node),
        _ => None,
    }
}

/// Writes the resources. The user is the variable `user`.
pub(super) fn write_resources(text: &mut Text, all: &[Resource]) {
    for (name, node) in all {
        let (_, class) = class(node);
        // What a cache refers to.
        let variable = if class == "CfnUserGroup" { "\nconst userGroup = new " } else { "\nnew " };
        text.put(Kind::Plain, variable).put(Kind::Command, class);
        text.put(Kind::Plain, format!("(stack, {}, {{\n", javascript(name)));
        let Some(NodeKind::Map(properties)) = member(node, "Properties").map(|node| &node.what) else {
            continue;
        };
        for (name, node) in properties {
            text.put(Kind::Plain, "  ").put(Kind::Option, small(name)).put(Kind::Plain, ": ");
            value(text, node, 1);
            text.put(Kind::Plain, ",\n");
        }
        text.put(Kind::Plain, "});\n");
    }
}

/// A property of CloudFormation as the CDK writes it, with a small letter.
pub(super) fn small(name: &str) -> String {
    let mut name = name.to_owned();
    name.get_mut(..1).into_iter().for_each(str::make_ascii_lowercase);
    name
}

/// A value. What is in a policy document has no type, so it stays as it is.
fn value(text: &mut Text, node: &Node, depth: usize) {
    let indent = "  ".repeat(depth);
    let (kind, written) = match &node.what {
        NodeKind::Text(string) => (Kind::String, javascript(string)),
        NodeKind::Secret(string) => (Kind::Secret, javascript(string)),
        NodeKind::Word(word) => (Kind::Keyword, word.clone().into_owned()),
        NodeKind::Reference(name) => (Kind::Keyword, format!("{}.ref", small(name))),
        NodeKind::Placeholder(string) => (Kind::Placeholder, (*string).to_owned()),
        NodeKind::List(items) => {
            text.put(Kind::Plain, "[");
            for (n, item) in items.iter().enumerate() {
                text.put(Kind::Plain, if n > 0 { ", " } else { "" });
                value(text, item, depth);
            }
            text.put(Kind::Plain, "]");
            return;
        }
        NodeKind::Map(members) => match members.as_slice() {
            [(name, Node { path, what: NodeKind::Text(sub) })] if name == "Fn::Sub" => {
                text.put(Kind::Plain, "Fn.sub(");
                match path {
                    Some(path) => text.put_at(Kind::String, path, javascript(sub)),
                    None => text.put(Kind::String, javascript(sub)),
                };
                text.put(Kind::Plain, ")");
                return;
            }
            // Only the user's ARN is asked for.
            [(name, _)] if name == "Fn::GetAtt" => (Kind::Keyword, "user.attrArn".to_owned()),
            members => {
                text.put(Kind::Plain, "{\n");
                for (name, node) in members {
                    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
                    let key = if plain { name.clone().into_owned() } else { javascript(name) };
                    text.put(Kind::Plain, format!("{indent}  {key}: "));
                    value(text, node, depth + 1);
                    text.put(Kind::Plain, ",\n");
                }
                text.put(Kind::Plain, format!("{indent}}}"));
                return;
            }
        },
    };
    match &node.path {
        Some(path) => text.put_at(kind, path, written),
        None => text.put(kind, written),
    };
}
