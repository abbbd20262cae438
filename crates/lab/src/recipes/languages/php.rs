//! PHP, with the libraries of Debian.
use super::Runner;
use crate::recipes::given::Library;
use tools::{Ctx, apt, php};

/// The packages of a library are those that its recipe names.
pub fn ensure(ctx: &Ctx, library: &Library) -> Result<Runner, String> {
    let php = php::ensure(ctx, &["php{}-igbinary", "php{}-redis", "php-predis"], &["igbinary", "redis"])?;
    let version = |package: &String| (package.clone(), apt::version(package));
    let versions = library.packages.iter().map(version).collect();
    Ok(Runner { program: php.program, arguments: php.arguments, versions })
}
