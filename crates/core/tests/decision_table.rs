//! The decision table of the three authentication members, row by row: what CreateUser and ModifyUser make of
//! `Passwords`, `NoPasswordRequired` and `AuthenticationMode`. Taken from the API reference, the user guide, public
//! replies of the service, and the emulator moto where nothing else speaks.

use elasticache_user::{
    Context, Draft, Operation, Severity, authentication::Decision, authentication::Mode, check,
};
use serde_json::{Map, Value, json};

/// What comes out of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Out {
    /// Sent, and the user logs in by this mode.
    Is(Mode),
    /// Sent, and the present authentication stays.
    Keeps,
    /// Refused with this code and the start of this text.
    Refused(&'static str, &'static str),
    /// Not known: a warning, and no error.
    Doubtful,
}
use Out::*;

const P: Out = Is(Mode::Password);
const N: Out = Is(Mode::NoPassword);
const I: Out = Is(Mode::Iam);
const NULL_TYPE: Out =
    Refused("InvalidParameterValue", "Input Authentication type: null is not in the allowed list:");
const OTHER_TYPE: Out =
    Refused("InvalidParameterValue", "Input Authentication type: token is not in the allowed list:");
const NO_PASSWORD: Out =
    Refused("InvalidParameterCombination", "A user with Authentication Mode: password, must have");
const WITH_NONE: Out = Refused(
    "InvalidParameterCombination",
    "Password field is not allowed with authentication type: no-password-required",
);
const WITH_IAM: Out =
    Refused("InvalidParameterCombination", "Password field is not allowed with authentication type: iam");
const FLAG_IAM: Out = Refused(
    "InvalidParameterCombination",
    "No password required flag is true but provided authentication type is iam",
);
const FLAG_PASSWORD: Out = Refused(
    "InvalidParameterCombination",
    "No password required flag is true but provided authentication type is password",
);
const TWICE: Out = Refused("InvalidParameterCombination", "Passwords provided via multiple arguments.");

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

/// Passwords given, NoPasswordRequired, AuthenticationMode as `type` or `type+p` (`+p` for no type, `{}` for empty),
/// what CreateUser does, what ModifyUser does.
type Row = (bool, Option<bool>, Option<&'static str>, Out, Out);

const TABLE: &[Row] = &[
    (false, None, None, NULL_TYPE, Keeps),
    (true, None, None, P, P),
    (true, NO, None, P, P),
    (true, YES, None, WITH_NONE, WITH_NONE),
    (false, YES, None, N, N),
    (false, NO, None, NO_PASSWORD, Keeps),
    (false, None, Some("iam"), I, I),
    (false, NO, Some("iam"), I, I),
    (false, YES, Some("iam"), FLAG_IAM, FLAG_IAM),
    (true, None, Some("iam"), WITH_IAM, WITH_IAM),
    (true, NO, Some("iam"), WITH_IAM, WITH_IAM),
    (true, YES, Some("iam"), WITH_IAM, WITH_IAM),
    (false, None, Some("iam+p"), WITH_IAM, WITH_IAM),
    (false, NO, Some("iam+p"), WITH_IAM, WITH_IAM),
    (false, YES, Some("iam+p"), WITH_IAM, WITH_IAM),
    (false, None, Some("password+p"), P, P),
    (false, NO, Some("password+p"), P, P),
    (false, None, Some("password"), NO_PASSWORD, Doubtful),
    (false, NO, Some("password"), NO_PASSWORD, Doubtful),
    (true, None, Some("password"), P, P),
    (true, NO, Some("password"), P, P),
    (true, YES, Some("password"), FLAG_PASSWORD, FLAG_PASSWORD),
    (true, None, Some("password+p"), TWICE, TWICE),
    (true, NO, Some("password+p"), TWICE, TWICE),
    (true, YES, Some("password+p"), TWICE, TWICE),
    (false, YES, Some("password+p"), FLAG_PASSWORD, FLAG_PASSWORD),
    (false, YES, Some("password"), FLAG_PASSWORD, FLAG_PASSWORD),
    (false, None, Some("no-password-required"), N, N),
    (false, YES, Some("no-password-required"), N, N),
    (false, NO, Some("no-password-required"), N, N),
    (true, None, Some("no-password-required"), WITH_NONE, WITH_NONE),
    (true, NO, Some("no-password-required"), WITH_NONE, WITH_NONE),
    (true, YES, Some("no-password-required"), WITH_NONE, WITH_NONE),
    (false, None, Some("no-password-required+p"), WITH_NONE, WITH_NONE),
    (false, None, Some("token"), OTHER_TYPE, OTHER_TYPE),
    (true, NO, Some("token+p"), OTHER_TYPE, OTHER_TYPE),
    (false, YES, Some("token"), OTHER_TYPE, OTHER_TYPE),
    (false, None, Some("{}"), NULL_TYPE, Keeps),
    (true, None, Some("{}"), P, P),
    (false, None, Some("+p"), Doubtful, Doubtful),
];

fn request(operation: Operation, engine: &str, top: bool, flag: Option<bool>, mode: Option<&str>) -> Value {
    let mut request = Map::new();
    request.insert("UserId".into(), json!("app"));
    if operation == Operation::CreateUser {
        request.insert("UserName".into(), json!("app"));
        request.insert("AccessString".into(), json!("on ~app:* -@all +@read"));
    }
    request.insert("Engine".into(), json!(engine));
    if top {
        request.insert("Passwords".into(), json!(["0123456789abcdef"]));
    }
    if let Some(flag) = flag {
        request.insert("NoPasswordRequired".into(), json!(flag));
    }
    if let Some(mode) = mode {
        let (kind, inside) = match mode.strip_suffix("+p") {
            Some(kind) => (kind, true),
            None => (mode, false),
        };
        let mut members = Map::new();
        if !matches!(kind, "" | "{}") {
            members.insert("Type".into(), json!(kind));
        }
        if inside {
            members.insert("Passwords".into(), json!(["fedcba9876543210"]));
        }
        request.insert("AuthenticationMode".into(), Value::Object(members));
    }
    Value::Object(request)
}

#[test]
fn every_row_of_the_table_holds() {
    for (top, flag, mode, create, modify) in TABLE {
        for (operation, expected) in [(Operation::CreateUser, create), (Operation::ModifyUser, modify)] {
            for engine in ["redis", "valkey"] {
                let input = request(operation, engine, *top, *flag, *mode);
                let label = format!("{} {input}", operation.name());
                let draft = Draft::from_json(input);
                let report = check(operation, &draft, &Context::default());
                let refusals: Vec<_> = report
                    .findings
                    .iter()
                    .filter(|finding| {
                        finding.severity == Severity::Error && finding.rule != "engine-valkey-needs-auth"
                    })
                    .map(|finding| finding.predicts.as_ref().expect("an error says what will be answered"))
                    .collect();
                let valkey_refused =
                    report.findings.iter().any(|finding| finding.rule == "engine-valkey-needs-auth");
                let decision = elasticache_user::authentication::decide(operation, &draft);
                match expected {
                    Refused(code, text) => {
                        let [answer] = refusals[..] else { panic!("{label}: {refusals:?}") };
                        assert_eq!(answer.code, *code, "{label}");
                        assert!(answer.message.starts_with(text), "{label}: {}", answer.message);
                    }
                    Is(mode) => {
                        assert_eq!(refusals, Vec::<&_>::new(), "{label}");
                        assert_eq!(decision, Decision::Chosen(*mode), "{label}");
                        assert_eq!(
                            valkey_refused,
                            *mode == Mode::NoPassword && engine == "valkey",
                            "{label}"
                        );
                    }
                    Keeps => {
                        assert!(report.ready, "{label}");
                        assert_eq!(decision, Decision::Keeps, "{label}");
                    }
                    Doubtful => {
                        assert!(report.ready, "{label}");
                        let warned = report.findings.iter().any(|finding| {
                            finding.rule == "auth-one-mode" && finding.severity == Severity::Warning
                        });
                        assert!(warned, "{label}");
                    }
                }
            }
        }
    }
}
