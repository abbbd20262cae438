//! What serde writes and reads: names as names, answers as plain objects.
#![cfg(feature = "serde")]

use access_string::{Category, Command, Dialect, Engine, Grouping, Modules, Need, parse};
use serde_json::{from_value, json, to_value};

#[test]
fn names_round_trip_through_json() {
    for engine in Engine::ALL {
        assert_eq!(to_value(engine).unwrap(), json!(engine.to_string()));
        assert_eq!(from_value::<Engine>(json!(engine.to_string())).unwrap(), engine);
    }
    for modules in Modules::ALL {
        assert_eq!(from_value::<Modules>(to_value(modules).unwrap()).unwrap(), modules);
    }
    let dialect = Engine::Valkey91.with(Modules::Aggregate);
    for command in dialect.commands() {
        assert_eq!(from_value::<Command>(to_value(command).unwrap()).unwrap(), command);
    }
    assert_eq!(to_value(Dialect::from(Engine::Redis62)).unwrap()["engine"], "redis-6.2");
    assert_eq!(from_value::<Dialect>(to_value(dialect).unwrap()).unwrap(), dialect);
    let read: Category = from_value(json!("@read")).unwrap();
    assert_eq!(to_value(read).unwrap(), json!("read"));
    assert_eq!(to_value(Grouping::Categories).unwrap(), json!("categories"));
    let error = from_value::<Engine>(json!("valkey-1")).unwrap_err();
    assert_eq!(error.to_string(), "unknown engine `valkey-1`");
}

#[test]
fn results_serialize_as_plain_objects() {
    let access = parse("on %R~a -@all +@read +config|get +nosuch", Engine::Valkey80);
    let tokens = to_value(&access.tokens).unwrap();
    assert_eq!(
        tokens[2],
        json!({"span": {"start": 3, "end": 7}, "kind": "keys", "read": true, "write": false, "inSelector": false})
    );
    assert_eq!(tokens[6]["category"], "read");
    assert_eq!(tokens[8]["command"], "config|get");
    assert_eq!(to_value(access.errors[0]).unwrap()["kind"], "unknown-command");
    let verdict = access.user.can(&["SET", "a", "1"], 0);
    assert_eq!(
        to_value(verdict).unwrap(),
        json!({
            "outcome": "refused",
            "command": "set",
            "selector": 0,
            "reason": {"kind": "command"},
            "rule": {"start": 8, "end": 13},
        })
    );
    assert_eq!(to_value(access.effects()).unwrap()[0], json!({"kind": "works"}));
    let more = parse("on ~* +@all", Engine::Valkey80).user;
    let risks = to_value(access.user.diff(&more).risks).unwrap();
    assert_eq!(risks[0], json!({"kind": "all-keys"}));
    assert_eq!(risks[2]["kind"], "admin");
    assert!(risks[2]["commands"].as_array().unwrap().contains(&json!("config|set")));
    for kind in [to_value(access.lint()), to_value(access.explain()), to_value(more.rights())] {
        assert!(kind.unwrap() != json!(null));
    }
    let need = from_value::<Need>(json!({"command": "config|get"})).unwrap();
    assert_eq!(need, Need::Command("config|get".to_owned()));
}
