//! Several programs in one: what they import comes first and once, then each after the other.

use super::super::{Emission, File, Piece, PieceKind as Kind, Text};
use super::is_plain;
use super::template::logical_name;
use alloc::string::String;
use alloc::vec::Vec;

/// Python: each user under a line that prints whose it is. The first that fails ends it.
pub fn boto3(each: &[(String, Emission)]) -> Option<File> {
    let (mut imports, mut bodies): (Vec<Piece>, Vec<Text>) = (Vec::new(), Vec::new());
    for (user, emission) in each.iter().filter(|(_, emission)| emission.ready) {
        let pieces = &emission.files.first()?.pieces;
        let is_import =
            |piece: &Piece| ["import ", "from "].iter().any(|start| piece.text.starts_with(start));
        let begins =
            pieces.iter().position(|piece| !is_import(piece) && piece.text != "\n").unwrap_or_default();
        let (preamble, body) = pieces.split_at(begins);
        for piece in preamble.iter().filter(|piece| is_import(piece)) {
            if !imports.contains(piece) {
                imports.push(piece.clone());
            }
        }
        let mut text = Text::default();
        if is_plain(user) {
            text.put(Kind::Command, "print").put(Kind::Plain, format!("(\"{user}\")\n"));
        }
        text.append(Text::from_pieces(body.to_vec()));
        bodies.push(text);
    }
    if bodies.is_empty() {
        return None;
    }
    // The standard library before the rest, and `import` before `from`.
    let mut text = Text::default();
    for (ours, from) in [(false, false), (false, true), (true, false), (true, true)] {
        let fits =
            |piece: &&Piece| piece.text.contains("boto") == ours && piece.text.starts_with("from") == from;
        let group: Vec<Piece> = imports.iter().filter(fits).cloned().collect();
        text.put(Kind::Plain, if ours && !from && !text.is_empty() { "\n" } else { "" })
            .append(Text::from_pieces(group));
    }
    for body in bodies {
        text.put(Kind::Plain, "\n").append(body);
    }
    Some(text.file("users.py"))
}

/// An AWS CDK app: one stack, with a block for each user.
pub fn cdk(each: &[(String, Emission)]) -> Option<File> {
    let mut bodies: Vec<Text> = Vec::new();
    let (mut imported, mut names): (String, Vec<String>) = (String::new(), Vec::new());
    for (user, emission) in each.iter().filter(|(_, emission)| emission.ready) {
        let pieces = &emission.files.first()?.pieces;
        let stack = pieces.iter().position(|piece| piece.text.contains("new Stack("))?;
        imported.extend(pieces[..stack].iter().map(|piece| &*piece.text));
        let mut name = logical_name(user);
        while names.contains(&name) {
            name.push('2');
        }
        let mut body = Text::default();
        for piece in pieces.get(stack + 1..pieces.len().saturating_sub(1)).unwrap_or_default() {
            let mut piece = piece.clone();
            // The names of constructs: there is one of each in a stack.
            let renamed = match &*piece.text {
                "\"Password1\"" | "\"Password2\"" if piece.path.is_none() => {
                    Some(format!("\"{name}{}", &piece.text[1..]))
                }
                text if piece.kind == Kind::Plain && text.contains("(stack, \"User") => {
                    let (before, after) = text.split_once("(stack, \"").unwrap_or((text, ""));
                    let after = after.split_once('"').map_or("", |(_, after)| after);
                    Some(format!("{before}(stack, \"{name}\"{after}"))
                }
                _ => None,
            };
            if let Some(renamed) = renamed {
                piece.text = renamed.into();
            }
            body.append(Text::from_pieces(vec![piece]));
        }
        names.push(name);
        bodies.push(body);
    }
    if bodies.is_empty() {
        return None;
    }
    let has = |name: &str| {
        if imported.contains(&format!("{name}, ")) { format!("{name}, ") } else { String::new() }
    };
    let core = ["CfnParameter", "RemovalPolicy", "SecretValue"].map(has).concat();
    let mut classes = Vec::new();
    if imported.contains("{ CfnUser }") {
        classes.push("CfnUser");
    }
    if imported.contains("{ CfnUserGroup }") {
        classes.push("CfnUserGroup");
    }
    let mut text = Text::default();
    text.put(Kind::Keyword, format!("import {{ App, {core}Stack }} from \"aws-cdk-lib\";\n"));
    let classes = classes.join(", ");
    text.put(Kind::Keyword, format!("import {{ {classes} }} from \"aws-cdk-lib/aws-elasticache\";\n"));
    text.put(Kind::Plain, "\nconst app = new App();\nconst stack = new Stack(app, \"ElastiCacheUsers\");\n");
    for body in bodies {
        text.put(Kind::Plain, "\n{").append(body).put(Kind::Plain, "}\n");
    }
    text.put(Kind::Plain, "\napp.synth();\n");
    Some(text.file("users.ts"))
}
