//! The importer reads randomly generated Terraform, in the styles that people use, as HashiCorp's own HCL library does: every
//! literal value, and which values are expressions.
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::{OPEN, hcl_resources};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Command;
use testkit::generate::Chance;
use tools::Ctx;
use tools::node;
use tools::run::{feed, say};

#[test]
fn terraform_is_read_as_hcl_reads_it() -> Proof {
    proof(run)
}

const COUNT: usize = 4000;

fn run(ctx: &Ctx) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, super::javascript::PEERS)?;
    let script = ctx.path(super::javascript::PEERS).join("hcl_values.mjs");
    for seed in 1..=if ctx.long { 10 } else { 1 } {
        let mut chance = Chance::new(seed);
        let texts: Vec<String> = (0..COUNT).map(|_| file(&mut chance)).collect();
        let questions: String = texts.iter().map(|text| format!("{}\n", json!(text))).collect();
        let answers = feed(Command::new(&node).arg(&script), &questions)?;
        compare(&texts, &answers)?;
    }
    Ok(())
}

fn compare(texts: &[String], answers: &str) -> Result<(), String> {
    let (mut same_count, mut refused) = (0, 0);
    let mut limits: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (text, answer) in texts.iter().zip(answers.lines()) {
        let answer: Value = serde_json::from_str(answer).map_err(|why| why.to_string())?;
        match (hcl_resources(text), answer.get("value")) {
            (Ok(ours), Some(theirs)) if same_file(&ours, theirs) => same_count += 1,
            (Err(_), None) => refused += 1,
            (Ok(_), None)
                if !text.contains("\nresource") && !text.starts_with("resource")
                    || ["variable ", "locals", "module ", "provider "]
                        .iter()
                        .any(|other| text.contains(other))
                    || text.lines().any(opens_another) =>
            {
                *limits.entry("other blocks are ignored, whatever they contain").or_default() += 1;
            }
            (ours, _) => wrong.push(format!("{text:?}\n  importer {ours:?}\n  HCL      {answer}")),
        }
    }
    say(format!(
        "{same_count} files are read the same, {refused} are rejected by both; known limits {limits:?}"
    ));
    compared(wrong, same_count, texts.len() / 2)
}

/// Whether a line opens another kind of block. A randomly inserted character can also turn `resource` into one.
fn opens_another(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    line.starts_with(char::is_alphabetic) && line.contains('{') && !line.starts_with("resource")
}

fn same_file(ours: &[(String, String, Value)], theirs: &Value) -> bool {
    let types = theirs.get("resource").and_then(Value::as_object);
    let mut all: Vec<(&str, &str, &Value)> = Vec::new();
    for (kind, names) in types.into_iter().flatten() {
        for (name, bodies) in names.as_object().into_iter().flatten() {
            all.extend(
                bodies.as_array().into_iter().flatten().map(|body| (kind.as_str(), name.as_str(), body)),
            );
        }
    }
    all.sort_by_key(|(kind, name, _)| (*kind, *name));
    let mut ours: Vec<&(String, String, Value)> = ours.iter().collect();
    ours.sort_by_key(|(kind, name, _)| (kind, name));
    ours.len() == all.len()
        && ours.iter().zip(all).all(|((kind, name, body), (their_kind, their_name, theirs))| {
            kind == their_kind && name == their_name && same(&testkit::json::by_value(body), theirs)
        })
}

fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::String(ours), Value::String(theirs)) => {
            literals(ours, OPEN) == literals(&plain(theirs), OPEN)
        }
        // A sign before a number is an operator.
        (Value::Number(ours), Value::String(theirs)) => *theirs == format!("${{{ours}}}"),
        (Value::Number(ours), Value::Number(theirs)) => ours == theirs || ours.as_f64() == theirs.as_f64(),
        // Blocks are lists under their labels, which may contain a randomly inserted character.
        (Value::Object(members), Value::Object(labeled))
            if let Some((label, block @ Value::Array(_))) = labeled.iter().next()
                && labeled.len() == 1
                && !members.contains_key(&plain(label)) =>
        {
            same(ours, block)
        }
        (Value::Object(_), Value::Array(blocks)) if let [only] = blocks.as_slice() => same(ours, only),
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().all(|(key, ours)| {
                    theirs
                        .iter()
                        .find(|(their_key, _)| plain(their_key) == *key)
                        .map(|(_, value)| value)
                        .is_some_and(|theirs| same(ours, theirs))
                })
        }
        _ => ours == theirs,
    }
}

/// The literal parts of a string, around its open parts.
fn literals(text: &str, open: char) -> Vec<&str> {
    text.split(open).collect()
}

/// A template with each expression as one character, and `$${` as `${`.
fn plain(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(first) = rest.chars().next() {
        if let Some(more) = rest.strip_prefix("$${").or_else(|| rest.strip_prefix("%%{")) {
            out.push(first);
            out.push('{');
            rest = more;
        } else if rest.starts_with("${") || rest.starts_with("%{") {
            let end = expression_end(rest);
            out.push(OPEN);
            rest = rest.get(end..).unwrap_or_default();
        } else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// The text after the bracket that ends its first expression.
fn expression_end(text: &str) -> usize {
    // The open brackets and quotes; a quoted template has its own expressions.
    let mut open: Vec<char> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let quoted = open.last() == Some(&'"');
        match letter {
            '\\' if quoted => drop(letters.next()),
            '"' if quoted => drop(open.pop()),
            '"' => open.push('"'),
            '$' | '%' if quoted && letters.next_if(|(_, next)| *next == '{').is_some() => open.push('{'),
            '{' if !quoted => open.push('{'),
            '}' if !quoted => {
                open.pop();
                if open.is_empty() {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

fn file(chance: &mut Chance) -> String {
    let mut text = String::new();
    if chance.one_in(6) {
        text.push_str(chance.pick(&[
            "# note\n",
            "variable \"x\" {\n  type = string\n}\n",
            "locals { a = [1, 2] }\n",
            "/* a\n b */\n",
            "\u{feff}",
            "provider \"aws\" {}\n",
            "module \"m\" {\n  source = \"./m\"\n  a = { b = \"}\" }\n}\n",
        ]));
    }
    for n in 0..chance.between(1, 2) {
        let kind = if chance.one_in(10) { "aws_elasticache_user_group" } else { "aws_elasticache_user" };
        let head = if chance.one_in(8) {
            format!("resource {kind} u{n} ")
        } else {
            format!("resource \"{kind}\" \"u{n}\" ")
        };
        text.push_str(&format!("{head}{{\n{}}}\n", body(chance, 1)));
    }
    if chance.one_in(8) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = chance.pick(&places);
        let odd = ["", "\"", "{", "}", "[", "]", "\n", "=", "#", "\\", ",", "<<A\n", "${", "//", "(", "?"];
        let odd = chance.pick(&odd);
        // An expression in a here-document may continue on the next line, which then counts for the indentation.
        if odd != "\n" || !text.contains("<<-") {
            text.insert_str(at, odd);
        }
    }
    if chance.one_in(8) {
        text = text.replace('\n', "\r\n");
    }
    text
}

fn body(chance: &mut Chance, depth: usize) -> String {
    const NAMES: &[&str] = &[
        "user_id",
        "user_name",
        "engine",
        "access_string",
        "passwords",
        "no_password_required",
        "tags",
        "depends_on",
        "a-b",
    ];
    let pad = "  ".repeat(depth);
    let mut text = String::new();
    let mut names = NAMES.to_vec();
    for _ in 0..chance.between(0, 5) {
        let name = names.remove(chance.below(names.len()));
        let equals = chance.pick(&[" = ", "=", "   = ", " =\t"]);
        let after = chance.pick(&["", "", "", " # note", " // \"note", "  ", " /* a */"]);
        let value = value(chance, depth);
        // Nothing follows the word that ends a here-document.
        let after = if value.ends_with("EOT") { "" } else { after };
        text.push_str(&format!("{pad}{name}{equals}{value}{after}\n"));
        if chance.one_in(8) {
            text.push_str(chance.pick(&["\n", "# a = \"b\n", "  // { \n", "/* x = [\n*/\n"]));
        }
    }
    if depth == 1 && chance.one_in(2) {
        let inner = if chance.one_in(4) {
            " type = \"iam\" ".to_owned()
        } else {
            format!("\n{}{pad}", body(chance, 2))
        };
        text.push_str(&format!("{pad}authentication_mode {{{inner}}}\n"));
    }
    if depth == 1 && chance.one_in(6) {
        text.push_str(chance.pick(&[
            "  lifecycle {\n    ignore_changes = [passwords]\n  }\n",
            "  timeouts {}\n",
            "  provisioner \"local-exec\" {\n    command = \"echo }\"\n  }\n",
        ]));
    }
    text
}

fn value(chance: &mut Chance, depth: usize) -> String {
    match chance.below(20) {
        0..=8 => quoted(chance),
        9..=10 => heredoc(chance, depth),
        11 => chance.pick(&["true", "false", "null"]).to_owned(),
        12 => chance
            .pick(&["0", "1", "-1", "1.5", "1e3", "1E-2", "007", "12345678901234567890", "- 2", "1.50"])
            .to_owned(),
        13..=15 if depth < 4 => list(chance, depth),
        16..=17 if depth < 4 => object(chance, depth),
        _ => expression(chance),
    }
}

fn quoted(chance: &mut Chance) -> String {
    const PIECES: &[&str] = &[
        "app",
        "on ~app:* +@read",
        " ",
        "a",
        "\\n",
        "\\t",
        "\\r",
        "\\\"",
        "\\\\",
        "\\u00e9",
        "\\U0001F980",
        "é",
        "🦀",
        "$${x}",
        "%%{x}",
        "${var.x}",
        "${var.list[0]}",
        "${upper(\"a}b\")}",
        "${ var.x }",
        "${~ var.x ~}",
        "{",
        "}",
        "#",
        "//",
        "/*",
        "'",
        "`",
        "%{ if var.x }y%{ endif }",
        "~",
        "&*",
        "%R~x",
        "{ {a}}",
        "${{a = 1}[\"a\"]}",
        "\\u0041",
        "$ {",
        "\t",
    ];
    let pieces: String = (0..chance.below(5)).map(|_| chance.pick(PIECES)).collect();
    format!("\"{pieces}\"")
}

fn heredoc(chance: &mut Chance, depth: usize) -> String {
    const LINES: &[&str] = &[
        "on ~app:*",
        "  two",
        "    four",
        "",
        "\ttab",
        "a \"b\" \\n 'c'",
        "${var.x}",
        "x $${y} %%{z}",
        "# no comment",
        "EOT x",
        "}",
        "é",
        "  ",
        "%{ if var.x }",
        "%{ endif }",
        "\\",
        "${ upper(\"a\") }b",
    ];
    let dash = chance.one_in(2);
    let pad = if dash { "  ".repeat(chance.below(depth + 2)) } else { String::new() };
    let mut text = format!("<<{}EOT\n", if dash { "-" } else { "" });
    for _ in 0..chance.below(5) {
        text.push_str(&format!("{pad}{}\n", chance.pick(LINES)));
    }
    text + &if dash || chance.one_in(4) { " ".repeat(chance.below(5)) } else { String::new() } + "EOT"
}

fn list(chance: &mut Chance, depth: usize) -> String {
    let items: Vec<String> = (0..chance.below(4)).map(|_| value(chance, depth + 1)).collect();
    let gap = chance.pick(&["", " ", "\n      ", "\n # c\n"]);
    let comma = if items.is_empty() { "" } else { chance.pick(&["", "", ",", "\n"]) };
    let lines = |item: &String| if item.ends_with("EOT") { format!("{item}\n") } else { item.clone() };
    format!("[{gap}{}{comma}{gap}]", items.iter().map(lines).collect::<Vec<_>>().join(&format!(",{gap}")))
}

fn object(chance: &mut Chance, depth: usize) -> String {
    let mut text = String::from("{");
    let lines = chance.one_in(2);
    let count = chance.below(4);
    for n in 0..count {
        let key = chance.pick(&["team", "\"a b\"", "\"a.b\"", "x-y", "(var.k)", "k"]);
        let key = if key.len() < 3 {
            format!("{key}{n}")
        } else {
            key.replace("team", &format!("team{n}"))
                .replace("a b", &format!("a b{n}"))
                .replace("a.b", &format!("a.b{n}"))
                .replace("x-y", &format!("x-y{n}"))
        };
        let equals = chance.pick(&[" = ", " = ", ": ", "=", " : "]);
        let value = value(chance, depth + 1);
        let here = value.ends_with("EOT");
        let end = if lines || here {
            chance.pick(&["\n", "\n", if here { "\n" } else { ",\n" }, if here { "\n" } else { " # c\n" }])
        } else if n + 1 < count {
            ", "
        } else {
            chance.pick(&["", ",", " "])
        };
        text.push_str(&format!("{}{key}{equals}{value}{end}", if lines && n == 0 { "\n    " } else { " " }));
    }
    text + "}"
}

fn expression(chance: &mut Chance) -> String {
    chance
        .pick(&[
            "var.name",
            "local.users[\"app\"].name",
            "random_password.app.result",
            "each.value.access",
            "[for p in var.passwords : p]",
            "[ for p in var.passwords : p ]",
            "{ for k, v in var.tags : k => v }",
            "join(\" \", [\"a\", \"b\"])",
            "jsonencode({ a = \"}\" })",
            "var.x ? \"a\" : \"b\"",
            "\"a\" == \"b\"",
            "1 + 2",
            "!true",
            "(\"a\")",
            "toset([var.a])",
            "aws_user.x[*].id",
            "format(\"%s\", var.x)",
            "file(\"pw.txt\")",
            "var.x[0]",
            "sensitive(\n    var.x\n  )",
            "merge(var.tags, { a = \"b\" })",
            "concat([var.a],\n [var.b])",
            "true && false",
            "-var.x",
            "data.a.b[count.index]",
            "\"a\" + 1",
            "null_resource.x",
            "[\"a\"][0]",
            "trimspace(<<EOT\nabc\nEOT\n)",
        ])
        .to_owned()
}
