//! The members of both requests, as the API model (2015-02-02) names them: one table.
//!
//! A new member is one row of [`members!`]: the enum, the fields of [`Draft`](crate::Draft), reading and writing, the order in
//! requests and the names in other notations follow from it.

use crate::Operation;
use crate::sorted::by_number;
use std::sync::LazyLock;

/// Hands the table to another macro. A row: the member, its field in a draft with its type, the option of the AWS CLI, the
/// attribute of Terraform, the property of CloudFormation, and for each operation that knows the member its place in the model
/// and whether it is required.
macro_rules! members {
    ($define:ident) => {
        $define! {
            UserId, user_id: String, "--user-id", Some("user_id"), Some("UserId"),
                Some((0, REQUIRED)), Some((0, REQUIRED));
            UserName, user_name: String, "--user-name", Some("user_name"), Some("UserName"),
                Some((1, REQUIRED)), None;
            Engine, engine: String, "--engine", Some("engine"), Some("Engine"),
                Some((2, REQUIRED)), Some((6, OPTIONAL));
            Passwords, passwords: Vec<Secret>, "--passwords", Some("passwords"), Some("Passwords"),
                Some((3, OPTIONAL)), Some((3, OPTIONAL));
            AccessString, access_string: String, "--access-string", Some("access_string"), Some("AccessString"),
                Some((4, REQUIRED)), Some((1, OPTIONAL));
            AppendAccessString, append_access_string: String, "--append-access-string", None, None,
                None, Some((2, OPTIONAL));
            NoPasswordRequired, no_password_required: bool, "--no-password-required",
                Some("no_password_required"), Some("NoPasswordRequired"),
                Some((5, OPTIONAL)), Some((4, OPTIONAL));
            Tags, tags: Vec<Tag>, "--tags", Some("tags"), Some("Tags"),
                Some((6, OPTIONAL)), None;
            AuthenticationMode, authentication_mode: AuthenticationMode, "--authentication-mode",
                Some("authentication_mode"), Some("AuthenticationMode"),
                Some((7, OPTIONAL)), Some((5, OPTIONAL));
        }
    };
}
pub(super) use members;

/// Without it the client refuses the call.
const REQUIRED: bool = true;
const OPTIONAL: bool = false;

/// What is known of a member.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MemberRow {
    /// The name in the API, such as `UserId`.
    pub name: &'static str,
    /// The option of the AWS CLI, such as `--user-id`.
    pub option: &'static str,
    /// The attribute of Terraform's `aws_elasticache_user`, such as `user_id`.
    pub terraform: Option<&'static str>,
    /// The property of `AWS::ElastiCache::User`, such as `UserId`.
    pub cloudformation: Option<&'static str>,
    /// Its place in the model of CreateUser, and whether it is required there.
    pub create: Option<(usize, bool)>,
    /// Its place in the model of ModifyUser, and whether it is required there.
    pub modify: Option<(usize, bool)>,
}

macro_rules! define_members {
    ($($member:ident, $field:ident: $kind:ty, $option:literal, $terraform:expr, $cloudformation:expr, $create:expr, $modify:expr;)*) => {
        /// A member of a request, at its top level.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // the names are the API's own
        pub enum Member { $($member),* }

        impl Member {
            /// All members of both operations.
            pub const ALL: [Self; [$(stringify!($member)),*].len()] = [$(Self::$member),*];

            /// What is known of it.
            pub const fn row(self) -> &'static MemberRow {
                match self {
                    $(Self::$member => &MemberRow {
                        name: stringify!($member),
                        option: $option,
                        terraform: $terraform,
                        cloudformation: $cloudformation,
                        create: $create,
                        modify: $modify,
                    },)*
                }
            }
        }
    };
}

members!(define_members);

impl Member {
    /// The name in the API, such as `UserId`.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The option of the AWS CLI, such as `--user-id`.
    pub const fn option(self) -> &'static str {
        self.row().option
    }

    /// The member of this API name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|member| member.name() == name)
    }

    /// Its place in the model of an operation that knows it, and whether it is required there.
    const fn place(self, operation: Operation) -> Option<(usize, bool)> {
        match operation {
            Operation::CreateUser => self.row().create,
            Operation::ModifyUser => self.row().modify,
        }
    }
}

/// The members of an operation, in the order of the model.
#[derive(Debug)]
struct Members {
    all: Vec<Member>,
    required: Vec<Member>,
}

impl Members {
    fn new(operation: Operation) -> Self {
        let known = Member::ALL.into_iter().filter_map(|member| Some((member.place(operation)?, member)));
        let known: Vec<((usize, bool), Member)> = by_number(known.collect(), |((place, _), _)| *place);
        let required = known.iter().filter(|((_, required), _)| *required);
        Self {
            required: required.map(|(_, member)| *member).collect(),
            all: known.into_iter().map(|(_, member)| member).collect(),
        }
    }

    fn of(operation: Operation) -> &'static Self {
        static CREATE: LazyLock<Members> = LazyLock::new(|| Members::new(Operation::CreateUser));
        static MODIFY: LazyLock<Members> = LazyLock::new(|| Members::new(Operation::ModifyUser));
        match operation {
            Operation::CreateUser => &CREATE,
            Operation::ModifyUser => &MODIFY,
        }
    }
}

impl Operation {
    /// Its members in the order of the model, which is the order in skeletons and query bodies.
    pub fn members(self) -> &'static [Member] {
        &Members::of(self).all
    }

    /// The members without which the client refuses the call, in the order of the model.
    pub fn required(self) -> &'static [Member] {
        &Members::of(self).required
    }
}
