//! The words of access strings.

use super::Cases;
use super::patterns::{Patterns, pattern};
use super::spoiled::quoted;

impl Cases {
    pub(super) fn words(&mut self, patterns: &mut Patterns) -> Vec<String> {
        let mut words = Vec::new();
        if self.dialect.engine.has_channels() && self.random.one_in(2) {
            words.push("resetchannels".to_owned());
        }
        let count = match self.random.below(10) {
            0 => self.random.below(25),
            _ => 1 + self.random.below(8),
        };
        for _ in 0..count {
            let word = self.word(patterns);
            words.push(word);
        }
        words
    }

    fn word(&mut self, patterns: &mut Patterns) -> String {
        let engine = self.dialect.engine;
        match self.random.below(40) {
            0..=9 => self.key_word(patterns),
            10..=11 if engine.has_channels() => self.channel_word(patterns),
            10..=15 => self.category_word(),
            16..=24 => self.command_word(),
            25..=26 => self.all_commands_word(),
            27..=30 if engine.has_selectors() => self.selector(patterns),
            31..=32 if engine.has_databases() => self.database_word(),
            33 => self.password_word(),
            34 => self.flag_word(),
            35 if self.random.one_in(3) => self.reset_word(),
            _ => self.state_word(),
        }
    }

    fn state_word(&mut self) -> String {
        let word = self.random.text(&["on", "off", "on", "nopass", "resetpass"]);
        self.random.cased(word)
    }

    fn flag_word(&mut self) -> String {
        let word = self.random.text(&["sanitize-payload", "skip-sanitize-payload"]);
        self.random.cased(word)
    }

    fn reset_word(&mut self) -> String {
        let word = self.random.text(&[
            "reset",
            "resetkeys",
            "resetchannels",
            "clearselectors",
            "resetdbs",
            "alldbs",
        ]);
        self.random.cased(word)
    }

    fn all_commands_word(&mut self) -> String {
        let word = self.random.text(&["+@all", "-@all", "allcommands", "nocommands", "+@ALL"]);
        self.random.cased(word)
    }

    fn password_word(&mut self) -> String {
        // SHA-256 of `pw`, as `printf pw | sha256sum` gives it.
        const HASH: &str = "30c952fab122c3f9759f02a6d95c3758b246b4fee239957b2d4fee46e26170c4";
        match self.random.below(9) {
            0..=1 => ">pw".to_owned(),
            2 => ">".to_owned(),
            3 => ">p w".to_owned(),
            4 => "<pw".to_owned(),
            5 => "<".to_owned(),
            6 => format!("#{HASH}"),
            7 => format!("!{HASH}"),
            _ => format!("#{}", HASH.to_uppercase()),
        }
    }

    pub(super) fn key_word(&mut self, patterns: &mut Patterns) -> String {
        if self.random.one_in(12) {
            let word = self.random.text(&["~*", "allkeys", "%RW~*", "%R~*", "resetkeys"]);
            return self.random.cased(word);
        }
        let pattern = pattern(&mut self.random);
        patterns.keys.push(pattern.clone());
        let sides = ["~", "~", "%R~", "%W~", "%RW~", "%wr~", "%r~"];
        let side = if self.dialect.engine.has_selectors() { self.random.text(&sides) } else { "~" };
        format!("{side}{pattern}")
    }

    pub(super) fn channel_word(&mut self, patterns: &mut Patterns) -> String {
        if self.random.one_in(10) {
            let word = self.random.text(&["&*", "allchannels", "resetchannels"]);
            return self.random.cased(word);
        }
        let pattern = pattern(&mut self.random);
        patterns.channels.push(pattern.clone());
        format!("&{pattern}")
    }

    fn category_word(&mut self) -> String {
        let sign = self.random.text(&["+", "+", "-"]);
        let name = self.random.pick(&self.categories).map_or("read", |category| category.name());
        let name = self.random.cased(name);
        format!("{sign}@{name}")
    }

    fn command_word(&mut self) -> String {
        let sign = self.random.text(&["+", "+", "-"]);
        let name = match self.random.below(4) {
            // A few names come often, so that words meet.
            0 => self.random.text(&[
                "get",
                "set",
                "config",
                "config|get",
                "client",
                "client|id",
                "select",
                "mget",
            ]),
            _ => self.random.pick(&self.commands).map_or("get", |command| command.name()),
        };
        let name = self.random.cased(name);
        if self.random.one_in(12) {
            let arg = self.random.text(&["0", "x", "get", "GET", "1", "set", "no-one"]);
            return format!("{sign}{name}|{arg}");
        }
        format!("{sign}{name}")
    }

    pub(super) fn database_word(&mut self) -> String {
        let list =
            ["0", "1", "0,1", "1,0,1", "3", "2,3", "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15", "+1", "00", "16"];
        match self.random.below(8) {
            0 => self.random.text(&["alldbs", "resetdbs"]).to_owned(),
            1 => {
                let odd = [
                    "",
                    "a",
                    ",",
                    "1,",
                    "-1",
                    "2147483647",
                    "2147483648",
                    "1a",
                    "0x1",
                    "-0",
                    "99999999999999999999",
                ];
                format!("db={}", self.random.text(&odd))
            }
            _ => format!("db={}", self.random.text(&list)),
        }
    }

    pub(super) fn selector(&mut self, patterns: &mut Patterns) -> String {
        let count = self.random.below(5);
        let mut words = Vec::new();
        for _ in 0..count {
            let word = match self.random.below(12) {
                0..=4 => self.key_word(patterns),
                5 => self.channel_word(patterns),
                6..=8 => self.command_word(),
                9 => self.category_word(),
                10 => self.all_commands_word(),
                _ if self.dialect.engine.has_databases() => self.database_word(),
                _ => self.command_word(),
            };
            words.push(word);
        }
        if self.random.one_in(6) {
            for word in &mut words {
                if self.random.one_in(3) {
                    *word = quoted(word, &mut self.random);
                }
            }
        }
        let (open, close) = match self.random.below(12) {
            0 => ("( ", " )"),
            1 => ("(", " )"),
            _ => ("(", ")"),
        };
        format!("{open}{}{close}", words.join(" "))
    }
}
