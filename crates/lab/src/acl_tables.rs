//! `crates/acl/src/tables/data.rs`: the command tables of all engines as one static table.
//!
//! A command has one row for all engines. What differs between engines (categories, arity, key
//! specs) is a variant, which carries the engines it is for as bits. Key specs are shared by all commands that have the
//! same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// The recorded table for each engine, in the order of `Engine::ALL`.
const ENGINES: [(&str, &str); 8] = [
    ("redis-6.0", "redis-6.0.16"),
    ("redis-6.2", "redis-6.2.5"),
    ("redis-7.0", "redis-7.0.15"),
    ("valkey-7.2", "valkey-7.2.7"),
    ("valkey-8.0", "valkey-8.0.1"),
    ("valkey-8.1", "valkey-8.1.8"),
    ("valkey-9.0", "valkey-9.0.0"),
    ("valkey-9.1", "valkey-9.1.2"),
];
/// The engines from this one on have key specs and subcommands.
const KEY_SPECS: usize = 2;

/// In the order of `ACL CAT`; the categories of modules last.
const CATEGORIES: [&str; 24] = [
    "keyspace",
    "read",
    "write",
    "set",
    "sortedset",
    "list",
    "hash",
    "string",
    "bitmap",
    "hyperloglog",
    "geo",
    "stream",
    "pubsub",
    "admin",
    "fast",
    "slow",
    "blocking",
    "dangerous",
    "connection",
    "transaction",
    "scripting",
    "json",
    "bloom",
    "search",
];

/// The categories from this one on belong to modules.
const MODULE_CATEGORIES: usize = 21;

/// The file's text, from the recorded tables in `crates/acl/data`.
///
/// # Errors
/// A sentence for a person: unreadable or unexpected data.
pub fn acl_tables(root: &Path) -> Result<String, String> {
    render(&root.join("crates/acl/data"))
}

/// A command in some engines; the same fields as in `crates/acl/src/tables/row.rs`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Variant {
    modules: usize,
    /// A bit for each category.
    categories: u32,
    container: bool,
    never_refused: bool,
    arity: i8,
    /// Key specs, as Rust.
    keys: Vec<String>,
}

/// The variant of each engine.
type Engines = BTreeMap<usize, Variant>;
/// Every command by its name, a subcommand by both of its names.
type Commands = BTreeMap<(String, String), Engines>;

fn render(data: &Path) -> Result<String, String> {
    let extras = read(&data.join("acl-extras.json"))?;
    let mut commands = Commands::new();
    for (engine, (name, table)) in ENGINES.iter().enumerate() {
        let generation = match *name {
            "redis-6.0" => "6.0",
            "redis-6.2" => "6.2",
            _ => "7.0+",
        };
        let never: Vec<&str> = strings(&extras["no_command_check"][generation]);
        let table = read(&data.join(format!("{table}.json")))?;
        for command in table.as_array().ok_or("a command table is not an array")? {
            let name = command["name"].as_str().ok_or("a command without a name")?;
            let keys = if engine < KEY_SPECS {
                legacy(&command["legacy_keys"])?
            } else {
                let specs = command["key_specs"].as_array().ok_or("no key_specs")?;
                specs.iter().map(spec).collect::<Result<_, _>>()?
            };
            let variant = Variant {
                modules: 0,
                categories: categories(&strings(&command["acl_categories"]))?,
                container: command["container"] == true,
                never_refused: never.contains(&name),
                arity: small(&command["arity"])?,
                keys,
            };
            commands.entry(key(name)).or_default().insert(engine, variant);
        }
    }
    modules(&text(&data.join("modules.jsonl"))?, &mut commands)?;

    // Top-level commands first, then the subcommands, container by container.
    let mut order: Vec<&(String, String)> = commands.keys().collect();
    order.sort_by_key(|(container, sub)| (!sub.is_empty(), container.clone(), sub.clone()));

    let mut key_lists: Vec<&Vec<String>> = Vec::new();
    let (mut names, mut rows) = (String::new(), String::new());
    let mut first = [0usize; 27];
    for (index, id) in order.iter().enumerate() {
        let (container, sub) = id;
        let full = full_name(id);
        let of_this = |(_, (own, sub)): &(usize, &&(String, String))| own == container && !sub.is_empty();
        let subs: Vec<usize> = match sub.is_empty() {
            true => order.iter().enumerate().filter(of_this).map(|(index, _)| index).collect(),
            false => Vec::new(),
        };
        if sub.is_empty() {
            let letter = usize::from(full.as_bytes()[0] - b'a');
            first[letter + 1..].fill(index + 1);
        }
        let parent = order.iter().position(|(own, sub)| own == container && sub.is_empty());
        let _ = writeln!(names, "    {full:?},");
        let _ = write!(rows, "    /* {full} */ Row {{ ");
        let special = special(&full, &extras)?;
        if special != "Special::None" {
            let _ = write!(rows, "special: {special}, ");
        }
        if let Some(first) = subs.first() {
            let _ = write!(rows, "first_subcommand: {first}, subcommands: {}, ", subs.len());
        }
        if let Some(parent) = parent.filter(|_| !sub.is_empty()) {
            let _ = write!(rows, "container: Some({parent}), ");
        }
        rows.push_str("variants: &[\n");
        let mut merged: Vec<(&Variant, u16)> = Vec::new();
        for (engine, variant) in &commands[*id] {
            match merged.iter_mut().find(|(own, _)| *own == variant) {
                Some((_, engines)) => *engines |= 1 << engine,
                None => merged.push((variant, 1 << engine)),
            }
        }
        for (variant, engines) in merged {
            let list = match key_lists.iter().position(|own| **own == variant.keys) {
                Some(list) => list,
                None => {
                    key_lists.push(&variant.keys);
                    key_lists.len() - 1
                }
            };
            let _ = write!(rows, "        Variant {{ engines: {engines:#010b}, ");
            if variant.modules > 0 {
                let _ = write!(rows, "modules: {}, ", variant.modules);
            }
            if variant.container {
                rows.push_str("container: true, ");
            }
            if variant.never_refused {
                rows.push_str("never_refused: true, ");
            }
            let categories = flags(variant.categories);
            let arity = variant.arity;
            let _ =
                writeln!(rows, "categories: {categories}, arity: {arity}, keys: KEYS_{list}, ..VARIANT }},");
        }
        rows.push_str("    ], ..ROW },\n");
    }

    let mut out = String::from(
        "// Generated by `cargo xtask gen` from crates/acl/data. Do not edit.\n\n\
         use super::row::{Begin, Find, KEY_SPEC, KeySpec, ROW, Row, Special, VARIANT, Variant};\nuse crate::access::Access;\n\n",
    );
    let _ = writeln!(
        out,
        "/// In the order of `ACL CAT`; those of modules last.\npub(super) static CATEGORIES: [&str; {}] = {CATEGORIES:?};",
        CATEGORIES.len()
    );
    let _ = writeln!(out, "pub(super) const MODULE_CATEGORIES: usize = {MODULE_CATEGORIES};\n");
    for (at, name) in CATEGORIES.iter().enumerate() {
        let _ = writeln!(out, "const {}: u32 = 1 << {at};", name.to_ascii_uppercase());
    }
    let _ = writeln!(
        out,
        "\n/// Where the commands with each first letter begin.\npub(super) static FIRST: [u16; 27] = {first:?};\n"
    );
    for (at, list) in key_lists.iter().enumerate() {
        let _ = writeln!(out, "const KEYS_{at}: &[KeySpec] = &[{}];", list.join(", "));
    }
    let _ = write!(
        out,
        "\n/// The commands in the order of their names, then all subcommands.\npub(super) static NAMES: [&str; {0}] = [\n{names}];\n\n/// In the order of [`NAMES`], which are apart as looking one up must be quick.\npub(super) static COMMANDS: [Row; {0}] = [\n{rows}];\n",
        order.len()
    );
    Ok(out)
}

/// Categories as their constants.
fn flags(categories: u32) -> String {
    let names = CATEGORIES.iter().enumerate().filter(|(at, _)| categories >> at & 1 == 1);
    let names: Vec<String> = names.map(|(_, name)| name.to_ascii_uppercase()).collect();
    if names.is_empty() { "0".to_owned() } else { names.join(" | ") }
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

fn read(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&text(path)?).map_err(|why| format!("{}: {why}", path.display()))
}

fn strings(value: &Value) -> Vec<&str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).collect()
}

fn small(value: &Value) -> Result<i8, String> {
    let number = value.as_i64().ok_or_else(|| format!("no number: {value}"))?;
    i8::try_from(number).map_err(|_| format!("too large for the table: {number}"))
}

fn key(name: &str) -> (String, String) {
    let (container, sub) = name.split_once('|').unwrap_or((name, ""));
    (container.to_string(), sub.to_string())
}

fn full_name((container, sub): &(String, String)) -> String {
    if sub.is_empty() { container.clone() } else { format!("{container}|{sub}") }
}

fn categories(names: &[&str]) -> Result<u32, String> {
    names.iter().try_fold(0, |bits, name| {
        let at = CATEGORIES.iter().position(|c| c == name);
        at.map(|at| bits | 1 << at).ok_or_else(|| format!("an unknown category: {name}"))
    })
}

/// Redis 6 has first, last and step instead of key specs.
fn legacy(value: &Value) -> Result<Vec<String>, String> {
    let (first, last, step) = (small(&value[0])?, small(&value[1])?, small(&value[2])?);
    let find = format!("Find::Legacy {{ last: {last}, step: {step} }}");
    Ok(if first == 0 {
        Vec::new()
    } else {
        vec![key_spec("NONE", &[], &format!("Begin::Index({first})"), &find)]
    })
}

fn key_spec(access: &str, flags: &[&str], begin: &str, find: &str) -> String {
    let marks = [("not_key", "not_key"), ("incomplete", "incomplete"), ("variable_flags", "variable")];
    let marks = marks.iter().filter(|(flag, _)| flags.contains(flag));
    let marks: String = marks.map(|(_, field)| format!("{field}: true, ")).collect();
    format!("KeySpec {{ access: Access::{access}, {marks}begin: {begin}, find: {find}, ..KEY_SPEC }}")
}

fn spec(value: &Value) -> Result<String, String> {
    let flags = strings(&value["flags"]);
    let known = [
        "access",
        "insert",
        "update",
        "delete",
        "not_key",
        "incomplete",
        "variable_flags",
        "RO",
        "RW",
        "OW",
        "RM",
    ];
    if let Some(other) = flags.iter().find(|flag| !known.contains(flag)) {
        return Err(format!("an unknown key flag: {other}"));
    }
    let read = flags.contains(&"access");
    let write = ["insert", "update", "delete"].iter().any(|flag| flags.contains(flag));
    let access = match (read, write) {
        (true, true) => "BOTH",
        (true, false) => "READ",
        (false, true) => "WRITE",
        (false, false) => "NONE",
    };
    let begin = &value["begin"];
    let begin = match begin[0].as_str() {
        Some("index") => format!("Begin::Index({})", small(&begin[1])?),
        Some("keyword") => {
            let word = begin[1].as_str().ok_or("a keyword that is no text")?;
            format!("Begin::Keyword({word:?}, {})", small(&begin[2])?)
        }
        Some("unknown") => "Begin::Unknown".to_owned(),
        other => return Err(format!("an unknown way to begin: {other:?}")),
    };
    let find = &value["find"];
    let number = |at: usize| small(&find[at]);
    let find = match find[0].as_str() {
        Some("range") => {
            format!("Find::Range {{ last: {}, step: {}, limit: {} }}", number(1)?, number(2)?, number(3)?)
        }
        Some("keynum") => {
            format!("Find::Count {{ number: {}, first: {}, step: {} }}", number(1)?, number(2)?, number(3)?)
        }
        Some("unknown") => "Find::Unknown".to_owned(),
        other => return Err(format!("an unknown way to find keys: {other:?}")),
    };
    Ok(key_spec(access, &flags, &begin, &find))
}

/// What a command has beyond its key specs: `tables::Special`.
fn special(name: &str, extras: &Value) -> Result<&'static str, String> {
    let getkeys = extras["getkeys"].as_object().ok_or("no getkeys in the extras")?;
    for (what, names) in getkeys {
        if !strings(names).iter().any(|n| n.split(' ').next() == Some(name)) {
            continue;
        }
        return match what.as_str() {
            w if w.starts_with("numkeys at argv[1]") => Ok("Special::NumKeys(1)"),
            w if w.starts_with("numkeys at argv[2]") => Ok("Special::NumKeys(2)"),
            w if w.starts_with("destination") => Ok("Special::Store"),
            _ => match name {
                "sort" => Ok("Special::Sort"),
                "sort_ro" => Ok("Special::SortRo"),
                "migrate" => Ok("Special::Migrate"),
                "georadius" | "georadiusbymember" => Ok("Special::GeoRadius"),
                "xread" | "xreadgroup" => Ok("Special::XRead"),
                "set" => Ok("Special::Set"),
                "bitfield" => Ok("Special::BitField"),
                "memory" => Ok("Special::Memory"),
                "stralgo" => Ok("Special::StrAlgo"),
                other => Err(format!("no routine known for {other}")),
            },
        };
    }
    let channels = &extras["channels"][name];
    if channels.is_object() {
        return Ok(match (channels["count"].as_i64(), channels["literal"].as_bool()) {
            (Some(1), _) => "Special::Publish",
            (_, Some(true)) => "Special::PSubscribe",
            _ => "Special::Subscribe",
        });
    }
    if strings(&extras["all_dbs"]["commands"]).contains(&name) {
        return Ok("Special::AllDbs");
    }
    Ok(match name {
        "select" => "Special::Select",
        "swapdb" => "Special::SwapDb",
        "move" => "Special::Move",
        "copy" => "Special::Copy",
        _ => "Special::None",
    })
}

/// A step of `Modules`: what came with a version of Valkey on ElastiCache.
const STEPS: [(&str, usize); 4] = [("7.2", 1), ("8.1", 2), ("8.2", 3), ("9.0", 4)];
/// JSON is on Redis from 6.2 on; the other modules need Valkey 8.1.
const JSON_ENGINE: usize = 1;
const VALKEY_81: usize = 5;

/// The module commands that ElastiCache has.
fn modules(text: &str, commands: &mut Commands) -> Result<(), String> {
    for line in text.lines() {
        let command: Value = serde_json::from_str(line).map_err(|why| why.to_string())?;
        let name = command["name"].as_str().ok_or("a module command without a name")?;
        let Some(since) = command["elasticache"]["valkey"].as_str() else { continue };
        let (_, step) =
            STEPS.iter().find(|(own, _)| *own == since).ok_or_else(|| format!("{name}: {since}"))?;
        if command["wire_name"] != name.to_ascii_uppercase() {
            return Err(format!("{name}: replies are thought to name it in capitals"));
        }
        let container = command["kind"] == "container";
        let subcommand = command["kind"] == "subcommand";
        let on_redis = !command["elasticache"]["redis"].is_null();
        for engine in if on_redis { JSON_ENGINE } else { VALKEY_81 }..ENGINES.len() {
            let old = engine < KEY_SPECS;
            if subcommand && old {
                continue;
            }
            let keys = if old {
                legacy(&json!([command["first_key"], command["last_key"], command["key_step"]]))?
            } else {
                let specs = command["key_specs"].as_array().ok_or("no key_specs")?;
                specs.iter().map(|own| spec(&as_recorded(own))).collect::<Result<_, _>>()?
            };
            let variant = Variant {
                modules: *step,
                categories: categories(&strings(&command["categories"]))?,
                container: container && !old,
                never_refused: false,
                arity: small(&command["arity"])?,
                keys,
            };
            commands.entry(key(name)).or_default().insert(engine, variant);
        }
    }
    Ok(())
}

/// A key spec in the form of the recorded tables.
fn as_recorded(spec: &Value) -> Value {
    let range = &spec["find_keys"]["range"];
    json!({
        "flags": spec["flags"],
        "begin": ["index", spec["begin_search"]["index"]],
        "find": ["range", range["lastkey"], range["keystep"], range["limit"]],
    })
}
