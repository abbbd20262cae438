//! What other tools print or expect instead of plain text: the plan of Terraform, marks of templates without quotes, lines of
//! settings.

use super::{Edit, Edits, lines};
use alloc::vec::Vec;

const PLAN: &str = "This is a printed Terraform plan. The user was read as it is after the plan; anything that the plan doesn't show is unknown.";
const MARK: &str = "A template fills this in. Without quotes it isn't YAML; it was read as a string.";

const MEMBERS: &str = "These members have no { and } around them. They were read as one object.";

/// `"UserId": "app", …` without the brackets of an object.
pub(super) fn members(text: &str) -> Edits {
    let trimmed = text.trim();
    let name = trimmed.strip_prefix('"').and_then(|rest| rest.split_once('"')).filter(|(name, rest)| {
        crate::Member::from_name(name).is_some() && rest.trim_start().starts_with(':')
    });
    // One alone is YAML, too.
    if name.is_none() || !trimmed.contains(',') || trimmed.ends_with('}') && !trimmed.contains('{') {
        return Vec::new();
    }
    let start = text.len() - text.trim_start().len();
    let end = start + trimmed.trim_end_matches(',').len();
    vec![
        Edit { range: start..start + 1, with: "{\"", note: MEMBERS },
        Edit { range: end..text.len(), with: "}", note: MEMBERS },
    ]
}

const SETTINGS: &str =
    "No tool accepts lines such as UserId = app as a request. They were read as its members.";

/// A plan's change signs, and the old values before its arrows.
pub(super) fn plan(text: &str) -> Edits {
    let is_plan = |(_, line): (usize, &str)| {
        let trimmed = line.trim_start();
        let signed = trimmed.trim_start_matches(['~', '+', '-', '/', ' ']);
        signed.starts_with("resource \"aws_elasticache_user\"")
            && (signed.len() < trimmed.len() || line.starts_with("    "))
    };
    if !text.contains("aws_elasticache_user") || !lines(text).any(is_plan) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut depth = 0usize;
    // The number of brackets that were open before the removed value.
    let mut removed: Option<usize> = None;
    for (start, line) in lines(text) {
        let trimmed = line.trim_start();
        let blanks = line.len() - trimmed.len();
        let plain = trimmed.trim_start_matches(['~', '+', '-', '/']).trim_start();
        let signs = trimmed.len() - plain.len();
        let begins = plain.starts_with("resource \"");
        let note = PLAN;
        if depth == 0 && !begins {
            // Terraform's text around the resources.
            edits.push(Edit { range: start..start + line.len(), with: "", note });
            continue;
        }
        let outer = depth;
        if plain.ends_with(['{', '[', '(']) {
            depth += 1;
        } else if plain.starts_with(['}', ']', ')']) {
            depth = depth.saturating_sub(1);
        }
        if depth > outer && outer > 0 && trimmed.starts_with("- ") && removed.is_none() {
            removed = Some(outer);
        }
        if let Some(before) = removed {
            edits.push(Edit { range: start..start + line.len(), with: "", note });
            removed = removed.filter(|_| depth > before);
            continue;
        }
        // `- name = "a" -> null`
        if trimmed.starts_with("- ") && plain.ends_with("-> null") {
            edits.push(Edit { range: start..start + line.len(), with: "", note });
            continue;
        }
        if signs > 0 {
            edits.push(Edit { range: start + blanks..start + blanks + signs, with: "", note });
        }
        let value = plain.find(" = ").map(|at| start + blanks + signs + at + 3);
        let end = start + line.len();
        let Some(mut value) = value else { continue };
        if let Some(arrow) = text.get(value..end).and_then(|rest| rest.find(" -> ")) {
            edits.push(Edit { range: value..value + arrow + 4, with: "", note });
            value += arrow + 4;
        }
        let rest = text.get(value..end).unwrap_or_default();
        for (written, name) in [
            ("(known after apply)", "var.known_after_apply"),
            ("(sensitive value)", "var.sensitive_value"),
            ("(sensitive)", "var.sensitive_value"),
            ("(write-only attribute)", "var.write_only"),
        ] {
            if rest.starts_with(written) {
                edits.push(Edit { range: value..value + written.len(), with: name, note });
            }
        }
    }
    edits
}

/// `UserId: {{ name }}` as text.
pub(super) fn marks(text: &str) -> Edits {
    let mut edits = Vec::new();
    if !text.contains("{{") || text.trim_start().starts_with(['{', '[']) {
        return edits;
    }
    for (start, line) in lines(text) {
        let value = line.find(": {{").map(|at| at + 2).or_else(|| {
            let blanks = line.len() - line.trim_start().len();
            line.trim_start().starts_with("- {{").then_some(blanks + 2)
        });
        let Some(value) = value else { continue };
        let key = line.get(..value).unwrap_or_default();
        let rest = line.get(value..).unwrap_or_default().trim_end();
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -_:".contains(&byte));
        let quote = if rest.contains('"') { "'" } else { "\"" };
        if is_key && rest.contains("}}") && !rest.contains(quote) {
            let end = start + value + rest.len();
            let range = start + value..start + value;
            edits.push(Edit { range, with: quote, note: MARK });
            edits.push(match (rest.ends_with("}}"), quote) {
                (true, "'") => Edit { range: end - 1..end, with: "}'", note: MARK },
                (true, _) => Edit { range: end - 1..end, with: "}\"", note: MARK },
                (false, _) => Edit { range: end..end, with: quote, note: MARK },
            });
        }
    }
    edits
}

/// `UserId = app` on lines of their own, without quotes or commas, as `UserId: app`.
pub(super) fn settings(text: &str) -> Edits {
    let mut edits = Vec::new();
    for (start, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()) {
        let Some((name, value)) = line.split_once('=') else { return Vec::new() };
        let value = value.trim();
        let plain = !value.is_empty()
            && !value.ends_with([',', ';', '\\'])
            && !value.starts_with(['=', '[', '{', '(']);
        if !plain || crate::Member::from_name(name.trim()).is_none() {
            return Vec::new();
        }
        let end = line.len() - line.split_once('=').map_or(0, |(_, value)| value.trim_start().len());
        edits.push(Edit { range: start + name.trim_end().len()..start + end, with: ": ", note: SETTINGS });
    }
    if edits.len() > 1 { edits } else { Vec::new() }
}
