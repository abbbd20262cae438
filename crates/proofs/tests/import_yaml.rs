//! The importers read randomly generated YAML, in the styles that people use, as the tools do: YAML 1.1 as PyYAML and cfn-lint's
//! decoder, YAML 1.2 as ruamel.yaml, which AWS CLI 2 uses.
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::{newer_yaml_value, yaml_value};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Command;
use tools::Ctx;
use tools::python;
use tools::run::{feed, read, say};

#[test]
fn yaml_is_read_as_python_reads_it() -> Proof {
    proof(run)
}

const COUNT: usize = 6000;

fn run(ctx: &Ctx) -> Result<(), String> {
    let seeds = if ctx.long { 10 } else { 1 };
    (1..=seeds).try_for_each(|seed| seeded(ctx, seed))
}

fn seeded(ctx: &Ctx, seed: u64) -> Result<(), String> {
    let old = python::ensure(ctx, "cfn-lint")?;
    let newer = python::ensure(ctx, "yaml")?;
    let script = ctx.path("crates/proofs/python/yaml_texts.py");
    let texts = read(
        Command::new(old.python())
            .arg(script)
            .args([seed.to_string(), COUNT.to_string()])
            .env("PYTHONIOENCODING", "utf-8"),
    )?;
    let cases: Vec<Value> =
        texts.lines().map(serde_json::from_str).collect::<Result<_, _>>().map_err(|why| why.to_string())?;
    let questions: String = cases.iter().map(|case| format!("{}\n", case["text"])).collect();
    let script = ctx.path("crates/proofs/python/yaml_newer.py");
    let answers = feed(Command::new(newer.python()).arg(script), &questions)?;
    let mut tally = Tally::default();
    for (case, newer) in cases.iter().zip(answers.lines()) {
        let newer: Value = serde_json::from_str(newer).map_err(|why| why.to_string())?;
        let text = case["text"].as_str().unwrap_or_default();
        let has_tags = text.contains('!');
        // PyYAML 6.0.4 compares merged keys by their strings' identity, so a later map may win.
        let by_spec =
            newer_yaml_value(text).is_ok_and(|value| same(&testkit::json::by_value(&value), &newer["value"]));
        tally.merges_by_spec = text.contains("<<") && (by_spec || has_tags);
        if !has_tags {
            tally.add(
                "PyYAML",
                text,
                &yaml_value(text).map(|value| testkit::json::by_value(&value)),
                &case["old"],
            );
            tally.add(
                "ruamel.yaml",
                text,
                &newer_yaml_value(text).map(|value| testkit::json::by_value(&value)),
                &newer,
            );
        }
        tally.add(
            "cfn-lint",
            text,
            &yaml_value(text).map(|value| testkit::json::by_value(&value)),
            &case["cfn"],
        );
    }
    tally.end(COUNT)
}

/// Errors of a tool for input that we accept.
const LENIENT: &[(&str, &str)] = &[
    ("must be in ", "an invalid date is a string"),
    ("out of range", "an invalid date is a string"),
    ("invalid literal for int()", "a number without digits is a string"),
    ("tag:yaml.org,2002:value", "= is a string"),
    ("while scanning a tag", "in a flow collection, a tag may be right before a bracket"),
    ("found a tab character that violates", "tabs may precede a value"),
    ("found a tab character where an indentation", "tabs may precede a value"),
    ("found character that cannot start any token", "tabs may precede a value"),
    ("has no attribute 'start_mark'", "keys are strings"),
    ("for merging, but found scalar", "a function after << is its map"),
    ("found duplicate key", "next to <<, a key may appear twice"),
    ("found duplicate merge key", "<< may appear twice"),
    ("but found '<document end>'", "an end mark without a document is ignored"),
    ("did not find expected node content", "an end mark without a document is ignored"),
    ("expected a comment or a line break, but found '\\t'", "tabs may precede a value"),
    ("did not find expected ',' or ']'", "in a flow collection, a key may be on two lines"),
    ("CfnParseError: Null key", "keys are strings"),
    ("but found ':'", "in a flow collection, a word may start with a colon"),
    ("did not find expected ',' or '}'", "in a flow collection, a colon may be on the next line"),
    ("expected chomping or indentation indicators, but found '\\t'", "tabs may precede a value"),
    ("expected ',' or ']', but got", "in a flow collection, tabs may precede a value"),
    ("expected ',' or '}', but got", "in a flow collection, a key may be right before a value"),
    ("found unexpected ':'", "in a flow collection, a key may be right before a value"),
    ("more indented follow up line", "empty lines may be indented deeper than the text after them"),
    ("while scanning a %YAML directive", "directives are ignored"),
    ("while scanning a directive", "directives are ignored"),
    ("tag:yaml.org,2002:merge", "<< as a value is a string"),
    (r"character '\t' that cannot start any token", "tabs may precede a value"),
];

/// Our errors for input that a tool accepts; with a tool's name before it, only that tool.
const STRICT: &[(&str, &str)] = &[
    ("PyYAML: this key appears twice", "a key that appears twice is rejected, as by the others"),
    ("this key appears twice", "a key that appears twice after a tag or in << is rejected"),
    ("cfn-lint: << needs a map", "a function isn't a map"),
    (
        "a key needs a colon and a space after it",
        "in a flow collection, a key needs a space after its colon, as in the AWS CLI",
    ),
    ("cfn-lint: there's a tab here", "after a colon, a tab is rejected, as by the others"),
    ("an invisible character", "an invisible U+FEFF inside is rejected"),
    (
        "ruamel.yaml: an unquoted string can't start with",
        "in a flow collection, a word can't start with a question mark",
    ),
    ("put a lone dash in quotes", "in a flow collection, a lone dash needs quotes"),
    ("indent YAML with spaces", "in quotes, a line can't start with a tab"),
    (
        "wrongly indented line in block scalar",
        "an empty block after | or > can't have a blank line deeper than what follows",
    ),
    ("a comment needs a space before it", "a comment needs a space before it"),
    ("this isn't a valid name for", "names of tags and anchors have only letters, digits, - and _"),
    ("PyYAML: expected a value.", "an empty key isn't allowed"),
    ("ruamel.yaml: expected a value.", "in a flow collection, a lone colon is neither a key nor a word"),
    (
        "ruamel.yaml: expected a comma or the closing bracket.",
        "in a flow collection, a word can't end with a colon",
    ),
    ("expected a key.", "an empty key isn't allowed"),
    ("no earlier anchor with this name", "an alias inside its own anchor isn't supported"),
    ("can't be a list or map here", "a list or map can't be a key"),
    ("treat this character as a line end", "Unicode line ends aren't supported"),
    ("this tag isn't supported", "YAML's own tags aren't supported"),
];

#[derive(Default)]
struct Tally {
    same: BTreeMap<&'static str, usize>,
    refused: BTreeMap<&'static str, usize>,
    limits: BTreeMap<String, usize>,
    wrong: Vec<String>,
    merges_by_spec: bool,
}

impl Tally {
    fn add(&mut self, tool: &'static str, text: &str, ours: &Result<Value, String>, theirs: &Value) {
        let because = theirs["error"].as_str().unwrap_or_default();
        let nothing = json!({});
        match (ours, theirs.get("value")) {
            (Ok(Value::Null), Some(theirs)) if *theirs == nothing => *self.same.entry(tool).or_default() += 1,
            (Ok(_), None)
                if let Some((_, limit)) = LENIENT.iter().find(|(theirs, _)| because.contains(theirs)) =>
            {
                *self.limits.entry((*limit).to_owned()).or_default() += 1;
            }
            (Err(why), Some(_))
                if let Some((_, limit)) =
                    STRICT.iter().find(|(ours, _)| format!("{tool}: {why}").contains(ours)) =>
            {
                *self.limits.entry((*limit).to_owned()).or_default() += 1;
            }
            (Ok(ours), Some(theirs)) if same(ours, theirs) => *self.same.entry(tool).or_default() += 1,
            (Ok(_), Some(_)) if self.merges_by_spec && tool != "ruamel.yaml" => {
                *self.limits.entry("under <<, the first map wins".to_owned()).or_default() += 1;
            }
            (Ok(_), Some(Value::String(read))) if tool == "ruamel.yaml" && read.contains("\n...\n") => {
                *self.limits.entry("the end of a document ends a block".to_owned()).or_default() += 1;
            }
            (Err(_), None) => *self.refused.entry(tool).or_default() += 1,
            (ours, _) => self.wrong.push(format!("{text:?}\n  importer {ours:?}\n  {tool}  {theirs}")),
        }
    }

    fn end(self, count: usize) -> Result<(), String> {
        say(format!(
            "read the same {:?}, rejected by both {:?}, known limits {:?}",
            self.same, self.refused, self.limits
        ));
        compared(self.wrong, self.same.values().copied().min().unwrap_or(0), count / 5)
    }
}

fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && theirs.iter().all(|(key, value)| {
                    key == "Fn::GetAtt" && attribute(value, ours.get(key))
                        || member(ours, key).is_some_and(|ours| same(ours, value))
                })
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Number(ours), Value::Number(theirs)) => ours == theirs || ours.as_f64() == theirs.as_f64(),
        // Values that JSON lacks stay strings.
        (Value::String(_) | Value::Number(_), Value::Object(odd)) => odd.contains_key("$odd"),
        _ => ours == theirs,
    }
}

/// A member by its key, which for the importer is always the text as written.
fn member<'v>(ours: &'v serde_json::Map<String, Value>, key: &str) -> Option<&'v Value> {
    let means = |read: Result<Value, String>| read.is_ok_and(|read| format!("{read}") == key);
    // A number too large for JSON, a NaN, or a date.
    let large = |written: &str| {
        let number = written.to_lowercase().replace(".inf", "inf").replace(".nan", "nan");
        let date = written.starts_with("20") && written.contains('-');
        key.contains("$odd") && (date || number.parse::<f64>().is_ok())
    };
    let number = |text: &str| text.parse::<f64>().ok();
    let same = |written: &str| {
        large(written)
            || number(key).is_some() && number(key) == number(written)
            || means(yaml_value(written).map(|value| testkit::json::by_value(&value)))
            || means(newer_yaml_value(written).map(|value| testkit::json::by_value(&value)))
    };
    ours.get(key).or_else(|| ours.iter().find(|(written, _)| same(written)).map(|(_, value)| value))
}

/// cfn-lint splits `!GetAtt a.b`; the importer does so later.
fn attribute(theirs: &Value, ours: Option<&Value>) -> bool {
    if theirs == &json!([]) {
        return ours == Some(&json!({})) || ours == Some(theirs);
    }
    let parts = theirs.as_array().into_iter().flatten().filter_map(Value::as_str);
    ours.and_then(Value::as_str) == Some(parts.collect::<Vec<_>>().join(".").as_str())
}
