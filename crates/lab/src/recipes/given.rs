//! What a recipe is, as its `recipe.json` says.
use super::languages;
use elasticache_user::EngineVersion;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use tools::Ctx;

/// The folder of all recipes.
pub const FOLDER: &str = "crates/lab/recipes";

/// A recipe as it was written by hand.
#[derive(Debug, Clone)]
pub struct Given {
    /// The name of its folder.
    pub id: String,
    /// A few words, as a button says them.
    pub title: String,
    /// What its user can do, in a sentence or two.
    pub about: String,
    /// What is to be filled in.
    pub parameters: Vec<Parameter>,
    /// What a person should know, each a paragraph.
    pub notes: Vec<String>,
    /// What to do about commands that ElastiCache restricts, by their names.
    pub instead: BTreeMap<String, String>,
    /// The request without the access string, as JSON.
    pub request: Option<Value>,
    /// Measured, or written by hand.
    pub kind: Kind,
}

/// Something to be filled in.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name between braces in patterns.
    pub name: String,
    /// As a label says it.
    pub title: String,
    /// What most people have.
    pub default: String,
    /// Whether it may be empty.
    pub optional: bool,
    /// What it is while the library is measured, unlike any word of the library.
    pub measured: String,
}

/// Where the access string comes from.
#[derive(Debug, Clone)]
pub enum Kind {
    /// From running a library.
    Library(Library),
    /// Written by hand, and proven on servers.
    General(General),
}

/// What is measured.
#[derive(Debug, Clone)]
pub struct Library {
    /// The packages whose versions matter, the library first.
    pub packages: Vec<String>,
    /// The list of Python's packages in `crates/tools/python/` that has it, if that is its language.
    pub environment: String,
    /// A package of Debian that it is the program of, and the program in it.
    pub debian: Option<(String, String)>,
    /// Patterns of the keys that it touches.
    pub keys: Vec<String>,
    /// Patterns of its channels.
    pub channels: Vec<String>,
    /// The first engine on which it is measured in cluster mode, if it speaks that at all.
    pub cluster: Option<EngineVersion>,
    /// The workload's file.
    pub program: PathBuf,
}

/// What is claimed.
#[derive(Debug, Clone)]
pub struct General {
    /// Access strings by the first engine that each is for, oldest first. None at all: no right is changed.
    pub access: Vec<(EngineVersion, String)>,
    /// Words that follow these where the cache is in cluster mode.
    pub cluster: String,
    /// Commands that must be allowed.
    pub allowed: Vec<String>,
    /// Commands that must be denied.
    pub refused: Vec<String>,
}

/// Every recipe: the libraries in the order of their ids, then the general ones.
pub fn all(ctx: &Ctx) -> Result<Vec<Given>, String> {
    let mut found = Vec::new();
    let folder = ctx.path(FOLDER);
    for entry in fs::read_dir(&folder).map_err(|why| format!("{FOLDER}: {why}"))?.flatten() {
        let file = entry.path().join("recipe.json");
        if file.is_file() {
            let id = entry.file_name().to_string_lossy().into_owned();
            let text = fs::read_to_string(&file).map_err(|why| format!("{}: {why}", file.display()))?;
            let value = serde_json::from_str(&text).map_err(|why| format!("{}: {why}", file.display()))?;
            found.push(read(id, &value, entry.path()).map_err(|why| format!("{}: {why}", file.display()))?);
        }
    }
    found.sort_by(|a: &Given, b| {
        (matches!(a.kind, Kind::General(_)), &a.id).cmp(&(matches!(b.kind, Kind::General(_)), &b.id))
    });
    Ok(found)
}

impl Given {
    /// Whether it is measured on this engine in cluster mode.
    pub fn cluster(&self, engine: EngineVersion) -> bool {
        matches!(&self.kind, Kind::Library(Library { cluster: Some(first), .. }) if engine >= *first)
    }

    /// A pattern or a command with the parameters filled in.
    pub fn filled(&self, text: &str, value: impl Fn(&Parameter) -> &str) -> String {
        self.parameters
            .iter()
            .fold(text.to_owned(), |text, own| text.replace(&["{", &own.name, "}"].concat(), value(own)))
    }
}

fn read(id: String, value: &Value, folder: PathBuf) -> Result<Given, String> {
    let kind = if value["access"].is_null() {
        let mut files = languages::files().map(|name| folder.join(name));
        let program = files.find(|file| file.is_file()).ok_or("has no workload")?;
        Kind::Library(Library {
            packages: texts(&value["packages"])?,
            environment: value["environment"].as_str().unwrap_or("recipes").to_owned(),
            debian: match &value["debian"] {
                Value::Null => None,
                own => Some((text(&own["package"])?, text(&own["program"])?)),
            },
            keys: texts(&value["keys"])?,
            channels: texts(&value["channels"])?,
            cluster: match value["cluster"].as_str() {
                Some(name) => Some(EngineVersion::from_name(name).ok_or("an unknown engine in `cluster`")?),
                None => None,
            },
            program,
        })
    } else {
        Kind::General(General {
            access: access(&value["access"])?,
            cluster: value["cluster"].as_str().unwrap_or_default().to_owned(),
            allowed: texts(&value["allowed"])?,
            refused: texts(&value["refused"])?,
        })
    };
    let parameters = value["parameters"].as_array().into_iter().flatten();
    Ok(Given {
        title: text(&value["title"])?,
        about: text(&value["about"])?,
        parameters: parameters.map(parameter).collect::<Result<_, _>>()?,
        notes: texts(&value["notes"])?,
        instead: value["instead"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, what)| Ok((name.clone(), text(what)?)))
            .collect::<Result<_, String>>()?,
        request: value.get("request").cloned(),
        kind,
        id,
    })
}

fn access(value: &Value) -> Result<Vec<(EngineVersion, String)>, String> {
    let mut all = Vec::new();
    for (name, own) in value.as_object().ok_or("`access` is not an object")? {
        let engine = EngineVersion::from_name(name).ok_or_else(|| format!("no engine `{name}`"))?;
        all.push((engine, text(own)?));
    }
    all.sort();
    Ok(all)
}

fn parameter(value: &Value) -> Result<Parameter, String> {
    Ok(Parameter {
        name: text(&value["name"])?,
        title: text(&value["title"])?,
        default: text(&value["default"])?,
        optional: value["optional"] == true,
        measured: text(&value["measured"])?,
    })
}

fn text(value: &Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| format!("not a text: {value}"))
}

fn texts(value: &Value) -> Result<Vec<String>, String> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(text).collect()
}
