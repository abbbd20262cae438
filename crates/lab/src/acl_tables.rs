//! `crates/acl/src/tables/data.rs`: the command tables of all engines as one static table.
//!
//! A command has one row for all engines. What differs between engines (categories, arity, key
//! specs) is a variant: the row points at its first variant, each variant carries the engines it
//! stands for as bits. Key specs are shared by all commands that have the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// The recorded table that stands for each engine, in the order of `Engine::ALL`.
const ENGINES: [(&str, &str); 10] = [
    ("redis-6.0", "redis-6.0.16"),
    ("redis-6.2", "redis-6.2.5"),
    ("redis-7.0", "redis-7.0.15"),
    ("redis-7.1", "redis-7.0.15"),
    ("valkey-7.2", "valkey-7.2.7"),
    ("valkey-8.0", "valkey-8.0.1"),
    ("valkey-8.1", "valkey-8.1.8"),
    ("valkey-8.2", "valkey-8.1.8"),
    ("valkey-9.0", "valkey-9.0.0"),
    ("valkey-9.1", "valkey-9.1.2"),
];

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

const CONTAINER: u32 = 1 << 24;
const NEVER_REFUSED: u32 = 1 << 25;
const MODULE: u32 = 1 << 26;

/// The file's text, from the recorded tables in `crates/acl/data`.
///
/// # Errors
/// A sentence for a person: unreadable or unexpected data.
pub fn acl_tables(root: &Path) -> Result<String, String> {
    render(&root.join("crates/acl/data"))
}

type Spec = (u8, u8, i8, u8, i8, i8, i8);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Variant {
    bits: u32,
    arity: i8,
    keys: Vec<Spec>,
}

fn render(data: &Path) -> Result<String, String> {
    let extras = read(&data.join("acl-extras.json"))?;
    let mut commands: BTreeMap<(String, String), BTreeMap<usize, Variant>> = BTreeMap::new();

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
            let mut bits = categories(&strings(&command["acl_categories"]))?;
            if command["container"] == true {
                bits |= CONTAINER;
            }
            if never.contains(&name) {
                bits |= NEVER_REFUSED;
            }
            let keys = if engine < 2 {
                legacy(&command["legacy_keys"])?
            } else {
                let specs = command["key_specs"].as_array().ok_or("no key_specs")?;
                specs.iter().map(spec).collect::<Result<_, _>>()?
            };
            let variant = Variant { bits, arity: small(&command["arity"])?, keys };
            commands.entry(key(name)).or_default().insert(engine, variant);
        }
    }
    modules(&extras["modules_on_elasticache"], &mut commands)?;

    // Top-level commands first, then the subcommands, container by container.
    let mut order: Vec<&(String, String)> = commands.keys().collect();
    order.sort_by_key(|(container, sub)| (!sub.is_empty(), container.clone(), sub.clone()));
    let tops = order.iter().filter(|(_, sub)| sub.is_empty()).count();

    let mut spec_lists: Vec<Vec<Spec>> = vec![Vec::new()];
    let (mut names, mut rows, mut variants) = (String::new(), String::new(), String::new());
    let mut variant_count = 0usize;
    let mut first = vec![0usize; 27];
    for (index, id) in order.iter().enumerate() {
        let (container, sub) = id;
        let full = full_name(id);
        let subs: Vec<usize> = if sub.is_empty() {
            let of_this = |(_, (c, s)): &(usize, &&(String, String))| c == container && !s.is_empty();
            order.iter().enumerate().filter(of_this).map(|(i, _)| i).collect()
        } else {
            Vec::new()
        };
        if sub.is_empty() {
            let letter = usize::from(full.as_bytes()[0] - b'a');
            for later in &mut first[letter + 1..] {
                *later = index + 1;
            }
        }
        let _ = writeln!(
            rows,
            "    R({}, {variant_count}, {}, {}, {}), // {index} {full}",
            names.len(),
            subs.first().copied().unwrap_or(0),
            subs.len(),
            special(&full, &extras)?,
        );
        names.push_str(&full);
        let mut merged: Vec<(Variant, u16)> = Vec::new();
        for (engine, variant) in &commands[*id] {
            match merged.iter_mut().find(|(v, _)| v == variant) {
                Some((_, engines)) => *engines |= 1 << engine,
                None => merged.push((variant.clone(), 1 << engine)),
            }
        }
        for (variant, engines) in merged {
            let list = match spec_lists.iter().position(|l| *l == variant.keys) {
                Some(list) => list,
                None => {
                    spec_lists.push(variant.keys.clone());
                    spec_lists.len() - 1
                }
            };
            let _ =
                writeln!(variants, "    V({:#x}, {engines:#x}, {}, {list}),", variant.bits, variant.arity);
            variant_count += 1;
        }
    }
    let _ = writeln!(rows, "    R({}, {variant_count}, 0, 0, 0),", names.len());

    let mut specs = String::new();
    let mut lists = String::new();
    let mut spec_count = 0usize;
    for list in &spec_lists {
        let _ = write!(lists, "{spec_count}, ");
        for (flags, begin, at, find, a, b, c) in list {
            let _ = writeln!(specs, "    S({flags}, {begin}, {at}, {find}, {a}, {b}, {c}),");
            spec_count += 1;
        }
    }
    let _ = write!(lists, "{spec_count}");

    let mut out = String::from(
        "// Generated by `cargo xtask gen` from crates/acl/data. Do not edit.\n\n\
         use super::{Row as R, Spec as S, Variant as V};\n\n",
    );
    let _ = writeln!(out, "pub(super) const TOPS: usize = {tops};");
    let _ = writeln!(out, "pub(super) const COUNT: usize = {};\n", order.len());
    let _ = writeln!(out, "pub(super) static CATEGORIES: [&str; {}] = {CATEGORIES:?};\n", CATEGORIES.len());
    let _ = writeln!(out, "pub(super) static NAMES: &str = {names:?};\n");
    let _ = writeln!(out, "pub(super) static FIRST: [u16; 27] = {first:?};\n");
    let _ = writeln!(out, "pub(super) static ROWS: [R; {}] = [\n{rows}];\n", order.len() + 1);
    let _ = writeln!(out, "pub(super) static VARIANTS: [V; {variant_count}] = [\n{variants}];\n");
    let _ = writeln!(out, "pub(super) static SPEC_LISTS: [u16; {}] = [{lists}];\n", spec_lists.len() + 1);
    let _ = write!(out, "pub(super) static SPECS: [S; {spec_count}] = [\n{specs}];\n");
    Ok(out)
}

fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
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

/// Redis 6 has first, last and step instead of key specs; kept as one spec with find = 3.
fn legacy(value: &Value) -> Result<Vec<Spec>, String> {
    let (first, last, step) = (small(&value[0])?, small(&value[1])?, small(&value[2])?);
    Ok(if first == 0 { Vec::new() } else { vec![(0, 0, first, 3, last, step, 0)] })
}

fn spec(value: &Value) -> Result<Spec, String> {
    let mut flags = 0u8;
    for flag in strings(&value["flags"]) {
        flags |= match flag {
            "access" => 1,
            "insert" | "update" | "delete" => 2,
            "not_key" => 4,
            "incomplete" => 8,
            "variable_flags" => 16,
            "RO" | "RW" | "OW" | "RM" => 0,
            other => return Err(format!("an unknown key flag: {other}")),
        };
    }
    let begin = &value["begin"];
    let (begin, at) = match begin[0].as_str() {
        Some("index") => (0, small(&begin[1])?),
        Some("keyword") => {
            let word = match begin[1].as_str() {
                Some("KEYS") => 2,
                Some("STREAMS") => 3,
                Some("STORE") => 4,
                Some("STOREDIST") => 5,
                other => return Err(format!("an unknown keyword: {other:?}")),
            };
            (word, small(&begin[2])?)
        }
        Some("unknown") => (1, 0),
        other => return Err(format!("an unknown way to begin: {other:?}")),
    };
    let find = &value["find"];
    let (find, a, b, c) = match find[0].as_str() {
        Some("range") => (0, small(&find[1])?, small(&find[2])?, small(&find[3])?),
        Some("keynum") => (1, small(&find[1])?, small(&find[2])?, small(&find[3])?),
        Some("unknown") => (2, 0, 0, 0),
        other => return Err(format!("an unknown way to find keys: {other:?}")),
    };
    Ok((flags, begin, at, find, a, b, c))
}

/// What a command has beyond its key specs; the numbers are those of `tables::Special`.
fn special(name: &str, extras: &Value) -> Result<u8, String> {
    let getkeys = extras["getkeys"].as_object().ok_or("no getkeys in the extras")?;
    for (what, names) in getkeys {
        if !strings(names).iter().any(|n| n.split(' ').next() == Some(name)) {
            continue;
        }
        return match what.as_str() {
            w if w.starts_with("numkeys at argv[1]") => Ok(1),
            w if w.starts_with("numkeys at argv[2]") => Ok(2),
            w if w.starts_with("destination") => Ok(3),
            _ => match name {
                "sort" => Ok(4),
                "sort_ro" => Ok(5),
                "migrate" => Ok(6),
                "georadius" | "georadiusbymember" => Ok(7),
                "xread" | "xreadgroup" => Ok(8),
                "set" => Ok(9),
                "bitfield" => Ok(10),
                "memory" => Ok(11),
                "stralgo" => Ok(12),
                other => Err(format!("no routine known for {other}")),
            },
        };
    }
    let channels = &extras["channels"][name];
    if channels.is_object() {
        return Ok(match (channels["count"].as_i64(), channels["literal"].as_bool()) {
            (Some(1), _) => 13,
            (_, Some(true)) => 15,
            _ => 14,
        });
    }
    if strings(&extras["all_dbs"]["commands"]).contains(&name) {
        return Ok(20);
    }
    Ok(match name {
        "select" => 16,
        "swapdb" => 17,
        "move" => 18,
        "copy" => 19,
        _ => 0,
    })
}

/// The module commands of ElastiCache. A module that gives only first, last and step gets the key
/// flags of the module interface: read and write.
fn modules(
    modules: &Value,
    commands: &mut BTreeMap<(String, String), BTreeMap<usize, Variant>>,
) -> Result<(), String> {
    for (module, since) in [("json", 1), ("bloom", 6), ("search", 7)] {
        let table = modules[module].as_object().ok_or("no such module")?;
        for (what, names) in table {
            let kinds: Vec<&str> = what.split(' ').collect();
            if !matches!(kinds[0], "read" | "write") {
                continue;
            }
            let bits = categories(&kinds)? | categories(&[module])? | MODULE;
            for name in strings(names) {
                let (last, step) = match name {
                    "json.mset" => (-3, 3),
                    "json.mget" => (-2, 1),
                    _ => (0, 1),
                };
                for engine in since..ENGINES.len() {
                    let keyless = module == "search" || name == "json.debug";
                    let keys = match (keyless, engine < 2) {
                        (true, _) => Vec::new(),
                        (_, true) => vec![(0, 0, 1, 3, if last == 0 { 1 } else { last }, step, 0)],
                        (_, false) => vec![(3, 0, 1, 0, last, step, 0)],
                    };
                    let variant = Variant { bits, arity: -1, keys };
                    commands.entry(key(name)).or_default().insert(engine, variant);
                }
            }
        }
    }
    Ok(())
}
