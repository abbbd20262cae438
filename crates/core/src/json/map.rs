//! The members of an object.

use super::Value;
use crate::places::Places;

/// Members in the order given, each name once. Two are equal when they have the same members, in whatever order.
#[derive(Clone, Debug, Default)]
pub struct Map(Vec<(String, Value)>);

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        let mut places = Places::default();
        for (n, (name, _)) in other.iter().enumerate() {
            places.insert(name.as_bytes(), n);
        }
        let theirs = |name: &str| other.0.get(places.get(name.as_bytes())?);
        self.len() == other.len()
            && self.iter().all(|(name, value)| theirs(name).is_some_and(|(_, theirs)| theirs == value))
    }
}

impl Map {
    /// No members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The value of this name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.0.iter_mut().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Whether there is a member of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Gives a member its value, at its place where it is there and else at the end; gives back what it was.
    ///
    /// Looks at every member: for many, collect them from pairs instead.
    pub fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        match self.get_mut(&name) {
            Some(slot) => Some(std::mem::replace(slot, value)),
            None => {
                self.0.push((name, value));
                None
            }
        }
    }

    /// Takes a member out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let n = self.0.iter().position(|(own, _)| own == name)?;
        Some(self.0.remove(n).1)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Value)> {
        self.0.iter()
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    /// The values, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }

    /// From pairs. Of several of one name the last value counts, at the place of the first, as in Python and JavaScript.
    pub fn from_pairs(pairs: Vec<(String, Value)>) -> Self {
        // A few are looked through; many, so that a hostile number of members costs no quadratic time, are kept in mind.
        let few = pairs.len() <= 16;
        let mut known = Places::default();
        let mut members: Vec<(String, Value)> = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            let earlier = match few {
                true => members.iter().position(|(own, _)| *own == name),
                false => known.insert(name.as_bytes(), members.len()),
            };
            match earlier.and_then(|n| members.get_mut(n)) {
                Some(member) => member.1 = value,
                None => members.push((name, value)),
            }
        }
        Self(members)
    }
}

/// One after another, as [`Map::insert`] does.
impl Extend<(String, Value)> for Map {
    fn extend<I: IntoIterator<Item = (String, Value)>>(&mut self, pairs: I) {
        for (name, value) in pairs {
            self.insert(name, value);
        }
    }
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        Self::from_pairs(pairs.into_iter().collect())
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = &'a (String, Value);
    type IntoIter = std::slice::Iter<'a, (String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
