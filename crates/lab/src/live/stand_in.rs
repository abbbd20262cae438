//! A stand-in for the JSON, Bloom and search modules: a module in C that registers the commands of
//! `crates/acl/data/modules.jsonl`, so that a real server answers about access strings as with the real modules.
//!
//! The server's own header comes from the crate `valkey-module`.
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tools::Ctx;
use tools::install::{self, hash};
use tools::run::{logged, on_path, read};

/// The crate with the header.
const HEADER: &str = "0.1.15";
/// Everything but the table.
const SOURCE: &str = include_str!("stand_in.c");

/// The module, compiled. A server loads it with one argument: the version of Valkey on ElastiCache, such as `8.1`, whose
/// commands it is to register.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    let table = table(&ctx.path("crates/acl/data/modules.jsonl"))?;
    let stamp = format!("{HEADER} {}", hash(format!("{SOURCE}{table}").as_bytes()));
    let folder =
        install::once(ctx, "stand-in-modules", &stamp, "the stand-in for modules (seconds)", |folder| {
            let compiler = on_path(&["cc", "gcc", "clang"])
                .ok_or("a C compiler is needed, such as Debian's package gcc")?;
            fs::write(folder.join("stand_in.c"), SOURCE).map_err(|why| why.to_string())?;
            fs::write(folder.join("table.h"), &table).map_err(|why| why.to_string())?;
            let mut command = Command::new(compiler);
            command.args(["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-I"]);
            command.arg(header(folder)?).arg("-o").arg(folder.join("modules.so"));
            logged(command.arg(folder.join("stand_in.c")), &folder.join("install.log"))
        })?;
    Ok(folder.join("modules.so"))
}

/// The folder of `valkeymodule.h`.
fn header(folder: &Path) -> Result<PathBuf, String> {
    let package = folder.join("header");
    fs::create_dir_all(package.join("src")).map_err(|why| why.to_string())?;
    fs::write(package.join("src/lib.rs"), "").map_err(|why| why.to_string())?;
    let manifest = format!(
        "[package]\nname = \"header\"\nversion = \"0.0.0\"\n[dependencies]\nvalkey-module = \"={HEADER}\"\n[workspace]\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).map_err(|why| why.to_string())?;
    let text = read(Command::new("cargo").current_dir(&package).args(["metadata", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    let packages = metadata["packages"].as_array().ok_or("cargo names no packages")?;
    let own = packages.iter().find(|own| own["name"] == "valkey-module").ok_or("no valkey-module")?;
    let manifest = own["manifest_path"].as_str().ok_or("no path of valkey-module")?;
    Ok(Path::new(manifest).with_file_name("src").join("include"))
}

/// The rows of the table in C: every command that ElastiCache has.
fn table(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let mut rows = String::new();
    for line in text.lines() {
        let command: Value = serde_json::from_str(line).map_err(|why| why.to_string())?;
        let Some(since) = command["elasticache"]["valkey"].as_str() else { continue };
        let names = |value: &Value, left_out: &[&str]| {
            let names = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            names.filter(|name| !left_out.contains(name)).collect::<Vec<_>>().join(" ")
        };
        // `module` is the server's own flag; `movablekeys` is how it shows `getkeys-api`.
        let flags = names(&command["flags"], &["module"]);
        let flags = flags.replace("denyoom", "deny-oom").replace("movablekeys", "getkeys-api");
        let spec = &command["key_specs"][0];
        let keys = spec["flags"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let keys: Vec<String> =
            keys.map(|flag| format!("VALKEYMODULE_CMD_KEY_{}", flag.to_ascii_uppercase())).collect();
        let range = &spec["find_keys"]["range"];
        let number = |value: &Value| value.as_i64().unwrap_or(0);
        let _ = writeln!(
            rows,
            "{{{}, {}, {flags:?}, {:?}, {}, {}, {}, {}, {}}},",
            since.replace('.', ""),
            command["wire_name"],
            names(&command["categories"], &[]),
            number(&command["arity"]),
            number(&spec["begin_search"]["index"]),
            number(&range["lastkey"]),
            number(&range["keystep"]),
            if keys.is_empty() { "0".to_owned() } else { keys.join(" | ") },
        );
    }
    Ok(rows)
}
