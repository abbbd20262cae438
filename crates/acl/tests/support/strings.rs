//! Random access strings whose words say and unsay the same things.

/// Numbers that look random, the same ones every time.
pub struct Chance(pub u64);

impl Chance {
    /// A number below that.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// Up to nine words that meet often, a few of them refused.
    pub fn access_string(&mut self) -> String {
        const WORDS: [&str; 64] = [
            "on",
            "off",
            "~*",
            "~app:*",
            "~a:1",
            "~b",
            "%R~r:*",
            "%W~w:*",
            "%R~b",
            "resetkeys",
            "&*",
            "&news:*",
            "&x",
            "resetchannels",
            "+@all",
            "-@all",
            "+@read",
            "-@read",
            "+@write",
            "-@write",
            "+@dangerous",
            "-@dangerous",
            "+@admin",
            "-@admin",
            "+@pubsub",
            "+@scripting",
            "-@scripting",
            "+@connection",
            "+@hash",
            "-@hash",
            "+@fast",
            "-@slow",
            "+@keyspace",
            "+get",
            "-get",
            "+set",
            "-set",
            "+config",
            "-config|set",
            "+config|get",
            "+keys",
            "+info",
            "+publish",
            "+subscribe",
            "+eval",
            "+select|0",
            "+flushall",
            "db=0,2",
            "(~s:* +get +set)",
            "(&c:* +@pubsub)",
            "(%R~s:* +@read -get +get)",
            "clearselectors",
            "clearselectors",
            "clearselectors",
            "+select|1",
            "-select",
            "+@string",
            "~ab*",
            "~a*",
            "%W~b",
            "&ne*",
            "alldbs",
            "db=0",
            "+nosuch",
        ];
        let count = 1 + self.below(9);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}
