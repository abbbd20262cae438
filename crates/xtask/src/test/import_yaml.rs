//! YAML as people write it, made by chance, is read by the importers as by the tools: YAML 1.1 as PyYAML and the decoder
//! of cfn-lint read it, YAML 1.2 as ruamel.yaml does, which the AWS CLI 2 uses.
use super::Section;
use crate::ctx::Ctx;
use crate::run::{feed, read, say};
use crate::tools::python;
use elasticache_user::import::probe::{newer_yaml_value, yaml_value};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Command;

pub const SECTION: Section = Section {
    name: "import-yaml",
    about: "generated YAML and CloudFormation, read as PyYAML, ruamel.yaml and cfn-lint read it",
    run,
};

const COUNT: usize = 6000;

fn run(ctx: &Ctx) -> Result<(), String> {
    let seeds = if ctx.long { 10 } else { 1 };
    (1..=seeds).try_for_each(|seed| seeded(ctx, seed))
}

fn seeded(ctx: &Ctx, seed: u64) -> Result<(), String> {
    let old = python::ensure(ctx, "cfn-lint")?;
    let newer = python::ensure(ctx, "yaml")?;
    let script = ctx.path("crates/xtask/python/yaml_texts.py");
    let texts = read(
        Command::new(old.python())
            .arg(script)
            .args([seed.to_string(), COUNT.to_string()])
            .env("PYTHONIOENCODING", "utf-8"),
    )?;
    let cases: Vec<Value> =
        texts.lines().map(serde_json::from_str).collect::<Result<_, _>>().map_err(|why| why.to_string())?;
    let questions: String = cases.iter().map(|case| format!("{}\n", case["text"])).collect();
    let script = ctx.path("crates/xtask/python/yaml_newer.py");
    let answers = feed(Command::new(newer.python()).arg(script), &questions)?;
    let mut tally = Tally::default();
    for (case, newer) in cases.iter().zip(answers.lines()) {
        let newer: Value = serde_json::from_str(newer).map_err(|why| why.to_string())?;
        let text = case["text"].as_str().unwrap_or_default();
        let has_tags = text.contains('!');
        if !has_tags {
            tally.add("PyYAML", text, &yaml_value(text).map(|own| crate::json::by_value(&own)), &case["old"]);
            tally.add(
                "ruamel.yaml",
                text,
                &newer_yaml_value(text).map(|own| crate::json::by_value(&own)),
                &newer,
            );
        }
        tally.add("cfn-lint", text, &yaml_value(text).map(|own| crate::json::by_value(&own)), &case["cfn"]);
    }
    tally.end(COUNT)
}

/// What a tool refuses and we read, by its error.
const LENIENT: &[(&str, &str)] = &[
    ("must be in ", "a date that is none is text"),
    ("out of range", "a date that is none is text"),
    ("invalid literal for int()", "a number without digits is text"),
    ("tag:yaml.org,2002:value", "= is text"),
    ("while scanning a tag", "in brackets, a tag may stand right before a bracket"),
    ("found a tab character that violates", "tabs may stand before a value"),
    ("found a tab character where an indentation", "tabs may stand before a value"),
    ("found character that cannot start any token", "tabs may stand before a value"),
    ("has no attribute 'start_mark'", "keys are text"),
    ("for merging, but found scalar", "a function behind << is its map"),
    ("found duplicate key", "beside <<, a key may stand twice"),
    ("found duplicate merge key", "<< may stand twice"),
    ("but found '<document end>'", "an end of no document is passed over"),
    ("did not find expected node content", "an end of no document is passed over"),
    ("expected a comment or a line break, but found '\\t'", "tabs may stand before a value"),
    ("did not find expected ',' or ']'", "in brackets, a key may stand on two lines"),
    ("CfnParseError: Null key", "keys are text"),
    ("but found ':'", "in brackets, a word may begin with a colon"),
    ("did not find expected ',' or '}'", "in brackets, a colon may stand on the next line"),
    ("expected chomping or indentation indicators, but found '\\t'", "tabs may stand before a value"),
    ("expected ',' or ']', but got", "in brackets, tabs may stand before a value"),
    ("expected ',' or '}', but got", "in brackets, a key may stand right before a value"),
    ("found unexpected ':'", "in brackets, a key may stand right before a value"),
    ("more indented follow up line", "empty lines may be deeper than the text behind them"),
    ("while scanning a %YAML directive", "directives are passed over"),
    ("while scanning a directive", "directives are passed over"),
    ("tag:yaml.org,2002:merge", "<< as a value is text"),
    (r"character '\t' that cannot start any token", "tabs may stand before a value"),
];

/// What we refuse and a tool reads, by our error; a tool that is named before it alone.
const STRICT: &[(&str, &str)] = &[
    ("PyYAML: this key stands twice", "a key that stands twice is refused, as by the others"),
    ("this key stands twice", "a key that stands twice behind a tag or in << is refused"),
    ("cfn-lint: nothing but a comment may follow", "a comment right behind | is refused, as by the others"),
    ("cfn-lint: << takes a map", "a function is no map"),
    ("an anchor or tag of a key", "anchors and tags of keys are not read"),
    ("this is no name of", "tags and anchors are named by letters, digits, - and _"),
    ("PyYAML: expected a value.", "nothing is no key"),
    ("cfn-lint: expected a value.", "in brackets, a comment has a space before it"),
    ("ruamel.yaml: expected a value.", "in brackets, a colon alone is no key and no word"),
    ("ruamel.yaml: expected a comma or the closing bracket.", "in brackets, a word may end with a colon"),
    ("expected a key.", "nothing is no key"),
    ("no anchor of this name", "an alias inside its own anchor is not read"),
    ("keys that are values", "keys behind ? are not read"),
    ("as a key is not read", "an alias is no key"),
    ("list or map is not read", "a list or map is no key"),
    ("ends a line to some readers", "line ends of Unicode are not read"),
    ("this tag is not read", "tags of YAML are not read"),
];

#[derive(Default)]
struct Tally {
    same: BTreeMap<&'static str, usize>,
    refused: BTreeMap<&'static str, usize>,
    limits: BTreeMap<String, usize>,
    wrong: Vec<String>,
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
            (Err(_), None) => *self.refused.entry(tool).or_default() += 1,
            (ours, _) => self.wrong.push(format!("{text:?}\n  importer {ours:?}\n  {tool}  {theirs}")),
        }
    }

    fn end(self, count: usize) -> Result<(), String> {
        say(format!(
            "read the same {:?}, refused by both {:?}, known limits {:?}",
            self.same, self.refused, self.limits
        ));
        if !self.wrong.is_empty() {
            let mut wrong = self.wrong;
            wrong.sort_by_key(String::len);
            return Err(format!("{} differ:\n{}", wrong.len(), wrong[..wrong.len().min(25)].join("\n")));
        }
        if self.same.values().any(|same| same * 5 < count) {
            Err("too few were compared".to_owned())
        } else {
            Ok(())
        }
    }
}

fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && theirs.iter().all(|(key, value)| {
                    key == "Fn::GetAtt" && attribute(value, ours.get(key))
                        || member(ours, key).is_some_and(|own| same(own, value))
                })
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Number(ours), Value::Number(theirs)) => ours == theirs || ours.as_f64() == theirs.as_f64(),
        // What JSON lacks stays text.
        (Value::String(_) | Value::Number(_), Value::Object(odd)) => odd.contains_key("$odd"),
        _ => ours == theirs,
    }
}

/// A member by its key, which for the importer is always the text that was written.
fn member<'v>(ours: &'v serde_json::Map<String, Value>, key: &str) -> Option<&'v Value> {
    let means = |read: Result<Value, String>| read.is_ok_and(|read| format!("{read}") == key);
    // A number that is too large for JSON.
    let large = |written: &str| key.contains("$odd") && written.parse::<f64>().is_ok();
    let same = |written: &str| {
        large(written)
            || means(yaml_value(written).map(|own| crate::json::by_value(&own)))
            || means(newer_yaml_value(written).map(|own| crate::json::by_value(&own)))
    };
    ours.get(key).or_else(|| ours.iter().find(|(written, _)| same(written)).map(|(_, value)| value))
}

/// cfn-lint takes `!GetAtt a.b` apart; the importer does so later.
fn attribute(theirs: &Value, ours: Option<&Value>) -> bool {
    if theirs == &json!([]) {
        return ours == Some(&json!({})) || ours == Some(theirs);
    }
    let parts = theirs.as_array().into_iter().flatten().filter_map(Value::as_str);
    ours.and_then(Value::as_str) == Some(parts.collect::<Vec<_>>().join(".").as_str())
}
