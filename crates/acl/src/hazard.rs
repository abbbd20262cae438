//! Strings that a server accepts and doesn't survive.

use crate::engine::Engine;
use crate::lex::{self, Quoting, Span};
use crate::user::{CommandRule, RuleTarget, User};

impl User {
    /// The word that makes the server stop when someone lists its users, if there is one.
    ///
    /// From Valkey 7.2 on `ACL LIST` and `ACL GETUSER` split the kept command words by the quoting rules of a
    /// shell. A first argument whose quotes don't balance, or with whitespace inside, then fails an
    /// assertion (seen on Valkey 8.1.8, 9.0.0 and 9.1.2).
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let access = parse("on ~* -@all +get|it's", Engine::Valkey80);
    /// assert!(access.is_accepted());
    /// assert_eq!(access.user.stops_server().unwrap().slice(&access.text), "+get|it's");
    /// ```
    #[must_use]
    pub fn stops_server(&self) -> Option<Span> {
        let engine = self.dialect.engine;
        if !engine.keeps_words() {
            return None;
        }
        let mut rules = self.all_selectors().flat_map(|selector| &selector.rules);
        rules.find(|rule| splits_badly(rule, engine)).map(|rule| rule.span)
    }
}

/// Whether the word doesn't come back as one word when it is split.
fn splits_badly(rule: &CommandRule, engine: Engine) -> bool {
    let RuleTarget::FirstArg(_, argument) = &rule.target else {
        return false;
    };
    let how = Quoting::new(engine, false);
    // The command before it has nothing that could be split.
    let text = [b"|", &**argument].concat();
    let words = lex::quoted_words(&text, Span::new(0, text.len()), how);
    !matches!(words.as_deref(), Some([word]) if word.value.len() > 1)
}
