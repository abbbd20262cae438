//! The members of an object.

use super::Value;

/// Members in the order given, each name once. Two are equal when they have the same members, in whatever order.
#[derive(Clone, Debug, Default)]
pub struct Map(Vec<(String, Value)>);

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        fn sorted(map: &Map) -> Vec<&(String, Value)> {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_unstable_by(|a, b| a.0.cmp(&b.0));
            members
        }
        self.len() == other.len() && sorted(self) == sorted(other)
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
    pub fn from_pairs(mut pairs: Vec<(String, Value)>) -> Self {
        // By name, and by place within a name. Sorted, so that a hostile number of members costs no quadratic time.
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        let name = |n: usize| pairs.get(n).map(|(name, _)| name.as_str());
        order.sort_unstable_by(|a, b| name(*a).cmp(&name(*b)).then(a.cmp(b)));
        let twice: Vec<[usize; 2]> = order
            .windows(2)
            .filter(|pair| name(pair[0]) == name(pair[1]))
            .map(|pair| [pair[0], pair[1]])
            .collect();
        if twice.is_empty() {
            return Self(pairs);
        }
        let mut keeps = vec![true; pairs.len()];
        // From the last back, so that the value wanders to the first of its name.
        for [first, later] in twice.into_iter().rev() {
            let value = pairs.get_mut(later).map(|(_, value)| value.take());
            if let (Some(slot), Some(value)) = (pairs.get_mut(first), value) {
                slot.1 = value;
            }
            if let Some(keep) = keeps.get_mut(later) {
                *keep = false;
            }
        }
        let mut keeps = keeps.into_iter();
        pairs.retain(|_| keeps.next().unwrap_or(true));
        Self(pairs)
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
