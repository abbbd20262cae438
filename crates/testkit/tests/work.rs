//! What each public function costs per byte of its input, by counted work.

#[path = "../../../tests/counting/counted.rs"]
mod counted;

use counted::{Limit, repeat, work};
use elasticache_user::emit::{Options, TARGETS, emit_checked};
use elasticache_user::import::{IMPORTERS, import, import_as};
use elasticache_user::{
    Context, Draft, Edit, MOST_EDITS, Member, Operation, Path, apply, check, predict, stored_form,
};
use serde_json::Value;

/// A check tries fixes out: a bounded number of further checks.
const LIMIT: Limit = Limit { fixed: [1_000_000.0, 1_000_000.0], most_per_byte: [20_000.0, 20_000.0] };

fn judge(name: &str, piece: &str, wrong: &mut Vec<String>, measure: impl FnMut(usize) -> [u64; 2]) {
    counted::judge(&format!("{name}, {piece:?}"), &LIMIT, wrong, measure);
}

/// Pieces of an access string.
const WORDS: &[&str] = &[
    "( ",
    "(~a ",
    "(+get ~a#) ",
    "a ",
    "x",
    "~* ",
    "~a ",
    "~a#* ",
    "%R~a ",
    "&a ",
    "&a# ",
    "+get ",
    "+get -get ",
    "+get|a# ",
    "+@read ",
    "+@nosuch ",
    "+gat ",
    ">p# ",
    "reset ",
    "resetkeys ",
    "~a resetkeys ",
    "\\ ",
    "db=# ",
    " ",
    "é ",
    "\u{7}",
    "+debug ",
    "on off ",
];

/// Members of a request, each with a piece of its list.
const MEMBERS: &[(&str, &str, &str)] = &[
    (r#""Passwords":["#, r##""x","##, r#""x"]"#),
    (r#""Passwords":["#, r##""x#","##, r#""x"]"#),
    (r#""Passwords":["#, "#,", "1]"),
    (r#""AuthenticationMode":{"Type":"password","Passwords":["#, r##""x#","##, r#""x"]}"#),
    (r#""Tags":["#, "{},", "{}]"),
    (r#""Tags":["#, r##"{"Key":"k#"},"##, "{}]"),
    (r#""Tags":["#, r##"{"Key":"k","x#":1},"##, "{}]"),
    (r#""Tags":["#, "#,", "1]"),
    ("", r##""m#":1,"##, r#""m":1"#),
    ("", r##""user-id":#,"##, r#""m":1"#),
    (r#""UserId":""#, "A-", r#"""#),
    (r#""UserName":""#, " x", r#"""#),
    (r#""Engine":""#, "x", r#"""#),
    (r#""a":"#, r#"{"a":"#, "1"),
];

fn requests(mut each: impl FnMut(&str, &dyn Fn(usize) -> Draft)) {
    for word in WORDS {
        each(word, &|size| {
            let text = Value::String(repeat(word, size));
            Draft::from_json_text(&format!(
                r#"{{"UserId":"a","UserName":"a","Engine":"redis","NoPasswordRequired":true,"AccessString":{text}}}"#
            ))
        });
    }
    for (start, piece, end) in MEMBERS {
        each(&format!("{start}{piece}"), &|size| {
            Draft::from_json_text(&format!("{{{start}{}{end}}}", repeat(piece, size)))
        });
    }
}

fn contexts() -> [Context; 3] {
    [
        r#"{"engineVersion":"redis-6.2"}"#,
        r#"{"engineVersion":"valkey-8.0"}"#,
        r#"{"current":{"UserId":"a","UserName":"a","Engine":"redis","AccessString":"on ~* +@all"}}"#,
    ]
    .map(|text| Context::from_json(&serde_json::from_str(text).unwrap()))
}

#[test]
fn comparing_testing_and_auditing_are_linear() {
    use elasticache_user::{EngineVersion, audit, compare, expect};
    let mut wrong = Vec::new();
    let version = EngineVersion::Valkey91;
    for piece in WORDS {
        judge("compare", piece, &mut wrong, |size| {
            let text = repeat(piece, size);
            work(|| {
                drop((
                    compare(&text, version, "on ~* +@all", version),
                    compare("on", version, &text, version),
                ))
            })
        });
        judge("audit", piece, &mut wrong, |size| {
            let text = Value::String(repeat(piece, size));
            let reply = format!(r#"{{"UserId":"a","Status":"active","AccessString":{text}}}"#);
            work(|| {
                let audit = audit::audit(&[&reply], None);
                drop((audit::csv(&audit), audit::markdown(&audit)));
            })
        });
    }
    for piece in [
        "must: GET a#\n",
        "must not: GET \"a\n",
        "user: a#\n",
        "access: on +get\nmust: GET a\n",
        "x\n",
        "must: \\x",
    ] {
        judge("test", piece, &mut wrong, |size| {
            let text = format!("access: on ~a -@all +get\n{}", repeat(piece, size));
            work(|| {
                let tests = expect::read(&text);
                drop((expect::run(&tests, None, |_| None), expect::script(&tests), expect::write(&tests)));
            })
        });
    }
    for piece in [
        r##"{"UserId":"u#","Status":"active","AccessString":"on ~* +@all"},"##,
        r#"{"UserId":"u","Status":"active"},"#,
    ] {
        judge("audit of many", piece, &mut wrong, |size| {
            let reply = format!("[{}{{}}]", repeat(piece, size));
            work(|| drop(audit::audit(&[&reply], None)))
        });
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn checking_is_linear() {
    let mut wrong = Vec::new();
    let contexts = contexts();
    let mut turn = 0;
    requests(|piece, draft| {
        turn += 1;
        let context = &contexts[turn % contexts.len()];
        let operation = Operation::ALL[turn / contexts.len() % Operation::ALL.len()];
        judge("check", piece, &mut wrong, |size| {
            let draft = draft(size);
            work(|| drop(check(operation, &draft, context)))
        });
        judge("predict", piece, &mut wrong, |size| {
            let draft = draft(size);
            work(|| drop(predict(operation, &draft, context)))
        });
        judge("to_json", piece, &mut wrong, |size| {
            let draft = draft(size);
            work(|| drop(draft.to_json().to_string()))
        });
        judge("from_json", piece, &mut wrong, |size| work(|| drop(draft(size))));
        judge("stored_form", piece, &mut wrong, |size| {
            let text = draft(size).access_string.unwrap_or_default();
            work(|| drop(stored_form(&text)))
        });
    });
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn emitting_is_linear() {
    let mut wrong = Vec::new();
    let (context, options) = (Context::default(), Options::default());
    let mut turn = 0;
    requests(|piece, draft| {
        turn += 1;
        // Each shape is written in some of the formats, in rotation.
        for target in TARGETS.iter().skip(turn % 4).step_by(4) {
            judge(target.id, piece, &mut wrong, |size| {
                let draft = draft(size);
                let report = check(Operation::CreateUser, &draft, &context);
                work(|| {
                    drop(emit_checked(target, Operation::CreateUser, &draft, &context, &options, &report));
                })
            });
        }
    });
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn editing_is_linear() {
    let mut wrong = Vec::new();
    let (member, password) = (|| Path::Member(Member::AccessString), || Path::Password(0));
    let edits: &[(&str, &dyn Fn() -> Edit)] = &[
        ("replace", &|| Edit::Replace(member(), 0..1, "b".to_owned())),
        ("remove", &|| Edit::Remove(password())),
        ("remove a tag", &|| Edit::Remove(Path::Tag(0))),
        ("remove what fits nowhere", &|| Edit::Remove(Path::Unknown("m0".to_owned()))),
        ("set", &|| Edit::text(password(), "b")),
        ("set all", &|| Edit::Set(Member::UserId.into(), Value::Null)),
        ("extract", &|| Edit::Extract(member(), 0..1, Member::Passwords.into())),
        ("move", &|| Edit::Move(Path::Tag(0), Member::UserId.into())),
    ];
    let mut turn = 0;
    requests(|piece, draft| {
        turn += 1;
        // Each shape is edited in some of the ways, in rotation.
        for (name, edit) in edits.iter().cycle().skip(turn).take(2) {
            judge(&format!("apply, {name}"), piece, &mut wrong, |size| {
                let draft = draft(size);
                let edits: Vec<Edit> = (0..MOST_EDITS).map(|_| edit()).collect();
                work(|| drop(apply(&draft, &edits)))
            });
        }
    });
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

/// Beginnings of input texts, each with pieces to repeat.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "aws elasticache create-user --user-id ",
        &[
            "~",
            "~a ",
            "a:~",
            "$(",
            "$(a)",
            "${a} ",
            "a{b,c}",
            "\"",
            "'",
            "\\\n",
            "`a`",
            "p#=x\n",
            " --tags Key=k#",
            "\nx=$x$x",
        ],
    ),
    ("x=1234567890\naws elasticache create-user --user-id ", &["$x", "$x ", "\"$x\"", "$(y#=1)", "\ny#=$x"]),
    ("set -l x 1\naws elasticache create-user --user-id ", &["$x", "{a,b}", " #", "(a)", "\nset y# $x"]),
    ("$x = 1\naws elasticache create-user --user-id ", &["$x", "`", "@{", "\n$y# = 1", "\"$x\""]),
    ("@echo off\naws elasticache create-user --user-id ", &["%x%", "^", "\"", "\nset y#=1", "&"]),
    (
        "",
        &[
            "[",
            "{\"a\":",
            "{\"UserId\":\"a#\"}\n",
            "user a# on ~* +@all\n",
            "- UserId: a#\n",
            "a#: &a# x\n",
            "a#: [\nb\n]\n",
            "- 'a\nb'\n",
            "? a#\n: b\n",
            "a#: |\n  é\n",
            "<",
            "\n",
            "é",
        ],
    ),
    ("Resources:\n", &["  A#:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: a#\n"]),
    (
        "",
        &[
            "resource \"aws_elasticache_user\" \"a#\" {\n  user_id = \"a#\"\n}\n",
            "aws elasticache create-user --user-id a#\n",
        ],
    ),
    ("client.create_user(UserId=", &["\"a\" ", "(", "f'{x}' "]),
    ("Action=CreateUser", &["&UserId=a", "&Tags.Tag.#.Key=k", "%41"]),
];

#[test]
fn importing_is_linear() {
    let mut wrong = Vec::new();
    for (start, pieces) in TEXTS {
        for piece in *pieces {
            let text = |size| format!("{start}{}", repeat(piece, size));
            judge("import", &format!("{start}{piece}"), &mut wrong, |size| {
                let text = text(size);
                work(|| drop(import(&text)))
            });
            for importer in IMPORTERS {
                judge(importer.id, &format!("{start}{piece}"), &mut wrong, |size| {
                    let text = text(size);
                    work(|| drop(import_as(&text, importer.id)))
                });
            }
        }
    }
    // A script that sets many variables, and uses them in one word.
    judge("bash", "variables in one word", &mut wrong, |size| {
        let count = size / 8;
        let set: String = (0..count).map(|n| format!("p{n}=x\n")).collect();
        let used: String = (0..count).map(|n| format!("$p{n}")).collect();
        let text = format!("{set}aws elasticache create-user --user-id {used}\n");
        work(|| drop(import_as(&text, "bash")))
    });
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}
