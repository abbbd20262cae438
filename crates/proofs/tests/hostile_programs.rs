//! Options can come from someone else's link or file. Python and Node run programs whose options are full of code, and none of
//! it runs. The section `hostile` does the same for shells, `cmd` for batch files.
use crate::{Proof, proof};
use elasticache_user::emit::{self, Secrets};
use elasticache_user::{Context, Report};
use std::fs;
use std::path::Path;
use std::process::Command;
use testkit::generate::Chance;
use testkit::hostile;
use tools::Ctx;
use tools::run::{read, say};

#[test]
fn nothing_hostile_runs() -> Proof {
    proof(run)
}

/// Hostile values per language, and with --long.
const VALUES: [usize; 2] = [1_000, 10_000];

fn run(ctx: &Ctx) -> Result<(), String> {
    let root = ctx.path("target/hostile-programs");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    let wanted = VALUES[usize::from(ctx.long)];
    programs(&root, "boto3", wanted, "python3", PYTHON)?;
    programs(&root, "javascript", wanted, "node", NODE)
}

/// Runs each program, a JSON string per line, with a client that does nothing, and exits if the canary is called.
const PYTHON: &str = r#"
import builtins, io, json, sys, types
class Answer(str):
    def __getitem__(self, _): return self
PASSWORD = Answer("a-password-of-16-characters")
class Client:
    def __getattr__(self, name): return lambda *a, **k: Client()
    def __getitem__(self, name): return PASSWORD
def ran(*_): sys.exit("canary ran")
builtins.canary = ran
for name in ("boto3", "botocore", "botocore.config"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["boto3"].client = sys.modules["boto3"].Session = lambda *a, **k: Client()
sys.modules["botocore.config"].Config = lambda *a, **k: Client()
import getpass, pathlib, time
time.sleep = lambda *_: None
pathlib.Path.read_text = lambda *_, **__: "a-password-of-16-characters"
getpass.getpass = lambda *_: "a-password-of-16-characters"
json.load = lambda *_: Client()
def opened(*_, **__): return io.StringIO("")
for line in open(sys.argv[1], encoding="utf-8"):
    names = {"__name__": "__main__", "open": opened}
    text = json.loads(line)
    try: exec(compile(text, "program", "exec"), names)
    # No environment variable is set.
    except KeyError: pass
    except SystemExit as why:
        if str(why) == "canary ran": raise
    except SyntaxError:
        # The first line of output that isn't ready isn't Python, so none of it runs.
        if not text.startswith("<Not ready"): print(text); raise
"#;
const NODE: &str = r#"
const { readFileSync } = require("node:fs");
const ts = process.argv[2];
for (const line of readFileSync(ts, "utf8").split("\n").filter(Boolean)) {
    const text = JSON.parse(line).replace(/^import .*$/gm, "").replaceAll(/^export /gm, "");
    let ran = false;
    const canary = () => { ran = true; };
    const nothing = new Proxy(function () {}, { get: (_, name) => (name === "then" ? undefined : nothing), apply: () => nothing, construct: () => nothing });
    const scope = new Proxy({ canary }, { has: () => true, get: (target, name) => (name === Symbol.unscopables ? undefined : name === "canary" ? canary : name === "undefined" ? undefined : nothing) });
    // The first line of output that isn't ready isn't JavaScript, so none of it runs. Any other syntax error ends this program.
    let program;
    try {
        program = new Function("scope", `with (scope) { return (async () => { ${text}\n })().catch(() => {}); }`);
    } catch (why) {
        if (text.startsWith("<Not ready")) continue;
        throw new Error(`${why}: ${text}`);
    }
    program(scope);
    if (ran) throw new Error(`canary ran: ${text}`);
}
"#;

/// Programs in one language, run by a single process that has a function with the canary's name.
fn programs(root: &Path, target: &str, wanted: usize, program: &str, runner: &str) -> Result<(), String> {
    let target = emit::target(target).ok_or_else(|| format!("unknown target {target}"))?;
    // The password also comes from each of the options' sources.
    let sources = [Secrets::Inline, Secrets::SecretsManager, Secrets::File];
    let mut chance = Chance::new(0xbad);
    let (mut lines, mut values, mut count) = (String::new(), 0, 0);
    while values < wanted {
        let (options, hostile) = hostile::options(&mut chance, target, &sources, "https://localhost/");
        let (operation, draft) = hostile::request(&mut chance, count);
        let (context, report) = (Context::default(), Report { ready: true, ..Report::default() });
        let emission = emit::emit_checked(target, operation, &draft, &context, &options, &report);
        lines.push_str(&serde_json::Value::String(emission.files[0].text()).to_string());
        lines.push('\n');
        values += hostile;
        count += 1;
    }
    let programs = root.join(format!("{}.jsonl", target.id));
    let script = root.join(format!("{}-runner.cjs", target.id));
    fs::write(&programs, lines).and_then(|()| fs::write(&script, runner)).map_err(|why| why.to_string())?;
    read(Command::new(program).arg(&script).arg(&programs)).map_err(|why| format!("{}: {why}", target.id))?;
    say(format!("{program}: {values} hostile values in {count} programs of {}", target.id));
    Ok(())
}
