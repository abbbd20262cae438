//! The members of all requests, as the API model (2015-02-02) names them: one table.
//!
//! A new member is one row of [`members!`]: the enum, the fields of [`Draft`](crate::Draft), reading and writing, the order in
//! requests, its option, its attribute and its property follow from it. `tests/members.rs` goes through the
//! rows. The compiler asks for its words: a placeholder, a comment in YAML, a label on the page.

use super::draft::ReadMember;
use super::{AuthenticationMode, Password, Tag};
use crate::Operation;
use alloc::string::String;
use alloc::vec::Vec;

/// Hands the table to another macro. A row: the member, its field in a draft with its type, the option of the AWS CLI, the
/// attribute of Terraform, the property of CloudFormation, and for each operation (CreateUser, ModifyUser, CreateUserGroup,
/// ModifyUserGroup) its place in the model and whether it is required, or nothing where the operation doesn't know it.
macro_rules! members {
    ($define:ident) => {
        $define! {
            UserGroupId, user_group_id: String, "--user-group-id", Some("user_group_id"), Some("UserGroupId"),
                [None, None, required(0), required(0)];
            UserId, user_id: String, "--user-id", Some("user_id"), Some("UserId"),
                [required(0), required(0), None, None];
            UserName, user_name: String, "--user-name", Some("user_name"), Some("UserName"),
                [required(1), None, None, None];
            UserIdsToAdd, user_ids_to_add: Vec<String>, "--user-ids-to-add", None, None,
                [None, None, None, optional(1)];
            UserIdsToRemove, user_ids_to_remove: Vec<String>, "--user-ids-to-remove", None, None,
                [None, None, None, optional(2)];
            Engine, engine: String, "--engine", Some("engine"), Some("Engine"),
                [required(2), optional(6), required(1), optional(3)];
            UserIds, user_ids: Vec<String>, "--user-ids", Some("user_ids"), Some("UserIds"),
                [None, None, optional(2), None];
            Passwords, passwords: Vec<Password>, "--passwords", Some("passwords"), Some("Passwords"),
                [optional(3), optional(3), None, None];
            AccessString, access_string: String, "--access-string", Some("access_string"), Some("AccessString"),
                [required(4), optional(1), None, None];
            AppendAccessString, append_access_string: String, "--append-access-string", None, None,
                [None, optional(2), None, None];
            NoPasswordRequired, no_password_required: bool, "--no-password-required",
                Some("no_password_required"), Some("NoPasswordRequired"),
                [optional(5), optional(4), None, None];
            Tags, tags: Vec<Tag>, "--tags", Some("tags"), Some("Tags"),
                [optional(6), None, optional(3), None];
            AuthenticationMode, authentication_mode: AuthenticationMode, "--authentication-mode",
                Some("authentication_mode"), Some("AuthenticationMode"),
                [optional(7), optional(5), None, None];
        }
    };
}
pub(super) use members;

/// A place in the model of an operation, counted from 0, and whether the client rejects the call without the member.
type Place = Option<(usize, bool)>;

/// The member must be given, and is at this place.
const fn required(place: usize) -> Place {
    Some((place, true))
}

/// The member may be given, and is at this place.
const fn optional(place: usize) -> Place {
    Some((place, false))
}

/// What a member's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemberKind {
    /// A string.
    Text,
    /// A boolean.
    Flag,
    /// A list of strings.
    Texts,
    /// A list of passwords.
    Passwords,
    /// A list of tags.
    Tags,
    /// The structure `AuthenticationMode`.
    AuthenticationMode,
}

/// What is known of a member.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MemberRow {
    /// The name in the API, such as `UserId`.
    pub name: &'static str,
    /// What its value is.
    pub kind: MemberKind,
    /// The option of the AWS CLI, such as `--user-id`.
    pub option: &'static str,
    /// The attribute of Terraform's `aws_elasticache_user` or `aws_elasticache_user_group`, such as `user_id`.
    pub terraform: Option<&'static str>,
    /// The property of `AWS::ElastiCache::User` or `AWS::ElastiCache::UserGroup`, such as `UserId`.
    pub cloudformation: Option<&'static str>,
    /// For each operation, in the order of [`Operation::ALL`], its place in the model and whether it is required there; `None`
    /// where the operation doesn't know it.
    pub places: [Option<(usize, bool)>; 4],
}

macro_rules! define_members {
    ($($member:ident, $field:ident: $kind:ty, $option:literal, $terraform:expr, $cloudformation:expr, $places:expr;)*) => {
        /// A member of a request, at its top level.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // the names are the API's own
        pub enum Member { $($member),* }

        impl Member {
            /// All members of all operations.
            pub const ALL: [Self; [$(stringify!($member)),*].len()] = [$(Self::$member),*];

            /// What is known of it.
            pub const fn row(self) -> &'static MemberRow {
                match self {
                    $(Self::$member => const {
                        &MemberRow {
                            name: stringify!($member),
                            kind: <$kind as ReadMember>::KIND,
                            option: $option,
                            terraform: $terraform,
                            cloudformation: $cloudformation,
                            places: $places,
                        }
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

    /// What its value is.
    pub const fn kind(self) -> MemberKind {
        self.row().kind
    }

    /// The member of this API name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|member| member.name() == name)
    }

    /// Its place in the model of an operation that knows it, and whether it is required there.
    pub(crate) const fn place(self, operation: Operation) -> Option<(usize, bool)> {
        self.row().places[operation as usize]
    }
}

/// The members of an operation, in the order of the model, made of the table by the compiler.
struct Members {
    all: List<Member>,
    required: List<Member>,
    names: List<&'static str>,
}

/// As many of these as there are members, at most.
struct List<T>([T; Member::ALL.len()], usize);

impl<T: Copy> List<T> {
    const fn new(filler: T) -> Self {
        Self([filler; Member::ALL.len()], 0)
    }

    const fn push(&mut self, item: T) {
        self.0[self.1] = item;
        self.1 += 1;
    }

    const fn items(&self) -> &[T] {
        self.0.split_at(self.1).0
    }
}

impl Members {
    const fn new(operation: Operation) -> Self {
        let filler = Member::ALL[0];
        let (mut all, mut required, mut names) = (List::new(filler), List::new(filler), List::new(""));
        let mut place = 0;
        while place < Member::ALL.len() {
            let mut n = 0;
            while n < Member::ALL.len() {
                let member = Member::ALL[n];
                if let Some((its_place, is_required)) = member.place(operation)
                    && its_place == place
                {
                    all.push(member);
                    names.push(member.name());
                    if is_required {
                        required.push(member);
                    }
                }
                n += 1;
            }
            place += 1;
        }
        Self { all, required, names }
    }

    const fn for_operation(operation: Operation) -> &'static Self {
        static ALL: [Members; Operation::ALL.len()] = {
            let [create, modify, create_group, modify_group] = Operation::ALL;
            [
                Members::new(create),
                Members::new(modify),
                Members::new(create_group),
                Members::new(modify_group),
            ]
        };
        &ALL[operation as usize]
    }
}

impl Operation {
    /// Its members in the order of the model, which is the order in skeletons and query bodies.
    pub const fn members(self) -> &'static [Member] {
        Members::for_operation(self).all.items()
    }

    /// The names of its members, in the order of the model.
    pub const fn names(self) -> &'static [&'static str] {
        Members::for_operation(self).names.items()
    }

    /// The members without which the client rejects the call, in the order of the model.
    pub const fn required(self) -> &'static [Member] {
        Members::for_operation(self).required.items()
    }
}
