//! Compares our answers with those of a server, and minimises a case that differs.

use super::cases::{Case, Check, Rules};
use super::oracle::{Oracle, Said, USER, words};
use access_string::{AccessString, CommandRule, Dialect, Engine, RuleTarget, Verdict, parse, parse_args};

/// A difference: its subject, the server's answer, ours.
#[derive(Debug)]
pub struct Difference {
    what: String,
    server: String,
    ours: String,
}

/// The first difference.
pub fn difference(dialect: impl Into<Dialect>, case: &Case, said: &Said) -> Option<Difference> {
    let dialect = dialect.into();
    let engine = dialect.engine;
    let access = read(dialect, &case.rules);
    let error = access.server_error().map(String::into_bytes);
    if error != said.error {
        return Some(Difference {
            what: "the reply to the rules".to_owned(),
            server: shown(said.error.as_deref().unwrap_or(b"OK")),
            ours: shown(error.as_deref().unwrap_or(b"OK")),
        });
    }
    if error.is_some() {
        return None;
    }
    let ours = access.user.canonical_bytes(true);
    let line = if engine.keeps_words() { said.line.clone() } else { stable(&said.line) };
    if ours != line {
        return Some(Difference {
            what: "the canonical form".to_owned(),
            server: shown(&line),
            ours: shown(&ours),
        });
    }
    case.checks.iter().zip(&said.checks).find_map(|(check, reply)| {
        let verdict = access.user.can(&check.argv, check.database);
        let ours = our_reply(engine, &verdict, check).into_bytes();
        let unknown = verdict == Verdict::UnknownCommand && reply.starts_with(b"ERR unknown command");
        (ours != *reply && !unknown).then(|| Difference {
            what: format!("the verdict about {:?} in database {}", check.argv, check.database),
            server: shown(reply),
            ours: shown(&ours),
        })
    })
}

/// Cases that a server doesn't survive, or whose answer can't be read: before 7.2 single commands come in any order,
/// and a first argument with a space in it can't be distinguished from two of them. The first releases of Valkey 7.2 and 8.0
/// accept a `%` without a letter, and crash when the user is printed (CVE-2024-51741); ours answers like the fixed ones.
pub fn left_out(dialect: impl Into<Dialect>, case: &Case) -> bool {
    let dialect = dialect.into();
    let engine = dialect.engine;
    let has_space = |rule: &CommandRule| match &rule.target {
        RuleTarget::FirstArg(_, argument) => argument.contains(&b' '),
        _ => false,
    };
    let user = read(dialect, &case.rules).user;
    let unreadable = || user.all_selectors().any(|selector| selector.rules.iter().any(has_space));
    let bare_percent = || {
        let text = words(&case.rules).join(" ");
        let bare = |rest: &str| !rest.starts_with(['r', 'R', 'w', 'W']);
        matches!(engine, Engine::Valkey72 | Engine::Valkey80) && text.split('%').skip(1).any(bare)
    };
    bare_percent() || user.stops_server().is_some() || !engine.keeps_words() && unreadable()
}

/// What we make of the rules.
pub fn read(dialect: impl Into<Dialect>, rules: &Rules) -> AccessString {
    match rules {
        Rules::Text(text) => parse(text, dialect),
        Rules::Args(args) => parse_args(args, dialect),
    }
}

fn our_reply(engine: Engine, verdict: &Verdict, check: &Check) -> String {
    if engine.has_selectors() {
        return verdict.dryrun_reply(engine, USER, &check.argv);
    }
    verdict.noperm_reply(engine, USER, &check.argv).unwrap_or_else(|| "OK".to_owned())
}

fn shown(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

/// The line with the run of single commands that ends each selector sorted: servers before 7.2 print it in the order
/// of a hash table.
fn stable(line: &[u8]) -> Vec<u8> {
    let words: Vec<&[u8]> = line.split(|&byte| byte == b' ').collect();
    let mut out: Vec<Vec<u8>> = Vec::new();
    let mut run: Vec<&[u8]> = Vec::new();
    let mut inside = false;
    let single = |word: &[u8]| matches!(word, [b'+' | b'-', rest @ ..] if rest.first() != Some(&b'@'));
    let flush = |run: &mut Vec<&[u8]>, out: &mut Vec<Vec<u8>>| {
        run.sort_by_key(|word| {
            let name = word.get(1..).unwrap_or_default();
            let base = name.split(|&byte| byte == b'|').next().unwrap_or_default();
            (base.to_vec(), name.contains(&b'|'), name.to_vec())
        });
        out.extend(run.drain(..).map(<[u8]>::to_vec));
    };
    for (index, &whole) in words.iter().enumerate() {
        let mut word = whole;
        let opened = !inside && word.starts_with(b"(");
        if opened {
            flush(&mut run, &mut out);
            inside = true;
        }
        let last = words.get(index + 1).is_none_or(|next| next.starts_with(b"("));
        let closed = inside && last && word.ends_with(b")");
        if closed {
            word = word.get(..word.len() - 1).unwrap_or_default();
        }
        if single(word) {
            run.push(word);
        } else {
            flush(&mut run, &mut out);
            out.push(word.to_vec());
        }
        if closed {
            flush(&mut run, &mut out);
            if let Some(word) = out.last_mut() {
                word.push(b')');
            }
            inside = false;
        }
    }
    flush(&mut run, &mut out);
    out.join(&b' ')
}

/// Removes words, characters, checks and arguments while the server and we still differ, and reports the rest.
pub fn smallest(oracle: &mut Oracle, dialect: impl Into<Dialect>, case: &Case) -> Result<String, String> {
    let dialect = dialect.into();
    let engine = dialect.engine;
    let mut case = case.clone();
    let mut differs = |case: &Case| -> Result<Option<Difference>, String> {
        let said = oracle.ask(std::slice::from_ref(case))?;
        Ok(said.first().and_then(|said| difference(dialect, case, said)))
    };
    let mut left = differs(&case)?;
    'again: loop {
        for smaller in smaller(&case) {
            if let Some(difference) = differs(&smaller)? {
                (case, left) = (smaller, Some(difference));
                continue 'again;
            }
        }
        break;
    }
    let rules = match &case.rules {
        Rules::Text(text) => format!("{text:?}"),
        Rules::Args(args) => format!("exactly {args:?}"),
    };
    Ok(match left {
        Some(Difference { what, server, ours }) => {
            format!("{engine} differs in {what}\n  rules   {rules}\n  server  {server}\n  ours    {ours}")
        }
        None => format!("{engine} differs about {rules}, but not when asked again"),
    })
}

fn smaller(case: &Case) -> Vec<Case> {
    let mut all = Vec::new();
    for index in 0..case.checks.len() {
        let mut checks = case.checks.clone();
        checks.remove(index);
        all.push(Case { rules: case.rules.clone(), checks });
    }
    for rules in smaller_rules(&case.rules) {
        all.push(Case { rules, checks: case.checks.clone() });
    }
    for (index, check) in case.checks.iter().enumerate() {
        for arg in (1..check.argv.len()).rev() {
            let mut checks = case.checks.clone();
            checks[index].argv.remove(arg);
            all.push(Case { rules: case.rules.clone(), checks });
        }
    }
    all
}

fn smaller_rules(rules: &Rules) -> Vec<Rules> {
    let words: Vec<String> = words(rules).into_iter().map(str::to_owned).collect();
    let with = |words: Vec<String>| match rules {
        Rules::Text(_) => Rules::Text(words.join(" ")),
        Rules::Args(_) => Rules::Args(words),
    };
    let mut all = Vec::new();
    for index in 0..words.len() {
        let mut fewer = words.clone();
        fewer.remove(index);
        all.push(with(fewer));
    }
    for (index, word) in words.iter().enumerate() {
        for (at, c) in word.char_indices() {
            let mut shorter = words.clone();
            shorter[index].replace_range(at..at + c.len_utf8(), "");
            all.push(with(shorter));
        }
    }
    all
}
