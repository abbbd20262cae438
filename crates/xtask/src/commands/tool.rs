//! `cargo xtask tool`: installs a tool of the tests if it's missing, and prints its path.
use tools::Ctx;
use tools::run::shown;
use tools::{aws_cli_2, browser, python, servers, shells, wine};

/// `cargo xtask tool`.
pub fn command(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    if args.is_empty() {
        let servers = servers::SERVERS.iter().map(|spec| spec.engine);
        let known: Vec<&str> = servers.chain(shells::SHELLS.iter().copied()).collect();
        println!("{} aws-cli-2 chromium wine, and python:<file in crates/tools/python>", known.join(" "));
        return Ok(());
    }
    args.iter().try_for_each(|name| {
        println!("{}", place(ctx, name)?);
        Ok(())
    })
}

fn place(ctx: &Ctx, name: &str) -> Result<String, String> {
    let path = match (name, name.split_once(':')) {
        (_, Some(("python", pins))) => python::ensure(ctx, pins)?.bin,
        ("aws-cli-2", _) => aws_cli_2::ensure(ctx)?,
        ("chromium", _) => browser::ensure(ctx)?,
        ("wine", _) => {
            let wine = wine::ensure(ctx)?;
            return Ok(format!("{}\n{}", shown(&wine.command()), wine.compiler.display()));
        }
        (shell, _) if shells::SHELLS.contains(&shell) => shells::ensure(ctx, shell)?,
        (engine, _) => servers::ensure(ctx, engine)?.path,
    };
    Ok(path.display().to_string())
}
