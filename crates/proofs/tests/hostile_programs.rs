//! Options hold what a link or a file of someone else put there. Python and Node run programs whose options are full of
//! code: none of it runs. The section `hostile` does the same for shells, `cmd` for batch files.
use crate::{Proof, proof};
use elasticache_user::emit::{self, Emission, Options, SETTINGS, Secrets, SettingKind, Style};
use elasticache_user::{Context, Draft, Operation, Report};
use std::fs;
use std::path::Path;
use std::process::Command;
use testkit::generate::{Chance, draft};
use tools::Ctx;
use tools::run::{read, say};

#[test]
fn nothing_hostile_runs() -> Proof {
    proof(run)
}

/// Programs a language, and with --long.
const PROGRAMS: usize = 1_000;
const LONG: usize = 10_000;

/// What ends a string, a line, a here-document, a substitution or a command somewhere, around the canary.
const TRAPS: &[&str] = &[
    "\nEND\n)\ncanary\n(cat <<END",
    "\nEND_OF_OPTIONS\ncanary\n",
    "\"\noutput = canary\n\"",
    "a\" & canary & \"",
    "\"&canary",
    "\"') do canary & rem ",
    "' ) & canary & (",
    "%COMSPEC% %PATH:~0,1% & canary",
    "^& canary ^&",
    "!canary!",
    "$(canary)",
    "`canary`",
    "${x:-$(canary)}",
    "'; canary; '",
    "\"; canary; \"",
    "\\'; canary; #",
    "'$(canary)'",
    "\r canary #\r",
    "\u{b}canary\u{c}canary",
    "\u{85}canary\u{85}",
    "\u{2028}canary\u{2029}canary()",
    "\u{1b}]0;canary\u{7}",
    "\u{202e}canary",
    "(canary)",
    ";canary",
    "|canary",
    "&&canary",
    ">canary",
    "<(canary)",
    "{canary,}",
    "#\ncanary",
    "*/ canary /*",
    "'''+canary()+'''",
    "\")\ncanary()\n(\"",
    "${canary()}",
    "#{canary}",
    "@canary",
    "-canary",
    "--",
    "file://canary",
    "fileb://canary",
    "~canary",
    "=canary",
    "\\",
    "\\\ncanary\n",
    "'",
    "\"",
    "",
    " ",
    "ü€🦀",
];

fn run(ctx: &Ctx) -> Result<(), String> {
    let root = ctx.path("target/hostile-programs");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    let count = if ctx.long { LONG } else { PROGRAMS };
    programs(&root, "boto3", count, &["python3"], PYTHON)?;
    programs(&root, "javascript", count, &["node"], NODE)
}

fn emission(chance: &mut Chance, target: &str, n: usize) -> Result<(Emission, Options), String> {
    let operation = Operation::ALL[n % 2];
    let options = options(chance);
    let draft = draft(chance, operation);
    emitted(target, operation, &draft, &options).map(|emission| (emission, options))
}

fn emitted(target: &str, operation: Operation, draft: &Draft, options: &Options) -> Result<Emission, String> {
    let target = emit::target(target).ok_or_else(|| format!("there is no target {target}"))?;
    let report = Report { ready: true, ..Report::default() };
    Ok(emit::emit_checked(target, operation, draft, &Context::default(), options, &report))
}

/// One or two options hold a trap, some others are plain.
fn options(chance: &mut Chance) -> Options {
    // The password comes from the options' own places too.
    let secrets = [Secrets::Inline, Secrets::SecretsManager, Secrets::File];
    let mut options = Options { secrets: secrets[chance.below(3)], ..Options::default() };
    options.style = if chance.below(4) == 0 { Style::InputJson } else { Style::Flags };
    options.one_line = chance.one_in(3);
    if chance.one_in(3) {
        options.globals.region = Some("eu-central-1".to_owned());
    }
    let texts: Vec<_> = SETTINGS
        .iter()
        .filter(|setting| matches!(setting.kind, SettingKind::Text | SettingKind::Maybe(_)))
        .collect();
    for _ in 0..1 + chance.below(2) {
        let mut value = chance.pick(TRAPS).to_owned().to_owned();
        if chance.one_in(2) {
            value.push_str(chance.pick(TRAPS));
        }
        let prefix = ["", "", "a", "https://localhost/", "https://elasticache.us-east-1.amazonaws.com/"];
        value.insert_str(0, prefix[chance.below(prefix.len())]);
        (texts[chance.below(texts.len())].set)(&mut options, &value);
    }
    options
}

/// Runs each program, a line of JSON, with a client that does nothing. A canary that is called ends it.
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
import getpass, pathlib
pathlib.Path.read_text = lambda *_, **__: "a-password-of-16-characters"
getpass.getpass = lambda *_: "a-password-of-16-characters"
json.load = lambda *_: Client()
def opened(*_, **__): return io.StringIO("")
for line in open(sys.argv[1], encoding="utf-8"):
    names = {"__name__": "__main__", "open": opened}
    text = json.loads(line)
    try: exec(compile(text, "program", "exec"), names)
    # No variable of the environment is set.
    except KeyError: pass
    except SystemExit as why:
        if str(why) == "canary ran": raise
    except SyntaxError:
        # The first line of what is not ready is no Python, so nothing of it runs.
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
    const scope = new Proxy({ canary }, { has: () => true, get: (own, name) => (name === Symbol.unscopables ? undefined : name === "canary" ? canary : name === "undefined" ? undefined : nothing) });
    // The first line of what is not ready is no JavaScript, so nothing of it runs. Any other syntax error ends this program.
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

/// Programs of a language, run by one process that knows a function named as the canary.
fn programs(root: &Path, target: &str, count: usize, words: &[&str], runner: &str) -> Result<(), String> {
    let mut chance = Chance::new(0xbad);
    let mut lines = String::new();
    for n in 0..count {
        let (emission, _) = emission(&mut chance, target, n)?;
        lines.push_str(&serde_json::Value::String(emission.files[0].text()).to_string());
        lines.push('\n');
    }
    let (programs, script) =
        (root.join(format!("{target}.jsonl")), root.join(format!("{target}-runner.cjs")));
    fs::write(&programs, lines).and_then(|()| fs::write(&script, runner)).map_err(|why| why.to_string())?;
    read(Command::new(words[0]).args(&words[1..]).arg(&script).arg(&programs))
        .map_err(|why| format!("{target}: {why}"))?;
    say(format!("{}: {count} programs of {target}", words[0]));
    Ok(())
}
