//! Options full of code in Go, Rust, Terraform, YAML and CloudFormation. Each output has a twin with plain options: the language's
//! own tool must read the same in both, except for the values of the options.
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options, PieceKind, Secrets, Target, setting};
use elasticache_user::{Context, Path, Report, quote};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use testkit::generate::Chance;
use testkit::hostile::{self, request};
use tools::run::{feed, read, say};
use tools::{Ctx, go, node, python};

#[test]
fn no_option_becomes_code() -> Proof {
    proof(run)
}

/// Hostile values of options for each language, and with --long.
const VALUES: [usize; 2] = [1_000, 10_000];

/// Options that each of these languages contains, and a plain value for each.
const PLAIN: &[(&str, &str)] = &[
    ("profile", "plainprofile"),
    ("secretName", "plainsecret"),
    ("region", "plain-region-1"),
    ("endpointUrl", "https://plainhost.example/"),
    ("userGroup", "plaingroup"),
];

/// An output, and its twin with plain options.
struct Pair {
    hostile: String,
    twin: String,
    /// The plain values, and the hostile ones in their place.
    values: Vec<(&'static str, String)>,
    /// The literals of the hostile values.
    literals: Vec<(String, String)>,
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let root = ctx.path("target/hostile-code");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    let wanted = VALUES[usize::from(ctx.long)];
    let place = |target: &str, file: &str| -> Result<PathBuf, String> {
        let folder = root.join(target);
        fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
        Ok(folder.join(file))
    };

    let (go, _) = go::ensure(ctx)?;
    let reader = place("go", "tokens")?;
    let mut build = Command::new(go);
    build.args(["build", "-o"]).arg(&reader).arg("tokens").env("GO111MODULE", "off").env("GOFLAGS", "");
    read(build.env("GOPATH", ctx.path("tests/go-sdk")).env("GOTOOLCHAIN", "local"))?;
    by_path("go", wanted, &mut Command::new(reader), &|n| place("go", &format!("{n}.go")))?;

    let node = node::ensure(ctx)?;
    node::packages(ctx, super::javascript::PEERS)?;
    let mut hcl = Command::new(&node);
    hcl.arg(ctx.path(super::javascript::PEERS).join("hcl.mjs"));
    by_path("terraform", wanted, &mut hcl, &|n| place("terraform", &format!("{n}.tf")))?;

    for target in ["cloudformation-yaml", "cloudformation-json"] {
        let mut loader = Command::new(python::ensure(ctx, "cfn-lint")?.python());
        loader.arg(ctx.path("crates/proofs/python/templates.py"));
        by_path(target, wanted, &mut loader, &|n| place(target, &n.to_string()))?;
    }

    let mut yaml = Command::new(python::ensure(ctx, "yaml")?.python());
    yaml.arg(ctx.path("crates/proofs/python/yaml_values.py"));
    let (pairs, values) = pairs("yaml", wanted)?;
    let lines = pairs.iter().flat_map(|pair| [&pair.hostile, &pair.twin]).map(|text| json!(text).to_string());
    let lines: String = lines.map(|line| line + "\n").collect();
    compare("yaml", &pairs, values, &feed(&mut yaml, &lines)?)?;

    rust(&place("rust", "tokens.rs")?, &place("rust", "tokens")?, wanted)
}

/// A language whose tool reads a file for each line of its input.
fn by_path(
    target: &str,
    wanted: usize,
    tool: &mut Command,
    place: &dyn Fn(usize) -> Result<PathBuf, String>,
) -> Result<(), String> {
    let (pairs, values) = pairs(target, wanted)?;
    let mut list = String::new();
    for (n, text) in pairs.iter().flat_map(|pair| [&pair.hostile, &pair.twin]).enumerate() {
        let path = place(n)?;
        fs::write(&path, text).map_err(|why| why.to_string())?;
        list.push_str(&format!("{}\n", path.display()));
    }
    compare(target, &pairs, values, &feed(tool, &list)?)
}

fn compare(target: &str, pairs: &[Pair], values: usize, answers: &str) -> Result<(), String> {
    let answers: Vec<&str> = answers.lines().collect();
    if answers.len() != 2 * pairs.len() {
        return Err(format!("{target}: only {} of {} outputs were read", answers.len(), 2 * pairs.len()));
    }
    for (pair, answer) in pairs.iter().zip(answers.chunks(2)) {
        let parsed = |text: &str| serde_json::from_str::<Value>(text).map_err(|why| why.to_string());
        let (found, twin) = (parsed(answer[0])?, parsed(answer[1])?);
        let refused = |value: &Value| {
            let errors = value.get("errors").and_then(Value::as_array);
            value.get("error").is_some() || errors.is_some_and(|errors| !errors.is_empty())
        };
        if refused(&found) || refused(&twin) || found != filled(twin, &pair.values) {
            return Err(format!("{target}\n{}\nis read as {found}\nwith {:?}", pair.hostile, pair.values));
        }
    }
    say(format!("{target}: {values} hostile values in {} outputs are only strings", pairs.len()));
    Ok(())
}

/// What the tool would read in the twin if it had the hostile values.
fn filled(value: Value, values: &[(&str, String)]) -> Value {
    match value {
        // HashiCorp's library returns an expression as written, with its template markers unescaped.
        Value::String(text) if text.starts_with("${") => values
            .iter()
            .fold(text, |text, (plain, hostile)| {
                let literal = quote::hcl(hostile).replace("$${", "${").replace("%%{", "%{");
                text.replace(&format!("\"{plain}\""), &literal)
            })
            .into(),
        Value::String(text) => {
            Value::String(values.iter().fold(text, |text, (plain, hostile)| text.replace(plain, hostile)))
        }
        Value::Array(items) => items.into_iter().map(|item| filled(item, values)).collect(),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, filled(value, values))).collect())
        }
        other => other,
    }
}

/// Outputs of a target with hostile options that pass its validation, and the number of such values in them.
fn pairs(id: &str, wanted: usize) -> Result<(Vec<Pair>, usize), String> {
    let target = emit::target(id).ok_or_else(|| format!("unknown target {id}"))?;
    let mut chance = Chance::new(0xbad);
    let (mut pairs, mut count, mut tries) = (Vec::new(), 0, 0);
    while count < wanted {
        tries += 1;
        if tries > 100 * wanted {
            return Err(format!("{id}: only {} of {tries} are valid", pairs.len()));
        }
        let sources = [Secrets::SecretsManager, Secrets::File];
        let mut options = Options { secrets: chance.pick(&sources), ..Options::default() };
        options.extras.wait = chance.one_in(3);
        let mut plain = options.clone();
        let mut values = Vec::new();
        for (name, value) in PLAIN.iter().filter(|(name, _)| target.honors.contains(name)) {
            if chance.one_in(2) {
                let start = if *name == "endpointUrl" { "https://localhost/" } else { "" };
                let hostile = format!("{start}{}", hostile::value(&mut chance));
                let setting = setting(name).ok_or_else(|| format!("unknown option {name}"))?;
                if hostile.is_empty() || !(setting.set)(&mut options, &hostile) {
                    continue;
                }
                let _ = (setting.set)(&mut plain, value);
                values.push((*value, hostile));
            }
        }
        // Only one password: the name of a second one is derived from the first one's in each language's own way.
        let (operation, draft) = request(&mut chance, 2 * tries);
        let (context, report) = (Context::default(), Report { ready: true, ..Report::default() });
        let emission = |options| emit::emit_checked(target, operation, &draft, &context, options, &report);
        let (hostile, twin) = (emission(&options), emission(&plain));
        if values.is_empty() || !hostile.ready || !twin.ready {
            continue;
        }
        count += values.len();
        pairs.push(Pair {
            literals: literals(target, &hostile.files[0].pieces, &options),
            hostile: hostile.files[0].text(),
            twin: twin.files[0].text(),
            values,
        });
    }
    Ok((pairs, count))
}

/// The literals that contain an option, as written, each with the option's value.
fn literals(target: &Target, pieces: &[emit::Piece], options: &Options) -> Vec<(String, String)> {
    let of_option = |piece: &&emit::Piece| target.id == "rust" && piece.kind == PieceKind::String;
    let value = |piece: &emit::Piece| match piece.path {
        Some(Path::Option(name)) => Some((piece.text.to_string(), (setting(name)?.get)(options)?)),
        _ => None,
    };
    pieces.iter().filter(of_option).filter_map(value).collect()
}

/// Rust's compiler splits each output into tokens, prints them, and evaluates each literal.
fn rust(source: &std::path::Path, program: &std::path::Path, wanted: usize) -> Result<(), String> {
    let (pairs, values) = pairs("rust", wanted)?;
    let literals: Vec<&(String, String)> = pairs.iter().flat_map(|pair| &pair.literals).collect();
    let mut text =
        String::from("fn main() {\n    for text in TEXTS {\n        println!(\"{text:?}\");\n    }\n}\n");
    text.push_str("static TEXTS: &[&str] = &[\n");
    for (literal, _) in &literals {
        text.push_str(&format!("{literal},\n"));
    }
    for pair in &pairs {
        text.push_str(&format!("stringify!({}\n),\nstringify!({}\n),\n", pair.hostile, pair.twin));
    }
    text.push_str("];\n");
    fs::write(source, text).map_err(|why| why.to_string())?;
    read(Command::new("rustc").args(["--edition", "2024", "-o"]).arg(program).arg(source))?;
    let printed = read(&mut Command::new(program))?;
    let mut lines = printed.lines();
    for (literal, value) in &literals {
        // Both are written by Rust's own Debug.
        if lines.next() != Some(&format!("{value:?}")) {
            return Err(format!("rust: {literal} isn't {value:?}"));
        }
    }
    let rest: Vec<&str> = lines.collect();
    if rest.len() != 2 * pairs.len() {
        return Err(format!("rust: only {} of {} outputs were read", rest.len(), 2 * pairs.len()));
    }
    for (pair, tokens) in pairs.iter().zip(rest.chunks(2)) {
        let twin = pair.values.iter().fold(tokens[1].to_owned(), |text, (plain, hostile)| {
            let written = |value: &str| format!("{:?}", quote::rust(value)).trim_matches('"').to_owned();
            text.replace(written(plain).as_str(), &written(hostile))
        });
        // Where lines end depends on their length; the strings themselves are evaluated above.
        let dense = |text: &str| text.replace("\\n", "").replace(' ', "");
        if dense(tokens[0]) != dense(&twin) {
            return Err(format!("rust\n{}\nis read as {}\ninstead of {twin}", pair.hostile, tokens[0]));
        }
    }
    let strings = literals.len();
    say(format!(
        "rust: {values} hostile values in {} outputs are only strings ({strings} evaluated)",
        pairs.len()
    ));
    Ok(())
}
