//! The arguments of `cargo xtask`. The invariant `commands` checks documents against them.
#![allow(missing_docs, unused_qualifications)]

use std::ffi::OsString;
use std::path::PathBuf;

xflags::xflags! {
    /// The one way to run anything in this repository.
    ///
    /// Tools are kept in ~/.cache/elasticache-user-builder; set ELASTICACHE_USER_BUILDER_CACHE to use another folder.
    cmd xtask {
        /// Builds and serves the site on http://127.0.0.1:8080.
        cmd serve {
            /// A quick build, repeated on each change.
            optional --dev
            /// The port, 8080 by default.
            optional --port port: u16
        }
        /// Runs all tests, or some sections of them.
        cmd test {
            repeated sections: String
            /// Run the long versions of tests.
            optional --long
            /// Test a quick build of the page.
            optional --dev
            /// Update files of the repository that tests create, such as screenshots.
            optional --update
            /// List the sections.
            optional --list
            /// How many sections run at a time: by default, one more than there are processors, and at most four.
            optional --jobs jobs: usize
            /// Run one section in this process. A run starts such a process for each section.
            optional --inside
        }
        /// Builds the site into dist/.
        cmd build {
            /// A quick, large build.
            optional --dev
            /// The path that the site is served under.
            optional --base path: String
            /// For Trunk to call: builds the site from what it has compiled.
            optional --trunk
        }
        /// Builds the npm package into target/npm/.
        cmd npm {}
        /// Measures speeds and sizes, compared with peers.
        cmd bench {
            repeated parts: String
            /// A built site of another version, to measure in the same run.
            optional --other folder: PathBuf
        }
        /// Writes the generated files: rules, recipes, tables, or all.
        cmd gen {
            repeated kinds: String
            /// Only report stale files.
            optional --check
        }
        /// Checks the invariants of ARCHITECTURE.md.
        cmd tidy {
            /// Format first.
            optional --fix
        }
        /// Starts real servers; with a command after `--`, for as long as it runs, with ports such as SERVER_VALKEY_9_1.
        cmd servers {
            repeated engines: OsString
        }
        /// Measures recipes by running their libraries on real servers.
        cmd recipes {
            repeated recipes: String
        }
        /// Installs a tool of the tests and prints its path; without a name, lists the tools.
        cmd tool {
            repeated names: String
        }
    }
}
