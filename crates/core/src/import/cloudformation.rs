//! CloudFormation: `AWS::ElastiCache::User` and `AWS::ElastiCache::UserGroup` resources in YAML or JSON.

use super::node::{self, Entry, Node, NodeKind};
use super::spans;
use super::syntax::yaml::{self, Schema, is_odd};
use super::{Import, Importer, NoteKind, Source, draft, groups, not_a_user, tree};
use crate::python::display;
use crate::{Member, MemberKind, Operation};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use hashbrown::HashMap;

pub const IMPORTER: Importer =
    Importer { id: "cloudformation", title: "CloudFormation template", recognizes, read };

const TYPE: &str = "AWS::ElastiCache::User";
const GROUP: &str = "AWS::ElastiCache::UserGroup";

fn recognizes(source: &Source<'_>) -> bool {
    // The user group's type starts with the same words.
    source.text.contains(TYPE) && source.text.contains("Type")
}

fn read(source: &Source<'_>, import: &mut Import) {
    let json = source.text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let documents = if json {
        tree::note_missing(source, import);
        let loose = source.loose().map(|(node, _)| node.clone());
        loose.map_or_else(|| source.json().clone(), Ok).map(|node| vec![node])
    } else {
        yaml::read(source, &source.whole(), Schema::Old)
    };
    let documents = match documents {
        Ok(documents) => documents,
        Err(error) => {
            let notation = if json { "JSON" } else { "YAML" };
            return import
                .error(Some(error.at..error.at), format!("Can't read this {notation}: {}", error.message));
        }
    };
    for document in &documents {
        let template = Template::new(source, document);
        for (name, resource) in resources(document, is_user) {
            users(&template, import, name, resource);
        }
        for (name, resource) in resources(document, is_group) {
            group(&template, import, name, resource);
        }
        others(import, document);
    }
    unread(source, import);
}

/// Lists the resources that aren't users; a template with a single one has none.
fn others(import: &mut Import, document: &Node) {
    const MOST: usize = 100;
    let all = document.get("Resources").map(Node::entries).unwrap_or_default();
    let others = all.iter().filter(|entry| {
        !is_user(&entry.value) && !is_group(&entry.value) && entry.value.get("Type").is_some()
    });
    for entry in others.take(MOST) {
        let kind = entry.value.get("Type").and_then(Node::as_text).unwrap_or_default();
        let message = not_a_user::resource(kind).unwrap_or("Ignored this resource: it isn't a user.");
        import.note(NoteKind::Dropped, entry.key_span.clone(), message);
    }
}

/// Notes where a user's type is written and no user was read: in `Fn::ForEach`, or as a function's argument.
fn unread(source: &Source<'_>, import: &mut Import) {
    const MOST: usize = 20;
    let users = spans::sorted(import.users.iter().map(|user| user.span.clone()).collect());
    let is_read = |at: usize| {
        let next = users.partition_point(|span| span.start <= at);
        next.checked_sub(1).and_then(|n| users.get(n)).is_some_and(|span| at < span.end)
    };
    let mut from = 0;
    let mut places = Vec::new();
    for line in source.text.split_inclusive('\n') {
        let names = line.match_indices(TYPE).filter(|_| !line.trim_start().starts_with('#'));
        let names = names
            .filter(|(at, _)| !line.get(at + TYPE.len()..).is_some_and(|rest| rest.starts_with("Group")));
        places.extend(names.map(|(at, _)| from + at).filter(|at| !is_read(*at)));
        from += line.len();
    }
    for at in places.iter().take(MOST) {
        import.note(
            NoteKind::Unread,
            *at..*at + TYPE.len(),
            "There's a user's type here, but no user was read: a loop or a function creates it when the template is deployed.",
        );
    }
    if let Some(more) = places.len().checked_sub(MOST).filter(|more| *more > 0) {
        import.note(NoteKind::Unread, 0..source.text.len(), format!("{more} more such places weren't read."));
    }
}

/// The resources of one kind in a template, in a part of one, or one resource alone.
fn resources(document: &Node, is_one: fn(&Node) -> bool) -> Vec<(&str, &Node)> {
    if is_one(document) {
        return vec![("user", document)];
    }
    let all = document.get("Resources").unwrap_or(document);
    let named = all.entries().iter().map(|entry| (entry.key.as_str(), &entry.value));
    let unnamed = all.items().iter().map(|item| ("user", item));
    named.chain(unnamed).filter(|(_, resource)| is_one(resource)).collect()
}

fn is_user(node: &Node) -> bool {
    node.get("Type").and_then(Node::as_text) == Some(TYPE)
}

fn is_group(node: &Node) -> bool {
    node.get("Type").and_then(Node::as_text) == Some(GROUP)
}

fn group(template: &Template<'_>, import: &mut Import, name: &str, resource: &Node) {
    let source = template.source;
    let mut entries = Vec::new();
    for entry in resource.get("Properties").map(Node::entries).unwrap_or_default() {
        let Some(mut value) = value(template, &entry.value) else { continue };
        match entry.key.as_str() {
            "UserGroupId" | "Engine" => as_text(source, import, &mut value),
            "UserIds" => texts(source, import, &mut value),
            "Tags" => deep_texts(source, import, &mut value),
            _ => {}
        }
        entries.push(Entry { key: entry.key.clone(), key_span: entry.key_span.clone(), value });
    }
    let span = resource.span.clone();
    groups::resource(source, import, Operation::CreateUserGroup, (entries, name), span);
}

/// What the functions of a template may ask for.
struct Template<'t> {
    source: &'t Source<'t>,
    parameters: HashMap<&'t str, &'t Node>,
    mappings: Option<&'t Node>,
    /// The known conditions, which decide about `Fn::If`.
    conditions: HashMap<String, bool>,
}

impl<'t> Template<'t> {
    fn new(source: &'t Source<'t>, document: &'t Node) -> Self {
        let parameters = document.get("Parameters").map(Node::entries).unwrap_or_default();
        let shown = |entry: &&Entry| {
            !matches!(entry.value.get("NoEcho").map(|flag| &flag.what), Some(NodeKind::Bool(true)))
        };
        let defaults = parameters.iter().filter(shown);
        let defaults = defaults.filter_map(|entry| Some((entry.key.as_str(), entry.value.get("Default")?)));
        Self {
            source,
            parameters: defaults.collect(),
            mappings: document.get("Mappings"),
            conditions: HashMap::new(),
        }
    }

    /// The value of a parameter that has a default; text, as CloudFormation has it.
    fn parameter(&self, name: &str) -> Option<Node> {
        let default = self.parameters.get(name).filter(|node| self.source.may_fill(node.weight()))?;
        Some(Node::text(scalar(default)?, default.span.clone()))
    }

    /// What `Fn::FindInMap` finds.
    fn found(&self, keys: &Node) -> Option<Node> {
        let mut at = self.mappings?;
        for key in keys.items() {
            let key = value(self, key)?;
            at = at.get(key.as_text().filter(|key| !self.source.is_open(key))?)?;
        }
        Some(at.clone()).filter(|node| !node.is_map() && self.source.may_fill(node.weight()))
    }
}

/// A string, number or boolean as text.
fn scalar(node: &Node) -> Option<String> {
    match &node.what {
        NodeKind::Text(text) => Some(text.clone()),
        NodeKind::Number(number) => Some(decimal(number)),
        NodeKind::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The names of the conditions that `Fn::If` asks for, each once.
fn conditions(node: &Node, found: &mut Vec<String>) {
    for entry in node.entries() {
        if entry.key == "Fn::If"
            && let Some(name) = entry.value.items().first().and_then(Node::as_text)
            && !found.iter().any(|known| known == name)
            && found.len() <= MOST_CONDITIONS
        {
            found.push(name.to_owned());
        }
        conditions(&entry.value, found);
    }
    node.items().iter().for_each(|item| conditions(item, found));
}

/// A user with more conditions isn't read in all its forms.
const MOST_CONDITIONS: usize = 3;

/// The user of a resource: one for each way in which its conditions may turn out.
fn users(template: &Template<'_>, import: &mut Import, name: &str, resource: &Node) {
    let mut names = Vec::new();
    conditions(resource, &mut names);
    if names.is_empty() || names.len() > MOST_CONDITIONS {
        return user(template, import, name, resource);
    }
    for ways in 0..1usize << names.len() {
        let holds = |n: usize| ways >> n & 1 == 0;
        let template = Template {
            source: template.source,
            parameters: template.parameters.clone(),
            mappings: template.mappings,
            conditions: names.iter().enumerate().map(|(n, name)| (name.clone(), holds(n))).collect(),
        };
        let lines: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(n, name)| format!("{}{name}", if holds(n) { "" } else { "not " }))
            .collect();
        let (notes, users) = (import.notes.len(), import.users.len());
        user(&template, import, name, resource);
        if let Some(user) = import.users.get_mut(users) {
            user.label = format!("{} ({})", user.label, lines.join(", "));
        }
        import.note(
            NoteKind::Understood,
            resource.span.clone(),
            format!("This user depends on conditions. It was read with: {}.", lines.join(", ")),
        );
        import.notes.iter_mut().skip(notes).for_each(|note| note.user = Some(users));
    }
}

const NO_ACCESS_STRING: &str =
    "AccessString is missing. A stack doesn't say so: it fails with a general internal error (500).";

fn user(template: &Template<'_>, import: &mut Import, name: &str, resource: &Node) {
    let source = template.source;
    for entry in resource.entries() {
        if !matches!(entry.key.as_str(), "Type" | "Properties") {
            import.note(
                NoteKind::Dropped,
                entry.key_span.clone(),
                "Ignored this attribute: it isn't part of the request.",
            );
        }
    }
    let empty = Node::new(NodeKind::Map(Vec::new()), resource.span.clone());
    let properties = resource.get("Properties").unwrap_or(&empty);
    let mut entries = Vec::new();
    for entry in properties.entries() {
        let Some(mut value) = value(template, &entry.value) else { continue };
        let is_named = |member: &&Member| member.row().cloudformation == Some(&*entry.key);
        match Operation::CreateUser.members().iter().find(is_named).map(|member| member.kind()) {
            Some(MemberKind::Text) => as_text(source, import, &mut value),
            Some(MemberKind::Flag) => {
                if let NodeKind::Text(text) = &value.what
                    && let Ok(flag) = text.parse::<bool>()
                {
                    value.what = NodeKind::Bool(flag);
                }
            }
            Some(MemberKind::Passwords | MemberKind::Texts) => texts(source, import, &mut value),
            Some(MemberKind::AuthenticationMode | MemberKind::Tags) => {
                deep_texts(source, import, &mut value);
            }
            None => {}
        }
        entries.push(Entry { key: entry.key.clone(), key_span: entry.key_span.clone(), value });
    }
    if properties.get("AccessString").is_none() && properties.get("Fn::Transform").is_none() {
        import.note(NoteKind::Error, properties.span.clone(), NO_ACCESS_STRING);
    }
    let request = Node::new(NodeKind::Map(entries), properties.span.clone());
    let mut user = draft::read(source, import, Operation::CreateUser, &request);
    if user.draft.user_id.is_none() {
        user.label = name.to_owned();
    }
    user.span = resource.span.clone();
    import.users.push(user);
}

/// A property that is text gets text from CloudFormation, whatever YAML made of it.
fn as_text(source: &Source<'_>, import: &mut Import, node: &mut Node) {
    let written = source.text.get(node.span.clone()).unwrap_or_default();
    let text = match &node.what {
        NodeKind::Bool(flag) => flag.to_string(),
        NodeKind::Number(number) => decimal(number),
        NodeKind::Text(text) => {
            if text == written && is_odd(text) {
                import.note(
                    NoteKind::Understood,
                    node.span.clone(),
                    "Without quotes, some YAML parsers treat this as a date or a number. It was read as a string: put it in quotes.",
                );
            }
            return;
        }
        _ => return,
    };
    if written != text {
        let kind = if matches!(node.what, NodeKind::Bool(_)) { "word" } else { "number" };
        import.note(
            NoteKind::Changed,
            node.span.clone(),
            format!("Without quotes, YAML reads this {kind} as {text}, and sends that to the service. Put it in quotes."),
        );
    }
    node.what = NodeKind::Text(text);
}

/// A number as CloudFormation writes it when only its value is known.
fn decimal(number: &str) -> String {
    display(&node::number(number).into())
}

fn texts(source: &Source<'_>, import: &mut Import, node: &mut Node) {
    if let NodeKind::List(items) = &mut node.what {
        items.iter_mut().for_each(|item| as_text(source, import, item));
    }
}

fn deep_texts(source: &Source<'_>, import: &mut Import, node: &mut Node) {
    match &mut node.what {
        NodeKind::List(items) => items.iter_mut().for_each(|item| deep_texts(source, import, item)),
        NodeKind::Map(entries) => {
            entries.iter_mut().for_each(|entry| deep_texts(source, import, &mut entry.value))
        }
        _ => as_text(source, import, node),
    }
}

/// The value with its functions resolved as far as the template allows. `None` for `AWS::NoValue`.
fn value(template: &Template<'_>, node: &Node) -> Option<Node> {
    let what = match &node.what {
        NodeKind::Text(text) => NodeKind::Text(dynamic(template.source, text, node)),
        NodeKind::List(items) => {
            NodeKind::List(items.iter().filter_map(|item| value(template, item)).collect())
        }
        NodeKind::Map(entries) => {
            if let [only] = entries.as_slice()
                && (only.key.starts_with("Fn::") || only.key == "Ref")
            {
                return function(template, node, &only.key, &only.value);
            }
            let entries = entries.iter().filter_map(|entry| {
                let value = value(template, &entry.value)?;
                Some(Entry { key: entry.key.clone(), key_span: entry.key_span.clone(), value })
            });
            NodeKind::Map(entries.collect())
        }
        other => other.clone(),
    };
    Some(Node::new(what, node.span.clone()))
}

fn function(template: &Template<'_>, node: &Node, name: &str, argument: &Node) -> Option<Node> {
    let source = template.source;
    let open = |called: &str| Some(source.open_node(called, node.span.clone()));
    let refer =
        |called: &str| Some(source.reference_node(called, format!("${{{called}}}"), node.span.clone()));
    match (name, argument.as_text()) {
        ("Ref", Some("AWS::NoValue")) => None,
        ("Ref", Some(called)) => {
            let default = template.parameter(called);
            default.map_or_else(|| refer(called), |default| Some(Node::new(default.what, node.span.clone())))
        }
        ("Fn::GetAtt", Some(called)) => refer(called),
        ("Fn::ImportValue", Some(called)) => open(called),
        ("Fn::FindInMap", None) => {
            let found = template.found(argument);
            found.map_or_else(|| open(name), |found| Some(Node::new(found.what, node.span.clone())))
        }
        ("Fn::If", None) => match argument.items() {
            [condition, yes, no] => {
                match condition.as_text().and_then(|name| template.conditions.get(name)) {
                    Some(holds) => value(template, if *holds { yes } else { no }),
                    None => open(condition.as_text().unwrap_or(name)),
                }
            }
            _ => open(name),
        },
        ("Fn::GetAtt", None) => {
            let parts: Vec<&str> = argument.items().iter().filter_map(Node::as_text).collect();
            refer(&parts.join("."))
        }
        ("Fn::Sub", Some(text)) => {
            Some(Node::text(substituted(template, text, None, node), node.span.clone()))
        }
        ("Fn::Sub", None) => match argument.items() {
            [text, variables] => Some(Node::text(
                substituted(template, text.as_text()?, Some(variables), node),
                node.span.clone(),
            )),
            _ => open("Fn::Sub"),
        },
        ("Fn::Join", None) => match argument.items() {
            [between, parts] if matches!(parts.what, NodeKind::List(_)) => {
                let between = between.as_text().unwrap_or_default();
                let mut text = String::new();
                for (n, part) in parts.items().iter().enumerate() {
                    if n > 0 {
                        text.push_str(between);
                    }
                    match value(template, part).map(|part| part.what) {
                        Some(NodeKind::Text(part) | NodeKind::Number(part)) => text.push_str(&part),
                        Some(NodeKind::Bool(flag)) => text.push_str(if flag { "true" } else { "false" }),
                        _ => source.push_open(&mut text, "Fn::Join", part.span.clone()),
                    }
                }
                Some(Node::text(text, node.span.clone()))
            }
            _ => open("Fn::Join"),
        },
        // Lists that other functions make stay open.
        ("Fn::Select", None) => match argument.items() {
            [index, list] if matches!(list.what, NodeKind::List(_)) => {
                let index = match &index.what {
                    NodeKind::Text(index) | NodeKind::Number(index) => index.parse::<usize>().ok(),
                    _ => None,
                };
                match index.and_then(|index| list.items().get(index)) {
                    Some(item) => value(template, item),
                    None => open("Fn::Select"),
                }
            }
            _ => open("Fn::Select"),
        },
        (name, _) => open(name),
    }
}

/// `${Name}` in the text of `Fn::Sub`; `${!Name}` is a literal `${Name}`.
fn substituted(template: &Template<'_>, text: &str, variables: Option<&Node>, node: &Node) -> String {
    let source = template.source;
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        out.push_str(rest.get(..start).unwrap_or_default());
        let inner = rest.get(start + 2..).unwrap_or_default();
        let Some(end) = inner.find('}') else {
            rest = rest.get(start..).unwrap_or_default();
            break;
        };
        let name = inner.get(..end).unwrap_or_default();
        rest = inner.get(end + 1..).unwrap_or_default();
        if let Some(literal) = name.strip_prefix('!') {
            out.push_str("${");
            out.push_str(literal);
            out.push('}');
            continue;
        }
        match variables
            .and_then(|variables| variables.get(name.trim()))
            .and_then(|variable| value(template, variable))
            .or_else(|| template.parameter(name.trim()))
        {
            Some(Node { what: NodeKind::Text(text) | NodeKind::Number(text), .. }) => out.push_str(&text),
            _ if variables.is_some_and(|variables| variables.get(name.trim()).is_some()) => {
                source.push_open(&mut out, name.trim(), node.span.clone());
            }
            _ => {
                let name = name.trim();
                source.push_reference(&mut out, name, format!("${{{name}}}"), node.span.clone());
            }
        }
    }
    out.push_str(rest);
    dynamic(source, &out, node)
}

/// `{{resolve:secretsmanager:…}}` is known to CloudFormation alone.
fn dynamic(source: &Source<'_>, text: &str, node: &Node) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{resolve:") {
        let Some(end) = rest.get(start..).and_then(|inner| inner.find("}}")) else { break };
        out.push_str(rest.get(..start).unwrap_or_default());
        let reference = rest.get(start + 2..start + end).unwrap_or_default();
        let name = source.written(reference);
        match source.with_references(reference) {
            Some(inner) => {
                source.push_reference(&mut out, &name, format!("{{{{{inner}}}}}"), node.span.clone());
            }
            None => source.push_open(&mut out, &name, node.span.clone()),
        }
        rest = rest.get(start + end + 2..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}
