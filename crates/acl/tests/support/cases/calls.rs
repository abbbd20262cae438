//! Calls of commands, with keys that the patterns of the case often match.

use super::patterns::Patterns;
use super::{Cases, Check};
use access_string::Command;

impl Cases {
    /// A call of a command, or of any.
    pub(super) fn check(&mut self, command: Option<Command>, patterns: &Patterns) -> Check {
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
                "key" => argv.push(patterns.key(&mut self.random)),
                "keys" => argv.push("KeyS".to_owned()),
                "key0" => {
                    let key = patterns.key(&mut self.random);
                    argv.push(if self.random.one_in(2) { String::new() } else { key });
                }
                "channel" => argv.push(patterns.channel(&mut self.random)),
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
            argv.push(patterns.key(&mut self.random));
            if pairs {
                argv.push("v".to_owned());
            }
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
            0..=4 => patterns.key(&mut self.random),
            5 => patterns.channel(&mut self.random),
            6..=7 => self.random.text(&["0", "1", "2", "3", "-1", "10"]).to_owned(),
            _ => {
                let word = self.random.text(&WORDS);
                self.random.cased(word)
            }
        }
    }
}
