//! The parts of a wasm as CycloneDX 1.6 in JSON: every crate that is compiled into it and, marked as excluded, what only
//! ran during the build.
//!
//! The same sources produce the same bytes: the list has no timestamp, and its serial number is a hash of its content.
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use tools::install::hash;
use tools::run::read;
use tools::{Ctx, wasm};

/// A published artifact with a list.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// The crate that is compiled to wasm.
    pub krate: &'static str,
    /// The name that it's published under.
    pub name: &'static str,
    /// `application` or `library`.
    pub kind: &'static str,
    /// The folders with the Node packages that the build uses.
    pub node: &'static [&'static str],
    /// Those of them whose code is in the artifact.
    pub bundled: &'static [&'static str],
}

/// The page.
pub const PAGE: Subject = Subject {
    krate: "web",
    name: "elasticache-user-builder",
    kind: "application",
    node: &["crates/xtask/node"],
    bundled: &[],
};

/// The npm package.
pub const PACKAGE: Subject = Subject {
    krate: "elasticache-user-wasm",
    name: "elasticache-user",
    kind: "library",
    node: &["crates/wasm"],
    bundled: &["picomatch"],
};

/// The name of the file, in `dist/` and in the npm package.
pub const FILE: &str = "sbom.cdx.json";

/// Writes the list of the subject into a folder.
pub fn write(ctx: &Ctx, subject: Subject, folder: &Path) -> Result<(), String> {
    let path = folder.join(FILE);
    std::fs::write(&path, text(ctx, subject)?).map_err(|why| format!("{}: {why}", path.display()))
}

/// The list of the subject.
pub fn text(ctx: &Ctx, subject: Subject) -> Result<String, String> {
    let crates = Crates::read(ctx)?;
    let inside = Tree::read(ctx, subject, "normal,no-proc-macro")?;
    let build = Tree::read(ctx, subject, "normal,build")?;
    let mut components = Vec::new();
    let mut dependencies = Vec::new();
    for (krate, uses) in &build.uses {
        if *krate != build.root {
            components.push(crates.component(krate, inside.uses.contains_key(krate))?);
        }
        let uses: Vec<String> = uses.iter().map(Krate::url).collect();
        dependencies.push(json!({ "ref": krate.url(), "dependsOn": uses }));
    }
    for other in [vec![compiler(ctx)?], node(ctx, subject)?].concat() {
        dependencies.push(json!({ "ref": other["bom-ref"] }));
        components.push(other);
    }
    let mut list = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": subject.kind,
                "bom-ref": build.root.url(),
                "name": subject.name,
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    list["serialNumber"] = serial(&list).into();
    serde_json::to_string_pretty(&list).map(|text| text + "\n").map_err(|why| why.to_string())
}

/// A crate at a version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Krate {
    name: String,
    version: String,
}

impl Krate {
    fn url(&self) -> String {
        // A plus sign isn't allowed in a package URL.
        format!("pkg:cargo/{}@{}", self.name, self.version.replace('+', "%2B"))
    }
}

/// The direct dependencies of each crate. `cargo metadata` would list too many: it also enables, for wasm, features that
/// only build scripts and macros request.
struct Tree {
    root: Krate,
    uses: BTreeMap<Krate, BTreeSet<Krate>>,
}

impl Tree {
    fn read(ctx: &Ctx, subject: Subject, edges: &str) -> Result<Self, String> {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&ctx.root).args(["tree", "--locked", "--target", wasm::TARGET]);
        cargo.args(["--package", subject.krate, "--edges", edges, "--prefix", "depth", "--format", " {p}"]);
        let text = read(&mut cargo)?;
        let mut uses: BTreeMap<Krate, BTreeSet<Krate>> = BTreeMap::new();
        // The ancestors of the current line's crate, from the root.
        let mut above: Vec<Krate> = Vec::new();
        for line in text.lines() {
            let (depth, krate) = row(line).ok_or_else(|| format!("cargo tree says `{line}`"))?;
            above.truncate(depth);
            if let Some(user) = above.last() {
                uses.entry(user.clone()).or_default().insert(krate.clone());
            }
            uses.entry(krate.clone()).or_default();
            above.push(krate);
        }
        let root = above.into_iter().next().ok_or("cargo tree says nothing")?;
        Ok(Self { root, uses })
    }
}

/// `3 serde v1.0.0 (*)`
fn row(line: &str) -> Option<(usize, Krate)> {
    let mut words = line.split(' ');
    let depth = words.next()?.parse().ok()?;
    let (name, version) = (words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned());
    Some((depth, Krate { name, version }))
}

/// The license and hash of every crate.
struct Crates {
    licenses: BTreeMap<Krate, String>,
    checksums: BTreeMap<Krate, String>,
}

impl Crates {
    fn read(ctx: &Ctx) -> Result<Self, String> {
        let mut command = Command::new("cargo");
        command.current_dir(&ctx.root).args(["metadata", "--format-version", "1", "--locked"]);
        let metadata: Value = serde_json::from_str(&read(&mut command)?).map_err(|why| why.to_string())?;
        let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
        let license = |package: &Value| {
            let krate = Krate { name: string(package, "name"), version: string(package, "version") };
            (krate, string(package, "license"))
        };
        let lock =
            std::fs::read_to_string(ctx.path("Cargo.lock")).map_err(|why| format!("Cargo.lock: {why}"))?;
        Ok(Self { licenses: packages.map(license).collect(), checksums: checksums(&lock) })
    }

    fn component(&self, krate: &Krate, inside: bool) -> Result<Value, String> {
        let mut component = component(&krate.name, &krate.version, &krate.url(), inside);
        let license = self.licenses.get(krate).filter(|license| !license.is_empty());
        let license = license.ok_or_else(|| format!("{} {} has no license", krate.name, krate.version))?;
        // An old form of `OR` that SPDX doesn't know.
        let license = license.replace('/', " OR ");
        component.insert("licenses".to_owned(), json!([{ "expression": license }]));
        if let Some(checksum) = self.checksums.get(krate) {
            component.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
        }
        Ok(Value::Object(component))
    }
}

fn component(name: &str, version: &str, url: &str, inside: bool) -> Map<String, Value> {
    let scope = if inside { "required" } else { "excluded" };
    let pairs = [("type", "library"), ("bom-ref", url), ("name", name), ("version", version)];
    let pairs = pairs.into_iter().chain([("scope", scope), ("purl", url)]);
    pairs.map(|(name, value)| (name.to_owned(), value.into())).collect()
}

/// The standard library comes with the compiler, and has its version.
fn compiler(ctx: &Ctx) -> Result<Value, String> {
    let version = wasm::ensure(ctx)?.version(ctx)?;
    let url = format!("pkg:generic/rust-std@{version}");
    let mut component = component("rust-std", &version, &url, true);
    component.insert("licenses".to_owned(), json!([{ "expression": "MIT OR Apache-2.0" }]));
    Ok(Value::Object(component))
}

/// The Node packages that the subject's folders name. Most are build tools, whose code isn't in the artifact.
fn node(ctx: &Ctx, subject: Subject) -> Result<Vec<Value>, String> {
    let mut packages = BTreeMap::new();
    for folder in subject.node {
        for package in asked_for(ctx, folder, subject.bundled)? {
            packages.insert(string(&package, "bom-ref"), package);
        }
    }
    Ok(packages.into_values().collect())
}

fn asked_for(ctx: &Ctx, folder: &str, bundled: &[&str]) -> Result<Vec<Value>, String> {
    let read = |name: &str| -> Result<Value, String> {
        let path = ctx.path(folder).join(name);
        let text = std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        serde_json::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))
    };
    let (manifest, lock) = (read("package.json")?, read("package-lock.json")?);
    let lists = ["dependencies", "devDependencies"].iter().filter_map(|list| manifest.get(list)?.as_object());
    let locked = |name: &str| lock.get("packages")?.get(format!("node_modules/{name}"));
    let mut packages = Vec::new();
    for name in lists.flat_map(|list| list.keys()) {
        let found = locked(name).ok_or_else(|| format!("{folder}: {name} is not locked"))?;
        let version = string(found, "version");
        // In a package URL, the `@` of a scope is percent-encoded.
        let url = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
        let mut component = component(name, &version, &url, bundled.contains(&name.as_str()));
        component.insert("licenses".to_owned(), json!([{ "expression": string(found, "license") }]));
        packages.push(Value::Object(component));
    }
    Ok(packages)
}

/// The hashes of `Cargo.lock`.
fn checksums(lock: &str) -> BTreeMap<Krate, String> {
    let block = |block: &str| {
        let value = |key: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.and_then(|line| line.strip_suffix('"')).map(str::to_owned)
        };
        Some((Krate { name: value("name")?, version: value("version")? }, value("checksum")?))
    };
    lock.split("[[package]]").filter_map(block).collect()
}

/// A UUID version 8, which allows any content: here, a hash of the list.
fn serial(list: &Value) -> String {
    let digits = hash(list.to_string().as_bytes());
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}

fn string(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}
