//! What may be typed after `cargo xtask`. Documents are checked against this, too: `tidy/commands.rs`.
#![allow(missing_docs, unused_qualifications)]

use std::ffi::OsString;
use std::path::PathBuf;

xflags::xflags! {
    /// The one way to run anything in this repository.
    ///
    /// Tools are kept in ~/.cache/elasticache-user-builder; set ELASTICACHE_USER_BUILDER_CACHE for another place.
    cmd xtask {
        /// The site, on http://127.0.0.1:8080.
        cmd serve {
            /// Quick to build, and built again on each change.
            optional --dev
            /// Another port.
            optional --port port: u16
        }
        /// Every test there is, or some sections of them.
        cmd test {
            repeated sections: String
            /// The long versions of tests.
            optional --long
            /// A quick build of the page and the package will do.
            optional --dev
            /// Writes the files of the repository that tests make, such as pictures.
            optional --update
            /// Which sections there are.
            optional --list
            /// How many sections run at a time; as many as there are processors, and at most four, if not given.
            optional --jobs jobs: usize
            /// One section in this process. A run starts one such for each of them.
            optional --inside
        }
        /// The site, into dist/.
        cmd build {
            /// Quick to build, and large.
            optional --dev
            /// The path that the site is served under.
            optional --base path: String
            /// For Trunk to call: makes a site of what it has compiled.
            optional --trunk
        }
        /// The npm package, into target/npm/.
        cmd npm {}
        /// Speeds and sizes, beside those of peers.
        cmd bench {
            repeated parts: String
            /// A built site of another version, to measure the page beside it in the same run.
            optional --other folder: PathBuf
        }
        /// Writes the files that are made from data: rules, recipes, tables, or all.
        cmd gen {
            repeated kinds: String
            /// Only says which are stale.
            optional --check
        }
        /// Checks the invariants of ARCHITECTURE.md.
        cmd tidy {
            /// Formats first.
            optional --fix
        }
        /// Starts real servers; with a command after `--`, for as long as it runs, with ports such as SERVER_VALKEY_9_1.
        cmd servers {
            repeated engines: OsString
        }
        /// Measures recipes again, by running their libraries on real servers.
        cmd recipes {
            repeated recipes: String
        }
        /// Installs a tool of the tests, and says where it is; without a name: which there are.
        cmd tool {
            repeated names: String
        }
    }
}
