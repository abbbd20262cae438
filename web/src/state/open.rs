//! Open places of an imported text: a variable, a reference, a template placeholder. Each is open until something is typed there.

use super::{Authentication, Form};
use elasticache_user::emit::Target;
use elasticache_user::import::Placeholder;
use elasticache_user::{Draft, Member, Password, Path, Reference};

/// An open place, and what was there when it was imported.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPlace {
    path: Path,
    /// Its expression, such as `var.user_id`.
    name: String,
    /// The reference that output in the same language can contain.
    reference: Option<Reference>,
    was: Was,
}

#[derive(Clone, Debug, PartialEq)]
enum Was {
    Text(Option<String>),
    Secret(Password),
    /// The length of the list.
    Count(usize),
    /// Nothing was chosen.
    Unchosen,
}

/// A place that is still open.
#[derive(Clone, Debug, PartialEq)]
pub struct StillOpen {
    /// Its path in the form's request.
    pub path: Path,
    /// Its expression.
    pub name: String,
    /// The reference that output in the same language can contain.
    pub reference: Option<Reference>,
    /// Whether the request contains its text, such as a template placeholder, or the output its reference: then nothing needs to be typed.
    pub written: bool,
}

impl StillOpen {
    /// As a place for the core.
    pub fn place(&self) -> elasticache_user::OpenPlace {
        elasticache_user::OpenPlace { path: self.path.clone(), reference: self.reference.clone() }
    }
}

/// The most open places: nobody fills in more by hand.
const MOST: usize = 200;
/// How many characters of a name are shown.
const LONGEST_NAME: usize = 60;

impl Form {
    /// Marks the open places of the user that was just imported.
    pub fn leave_open(&mut self, placeholders: &[Placeholder]) {
        let draft = self.draft();
        let known = placeholders.iter().filter(|one| one.path.member().is_some()).take(MOST);
        let open = known.map(|one| OpenPlace {
            path: one.path.clone(),
            name: one.name.chars().take(LONGEST_NAME).collect(),
            reference: one.reference.clone(),
            was: self.was(&draft, &one.path),
        });
        self.open = open.collect();
    }

    fn was(&self, draft: &Draft, path: &Path) -> Was {
        match path {
            path if path.is_secret() => Was::Secret(self.secret_at(path)),
            Path::Item(list, _) => Was::Count(count(draft, *list)),
            Path::Member(Member::Tags) | Path::Tag(_) => Was::Count(self.tags.len()),
            Path::Member(Member::AuthenticationMode | Member::NoPasswordRequired) | Path::ModeType => {
                Was::Unchosen
            }
            // The form's default isn't a choice.
            Path::Member(Member::Engine) => Was::Text(Some(self.engine.clone())),
            Path::Member(list) if draft.ids(*list).is_some() => Was::Count(count(draft, *list)),
            path => Was::Text(draft.text_at(path).map(str::to_owned)),
        }
    }

    /// The places that are still open, by their paths in this form's request.
    pub fn still_open(&self, draft: &Draft) -> Vec<StillOpen> {
        let mut all: Vec<StillOpen> = Vec::new();
        for (nth, OpenPlace { path, name, reference, was }) in self.open.iter().enumerate() {
            let Some(member) = path.member().filter(|member| self.operation.members().contains(member))
            else {
                continue;
            };
            let before = all.iter().filter(|one| one.path.member() == Some(member)).count();
            let path = match was {
                Was::Secret(was) if self.has_secret(path, was) => self.secret_path(path, before),
                // An open ID comes after the known ones, as its position is unknown.
                Was::Count(was) => match path {
                    Path::Item(list, _) if count(draft, *list) <= was + self.open_before(nth, *list) => {
                        Some(Path::Item(*list, count(draft, *list) + before))
                    }
                    Path::Tag(_) | Path::Member(Member::Tags) => {
                        (self.tags.len() == *was).then(|| path.clone())
                    }
                    _ => None,
                },
                Was::Unchosen => self.authentication.is_none().then(|| path.clone()),
                Was::Text(_) => (self.was(draft, path) == *was).then(|| path.clone()),
                Was::Secret(_) => None,
            };
            if let Some(path) = path {
                let written = draft.text_at(&path).is_some_and(|text| !text.is_empty())
                    && path != Path::Member(Member::Engine);
                all.push(StillOpen { written, path, name: name.clone(), reference: reference.clone() });
            }
        }
        all
    }

    /// Whether this row's password is still a reference that the output can contain.
    pub fn refers(&self, row: usize, target: Option<&Target>) -> bool {
        let is_it =
            |open: &&OpenPlace| matches!(&open.was, Was::Secret(was) if self.has_secret(&open.path, was));
        let mut here = self.open.iter().filter(is_it).filter(|open| self::row(&open.path) == row);
        here.any(|open| {
            let place =
                elasticache_user::OpenPlace { path: open.path.clone(), reference: open.reference.clone() };
            target.is_some_and(|target| target.refers(&place, &self.options))
        })
    }

    /// How many open places precede this one in its list: each is filled by one more ID.
    fn open_before(&self, nth: usize, list: Member) -> usize {
        self.open.iter().take(nth).filter(|one| one.path.member() == Some(list)).count()
    }

    fn secret_at(&self, path: &Path) -> Password {
        self.passwords.get(row(path)).cloned().unwrap_or_default()
    }

    fn has_secret(&self, path: &Path, was: &Password) -> bool {
        self.authentication() == Authentication::Password && self.secret_at(path) == *was
    }

    /// The index of a password in the request: empty rows aren't in it, so open ones come last.
    fn secret_path(&self, path: &Path, before: usize) -> Option<Path> {
        let typed = |rows: &[Password]| rows.iter().filter(|row| !row.expose().is_empty()).count();
        let row = row(path);
        let nth = match self.secret_at(path).expose().is_empty() {
            true => typed(&self.passwords) + before,
            false => typed(self.passwords.get(..row)?),
        };
        Some(if self.older_members { Path::Password(nth) } else { Path::ModePassword(nth) })
    }
}

fn row(path: &Path) -> usize {
    match path {
        Path::Password(n) | Path::ModePassword(n) => *n,
        _ => 0,
    }
}

fn count(draft: &Draft, list: Member) -> usize {
    draft.ids(list).map_or(0, <[String]>::len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Checked, Delivery};
    use elasticache_user::import::import;

    fn imported(text: &str) -> Form {
        let mut read = import(text);
        let user = read.users.pop().or_else(|| read.groups.pop()).unwrap();
        let mut form = Form { operation: user.operation, ..Form::default() };
        form.load(user.draft);
        form.leave_open(&user.placeholders);
        form
    }

    fn open(form: &Form) -> Vec<String> {
        form.still_open(&form.draft()).into_iter().map(|one| format!("{} {}", one.path, one.name)).collect()
    }

    #[test]
    fn a_place_is_open_until_something_is_typed_there() {
        let mut form = imported(
            r#"aws elasticache create-user --user-id "$ID" --user-name app --engine "$ENGINE" --access-string "$ACCESS" --no-password-required"#,
        );
        assert_eq!(open(&form).len(), 3, "{:?}", open(&form));
        let python = Delivery { target: "boto3".into(), ..Delivery::default() };
        let checked = Checked::new(form.clone(), &python, &[]);
        let findings = &checked.report.findings;
        assert!(findings.iter().any(|finding| finding.rule == "value-left-open"));
        assert!(!findings.iter().any(|finding| finding.rule == "user-id-required"));
        assert!(!checked.emission.ready, "there is no such name in another language");
        form.user_id = "app".into();
        form.engine = "valkey".into();
        assert_eq!(open(&form).len(), 1);
        form.access_string = "on ~* +@read".into();
        assert_eq!(open(&form), Vec::<String>::new());
        let checked = Checked::new(form, &Delivery::default(), &[]);
        assert!(!checked.report.findings.iter().any(|finding| finding.rule == "value-left-open"));
    }

    #[test]
    fn what_the_output_can_refer_to_needs_no_value() {
        let form = imported(
            r#"aws elasticache create-user --user-id "$ID" --user-name app --engine valkey --access-string "on ~* +@read" --passwords "$PW""#,
        );
        let of = |target: &'static str| {
            Checked::new(form.clone(), &Delivery { target: target.into(), ..Delivery::default() }, &[])
        };
        let bash = of("bash");
        assert_eq!(open(&form).len(), 2);
        assert!(bash.emission.ready && !bash.asks, "{:?}", bash.emission.notes);
        let text = bash.emission.files[0].text();
        assert!(text.contains(r#"--user-id "$ID""#) && text.contains("${PW:?"), "{text}");
        assert!(bash.open.iter().all(|one| one.written));
        let python = of("boto3");
        assert!(!python.emission.ready && python.open.iter().any(|one| !one.written));
        // A typed password takes precedence.
        let typed = Form { passwords: vec!["a-password-of-my-own".into()], ..form.clone() };
        assert!(!Checked::new(typed, &Delivery::default(), &[]).emission.files[0].text().contains("PW"));
    }

    #[test]
    fn a_template_mark_is_written_as_it_is() {
        let form = imported(
            r#"{"UserId": "{{user}}", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* +@read", "AuthenticationMode": {"Type": "iam"}}"#,
        );
        let all = form.still_open(&form.draft());
        assert_eq!((all.len(), all[0].written), (1, true), "{all:?}");
        let checked = Checked::new(form, &Delivery::default(), &[]);
        assert!(checked.emission.ready, "{:?}", checked.report.findings);
    }

    #[test]
    fn members_that_are_references_are_open_one_by_one() {
        let mut form = imported(
            r#"resource "aws_elasticache_user_group" "g" {
              user_group_id = "g"
              engine        = "redis"
              user_ids      = [aws_elasticache_user.a.user_id, "b", aws_elasticache_user.c.user_id]
            }"#,
        );
        assert_eq!(open(&form).len(), 2, "{:?}", open(&form));
        let checked = Checked::new(form.clone(), &Delivery::default(), &[]);
        let errors = checked.report.findings.iter().filter(|one| one.severity.name() == "error").count();
        assert_eq!(errors, 0, "{:?}", checked.report.findings);
        form.user_ids.push_str(" a");
        assert_eq!(open(&form).len(), 1);
        form.user_ids.push_str(" c");
        assert_eq!(open(&form).len(), 0);
    }

    #[test]
    fn a_password_is_open_until_it_is_typed_or_another_login_is_chosen() {
        let mut form = imported(
            "aws elasticache create-user --user-id a --user-name a --engine valkey --access-string 'on ~* +@read' --passwords \"$PW\"",
        );
        assert_eq!(open(&form).len(), 1);
        let iam = Form { authentication: Some(Authentication::Iam), ..form.clone() };
        assert_eq!(open(&iam).len(), 0);
        form.passwords = vec!["a-password-of-my-own".into()];
        assert_eq!(open(&form).len(), 0);
    }
}
