//! PHP, and its libraries and extensions from Debian's packages, which are unpacked and not installed.
use crate::run::{on_path, read};
use crate::{Ctx, apt, install};
use std::path::PathBuf;
use std::process::Command;

/// PHP with some libraries.
#[derive(Debug, Clone)]
pub struct Php {
    /// Its program.
    pub program: PathBuf,
    /// The options that make the program find them.
    pub arguments: Vec<String>,
}

/// PHP with these packages, and the extensions in them. `{}` in the name of a package is PHP's version: `php{}-redis`.
pub fn ensure(ctx: &Ctx, packages: &[&str], extensions: &[&str]) -> Result<Php, String> {
    apt::ensure(ctx, &["php-cli"], "PHP")?;
    let program = on_path(&["php"]).ok_or("there is no php on PATH")?;
    let run = |code: &str| read(Command::new(&program).args(["-r", code]));
    let version = run("echo PHP_MAJOR_VERSION, '.', PHP_MINOR_VERSION;")?;
    let packages: Vec<String> =
        packages.iter().map(|package| package.replace("{}", version.trim())).collect();
    let packages: Vec<&str> = packages.iter().map(String::as_str).collect();
    let stamp = packages.join(" ");
    let folder = install::once(ctx, "php-libraries", &stamp, "libraries of PHP (seconds)", |folder| {
        apt::unpack(ctx, &packages, folder)
    })?;
    let mut arguments =
        vec!["-d".to_owned(), format!("include_path={}", folder.join("usr/share/php").display())];
    let place = run("echo PHP_EXTENSION_DIR;")?;
    let place = folder.join(place.trim().trim_start_matches('/'));
    for name in extensions {
        arguments
            .extend(["-d".to_owned(), format!("extension={}", place.join(format!("{name}.so")).display())]);
    }
    Ok(Php { program, arguments })
}
