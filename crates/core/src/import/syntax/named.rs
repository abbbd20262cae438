//! Values by name, as a script sets them.

use crate::places::Places;

/// Values by name; the last one given counts.
#[derive(Clone)]
pub struct Named<V> {
    places: Places,
    values: Vec<V>,
}

impl<V> Default for Named<V> {
    fn default() -> Self {
        Self { places: Places::default(), values: Vec::new() }
    }
}

impl<V> Named<V> {
    pub fn get(&self, name: &str) -> Option<&V> {
        self.values.get(self.places.get(name.as_bytes())?)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.values.get_mut(self.places.get(name.as_bytes())?)
    }

    pub fn insert(&mut self, name: &str, value: V) {
        match self.get_mut(name) {
            Some(slot) => *slot = value,
            None => {
                self.places.insert(name.as_bytes(), self.values.len());
                self.values.push(value);
            }
        }
    }
}
