//! Ruby, with the gems of Debian.
use super::Runner;
use crate::recipes::given::Library;
use tools::{Ctx, ruby};

/// The libraries, and what they need.
const PACKAGES: &[&str] = &[
    "ruby-activesupport",
    "ruby-concurrent",
    "ruby-connection-pool",
    "ruby-i18n",
    "ruby-rack",
    "ruby-redis",
    "ruby-redis-activesupport",
    "ruby-redis-rack",
    "ruby-redis-store",
    "ruby-sidekiq",
    "ruby-tzinfo",
    "ruby-zeitwerk",
];

/// Installs the gems.
pub fn ensure(ctx: &Ctx, _: &Library) -> Result<Runner, String> {
    let ruby = ruby::ensure(ctx, PACKAGES)?;
    let folders = ruby.load_path.iter();
    let arguments = folders.flat_map(|own| ["-I".to_owned(), own.display().to_string()]).collect();
    Ok(Runner { program: ruby.program, arguments, versions: ruby.gems.into_iter().collect() })
}
