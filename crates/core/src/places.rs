//! Finds texts again in a long list.

/// A number for each of many texts: a hash table with nothing generic about it, so that it is in the wasm once.
///
/// It is not made for keys chosen to collide: who pastes such a text slows down his own page, and no one else's.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The texts one after another.
    texts: Vec<u8>,
    /// Where each text ends, and its number.
    entries: Vec<(usize, usize)>,
    /// Entries by hash, from 1 on; 0 is free. At least twice as many as entries, a power of two.
    slots: Vec<u32>,
}

impl Places {
    /// The number of a text.
    #[must_use]
    pub fn get(&self, text: &[u8]) -> Option<usize> {
        let (_, entry) = self.find(text)?;
        entry.and_then(|entry| self.entries.get(entry)).map(|(_, number)| *number)
    }

    /// Gives a text a number, unless it has one, which is given back then.
    pub fn insert(&mut self, text: &[u8], number: usize) -> Option<usize> {
        if self.slots.len() < 2 * (self.entries.len() + 1) {
            self.grow();
        }
        let (slot, entry) = self.find(text)?;
        if let Some((_, known)) = entry.and_then(|entry| self.entries.get(entry)) {
            return Some(*known);
        }
        self.texts.extend_from_slice(text);
        self.entries.push((self.texts.len(), number));
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = self.entries.len() as u32;
        }
        None
    }

    /// Gives a text another number.
    pub fn set(&mut self, text: &[u8], number: usize) {
        if self.insert(text, number).is_some()
            && let Some((_, Some(entry))) = self.find(text)
            && let Some((_, own)) = self.entries.get_mut(entry)
        {
            *own = number;
        }
    }

    fn text(&self, entry: usize) -> &[u8] {
        let end = |entry: usize| self.entries.get(entry).map_or(0, |(end, _)| *end);
        let start = entry.checked_sub(1).map_or(0, end);
        self.texts.get(start..end(entry)).unwrap_or_default()
    }

    /// The slot that a text is in, or would be, and its entry.
    fn find(&self, text: &[u8]) -> Option<(usize, Option<usize>)> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(text) as usize & mask;
        loop {
            match self.slots.get(slot) {
                None | Some(0) => return Some((slot, None)),
                Some(entry) => {
                    let entry = *entry as usize - 1;
                    if self.text(entry) == text {
                        return Some((slot, Some(entry)));
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (4 * (self.entries.len() + 1)).next_power_of_two().max(16);
        self.slots = vec![0; size];
        for entry in 0..self.entries.len() {
            let mut slot = hash(self.text(entry)) as usize & (size - 1);
            while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(slot) {
                *slot = entry as u32 + 1;
            }
        }
    }
}

/// FNV-1a with a last stir, so that the low bits depend on all.
fn hash(text: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn every_text_is_found_again() {
        let mut places = Places::default();
        assert_eq!(places.get(b"a"), None);
        for n in 0..10_000 {
            assert_eq!(places.insert(format!("app:{n}").as_bytes(), n), None);
            assert_eq!(places.insert(format!("app:{}", n / 2).as_bytes(), 0), Some(n / 2));
        }
        assert!((0..10_000).all(|n| places.get(format!("app:{n}").as_bytes()) == Some(n)));
        assert_eq!(places.insert(b"", 7), None);
        places.set(b"", 8);
        assert_eq!((places.get(b""), places.get(b"app:")), (Some(8), None));
    }
}
