//! A user or a group has at most 50 tags.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-max-50",
    title: "More than 50 tags",
    severity: Severity::Error,
    operations: CREATES,
    certainty: Certainty::High,
    what: "More than 50 tags.",
    why: "ElastiCache accepts at most 50 tags on a resource. Remove some.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(
            CreateUser,
            r#"{"Tags": [{"Key":"k0"},{"Key":"k1"},{"Key":"k2"},{"Key":"k3"},{"Key":"k4"},{"Key":"k5"},{"Key":"k6"},{"Key":"k7"},{"Key":"k8"},{"Key":"k9"},{"Key":"k10"},{"Key":"k11"},{"Key":"k12"},{"Key":"k13"},{"Key":"k14"},{"Key":"k15"},{"Key":"k16"},{"Key":"k17"},{"Key":"k18"},{"Key":"k19"},{"Key":"k20"},{"Key":"k21"},{"Key":"k22"},{"Key":"k23"},{"Key":"k24"},{"Key":"k25"},{"Key":"k26"},{"Key":"k27"},{"Key":"k28"},{"Key":"k29"},{"Key":"k30"},{"Key":"k31"},{"Key":"k32"},{"Key":"k33"},{"Key":"k34"},{"Key":"k35"},{"Key":"k36"},{"Key":"k37"},{"Key":"k38"},{"Key":"k39"},{"Key":"k40"},{"Key":"k41"},{"Key":"k42"},{"Key":"k43"},{"Key":"k44"},{"Key":"k45"},{"Key":"k46"},{"Key":"k47"},{"Key":"k48"},{"Key":"k49"},{"Key":"k50"}]}"#,
            "Tags",
        ),
        Example::good(
            CreateUser,
            r#"{"Tags": [{"Key":"k0"},{"Key":"k1"},{"Key":"k2"},{"Key":"k3"},{"Key":"k4"},{"Key":"k5"},{"Key":"k6"},{"Key":"k7"},{"Key":"k8"},{"Key":"k9"},{"Key":"k10"},{"Key":"k11"},{"Key":"k12"},{"Key":"k13"},{"Key":"k14"},{"Key":"k15"},{"Key":"k16"},{"Key":"k17"},{"Key":"k18"},{"Key":"k19"},{"Key":"k20"},{"Key":"k21"},{"Key":"k22"},{"Key":"k23"},{"Key":"k24"},{"Key":"k25"},{"Key":"k26"},{"Key":"k27"},{"Key":"k28"},{"Key":"k29"},{"Key":"k30"},{"Key":"k31"},{"Key":"k32"},{"Key":"k33"},{"Key":"k34"},{"Key":"k35"},{"Key":"k36"},{"Key":"k37"},{"Key":"k38"},{"Key":"k39"},{"Key":"k40"},{"Key":"k41"},{"Key":"k42"},{"Key":"k43"},{"Key":"k44"},{"Key":"k45"},{"Key":"k46"},{"Key":"k47"},{"Key":"k48"},{"Key":"k49"}]}"#,
        ),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let count = subject.draft.tags.as_ref().map_or(0, Vec::len);
    if count > 50 {
        RULE.finding(findings, Member::Tags, format!("There are {count} tags; the maximum is 50.")).answered(
            "TagQuotaPerResourceExceeded",
            "",
            Evidence::Documented,
        );
    }
}
