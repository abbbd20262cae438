//! What was measured, as a recipe's `recorded.json` keeps it.
use super::Setup;
use super::given::{FOLDER, Given, Kind, Library};
use super::measure::Measured;
use super::workload::Tools;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};
use tools::Ctx;

/// What was measured of a library.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The day: `2026-11-22`.
    pub date: String,
    /// The packages with their versions, the library first.
    pub packages: Vec<(String, String)>,
    /// The servers with their exact versions.
    pub servers: Vec<(String, String)>,
    /// The words of each setup, with the parameters by their names.
    pub access: BTreeMap<Setup, Vec<String>>,
    /// Words that the library can do without.
    pub optional: Vec<String>,
    /// How often workloads were run.
    pub runs: u64,
    /// The calls, and the setups in which each was seen.
    pub calls: Vec<(Vec<String>, bool, Vec<Setup>)>,
}

fn file(ctx: &Ctx, id: &str) -> std::path::PathBuf {
    ctx.path(FOLDER).join(id).join("recorded.json")
}

/// Writes what was measured.
pub fn write(ctx: &Ctx, given: &Given, tools: &Tools, all: &[(Setup, Measured)]) -> Result<(), String> {
    let Kind::Library(library) = &given.kind else { return Err("is not measured".to_owned()) };
    let text = text(library, tools, all)?;
    let path = file(ctx, &given.id);
    fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))
}

fn text(library: &Library, tools: &Tools, all: &[(Setup, Measured)]) -> Result<String, String> {
    let mut packages = Map::new();
    for name in &library.packages {
        packages.insert(name.clone(), tools.version(name)?.into());
    }
    let mut servers = Map::new();
    for spec in tools::servers::SERVERS {
        if all.iter().any(|(setup, _)| setup.engine.name() == spec.engine) {
            servers.insert(spec.engine.to_owned(), spec.version.into());
        }
    }
    let access: Map<String, Value> =
        all.iter().map(|(setup, own)| (setup.name(), own.words.join(" ").into())).collect();
    let mut optional: Vec<&String> = all.iter().flat_map(|(_, own)| &own.optional).collect();
    optional.sort();
    optional.dedup();
    let mut calls: BTreeMap<(Vec<String>, bool), Vec<Setup>> = BTreeMap::new();
    for (setup, own) in all {
        for call in &own.calls {
            let argv = call.argv.iter().map(|own| String::from_utf8_lossy(own).into_owned()).collect();
            calls.entry((argv, call.script)).or_default().push(*setup);
        }
    }
    let head = json!({
        "date": today(),
        "packages": packages,
        "servers": servers,
        "runs": all.iter().map(|(_, own)| own.runs).sum::<usize>(),
        "access": access,
        "optional": optional,
    });
    // One line a call, so that a change is seen as one.
    let lines: Vec<String> = calls
        .into_iter()
        .map(|((argv, script), mut setups)| {
            setups.dedup();
            let on = on(&setups, &all.iter().map(|(setup, _)| *setup).collect::<Vec<_>>());
            let mut call = json!({ "on": on, "argv": argv });
            if script {
                call["script"] = true.into();
            }
            format!("    {call}")
        })
        .collect();
    let head = format!("{head:#}");
    let head = head.strip_suffix("\n}").ok_or("a strange JSON text")?;
    Ok(format!("{head},\n  \"calls\": [\n{}\n  ]\n}}\n", lines.join(",\n")))
}

/// The setups in short: `*` for all, `single` for those without a cluster, `cluster` for those with one.
pub fn on(setups: &[Setup], all: &[Setup]) -> String {
    let each =
        |cluster: bool| all.iter().filter(|own| own.cluster == cluster).all(|own| setups.contains(own));
    let any = |cluster: bool| setups.iter().any(|own| own.cluster == cluster);
    match (each(false), each(true)) {
        (true, true) => "*".to_owned(),
        (true, false) if !any(true) => "single".to_owned(),
        (false, true) if !any(false) => "cluster".to_owned(),
        _ => setups.iter().map(|own| own.name()).collect::<Vec<_>>().join(", "),
    }
}

/// Reads what was measured of a recipe.
pub fn read(ctx: &Ctx, given: &Given) -> Result<Recorded, String> {
    let path = file(ctx, &given.id);
    let text = fs::read_to_string(&path).map_err(|why| {
        format!("{}: {why}. Measure it with: cargo xtask recipes {}", path.display(), given.id)
    })?;
    let value: Value = serde_json::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    let pairs = |value: &Value| {
        let pairs = value.as_object().into_iter().flatten();
        pairs
            .map(|(name, own)| (name.clone(), own.as_str().unwrap_or_default().to_owned()))
            .collect::<Vec<_>>()
    };
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let mut access = BTreeMap::new();
    for (name, own) in pairs(&value["access"]) {
        access.insert(Setup::from_name(&name).ok_or_else(|| format!("no setup `{name}`"))?, words(&own));
    }
    let mut packages = pairs(&value["packages"]);
    if let Kind::Library(library) = &given.kind {
        packages.sort_by_key(|(name, _)| library.packages.iter().position(|own| own == name));
    }
    let strings = |value: &Value| {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let call = |call: &Value| {
        let on = call["on"].as_str().unwrap_or_default();
        let setups = access.keys().copied();
        let setups = match on {
            "*" => setups.collect(),
            "single" => setups.filter(|own| !own.cluster).collect(),
            "cluster" => setups.filter(|own| own.cluster).collect(),
            names => names.split(", ").filter_map(Setup::from_name).collect(),
        };
        (strings(&call["argv"]), call["script"] == true, setups)
    };
    Ok(Recorded {
        date: value["date"].as_str().unwrap_or_default().to_owned(),
        packages,
        servers: pairs(&value["servers"]),
        optional: strings(&value["optional"]),
        runs: value["runs"].as_u64().unwrap_or(0),
        calls: value["calls"].as_array().into_iter().flatten().map(call).collect(),
        access,
    })
}

/// Today, as `2026-11-22`.
fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let (year, month, day) = date(now.as_secs() / 86400);
    format!("{year}-{month:02}-{day:02}")
}

/// The date of a day counted from 1 January 1970.
fn date(mut day: u64) -> (u64, u64, u64) {
    let mut year = 1970;
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    while day >= 365 + u64::from(leap(year)) {
        day -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    (year, month, day + 1)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_dates() {
        let days =
            [(0, (1970, 1, 1)), (19_782, (2024, 2, 29)), (19_783, (2024, 3, 1)), (20_818, (2026, 12, 31))];
        for (day, expected) in days {
            assert_eq!(date(day), expected);
        }
    }
}
