//! How cost grows: each function on 1×, 10×, 100× and 1000× of an input. The figure is the cost per part of the
//! input (a word, a key, a user): with linear cost it's the same four times.
use super::{Part, Row, rate};
use access_string::{Engine, parse};
use elasticache_user::emit::{Options, emit_checked, target};
use elasticache_user::import::import;
use elasticache_user::{Context, Draft, Operation, check};
use serde_json::json;
use std::hint::black_box;
use tools::Ctx;

pub const PART: Part =
    Part {
        name: "growth", about: "what each part of an input costs, at 1×, 10×, 100× and 1000× of it", run
    };

const ENGINE: Engine = Engine::Valkey80;
const TIMES: [usize; 4] = [1, 10, 100, 1000];

/// A call on a prepared input.
type Measured = Box<dyn FnMut()>;

/// What is measured: its name, how many parts the input has at 1×, and the call for a number of parts.
type Item = (&'static str, usize, fn(usize) -> Measured);

const ITEMS: &[Item] = &[
    ("check, words of the access string", 12, |count| check_it(draft(&words(count), 1))),
    ("check, tags", 5, |count| check_it(draft("on ~* +@all", count))),
    ("emit as bash, words of the access string", 12, |count| emit_it("bash", draft(&words(count), 1))),
    ("emit as Terraform, tags", 5, |count| emit_it("terraform", draft("on ~* +@all", count))),
    ("import, commands of a script", 1, |count| import_it(command("on ~* +@all").repeat(count))),
    ("import, words of one access string", 12, |count| import_it(command(&words(count)))),
    ("import, users in JSON", 1, |count| {
        let user =
            json!({"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~* +@all"});
        import_it(json!({"Users": vec![user; count]}).to_string())
    }),
    ("import, KB of brackets that nest", 1, |count| import_it("[".repeat(count << 10))),
    ("import, KB of brackets in a command", 1, |count| import_it(command("x") + &"[]".repeat(count << 9))),
    ("import, KB of quotes in a command", 1, |count| {
        import_it(command("x") + " '\"'\"'\"".repeat(count << 7).as_str())
    }),
    ("import, KB of backslashes in a command", 1, |count| {
        import_it(command("x") + &"\\\\".repeat(count << 9))
    }),
    ("import, KB of YAML", 1, |count| {
        import_it("UserId: app\n".to_owned() + &"- {a: [b, 'c']}\n".repeat(count << 6))
    }),
    ("import, KB of Terraform", 1, |count| {
        let body = "  a = [upper(\"${var.x}\"), { b = 1 }]\n  x {\n  }\n";
        import_it(format!("resource \"aws_elasticache_user\" \"a\" {{\n{body}}}\n").repeat(count * 10))
    }),
    ("parse and canonical, words", 12, |count| {
        let text = words(count);
        Box::new(move || drop(black_box(parse(black_box(&text), ENGINE).user.canonical())))
    }),
    ("explain, words", 12, |count| {
        let access = parse(&words(count), ENGINE);
        Box::new(move || drop(black_box(access.explain())))
    }),
    ("lint, words", 12, |count| {
        let access = parse(&words(count), ENGINE);
        Box::new(move || drop(black_box(access.lint())))
    }),
    ("commands, words", 12, |count| {
        let user = parse(&words(count), ENGINE).user;
        Box::new(move || drop(black_box(user.commands())))
    }),
    ("diff, words", 12, |count| {
        let before = parse(&words(count), ENGINE).user;
        let after = parse(&format!("{} -get ~more:*", words(count)), ENGINE).user;
        Box::new(move || drop(black_box(before.diff(&after))))
    }),
    ("simplify, words", 12, |count| {
        let access = parse(&words(count), ENGINE);
        Box::new(move || drop(black_box(access.simplify())))
    }),
    ("can, keys", 10, |count| {
        let user = parse("~app:* ~cache:* +@all", ENGINE).user;
        let keys: Vec<String> = (0..count).map(|at| format!("cache:{at}")).collect();
        let argv: Vec<String> = ["MGET".to_owned()].into_iter().chain(keys).collect();
        Box::new(move || {
            black_box(user.can(black_box(&argv), 0));
        })
    }),
    ("can, patterns", 10, |count| {
        let patterns: Vec<String> = (0..count).map(|at| format!("~app:{at}:*")).collect();
        let user = parse(&format!("{} +@all", patterns.join(" ")), ENGINE).user;
        Box::new(move || {
            black_box(user.can(black_box(&["GET", "other"]), 0));
        })
    }),
];

fn run(_: &Ctx) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for (what, parts, make) in ITEMS {
        let mut first = None;
        for times in TIMES {
            let count = parts * times;
            let each = 1e9 / rate(make(count)) / count as f64;
            let first = *first.get_or_insert(each);
            rows.push(Row {
                what: format!("{what}, each"),
                who: format!("ours, ×{times}"),
                figure: each,
                unit: "ns",
                note: format!("{count} of them; {:.2} of what one cost at ×1", each / first),
                times: Some(times),
            });
        }
    }
    Ok(rows)
}

/// This many words, of every kind.
fn words(count: usize) -> String {
    let words = (0..count).map(|at| match at % 6 {
        0 => format!("~key:{at}:*"),
        1 => "+get".to_owned(),
        2 => "-@write".to_owned(),
        3 => "+config|get".to_owned(),
        4 => format!("&news:{at}"),
        _ => "+@read".to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn draft(access_string: &str, tags: usize) -> Draft {
    let tags: Vec<_> = (0..tags).map(|at| json!({"Key": format!("key{at}"), "Value": "value"})).collect();
    let request = json!({
        "UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": access_string, "Tags": tags,
        "AuthenticationMode": {"Type": "password", "Passwords": ["mYnuUzrpAxXw2rdzxQ7tLs94"]},
    });
    Draft::from_json_text(&request.to_string())
}

fn command(access_string: &str) -> String {
    format!(
        "aws elasticache create-user --user-id app --user-name app --engine redis --access-string '{access_string}' --passwords mYnuUzrpAxXw2rdzxQ7tLs94\n"
    )
}

fn check_it(draft: Draft) -> Measured {
    Box::new(move || drop(black_box(check(Operation::CreateUser, black_box(&draft), &Context::default()))))
}

fn emit_it(id: &'static str, draft: Draft) -> Measured {
    let report = check(Operation::CreateUser, &draft, &Context::default());
    Box::new(move || {
        let (context, options) = (Context::default(), Options::default());
        if let Some(target) = target(id) {
            drop(black_box(emit_checked(
                target,
                Operation::CreateUser,
                black_box(&draft),
                &context,
                &options,
                &report,
            )));
        }
    })
}

fn import_it(text: String) -> Measured {
    Box::new(move || drop(black_box(import(black_box(&text)))))
}
