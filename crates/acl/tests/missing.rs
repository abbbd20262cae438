//! The missing words are no more than the call needs.

use access_string::{Engine, parse};

/// Redis 6 writes a subcommand as a first argument: the whole container would give much more.
#[test]
fn redis_6_names_the_first_argument_of_a_container() {
    for engine in [Engine::Redis60, Engine::Redis62] {
        let user = parse("on allkeys +ping +info +cluster|info", engine).user;
        assert_eq!(user.missing(&["CLUSTER", "SLOTS"], 0), ["+cluster|slots"], "{engine}");
        assert_eq!(user.missing(&["CONFIG", "GET", "x"], 0), ["+config|get"], "{engine}");
        // No container: its first argument is a key.
        assert_eq!(user.missing(&["GET", "slots"], 0), ["+get"], "{engine}");
        assert_eq!(user.missing(&["CLUSTER", "nonsense"], 0), ["+cluster"], "{engine}");
        let more = parse("on allkeys +ping +info +cluster|info +cluster|slots", engine).user;
        assert!(more.can(&["CLUSTER", "SLOTS"], 0).is_allowed(), "{engine}");
        assert!(!more.can(&["CLUSTER", "FORGET", "x"], 0).is_allowed(), "{engine}");
    }
    let user = parse("on +cluster|info", Engine::Redis70).user;
    assert_eq!(user.missing(&["CLUSTER", "SLOTS"], 0), ["+cluster|slots"]);
}
