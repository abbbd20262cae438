//! Chance that can be repeated.

/// Numbers that look random, the same ones from the same seed everywhere (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// A number from 0 up to, not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// True once in that many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these, if there is any.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(list.len());
        list.get(at)
    }

    /// One of these strings.
    pub fn text<'a>(&mut self, list: &[&'a str]) -> &'a str {
        self.pick(list).copied().unwrap_or("")
    }

    /// One to this many of these strings, with a separator between them.
    pub fn some(&mut self, list: &[&str], most: usize, between: &str) -> String {
        let count = 1 + self.below(most);
        let some: Vec<&str> = (0..count).map(|_| self.text(list)).collect();
        some.join(between)
    }

    /// Up to this many of these characters, in any order.
    pub fn letters(&mut self, letters: &str, most: usize) -> String {
        let letters: Vec<char> = letters.chars().collect();
        (0..self.below(most + 1)).filter_map(|_| self.pick(&letters).copied()).collect()
    }

    /// The text, now and then in another case.
    pub fn cased(&mut self, text: &str) -> String {
        match self.below(8) {
            0 => text.to_uppercase(),
            1 => text.chars().map(|c| if self.one_in(2) { c.to_ascii_uppercase() } else { c }).collect(),
            _ => text.to_owned(),
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
}
