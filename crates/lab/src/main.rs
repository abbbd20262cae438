//! `cargo xtask recipes`, `bench` and a part of `gen`.
mod bench;
mod generate;

use std::process::ExitCode;
use tools::Ctx;

mod flags {
    #![allow(missing_docs, unused_qualifications)]
    xflags::xflags! {
        cmd lab {
            /// Measures recipes again.
            cmd recipes {
                repeated recipes: String
            }
            /// Speeds and sizes.
            cmd bench {
                repeated parts: String
            }
            /// Writes files that are made from recordings, or says which are stale.
            cmd gen {
                repeated kinds: String
                optional --check
            }
        }
    }
}

fn main() -> ExitCode {
    let typed = flags::Lab::from_env_or_exit();
    match Ctx::new().and_then(|ctx| run(&ctx, typed.subcommand)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(ctx: &Ctx, command: flags::LabCmd) -> Result<(), String> {
    match command {
        flags::LabCmd::Bench(typed) => bench::bench(ctx, &typed.parts),
        flags::LabCmd::Gen(typed) => generate::generate(ctx, &typed.kinds, typed.check),
        flags::LabCmd::Recipes(typed) => {
            lab::recipes::measure_all(ctx, &typed.recipes)?;
            generate::generate(ctx, &["recipes".to_owned()], false)
        }
    }
}
