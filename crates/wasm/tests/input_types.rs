//! The input types in `npm/src/input.ts` have the core's members, engine versions and settings. They're written by hand because they
//! are looser than Rust's: everything that is checked is optional.

use elasticache_user::emit::{SETTINGS, SettingKind};
use elasticache_user::{EngineVersion, Operation};

const INPUT: &str = include_str!("../npm/src/input.ts");

/// The text between a declaration's first line and its end.
fn body(start: &str, end: &str) -> &'static str {
    let (_, rest) = INPUT.split_once(start).unwrap_or_else(|| panic!("no `{start}` in input.ts"));
    rest.split_once(end).unwrap_or_else(|| panic!("`{start}` doesn't end with {end:?}")).0
}

/// The members of an interface, including those of objects in it, with their types.
fn members(interface: &str) -> Vec<(&'static str, &'static str)> {
    let lines = body(&format!("interface {interface} {{\n"), "\n}").lines();
    lines.filter_map(|line| line.trim().trim_end_matches(';').split_once("?: ")).collect()
}

/// The literals of a union.
fn words(union: &str) -> Vec<&str> {
    union.split(['|', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect()
}

#[test]
fn every_member_of_a_request_has_a_type() {
    for operation in Operation::ALL {
        let mut typed: Vec<&str> =
            members(&format!("{}Input", operation.name())).iter().map(|(name, _)| *name).collect();
        let mut names = operation.names().to_vec();
        typed.sort_unstable();
        names.sort_unstable();
        assert_eq!(typed, names, "{}", operation.name());
    }
}

#[test]
fn every_engine_version_has_its_word() {
    let typed = words(body("export type Engine =\n", ";"));
    let versions: Vec<String> =
        EngineVersion::ALL.iter().map(|version| format!("\"{}\"", version.name())).collect();
    assert_eq!(typed, versions);
}

#[test]
fn every_setting_of_an_emission_has_its_type() {
    let typed = members("EmitOptions");
    let typed: Vec<_> =
        typed.iter().filter(|(name, kind)| *name != "context" && !kind.starts_with('{')).collect();
    assert_eq!(typed.len(), SETTINGS.len());
    for setting in SETTINGS {
        let (_, kind) = typed.iter().find(|(name, _)| *name == setting.name).expect(setting.name);
        let quoted =
            |word: &&str| if word.parse::<u8>().is_ok() { (*word).to_owned() } else { format!("\"{word}\"") };
        match setting.kind {
            SettingKind::Flag => assert_eq!(*kind, "boolean", "{}", setting.name),
            SettingKind::Text => assert_eq!(*kind, "string", "{}", setting.name),
            SettingKind::Seconds => assert_eq!(*kind, "number", "{}", setting.name),
            SettingKind::Choice(of) | SettingKind::Maybe(of) => {
                let mut typed = words(kind);
                let mut quoted: Vec<String> = of.iter().map(quoted).collect();
                typed.sort_unstable();
                quoted.sort_unstable();
                assert_eq!(typed, quoted, "{}", setting.name);
            }
        }
    }
}
