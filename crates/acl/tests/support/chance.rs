//! Chance that can be repeated.

/// Numbers that look random, the same ones every time.
pub struct Chance(pub u64);

impl Chance {
    /// A number below that.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// One to so many of these, with that between them.
    pub fn some(&mut self, of: &[&str], most: usize, between: &str) -> String {
        let count = 1 + self.below(most);
        let some: Vec<&str> = (0..count).map(|_| of[self.below(of.len())]).collect();
        some.join(between)
    }
}
