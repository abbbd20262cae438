//! The form's content for all operations at once: switching between them loses nothing.

use super::{Authentication, Known, OpenPlace, Ticks, UsedRecipe};
use elasticache_user::emit::Options;
use elasticache_user::{Context, Draft, EngineVersion, Operation, Password, User};
use reactive_stores::Store;

/// The form. An empty string is an absent member.
#[derive(Clone, Debug, PartialEq, Store)]
pub struct Form {
    /// The draft's number: undo stays within a draft.
    pub draft: u32,
    /// The operation of the request.
    pub operation: Operation,
    pub user_id: String,
    pub user_name: String,
    pub user_group_id: String,
    /// The members of a new group, as [`super::members`] reads them.
    pub user_ids: String,
    /// The users to add to an existing group, in the same format.
    pub user_ids_to_add: String,
    /// The users to remove from it.
    pub user_ids_to_remove: String,
    /// Empty: `valkey` for a new user or group, unchanged for an existing one.
    pub engine: String,
    pub access_string: String,
    pub append_access_string: String,
    /// `None` until one is chosen.
    pub authentication: Option<Authentication>,
    /// Whether authentication is written as the legacy top-level members.
    pub older_members: bool,
    /// One per row; at least one.
    pub passwords: Vec<Password>,
    pub tags: Vec<TagRow>,
    /// Imported members without a field, such as ones that contradict each other.
    pub rest: Draft,
    /// The name of an [`EngineVersion`], or empty.
    pub engine_version: String,
    pub serverless: Option<bool>,
    /// The existing user, if known.
    pub current: Option<User>,
    /// Users and groups of a pasted reply, for the members of a group.
    pub known: Known,
    /// Values that the imported text doesn't contain.
    pub open: Vec<OpenPlace>,
    /// The output options. Each draft has its own, so that no user gets another's profile.
    pub options: Options,
    /// Options from a link or saved draft that wait for approval.
    pub held: Options,
    /// The recipe that the access string came from.
    pub recipe: Option<UsedRecipe>,
    /// What the application uses, as ticked.
    pub uses: Ticks,
    /// Commands that the user must be able to run, one per line.
    pub must: String,
    /// Commands that the user must not be able to run, one per line.
    pub must_not: String,
    /// Sample keys to match against the patterns, one per line.
    pub sample_keys: String,
}

/// A row of the tags.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagRow {
    pub key: String,
    pub value: String,
}

/// ElastiCache accepts at most this many passwords.
pub const MOST_PASSWORDS: usize = 2;

impl Default for Form {
    fn default() -> Self {
        Self {
            draft: 0,
            operation: Operation::default(),
            user_id: String::new(),
            user_name: String::new(),
            user_group_id: String::new(),
            user_ids: String::new(),
            user_ids_to_add: String::new(),
            user_ids_to_remove: String::new(),
            engine: String::new(),
            access_string: String::new(),
            append_access_string: String::new(),
            authentication: None,
            older_members: false,
            passwords: vec![Password::default()],
            tags: Vec::new(),
            rest: Draft::default(),
            engine_version: String::new(),
            serverless: None,
            current: None,
            known: Known::default(),
            open: Vec::new(),
            options: Options::default(),
            held: Options::default(),
            recipe: None,
            uses: Ticks::default(),
            must: String::new(),
            must_not: String::new(),
            sample_keys: String::new(),
        }
    }
}

impl Form {
    /// The example on a first visit.
    pub fn example() -> Self {
        Self {
            user_id: "app-reader".to_owned(),
            user_name: "app-reader".to_owned(),
            access_string: "on ~app:* -@all +@read +@connection -@dangerous".to_owned(),
            ..Self::default()
        }
    }

    /// Whether this is the unchanged example. Output options don't count.
    pub fn is_example(&self) -> bool {
        self.is_but_for_output(&Self::example())
    }

    /// Whether nothing is filled in. Output options don't count.
    pub fn is_empty(&self) -> bool {
        self.is_but_for_output(&Self { operation: self.operation, ..Self::default() })
    }

    fn is_but_for_output(&self, other: &Self) -> bool {
        let Self { draft, options, held, uses, .. } = self.clone();
        *self == Self { draft, options, held, uses, ..other.clone() }
    }

    /// Whether there are tests or sample keys.
    pub fn has_tests(&self) -> bool {
        [&self.must, &self.must_not, &self.sample_keys].iter().any(|text| !text.trim().is_empty())
    }

    /// The same draft with empty fields. Output options stay.
    pub fn emptied(&self) -> Self {
        Self {
            draft: self.draft,
            operation: self.operation,
            options: self.options.clone(),
            ..Self::default()
        }
    }

    /// The chosen authentication, or the operation's default.
    pub fn authentication(&self) -> Authentication {
        self.authentication.unwrap_or(Authentication::unchosen(self.operation))
    }

    /// The chosen engine, or the operation's default.
    pub fn engine(&self) -> &str {
        match (self.engine.as_str(), self.operation) {
            ("", operation) if operation.creates() => "valkey",
            (chosen, _) => chosen,
        }
    }

    /// The ID of the user, or of the group.
    pub fn id(&self) -> &str {
        if self.operation.is_of_group() { &self.user_group_id } else { &self.user_id }
    }

    /// The context of the request, without the other drafts.
    pub fn context(&self) -> Context {
        Context {
            engine_version: EngineVersion::from_name(&self.engine_version),
            serverless: self.serverless,
            current: self.current.clone(),
            ..Context::default()
        }
    }
}
