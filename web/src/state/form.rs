//! What was typed, field by field, for all operations at once: switching between them loses nothing.

use super::{Authentication, Known, OpenPlace, UsedRecipe};
use elasticache_user::emit::Options;
use elasticache_user::{Context, Draft, EngineVersion, Operation, Password, User};
use reactive_stores::Store;

/// The form. An empty text is a member that is not given.
#[derive(Clone, Debug, PartialEq, Store)]
pub struct Form {
    /// Which of the drafts this is: undo stays within it.
    pub draft: u32,
    /// What the request does.
    pub operation: Operation,
    pub user_id: String,
    pub user_name: String,
    pub user_group_id: String,
    /// The members of a new group, as [`super::members`] reads them.
    pub user_ids: String,
    /// Who joins an existing group, in the same way.
    pub user_ids_to_add: String,
    /// Who leaves it.
    pub user_ids_to_remove: String,
    /// Empty: `valkey` for what is new, unchanged for what is there.
    pub engine: String,
    pub access_string: String,
    pub append_access_string: String,
    /// `None` until somebody chooses.
    pub authentication: Option<Authentication>,
    /// Whether authentication is said with the older members at the top level.
    pub older_members: bool,
    /// One for each row, never fewer than one.
    pub passwords: Vec<Password>,
    pub tags: Vec<TagRow>,
    /// What was imported and has no field here, such as members that contradict each other.
    pub rest: Draft,
    /// The name of an [`EngineVersion`], or empty.
    pub engine_version: String,
    pub serverless: Option<bool>,
    /// The user as it is now, where it is known.
    pub current: Option<User>,
    /// Users and groups that a pasted reply showed, for the members of a group.
    pub known: Known,
    /// What the imported text left open.
    pub open: Vec<OpenPlace>,
    /// How the request is written. Part of the draft, so that no user gets the profile of another.
    pub options: Options,
    /// Options that came from elsewhere and do nothing until the person says so.
    pub held: Options,
    /// The recipe that the access string came from.
    pub recipe: Option<UsedRecipe>,
    /// Commands that the user must be able to run, a line each.
    pub must: String,
    /// Commands that the user must not be able to run, a line each.
    pub must_not: String,
    /// Keys to see which patterns match them, a line each.
    pub sample_keys: String,
}

/// A row of the tags.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagRow {
    pub key: String,
    pub value: String,
}

/// The service takes no more passwords than this.
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
            must: String::new(),
            must_not: String::new(),
            sample_keys: String::new(),
        }
    }
}

impl Form {
    /// What somebody sees who opens the page for the first time.
    pub fn example() -> Self {
        Self {
            user_id: "app-reader".to_owned(),
            user_name: "app-reader".to_owned(),
            access_string: "on ~app:* -@all +@read +@connection -@dangerous".to_owned(),
            ..Self::default()
        }
    }

    /// Whether nobody has changed the example yet. How the output is written is no change.
    pub fn is_example(&self) -> bool {
        self.is_but_for_output(&Self::example())
    }

    /// Whether nothing was typed yet.
    pub fn is_empty(&self) -> bool {
        self.is_but_for_output(&Self { operation: self.operation, ..Self::default() })
    }

    fn is_but_for_output(&self, other: &Self) -> bool {
        let Self { draft, options, held, .. } = self.clone();
        *self == Self { draft, options, held, ..other.clone() }
    }

    /// Whether there are tests or sample keys.
    pub fn has_tests(&self) -> bool {
        [&self.must, &self.must_not, &self.sample_keys].iter().any(|text| !text.trim().is_empty())
    }

    /// The same draft with nothing typed. How its output is written stays.
    pub fn emptied(&self) -> Self {
        Self {
            draft: self.draft,
            operation: self.operation,
            options: self.options.clone(),
            ..Self::default()
        }
    }

    /// How the user will log in: what was chosen, or what the operation does when nothing was.
    pub fn authentication(&self) -> Authentication {
        self.authentication.unwrap_or(Authentication::unchosen(self.operation))
    }

    /// The engine: what was chosen, or what the operation does when nothing was.
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

    /// What is known around the request, without the other drafts.
    pub fn context(&self) -> Context {
        Context {
            engine_version: EngineVersion::from_name(&self.engine_version),
            serverless: self.serverless,
            current: self.current.clone(),
            ..Context::default()
        }
    }
}
