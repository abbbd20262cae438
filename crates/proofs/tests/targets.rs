//! Each target is proven by one of these files.
use elasticache_user::emit::TARGETS;

/// Each target, and the file that tests it with its real tool.
const PROOFS: &[(&str, &str)] = &[
    ("bash", "shells"),
    ("fish", "shells"),
    ("powershell", "powershell"),
    ("windows-powershell", "powershell"),
    ("cmd", "cmd"),
    ("json", "aws_cli"),
    ("json-skeleton", "aws_cli"),
    ("yaml", "yaml"),
    ("boto3", "boto3"),
    ("javascript", "javascript"),
    ("rust", "rust"),
    ("go", "go"),
    ("terraform", "terraform"),
    ("cloudformation-yaml", "cloudformation"),
    ("cloudformation-json", "cloudformation"),
    ("cdk", "cdk"),
    // The cases of every file are compared with the body of `http`.
    ("http", "../../testkit/src/cases"),
    ("curl", "curl"),
    ("acl-setuser", "acl_setuser"),
];

#[test]
fn every_target_is_proven() {
    let targets: Vec<&str> = TARGETS.iter().map(|target| target.id).collect();
    let proven: Vec<&str> = PROOFS.iter().map(|(target, _)| *target).collect();
    let unproven: Vec<&&str> = targets.iter().filter(|id| !proven.contains(id)).collect();
    assert!(unproven.is_empty(), "name the file that proves each of these in PROOFS: {unproven:?}");
    assert_eq!(proven, targets, "PROOFS has the order of TARGETS");
    for (target, name) in PROOFS {
        let file = format!("{}/tests/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(&format!("\"{target}\"")), "{file} never asks for {target}");
    }
}
