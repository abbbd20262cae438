//! Random access strings, good and malformed, with commands to check: the same seed gives the same cases.
//!
//! Patterns and keys are made of few pieces, so that they meet: a key is often made from a pattern of the string.

use access_string::{Category, Command, Dialect};

/// Rules with commands to hold against them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The rules.
    pub rules: Rules,
    /// The commands.
    pub checks: Vec<Check>,
}

/// The rules of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rules {
    /// A text, to be split at white space.
    Text(String),
    /// Exact arguments.
    Args(Vec<String>),
}

/// A command, and the database of the connection it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The command with its arguments.
    pub argv: Vec<String>,
    /// The database.
    pub database: u32,
}

/// Gives random cases for one dialect.
pub struct Cases {
    random: Random,
    dialect: Dialect,
    commands: Vec<Command>,
    categories: Vec<Category>,
}

impl Cases {
    /// The cases of that seed.
    pub fn new(seed: u64, dialect: impl Into<Dialect>) -> Self {
        let dialect = dialect.into();
        Self {
            random: Random(seed),
            dialect,
            commands: dialect.commands().collect(),
            categories: dialect.categories().collect(),
        }
    }

    /// Any case.
    pub fn any(&mut self) -> Case {
        let mut patterns = Patterns::default();
        let mut words = self.words(&mut patterns);
        if self.random.one_in(6) {
            self.spoil(&mut words);
        }
        let rules = if self.random.one_in(12) {
            if self.random.one_in(3) {
                words.push(String::new());
            }
            // What servers make of a NUL between parentheses is left alone: no client sends one.
            let parentheses = words.iter().any(|word| word.contains('('));
            for word in &mut words {
                if self.random.one_in(12) {
                    let odd = [" ", "\u{b}", "\n", "\r\n)", ")", " )", "'", "\u{c}\"", "\0", "\0x"];
                    let odd = if parentheses { &odd[..8] } else { &odd[..] };
                    word.push_str(self.random.text(odd));
                }
            }
            Rules::Args(words)
        } else {
            Rules::Text(self.text(&words))
        };
        let checks = 1 + self.random.below(5);
        let checks = (0..checks).map(|_| self.check(None, &patterns)).collect();
        Case { rules, checks }
    }

    /// A case about one command: rules that mention it, and calls of it.
    pub fn about(&mut self, command: Command) -> Case {
        let mut patterns = Patterns::default();
        if self.random.one_in(4) {
            let everything = if self.dialect.engine.has_channels() { "~* &* +@all" } else { "~* +@all" };
            let checks = (0..4).map(|_| self.check(Some(command), &patterns)).collect();
            return Case { rules: Rules::Text(everything.to_owned()), checks };
        }
        let mut words = Vec::new();
        if self.random.one_in(3) {
            words.push("~*".to_owned());
        } else {
            for _ in 0..1 + self.random.below(3) {
                words.push(self.key_word(&mut patterns));
            }
        }
        if self.dialect.engine.has_channels() && self.random.one_in(2) {
            words.push("resetchannels".to_owned());
            words.push(if self.random.one_in(3) {
                "&*".to_owned()
            } else {
                self.channel_word(&mut patterns)
            });
        }
        match self.random.below(4) {
            0 => words.push("+@all".to_owned()),
            1 => words.push(format!("+{command}")),
            2 => {
                let categories: Vec<Category> = self.dialect.categories_of(command).collect();
                words.push(self.random.pick(&categories).map_or("+@all".to_owned(), |own| format!("+{own}")));
            }
            _ => {
                words.push("+@all".to_owned());
                words.push(format!("-{command}"));
            }
        }
        if self.dialect.engine.has_databases() && self.random.one_in(3) {
            words.push(self.database_word());
        }
        if self.dialect.engine.has_selectors() && self.random.one_in(4) {
            words.push(self.selector(&mut patterns));
        }
        let checks = (0..4).map(|_| self.check(Some(command), &patterns)).collect();
        Case { rules: Rules::Text(words.join(" ")), checks }
    }

    fn words(&mut self, patterns: &mut Patterns) -> Vec<String> {
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

    fn key_word(&mut self, patterns: &mut Patterns) -> String {
        if self.random.one_in(12) {
            let word = self.random.text(&["~*", "allkeys", "%RW~*", "%R~*", "resetkeys"]);
            return self.random.cased(word);
        }
        let pattern = self.random.pattern();
        patterns.keys.push(pattern.clone());
        let sides = ["~", "~", "%R~", "%W~", "%RW~", "%wr~", "%r~"];
        let side = if self.dialect.engine.has_selectors() { self.random.text(&sides) } else { "~" };
        format!("{side}{pattern}")
    }

    fn channel_word(&mut self, patterns: &mut Patterns) -> String {
        if self.random.one_in(10) {
            let word = self.random.text(&["&*", "allchannels", "resetchannels"]);
            return self.random.cased(word);
        }
        let pattern = self.random.pattern();
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

    fn database_word(&mut self) -> String {
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

    fn selector(&mut self, patterns: &mut Patterns) -> String {
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
                    *word = self.quoted(word);
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

    /// A word in quotes, some of them not right.
    fn quoted(&mut self, word: &str) -> String {
        match self.random.below(9) {
            0 => format!("'{word}'"),
            1 => format!("\"{word}"),
            2 => format!("\"{word}\"x"),
            3 => format!("'{word}' "),
            4 => word.chars().map(|c| format!("{c}\"\"")).collect(),
            5 => format!("{word}\"  \""),
            6 => format!("\"{word}\\x41\\n\""),
            7 => format!("'{word}\\''"),
            _ => format!("\"{word}\""),
        }
    }

    /// Puts in what is not a word, or changes one.
    fn spoil(&mut self, words: &mut Vec<String>) {
        const ODD: [&str; 48] = [
            "get",
            "@read",
            "*",
            "on,",
            "+@read,+@write",
            "%",
            "%R",
            "%W",
            "%rw",
            "%~a",
            "%RR~a",
            "%Rx~a",
            "%R~",
            "%WR~*",
            "+",
            "-",
            "+@",
            "-@",
            "++get",
            "+@all|x",
            "-@all|x",
            "+config|",
            "+config|get|x",
            "+get|a|b",
            "-get|x",
            "+get|",
            "-config|nope",
            "+nope|x",
            "+|x",
            "+nope",
            "+@nope",
            "~",
            "&",
            "~**",
            "&**",
            "(",
            ")",
            "()",
            "(+get",
            "+get)",
            "((+get))",
            "(+get)(+set)",
            "(on)",
            "(reset)",
            "(\"\"",
            "db",
            "+get ",
            "#abc",
        ];
        let at = self.random.below(words.len() + 1);
        match self.random.below(4) {
            0..=1 => words.insert(at, self.random.text(&ODD).to_owned()),
            2 => {
                if let Some(word) = words.get_mut(at) {
                    *word = self.random.mutated(word);
                }
            }
            _ => {
                let word = self.random.text(&[
                    "~a b",
                    "&a\tb",
                    "~",
                    "+get\n",
                    "(~a b)",
                    "(+get\u{b}~a)",
                    "\u{e9}",
                    "~\u{e9}*",
                    "~a\r",
                ]);
                words.insert(at, word.to_owned());
            }
        }
    }

    fn text(&mut self, words: &[String]) -> String {
        let mut text = String::new();
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                text.push_str(if self.random.one_in(20) {
                    self.random.text(&["  ", "\t", "\n", " \r\n"])
                } else {
                    " "
                });
            }
            text.push_str(word);
        }
        text
    }

    /// A call of a command, or of any.
    fn check(&mut self, command: Option<Command>, patterns: &Patterns) -> Check {
        let any = self.random.pick(&self.commands).copied();
        let argv = match command.or(any) {
            Some(command) if !self.random.one_in(60) => self.call(command, patterns),
            _ => {
                let odd = ["NOPE", "", "config|get", "GETT", "config nope", "object", "CONFIG"];
                vec![self.random.text(&odd).to_owned(), self.argument(patterns)]
            }
        };
        let database = match self.random.below(4) {
            0 if self.dialect.engine.has_databases() => [0, 1, 2, 3, 15][self.random.below(5)],
            _ => 0,
        };
        Check { argv, database }
    }

    fn call(&mut self, command: Command, patterns: &Patterns) -> Vec<String> {
        let mut argv: Vec<String> = command.name().split('|').map(str::to_owned).collect();
        for word in &mut argv {
            *word = self.random.cased(word);
        }
        let arity = self.dialect.arity(command);
        let mut count = usize::from(arity.unsigned_abs());
        if arity < 0 {
            count += self.random.below(5);
        }
        if self.random.one_in(50) {
            count = self.random.below(4);
        }
        if !self.random.one_in(4) && self.template(command, &mut argv, patterns) {
            return argv;
        }
        if self.dialect.is_container(command) && self.random.one_in(2) {
            argv.push(self.random.text(&["help", "HELP", "nope", "get", "list"]).to_owned());
        }
        while argv.len() < count {
            let argument = self.argument(patterns);
            argv.push(argument);
        }
        argv
    }

    /// The shape that a command with movable keys expects, with some of it odd.
    fn template(&mut self, command: Command, argv: &mut Vec<String>, patterns: &Patterns) -> bool {
        let shape: &[&str] = match command.name() {
            "eval" | "evalsha" | "eval_ro" | "evalsha_ro" | "fcall" | "fcall_ro" => &["s", "#keys", "?x"],
            "zunion" | "zinter" | "zdiff" | "zintercard" | "sintercard" => &["#keys", "?LIMIT", "?1"],
            "lmpop" | "zmpop" => &["#keys", "MIN", "?COUNT", "?1"],
            "blmpop" | "bzmpop" => &["0", "#keys", "LEFT", "?COUNT", "?1"],
            "zunionstore" | "zinterstore" | "zdiffstore" => &["key", "#keys", "?WEIGHTS", "?1"],
            "msetex" => &["#pairs", "?EX", "?1"],
            "sort" => &[
                "key", "?BY", "?key", "?LIMIT", "?0", "?1", "?GET", "?key", "?STORE", "?key", "?store",
                "?key",
            ],
            "sort_ro" => &["key", "?BY", "?key", "?GET", "?key", "?STORE", "?key"],
            "migrate" => &[
                "h", "1", "?key0", "0", "1", "?COPY", "?AUTH", "?KEYS", "?AUTH2", "?u", "?KEYS", "?key",
                "?key", "?keys", "?key",
            ],
            "georadius" => &[
                "key",
                "1",
                "1",
                "1",
                "km",
                "?STORE",
                "?key",
                "?COUNT",
                "?1",
                "?STOREDIST",
                "?key",
                "?store",
                "?key",
            ],
            "georadiusbymember" => {
                &["key", "m", "1", "km", "?STORE", "?key", "?STOREDIST", "?key", "?STORE", "?key"]
            }
            "xread" => {
                &["?COUNT", "?STREAMS", "?BLOCK", "?1", "STREAMS", "key", "?key", "0", "?0", "?STREAMS"]
            }
            "xreadgroup" => {
                &["GROUP", "g", "?STREAMS", "?NOACK", "?COUNT", "?1", "STREAMS", "key", "?key", ">", "?0"]
            }
            "set" => &["key", "v", "?EX", "?10", "?GET", "?get", "?XX", "?GETX"],
            "bitfield" => &[
                "key",
                "?GET",
                "?u8",
                "?0",
                "?OVERFLOW",
                "?WRAP",
                "?SET",
                "?u8",
                "?0",
                "?1",
                "?INCRBY",
                "?GET",
            ],
            "copy" => &["key", "key", "?DB", "?db", "?REPLACE", "?DB", "?db", "?x"],
            "move" => &["key", "db"],
            "select" => &["db"],
            "swapdb" => &["db", "db"],
            "memory" => &["USAGE", "key", "?SAMPLES", "?1"],
            "stralgo" => &["LCS", "?STRINGS", "?KEYS", "key", "?key", "?IDX"],
            "publish" | "spublish" => &["channel", "m"],
            "subscribe" | "psubscribe" | "ssubscribe" => &["channel", "?channel", "?channel"],
            "lcs" | "pfmerge" | "rpoplpush" | "rename" | "smove" => &["key", "key", "?key"],
            "mget" | "del" | "exists" | "unlink" | "touch" | "watch" => &["key", "?key", "?key"],
            "mset" | "msetnx" => &["key", "v", "?key", "?v", "?key"],
            "blpop" | "brpop" | "bzpopmin" | "bzpopmax" => &["key", "?key", "0"],
            _ => return false,
        };
        for item in shape {
            let item = match item.strip_prefix('?') {
                Some(_) if self.random.one_in(2) => continue,
                Some(item) => item,
                None => item,
            };
            match item {
                "key" => argv.push(self.key(&patterns.keys)),
                "keys" => argv.push("KeyS".to_owned()),
                "key0" => {
                    let key = self.key(&patterns.keys);
                    argv.push(if self.random.one_in(2) { String::new() } else { key });
                }
                "channel" => argv.push(self.channel(&patterns.channels)),
                "db" => argv.push(
                    self.random
                        .text(&["0", "1", "2", "3", "15", "16", "-1", "x", "+1", "01", " 1", "2147483648"])
                        .to_owned(),
                ),
                "#keys" | "#pairs" => self.counted(item == "#pairs", argv, patterns),
                text => argv.push(self.random.cased(text)),
            }
        }
        true
    }

    /// A number of keys and the keys, the number now and then not right.
    fn counted(&mut self, pairs: bool, argv: &mut Vec<String>, patterns: &Patterns) {
        let count = self.random.below(4);
        let number = match self.random.below(8) {
            0 => self
                .random
                .text(&["0", "-1", "x", "", "9", "+1", "01", " 1", "1 ", "1x", "100000"])
                .to_owned(),
            _ => count.to_string(),
        };
        argv.push(number);
        for _ in 0..count {
            argv.push(self.key(&patterns.keys));
            if pairs {
                argv.push("v".to_owned());
            }
        }
    }

    fn key(&mut self, patterns: &[String]) -> String {
        match self.random.pick(patterns).cloned() {
            Some(pattern) if !self.random.one_in(4) => self.random.matching(&pattern),
            _ => self.random.key(),
        }
    }

    /// A channel; often a pattern itself, for those commands that want it equal.
    fn channel(&mut self, patterns: &[String]) -> String {
        match self.random.pick(patterns).cloned() {
            Some(pattern) if self.random.one_in(3) => pattern,
            _ => self.key(patterns),
        }
    }

    fn argument(&mut self, patterns: &Patterns) -> String {
        const WORDS: [&str; 32] = [
            "STORE",
            "GET",
            "BY",
            "LIMIT",
            "STREAMS",
            "KEYS",
            "COUNT",
            "BLOCK",
            "GROUP",
            "NOACK",
            "DB",
            "REPLACE",
            "AUTH",
            "COPY",
            "STOREDIST",
            "OVERFLOW",
            "SET",
            "INCRBY",
            "",
            "USAGE",
            "STRINGS",
            "v",
            "m",
            "km",
            "-",
            "+",
            "LEFT",
            "NX",
            "FIELDS",
            "IDLE",
            "x",
            "y",
        ];
        match self.random.below(10) {
            0..=4 => self.key(&patterns.keys),
            5 => self.channel(&patterns.channels),
            6..=7 => self.random.text(&["0", "1", "2", "3", "-1", "10"]).to_owned(),
            _ => {
                let word = self.random.text(&WORDS);
                self.random.cased(word)
            }
        }
    }
}

#[derive(Default)]
struct Patterns {
    keys: Vec<String>,
    channels: Vec<String>,
}

/// SplitMix64: small, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number from 0 up to, not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// True once in that many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(list.len());
        list.get(at)
    }

    fn text<'a>(&mut self, list: &[&'a str]) -> &'a str {
        self.pick(list).copied().unwrap_or("")
    }

    /// The text, now and then in another case.
    fn cased(&mut self, text: &str) -> String {
        match self.below(8) {
            0 => text.to_uppercase(),
            1 => text.chars().map(|c| if self.one_in(2) { c.to_ascii_uppercase() } else { c }).collect(),
            _ => text.to_owned(),
        }
    }

    fn mutated(&mut self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        let at = self.below(chars.len());
        let odd = ['+', '-', '@', '|', '~', '%', '&', '(', ')', '"', '\'', '\\', '*', 'a', 'R', '0', ','];
        let c = self.pick(&odd).copied().unwrap_or('x');
        match self.below(4) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 => chars.insert(at.min(chars.len()), c),
            2 if at + 1 < chars.len() => chars.swap(at, at + 1),
            _ => {
                if let Some(old) = chars.get_mut(at) {
                    *old = c;
                }
            }
        }
        chars.into_iter().collect()
    }

    fn pattern(&mut self) -> String {
        const PLAIN: [&str; 12] =
            ["app", "a", "b", "ab", "app::", "cache:", ":", "1", "x", ".", "user", "\u{e9}"];
        const WILD: [&str; 26] = [
            "*", "*", "*", "*", "?", "**", "[ab]", "[^a]", "[a-c]", "[z-a]", "[a-]", "[-a]", "[]", "[]a]",
            "[^]", "[^]a]", "[\\]a]", "[a\\-c]", "[a", "[a-", "[", "\\*", "\\a", "\\", "[x-y", "\\[",
        ];
        if self.one_in(6) {
            return self.letters("ab-]^[\\*?!", 8);
        }
        let mut pattern = self.text(&PLAIN).to_owned();
        for _ in 0..self.below(4) {
            let piece = if self.one_in(2) { self.text(&WILD) } else { self.text(&PLAIN) };
            pattern.push_str(piece);
        }
        match self.below(10) {
            0 => pattern.clear(),
            1..=3 => pattern.push('*'),
            _ => {}
        }
        pattern
    }

    fn key(&mut self) -> String {
        const KEYS: [&str; 14] = [
            "", "a", "b", "ab", "app", "app::1", "app::", "cache:x", "user1", "x", "*", "[", "a-c", "\u{e9}1",
        ];
        if self.one_in(4) {
            return self.letters("ab-]^[\\", 4);
        }
        self.text(&KEYS).to_owned()
    }

    /// Up to so many of these letters, in any order.
    fn letters(&mut self, letters: &str, most: usize) -> String {
        let letters: Vec<char> = letters.chars().collect();
        (0..self.below(most + 1)).filter_map(|_| self.pick(&letters).copied()).collect()
    }

    /// A key that the pattern probably matches.
    fn matching(&mut self, pattern: &str) -> String {
        let mut key = String::new();
        let mut chars = pattern.chars();
        while let Some(c) = chars.next() {
            match c {
                '*' => key.push_str(self.text(&["", "a", "1:2", "*"])),
                '?' => key.push_str(self.text(&["a", "z", "?", ""])),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    let one = self.below(inside.chars().count() + 1);
                    key.push(inside.chars().nth(one).unwrap_or('b'));
                }
                '\\' => key.push(chars.next().unwrap_or('\\')),
                c => key.push(c),
            }
        }
        key
    }
}
