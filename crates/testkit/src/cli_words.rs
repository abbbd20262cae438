//! A model of how the AWS CLI parses its arguments, from its documentation, independent of the emitters: it returns the
//! request as JSON. The section `aws-cli` compares the real CLI with it.
use elasticache_user::Member;
use serde_json::{Map, Value};

/// The request of these arguments (after `aws`). `file` returns the content of a `file://` value.
pub fn request(args: &[String], file: &dyn Fn(&str) -> Option<String>) -> Result<Value, String> {
    if args.first().is_none_or(|word| word != "elasticache") || args.len() < 2 {
        return Err("expected elasticache and a command".to_owned());
    }
    let mut request = Map::new();
    let mut input = Map::new();
    let mut at = 2;
    while let Some(word) = args.get(at) {
        at += 1;
        let (option, joined) = match word.split_once('=') {
            Some((option, value)) if word.starts_with("--") => (option, Some(value.to_owned())),
            _ => (word.as_str(), None),
        };
        if option == "--no-no-password-required" {
            request.insert("NoPasswordRequired".to_owned(), false.into());
            continue;
        }
        if option == "--no-cli-pager" {
            continue;
        }
        let member = Member::ALL.into_iter().find(|member| member.option() == option);
        if member == Some(Member::NoPasswordRequired) {
            request.insert("NoPasswordRequired".to_owned(), true.into());
            continue;
        }
        let mut values: Vec<String> = joined.into_iter().collect();
        // A word that starts with a hyphen is an option to the CLI's parser, unless it holds a space and no option's name.
        let is_value = |word: &String| {
            let name = word.split('=').next().unwrap_or_default();
            let known = Member::ALL.into_iter().any(|member| member.option() == name);
            !word.starts_with('-') || (word.contains(' ') && !known)
        };
        let many = matches!(member, Some(Member::Passwords | Member::Tags)) || member.is_some_and(is_ids);
        while args.get(at).is_some_and(is_value) && (many || values.is_empty()) {
            values.push(args[at].clone());
            at += 1;
        }
        if let [only] = values.as_mut_slice()
            && let Some(path) = only.strip_prefix("file://")
        {
            *only = file(path).ok_or_else(|| format!("{path} doesn't exist"))?;
        }
        let first = values.first().cloned().unwrap_or_default();
        match member {
            None if option == "--cli-input-json" => match json(&first)? {
                Value::Object(members) => input = members,
                _ => return Err("--cli-input-json takes an object".to_owned()),
            },
            None => return Err(format!("unknown option {option}")),
            Some(member)
                if (matches!(member, Member::Passwords | Member::Tags) || is_ids(member))
                    && values.len() == 1
                    && first.trim_start().starts_with('[') =>
            {
                request.insert(member.name().to_owned(), json(&first)?);
            }
            Some(Member::Passwords) => drop(request.insert("Passwords".to_owned(), values.into())),
            Some(member) if is_ids(member) => {
                drop(request.insert(member.name().to_owned(), values.into()));
            }
            Some(Member::Tags) => {
                let tags: Result<Vec<Value>, String> = values.iter().map(|value| shorthand(value)).collect();
                request.insert("Tags".to_owned(), tags?.into());
            }
            Some(Member::AuthenticationMode) => {
                let value =
                    if first.trim_start().starts_with('{') { json(&first)? } else { shorthand(&first)? };
                request.insert("AuthenticationMode".to_owned(), value);
            }
            Some(_) if values.len() != 1 => {
                return Err(format!("{option} takes one value, and has {values:?}"));
            }
            Some(member) => drop(request.insert(member.name().to_owned(), first.into())),
        }
    }
    // Options win over the JSON text.
    for (name, value) in input {
        request.entry(name).or_insert(value);
    }
    Ok(Value::Object(request))
}

/// Whether the member is a list of user IDs.
fn is_ids(member: Member) -> bool {
    matches!(member, Member::UserIds | Member::UserIdsToAdd | Member::UserIdsToRemove)
}

/// The members of a request, by their names.
pub fn members(request: Value) -> Vec<(String, Value)> {
    let mut members: Vec<(String, Value)> = match request {
        Value::Object(members) => members.into_iter().collect(),
        _ => Vec::new(),
    };
    members.sort_by(|one, other| one.0.cmp(&other.0));
    members
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|why| format!("{why} in {text}"))
}

/// `Key=a,Value=b`. The quotes and brackets of the full language are rejected.
fn shorthand(text: &str) -> Result<Value, String> {
    let mut members: Map<String, Value> = Map::new();
    let mut last = String::new();
    for part in text.split(',') {
        if part.contains(['"', '\'', '[', ']', '{', '}', '\\', '\n']) {
            return Err(format!("shorthand that isn't plain: {text}"));
        }
        match part.split_once('=') {
            Some((name, value)) => {
                last = name.to_owned();
                let value = if name == "Passwords" { vec![value].into() } else { value.into() };
                members.insert(last.clone(), value);
            }
            None => match members.get_mut(&last) {
                Some(Value::Array(list)) => list.push(part.into()),
                _ => return Err(format!("a comma in a value: {text}")),
            },
        }
    }
    Ok(Value::Object(members))
}
