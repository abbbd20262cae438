//! Recognizes texts that define something other than a user: a user of another service, a policy, a cache.
//!
//! Each is named by what it has, with what to do instead, and nothing is imported. Anyone who adds an importer for one of them takes
//! its row out here.

use super::node::{Node, NodeKind};
use super::{Import, NoteKind, Source};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::LazyCell;
use core::ops::Range;

/// A sentence about what the text is, and one about what to paste.
pub(super) type Message = &'static str;

const GROUP: Message = "This is a user group in a format that isn't supported. Paste its members as JSON: UserGroupId, Engine, UserIds.";
const MEMORYDB_USER: Message = "This is a MemoryDB user, which has no UserId and no Engine. Paste an ElastiCache user, or add both members.";
const MEMORYDB: Message = "This is for MemoryDB, not ElastiCache. Paste an ElastiCache user.";
const IAM: Message = "This is an IAM user, not an ElastiCache user. Paste the create-user call or the definition of an ElastiCache user.";
const OTHER_SERVICE: Message = "This is a user of another AWS service. Paste the create-user call or the definition of an ElastiCache user.";
const KUBERNETES: Message = "This is a Kubernetes resource, not a request. Paste the user's members as JSON or YAML: UserId, UserName, Engine, ….";
const CACHE: Message =
    "This describes a cache, not a user. Paste a user's definition, or the output of describe-users.";
const NO_GROUPS: Message = "This list of user groups is empty. Paste the output of describe-user-groups from an account and Region that has groups.";
const NO_USERS: Message = "This list of users is empty. Paste the output of describe-users from an account and Region that has users.";
const PACKAGE: Message = "This is a package.json, not a user. Paste a user's definition.";
const WORKFLOW: Message =
    "This is a CI workflow, not a user. Paste the command or the file that defines the user.";
const CONTAINERS: Message = "This defines containers, not a user. Paste a user's definition.";
const PLAYBOOK: Message = "This is an Ansible playbook, not a user: Ansible has no module for ElastiCache users. Paste the task that runs the AWS CLI, or the user's members as JSON or YAML.";
const POLICY: Message = "This is an IAM policy, not a user. Paste a user's definition.";
const SETTINGS: Message = "This is another tool's settings file, not a user. Paste a user's definition.";
const API: Message = "This describes an API, not a user. Paste a user's definition.";
const TEMPLATE: Message = "This template doesn't define an AWS::ElastiCache::User. Paste the template or the resource that defines the user.";
const PULUMI: Message = "This is Pulumi, which isn't supported. Paste the user's members as JSON: UserId, UserName, Engine, AccessString, ….";
const CDKTF: Message = "This is CDK for Terraform, which isn't supported. Paste the user's members as JSON, or the synthesized Terraform configuration.";
const IDENTITY: Message =
    "This is the identity of an AWS caller, not a cache user. Paste a user's definition.";
const REFUSED: Message =
    "This is an error message, not a user. Paste the command that was rejected, or the user's definition.";
const LOG: Message = "These are log lines, not a user. Paste the command or the user's definition.";
const ARN: Message =
    "This is a user's ARN, which contains only its ID. Paste the output of describe-users for it.";
const LISTS: Message = "This command lists users or groups and doesn't define one. Paste its output.";
const DELETES: Message =
    "This command deletes a user or group and doesn't define one. Paste a create-user or modify-user call.";
const STATEMENT: Message = "This is a SQL statement, not an ElastiCache user. Paste a user's definition.";
const SDK: Message = "This is code in a language that isn't supported. Paste the request's members as JSON: UserId, UserName, Engine, ….";
const TABLE: Message = "This is what the AWS CLI prints for people, as a table or as plain text. Paste the same as JSON: aws elasticache describe-users --output json.";
const CMDLETS: Message =
    "This is about AWS Tools for PowerShell, but doesn't call New-ECUser or Edit-ECUser. Paste the call.";
const GETUSER: Message = "This is a reply to ACL GETUSER, which isn't supported. Paste the output of ACL LIST, or the ACL SETUSER line.";
const XML: Message = "This is XML, which isn't supported. Paste the same as JSON: aws elasticache describe-users --output json.";
const HTML: Message = "This is a web page, not a user. Paste the command or the user's definition.";
const DIFF_OF_STRINGS: Message = "These are several named strings, not one user. Paste one access string, or compare them with `acl diff`.";

const PLAN: Message =
    "This is a printed Terraform plan. Paste the configuration, or the plan as JSON: terraform show -json.";
const MODULE: Message = "This calls a Terraform module, whose resources aren't in this text. Paste the aws_elasticache_user resource, or the plan as JSON: terraform show -json.";
const CONFIGURATION: Message =
    "This Terraform configuration has no aws_elasticache_user. Paste the file that defines the user.";

/// Adds the message to the import.
pub(super) fn say(import: &mut Import, span: Range<usize>, named: Message) {
    import.other(Some(span), named);
}

/// The members of the request, by names without case and signs.
const STRONG: [&str; 4] = ["accessstring", "appendaccessstring", "nopasswordrequired", "authenticationmode"];
const WEAK: [&str; 5] = ["userid", "username", "engine", "passwords", "tags"];

fn plain(name: &str) -> String {
    let letters = name.chars().take(40).filter(|letter| letter.is_ascii_alphanumeric());
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether an object is a request: at least one member of the request is in it, in whichever spelling, and not just a word
/// that objects of any kind have.
pub(super) fn is_request(node: &Node) -> bool {
    let entries = node.entries();
    let names: Vec<String> = entries.iter().map(|entry| plain(&entry.key)).collect();
    if names.iter().any(|name| STRONG.contains(&name.as_str())) || node.get("UserId").is_some() {
        return true;
    }
    let weak = names.iter().filter(|name| WEAK.contains(&name.as_str())).count();
    let exact = entries.iter().any(|entry| crate::Member::from_name(&entry.key).is_some());
    let marked = node.get("Not ready").is_some();
    weak * 2 > names.len() && (exact || weak > 1) || marked && (weak > 0 || names.len() == 1)
}

/// What an object is, if it's known to be something other than a request. An object with the members of a request in it
/// may be one of those, too.
pub(super) fn object(source: &Source<'_>, node: &Node) -> Option<Message> {
    let has = |name: &str| node.get(name).is_some();
    let text = |name: &str| node.get(name).and_then(Node::as_text).unwrap_or_default();
    if has("UserGroups") {
        return Some(NO_GROUPS);
    }
    let arn = [text("ARN"), text("Arn"), text("arn")].into_iter().find(|arn| arn.starts_with("arn:"));
    match arn.and_then(|arn| arn.split(':').nth(2)) {
        Some("memorydb") => return Some(MEMORYDB_USER),
        Some("iam") => return Some(IAM),
        Some("sts") => return Some(IDENTITY),
        _ => {}
    }
    if has("ACLNames") || has("ACLName") {
        return Some(MEMORYDB);
    }
    if has("IdentityStoreId")
        || has("UserPoolId")
        || has("DirectoryUserId")
        || has("ServerId")
        || has("OrganizationId")
    {
        return Some(OTHER_SERVICE);
    }
    if has("UserName") && (has("PermissionsBoundary") || has("Path")) || text("UserId").starts_with("AIDA") {
        return Some(IAM);
    }
    if has("UserId") && has("Account") {
        return Some(IDENTITY);
    }
    if has("flags") && has("commands") && has("keys") {
        return Some(GETUSER);
    }
    // MemoryDB calls them as ElastiCache does, and has no more than these.
    let memorydb = ["UserName", "AuthenticationMode", "AccessString"].into_iter().all(has);
    let more =
        ["UserId", "Engine", "Passwords", "NoPasswordRequired", "AppendAccessString"].into_iter().any(has);
    if memorydb && !more {
        return Some(MEMORYDB_USER);
    }
    if is_request(node) {
        return None;
    }
    if has("apiVersion") || has("kind") && has("metadata") {
        return Some(KUBERNETES);
    }
    if let Some(users) = node.get("Users").or_else(|| node.get("User")) {
        let mut users = users.items().iter().chain(core::iter::once(users).filter(|users| users.is_map()));
        return users.next().map_or(Some(NO_USERS), |first| object(source, first));
    }
    let template = has("AWSTemplateFormatVersion") || has("Resources") || text("Type").starts_with("AWS::");
    if template
        || node.entries().iter().any(|entry| {
            entry.value.get("Type").and_then(Node::as_text).is_some_and(|kind| kind.starts_with("AWS::"))
        })
    {
        return Some(resources(source));
    }
    if has("resources") && (has("runtime") || source.text.contains("aws:elasticache:")) {
        return Some(PULUMI);
    }
    if has("ReplicationGroups")
        || has("ReplicationGroupId")
        || has("CacheClusters")
        || has("CacheClusterId")
        || has("ServerlessCaches")
    {
        return Some(CACHE);
    }
    if has("ACLs") || has("Clusters") && source.text.contains("memorydb") {
        return Some(MEMORYDB);
    }
    if has("dependencies") || has("devDependencies") || has("scripts") && has("name") {
        return Some(PACKAGE);
    }
    if has("jobs") || has("stages") {
        return Some(WORKFLOW);
    }
    if has("services") || has("FROM") {
        return Some(CONTAINERS);
    }
    if has("Statement") || text("Version") == "2012-10-17" {
        return Some(POLICY);
    }
    if has("openapi") || has("swagger") || has("asyncapi") {
        return Some(API);
    }
    if has("compilerOptions") || has("$schema") || has("extends") {
        return Some(SETTINGS);
    }
    if has("Error") && has("message") || has("Code") && has("Message") || has("__type") {
        return Some(REFUSED);
    }
    if has("level") && (has("msg") || has("message")) {
        return Some(LOG);
    }
    if has("hosts") && (has("tasks") || has("roles")) {
        return Some(PLAYBOOK);
    }
    let strings =
        node.entries().iter().all(|entry| entry.value.as_text().is_some_and(super::access_string::is_one));
    if node.entries().len() > 1 && strings {
        return Some(DIFF_OF_STRINGS);
    }
    None
}

const RESOURCES: [(&str, Message); 5] = [
    ("AWS::ElastiCache::UserGroup", GROUP),
    ("AWS::MemoryDB::User", MEMORYDB_USER),
    ("AWS::MemoryDB::", MEMORYDB),
    ("AWS::IAM::User", IAM),
    ("AWS::ElastiCache::", CACHE),
];

/// The message about a template without a user.
fn resources(source: &Source<'_>) -> Message {
    RESOURCES.into_iter().find(|(kind, _)| source.text.contains(kind)).map_or(TEMPLATE, |(_, named)| named)
}

/// What a resource of CloudFormation is, by its type.
pub(super) fn resource(kind: &str) -> Option<Message> {
    RESOURCES.into_iter().find(|(start, _)| kind.starts_with(start)).map(|(_, named)| named)
}

/// What a resource of Terraform is, by its type. `None` for a user, and for what has nothing to do with users.
pub(super) fn terraform(kind: &str) -> Option<Message> {
    Some(match kind {
        "aws_elasticache_user" | "aws_elasticache_user_group" | "aws_elasticache_user_group_association" => {
            return None;
        }
        "aws_memorydb_user" => MEMORYDB_USER,
        "aws_iam_user" => IAM,
        kind if kind.starts_with("aws_memorydb_") => MEMORYDB,
        kind if kind.starts_with("aws_elasticache_") => CACHE,
        _ => return None,
    })
}

/// The message about an AWS CLI command that doesn't define a user: `elasticache create-user-group`. `None` for one that does, and for
/// those that have nothing to do with users.
pub(super) fn command(service: &str, operation: &str) -> Option<Message> {
    Some(match (service, operation) {
        ("elasticache", "create-user" | "modify-user" | "create-user-group" | "modify-user-group") => {
            return None;
        }
        ("elasticache", "describe-users" | "describe-user-groups") => LISTS,
        ("elasticache", "delete-user" | "delete-user-group") => DELETES,
        ("elasticache", operation)
            if operation.contains("cache") || operation.contains("replication-group") =>
        {
            CACHE
        }
        ("memorydb", "create-user" | "update-user") => MEMORYDB_USER,
        ("memorydb", _) => MEMORYDB,
        ("iam", _) => IAM,
        (_, "create-user" | "modify-user" | "update-user" | "admin-create-user") => OTHER_SERVICE,
        _ => return None,
    })
}

/// What a call in the query protocol is, by the version of its API.
pub(super) fn query(version: Option<&str>) -> Option<Message> {
    match version {
        None | Some("2015-02-02") => None,
        Some("2010-05-08") => Some(IAM),
        Some(_) => Some(OTHER_SERVICE),
    }
}

/// The message about the text that no importer accepts, or in which nothing was found.
pub(super) fn text(source: &Source<'_>) -> Option<Message> {
    let text = source.text.trim_start_matches('\u{feff}').trim();
    let has = |part: &str| text.contains(part);
    if let Some((service, operation)) = text.lines().find_map(aws_command)
        && let Some(named) = command(service, operation)
    {
        return Some(named);
    }
    if text.starts_with("arn:aws") && !text.contains(char::is_whitespace) {
        return Some(ARN);
    }
    if text.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"))
        || text.starts_with("<html")
    {
        return Some(HTML);
    }
    if text.starts_with('<')
        && (text.starts_with("<?xml") || has("Response xmlns=") || text.ends_with('>') && has("</"))
    {
        return Some(XML);
    }
    let table = text.starts_with('-') && has("+--")
        || text.starts_with("USERS\t")
        || text.starts_with("USERGROUPS\t");
    if table && (has("Users") || has("UserId") || has("arn:aws")) {
        return Some(TABLE);
    }
    if let Some(named) = hcl(text) {
        return Some(named);
    }
    if has("An error occurred (") || has("Exception:") || has("Error:") && !has("elasticache create-user") {
        return Some(REFUSED);
    }
    if has("aws:elasticache:User")
        || has("aws:elasticache/user")
        || has("aws.elasticache.User")
        || has("aws.elasticache.NewUser")
        || has("@pulumi/")
        || has("pulumi_aws")
    {
        return Some(PULUMI);
    }
    if has("ElasticacheUser(") || has("@cdktf/") {
        return Some(CDKTF);
    }
    if has("CreateUserGroup") || has("create_user_group(") || has("ModifyUserGroup") {
        return Some(GROUP);
    }
    if has("client-memorydb") || has("client('memorydb')") || has("client(\"memorydb\")") || has("memorydb.")
    {
        return Some(MEMORYDB_USER);
    }
    if has("client-iam") || has("client('iam')") || has("client(\"iam\")") {
        return Some(IAM);
    }
    if ["New-ECUser", "Edit-ECUser"].iter().any(|part| has(part)) {
        return Some(CMDLETS);
    }
    let upper = text.get(..200.min(text.len())).map(str::to_ascii_uppercase).unwrap_or_default();
    if ["CREATE USER ", "CREATE ROLE ", "ALTER USER ", "GRANT "].iter().any(|start| upper.starts_with(start))
    {
        return Some(STATEMENT);
    }
    if ["CreateUserRequest", "createUser([", "CreateUserAsync", "create_user({", "createUser("]
        .iter()
        .any(|part| has(part))
    {
        return Some(SDK);
    }
    let dated = |line: &str| {
        line.len() > 10
            && line
                .bytes()
                .zip(*b"dddd-dd-dd")
                .all(|(byte, like)| if like == b'd' { byte.is_ascii_digit() } else { byte == like })
    };
    let leveled = |line: &str| {
        ["INFO", "WARN", "ERROR", "DEBUG", "[INFO]", "[ERROR]", "[WARN]"]
            .iter()
            .any(|level| line.starts_with(level))
    };
    if text.lines().any(|line| dated(line.trim_start_matches(['[', '"'])) || leveled(line)) {
        return Some(LOG);
    }
    None
}

/// The message about Terraform text that doesn't define a user.
fn hcl(text: &str) -> Option<Message> {
    let plan = [
        "Terraform will perform the following actions",
        "Your infrastructure matches the configuration",
        "OpenTofu will perform",
    ];
    let marks = ["will be created", "will be updated in-place", "must be replaced", "will be destroyed"];
    let changes =
        |line: &str| line.trim_start().starts_with("# ") && marks.iter().any(|mark| line.ends_with(mark));
    if plan.iter().any(|part| text.contains(part)) || text.lines().any(changes) {
        return Some(PLAN);
    }
    let block = |line: &str, kind: &str| {
        line.strip_prefix(kind)
            .is_some_and(|rest| rest.starts_with([' ', '{']) && rest.trim_end().ends_with(['{', '}']))
    };
    let resources = text.lines().filter_map(|line| line.strip_prefix("resource \"")?.split('"').next());
    if let Some(named) = resources.filter_map(terraform).next() {
        return Some(named);
    }
    if text.lines().any(|line| block(line, "module")) {
        return Some(MODULE);
    }
    let kinds = [
        "resource",
        "variable",
        "output",
        "provider",
        "terraform",
        "locals",
        "data",
        "import",
        "moved",
        "check",
    ];
    text.lines().any(|line| kinds.iter().any(|kind| block(line, kind))).then_some(CONFIGURATION)
}

/// The service and operation of a line that calls the AWS CLI.
fn aws_command(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_ascii_whitespace().map(|word| word.trim_matches(['"', '\'', '`']));
    words.find(|word| matches!(*word, "aws" | "awslocal"))?;
    let mut plain = Vec::new();
    while let Some(word) = words.next() {
        if word.starts_with("--") {
            // What global options take.
            if matches!(word, "--region" | "--profile" | "--output" | "--query" | "--endpoint-url") {
                words.next();
            }
            continue;
        }
        plain.push(word);
        if let [service, operation] = plain[..] {
            return Some((service, operation));
        }
    }
    None
}

/// Whether the text mentions an ElastiCache user. If not, its syntax errors aren't reported as a user's.
pub(super) fn concerns_users(text: &str) -> bool {
    const WORDS: [&str; 6] = [
        "accessstring",
        "access-string",
        "access_string",
        "appendaccess",
        "aws_elasticache_user\"",
        "elasticache::user\"",
    ];
    const CALLS: [&str; 8] = [
        "create-user",
        "modify-user",
        "createuser",
        "modifyuser",
        "create_user",
        "modify_user",
        "setuser",
        "\"userid\"",
    ];
    let lower = text.to_ascii_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
        || lower.contains("elasticache") && CALLS.iter().any(|call| lower.contains(call))
        || lower.contains("elasticache::user\n")
        || lower.contains("acl setuser")
}

/// Where no user was found and nothing in the text mentions one, what could not be read isn't a user's fault: a template of
/// Helm, a settings file with comments. Beside users, what is none is worth a note only.
pub(super) fn is_elsewhere(source: &Source<'_>, import: &mut Import) {
    if import.users.is_empty() && import.groups.is_empty() && !concerns_users(source.text) {
        let unread = import.errors.first_mut().filter(|error| error.kind == NoteKind::Error);
        if let (Some(error), Some(named)) = (unread, text(source)) {
            error.message = named.into();
        }
        import.errors.iter_mut().for_each(|error| error.kind = NoteKind::Other);
    }
    if !import.users.is_empty() || !import.groups.is_empty() {
        let (others, errors) =
            core::mem::take(&mut import.errors).into_iter().partition(|error| error.kind == NoteKind::Other);
        let others: Vec<_> = others;
        import.notes.extend(others);
        import.errors = errors;
    }
}

/// Notes what each value is that isn't a request; returns those that are.
pub(super) fn requests<'n>(source: &Source<'_>, import: &mut Import, node: &'n Node) -> Vec<&'n Node> {
    let mut found = Vec::new();
    let all: Vec<&Node> = match &node.what {
        NodeKind::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    if all.is_empty() {
        say(import, node.span.clone(), NO_USERS);
    }
    let whole = LazyCell::new(|| text(source));
    for one in all {
        if super::groups::object(source, import, one) {
            continue;
        }
        if let Some(named) = object(source, one) {
            say(import, one.span.clone(), named);
        } else if is_request(one) {
            found.push(one);
        } else {
            let named = if let Some(named) = *whole {
                named
            } else if one.is_map() {
                "This object has no member of a request, such as UserId, UserName or AccessString, so it isn't a user. Paste a user's definition."
            } else {
                "This is a single value, not a user. Paste an object with the members of a request, such as UserId."
            };
            say(import, one.span.clone(), named);
        }
    }
    found
}

impl Import {
    /// Something else than a user.
    fn other(&mut self, span: Option<Range<usize>>, message: Message) {
        let note = super::ImportNote { kind: NoteKind::Other, message: message.into(), span, user: None };
        self.errors.push(note);
    }
}
