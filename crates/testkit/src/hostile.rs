//! Options as an attacker would set them, from pieces that end, join or start something in a language. In all of them,
//! `canary` is the attacker's command, which must never run.
use crate::generate::{Chance, draft};
use crate::recorder::Record;
use elasticache_user::emit::{self, Options, Secrets, Style, Target, setting};
use elasticache_user::import::import;
use elasticache_user::recipes::recipes;
use elasticache_user::{Draft, EngineVersion, Operation, quote};

/// The passwords of the drafts.
pub const PASSWORDS: [&str; 2] = ["a-sesame-that-is-seen-1", "a-sesame-that-is-seen-2"];

const TRAPS: &[&str] = &[
    "'",
    "\"",
    "`canary`",
    "$(canary)",
    "; canary;",
    ";canary #",
    "\ncanary\n",
    "\rcanary\r",
    "\r\ncanary\r\n",
    "\u{85}canary\u{85}",
    "\u{2028}canary\u{2029}",
    "\u{b}canary\u{c}",
    "\nEND\n)\ncanary\n(cat <<END\n",
    "\" & canary & \"",
    "\" & canary & '",
    "\"') do canary & rem ",
    "%PATH%",
    "%CANARY%",
    "^& canary ^&",
    "^",
    "!",
    "!!",
    "!canary",
    "file://",
    "fileb://",
    "http://",
    "-",
    "--",
    "\u{1b}]0;canary\u{7}",
    "\u{1b}[2J",
    "\u{202e}",
    "${canary}",
    "${canary()}",
    "%{canary}",
    "{{canary}}",
    "}}",
    "{",
    "}",
    "\\",
    "\\\\",
    "\\\"",
    "| canary |",
    "&& canary",
    "|| canary",
    "> hit",
    "< hit",
    "\t",
    " ",
    "#",
    "//",
    "*/",
    "/*",
    "é",
    "🦀",
    "\u{2018}",
    "\u{2019}",
    "\u{201c}",
    "canary",
    "https://localhost/",
    "a",
    "(canary)",
    "(canary",
    ") canary",
    "<(canary)",
    "=canary",
    "~",
    "*",
    "?",
    "[a]",
    "\"); canary(); (\"",
    "'); canary(); ('",
    "\" + canary() + \"",
    "\"\"\"",
    "\n canary()\n",
    "\0",
    "set CANARY",
    "@canary",
    "<#",
    "#>",
    "\" }; canary; { \"",
    "$canary",
    "`n canary",
    "';canary;'",
    "\";canary;\"",
    "'\ncanary\n'",
    "\"\ncanary\n\"",
    "\noutput = hit\n",
    ",",
    ":",
    "..",
    "/",
    "%s",
    "%%s",
    "&",
    "|",
    "\"\noutput = canary\n\"",
    "' ) & canary & (",
    "!canary!",
    "${x:-$(canary)}",
    "\\'; canary; #",
    ">canary",
    "{canary,}",
    "#\ncanary",
    "*/ canary /*",
    "'''+canary()+'''",
    "\")\ncanary()\n(\"",
    "#{canary}",
    "-canary",
    "file://canary",
    "\\\ncanary\n",
];

/// The options with arbitrary values, each with a valid beginning, so that some values pass every check.
const FREE: &[&str] = &[
    "profile",
    "query",
    "caBundle",
    "secretName",
    "endpointUrl",
    "region",
    "output",
    "color",
    "userGroup",
    "replicationGroup",
    "serverlessCache",
    "iamRole",
    "allowFrom",
    "connection",
];

/// Values that ran a command before every value passed one gate.
const ATTACKS: &[&str] = &[
    "\nEND\n)\ncanary\n(cat <<END\n",
    "a\" & canary & '",
    "a\" & canary & \"",
    "\"&canary",
    "x\"') do canary & rem",
    "app\rcanary #\r",
];

/// A known attack, or a few traps in a row. Two of three have no control character, so that they aren't rejected for that.
pub fn value(chance: &mut Chance) -> String {
    if chance.one_in(6) {
        return chance.pick(ATTACKS).to_owned();
    }
    let controls = chance.one_in(3);
    let count = chance.between(1, 4);
    let traps: String = (0..count).map(|_| chance.pick(TRAPS)).collect();
    let is_allowed = |letter: &char| controls || !quote::is_control(*letter);
    traps.chars().filter(is_allowed).collect()
}

/// Options that a target honors with hostile values, and how many of them.
pub fn options(
    chance: &mut Chance,
    target: &Target,
    sources: &[Secrets],
    endpoint: &str,
) -> (Options, usize) {
    let mut options =
        Options { secrets: chance.pick(sources), one_line: chance.one_in(2), ..Options::default() };
    options.style = if chance.one_in(3) { Style::InputJson } else { Style::Flags };
    options.extras.wait = chance.one_in(3);
    if chance.one_in(4) && target.honors.contains(&"createUserGroup") {
        let named = |name: &str| Some(name.to_owned());
        (options.extras.user_group, options.extras.create_user_group) = (named("apps"), true);
        options.extras.serverless_cache = named("cache");
        options.extras.connection = named("redis-py");
        options.extras.iam_role = named("app");
    }
    let mut count = 0;
    for name in FREE.iter().filter(|name| target.honors.contains(name)) {
        // Any value of the first four is written, so they are set more often.
        let seldom = match *name {
            "profile" | "query" | "caBundle" | "secretName" => 2,
            "endpointUrl" => 5,
            _ => 12,
        };
        if chance.one_in(seldom) {
            let start = if *name == "endpointUrl" { endpoint } else { "" };
            let Some(setting) = setting(name) else { continue };
            count += usize::from((setting.set)(&mut options, &format!("{start}{}", value(chance))));
        }
    }
    (options, count)
}

/// A draft with the passwords that are typed, whose other members are as hostile as the options in one of two.
pub fn request(chance: &mut Chance, n: usize) -> (Operation, Draft) {
    let operation = Operation::ALL[n % 2];
    let count = 1 + n % 2;
    let mut request = serde_json::json!({"UserId": "app",
        "AuthenticationMode": {"Type": "password", "Passwords": PASSWORDS[..count]}});
    if operation == Operation::CreateUser {
        request["UserName"] = "app".into();
        request["Engine"] = "valkey".into();
        request["AccessString"] = "on ~app::* +@read".into();
    }
    if n % 4 == 2 {
        for member in ["UserName", "Engine", "AccessString"] {
            request[member] = value(chance).into();
        }
    }
    if n % 8 == 1 {
        let access = if n % 16 == 1 { imported(chance) } else { of_recipe(chance) };
        if let Some(access) = access {
            request["AccessString"] = access.into();
        }
    }
    if n % 8 == 5 {
        let wild = draft(chance, operation);
        return (
            operation,
            Draft {
                authentication_mode: Draft::from_json(request.clone()).authentication_mode,
                passwords: None,
                ..wild
            },
        );
    }
    (operation, Draft::from_json(request))
}

/// The access string of a recipe whose parameters are hostile, where they fit into a pattern.
fn of_recipe(chance: &mut Chance) -> Option<String> {
    let recipe = &recipes()[chance.below(recipes().len())];
    let engine = EngineVersion::ALL[chance.below(EngineVersion::ALL.len())];
    let values: Vec<(&str, String)> =
        recipe.parameters.iter().map(|parameter| (parameter.name, word(chance))).collect();
    let named = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    recipe.access_string(engine, chance.one_in(2), named).ok()
}

/// A hostile value without characters that a pattern can't contain.
fn word(chance: &mut Chance) -> String {
    value(chance).chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect()
}

/// The access string of a command that was imported, with hostile comments around it.
fn imported(chance: &mut Chance) -> Option<String> {
    let comments = [value(chance), value(chance)];
    let access = quote::posix(&format!("on ~{} +@read", value(chance))).ok()?;
    let [before, behind] = comments;
    let text = format!(
        "# {before}\naws elasticache modify-user --user-id app --access-string {access} # {behind}\n"
    );
    import(&text).users.pop()?.draft.access_string
}

/// A script and its expected effect.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its options.
    pub options: Options,
    /// Whether it is ready, and so may send a request.
    pub ready: bool,
    /// Its target.
    pub target: &'static str,
    /// The script.
    pub text: String,
}

/// The calls of `aws` by script. A call with the words `marker` and a number precedes those of that script; the highest
/// number marks the end.
fn sorted(records: &[Record], count: usize) -> Result<Vec<Vec<&Record>>, String> {
    let mut arrived = vec![Vec::new(); count + 1];
    let mut last = None;
    for record in records {
        if let [word, number] = record.args.as_slice()
            && word == "marker"
        {
            let number = number.parse::<usize>().map_err(|why| why.to_string())?;
            if number > count || last.is_some_and(|last| last > number) {
                return Err(format!("script {number} came after {last:?} of {count}"));
            }
            last = Some(number);
        } else if let Some(records) = last.and_then(|last| arrived.get_mut(last)) {
            records.push(record);
        }
    }
    if last.is_none_or(|last| last + 1 < count) {
        return Err(format!("only {last:?} of {count} scripts ran"));
    }
    Ok(arrived)
}

/// Checks that `aws` received the options unchanged, and that scripts that aren't ready sent nothing.
pub fn compare(records: &[Record], parts: &[Part]) -> Result<(), String> {
    let arrived = sorted(records, parts.len())?;
    for (part, records) in parts.iter().zip(&arrived) {
        let fail = |why: &str| Err(format!("{why}\n{:?}\n{}", part.options, part.text));
        if !part.ready && !records.is_empty() {
            return fail("it isn't ready, but was run");
        }
        if !part.ready || part.target == "curl" {
            continue;
        }
        let named = part.options.secrets == Secrets::Environment && part.options.secret_name.is_some();
        if records.is_empty() && !named {
            return fail("nothing arrived");
        }
        for record in records {
            for setting in emit::SETTINGS.iter() {
                let (Some(option), Some(value)) = (setting.option, (setting.get)(&part.options)) else {
                    continue;
                };
                // A batch file is read in the machine's own code page. And Wine doesn't toggle at each quotation mark, as
                // cmd does: it guesses which one ends a string (WCMD_IsEndQuote), and so which caret escapes something.
                let guessed = value.contains('"') && value.contains('^');
                if part.target == "cmd" && (!value.is_ascii() || guessed) {
                    continue;
                }
                let left_out =
                    record.args.get(1).is_some_and(|word| word != "create-user" && word != "modify-user");
                let joined = format!("{option}={value}");
                let there = record.args.windows(2).any(|pair| pair == [option.to_owned(), value.clone()])
                    || record.args.contains(&joined);
                if !there && !left_out {
                    return fail(&format!("{option} didn't arrive: {:?}", record.args));
                }
            }
        }
    }
    Ok(())
}
