//! Passwords are wiped: no freed memory contains one.
//!
//! While enabled, this test's allocator searches every block before it's freed, or moved by growing.

#![allow(unsafe_code)]

use elasticache_user::emit::{Options, Secrets, TARGETS, emit};
use elasticache_user::import::import;
use elasticache_user::{
    Context, CreateUserRequest, Draft, Edit, Member, ModifyUserRequest, Operation, Password, Path, apply,
    check, client, predict,
};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write;

const CANARY: &[u8] = b"kN8mWq2vXz5rTb7y";
const TEXT: &str = r#"{"UserId":"app","UserName":"app","Engine":"valkey","AccessString":"on ~app::* +@read","Passwords":["kN8mWq2vXz5rTb7y","kN8mWq2vXz5rTb7y-2"]}"#;

thread_local! {
    static WATCHING: Cell<bool> = const { Cell::new(false) };
    static FOUND: Cell<usize> = const { Cell::new(0) };
}

struct Watching;

/// Searches a block that is about to be freed.
///
/// # Safety
/// The block must be allocated with this size. What of it was never written is read too, as a debugger would.
unsafe fn look(block: *const u8, size: usize) {
    let watching = WATCHING.try_with(Cell::get).unwrap_or(false);
    if !watching || size < CANARY.len() {
        return;
    }
    let found = (0..=size - CANARY.len()).any(|start| {
        // SAFETY: within the block. Volatile, so that nothing is concluded from what was never written.
        (0..CANARY.len()).all(|n| unsafe { block.add(start + n).read_volatile() } == CANARY[n])
    });
    if found {
        FOUND.with(|count| count.set(count.get() + 1));
    }
}

// SAFETY: everything is the system's; what is freed is looked at before.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe {
            look(block, layout.size());
            // So that the next owner of this memory isn't blamed.
            block.write_bytes(0, layout.size());
            System.dealloc(block, layout);
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        unsafe {
            // It may move, and leave what was there.
            let moved = System.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !moved.is_null() {
                std::ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}

#[global_allocator]
static ALLOCATOR: Watching = Watching;

/// The number of blocks that were freed with the password in them.
fn left<T>(run: impl FnOnce() -> T) -> usize {
    FOUND.set(0);
    WATCHING.set(true);
    drop(run());
    WATCHING.set(false);
    FOUND.get()
}

/// A draft, made unwatched: the text of it is the caller's.
fn draft() -> Draft {
    Draft::from_json_text(TEXT)
}

#[test]
fn the_allocator_sees_leftover_passwords() {
    assert_eq!(left(|| String::from_utf8(CANARY.to_vec())), 1);
    assert_eq!(left(|| vec![TEXT.to_owned(), String::new()]), 1);
}

#[test]
fn reading_and_dropping_a_draft_leaves_nothing() {
    assert_eq!(left(|| Draft::from_json_text(TEXT)), 0);
    let nested = r#"{"AuthenticationMode":{"Type":"password","Passwords":["kN8mWq2vXz5rTb7y"]}}"#;
    assert_eq!(left(|| Draft::from_json_text(nested)), 0);
    let misplaced =
        r#"{"Password":"kN8mWq2vXz5rTb7y","Passwords":[["kN8mWq2vXz5rTb7y"],{"a":"kN8mWq2vXz5rTb7y"}]}"#;
    assert_eq!(left(|| Draft::from_json_text(misplaced)), 0);
    assert_eq!(left(|| Password::from("kN8mWq2vXz5rTb7y").clone()), 0);
}

#[test]
fn checking_leaves_nothing() {
    let draft = draft();
    for operation in Operation::ALL {
        let context = Context::default();
        assert_eq!(left(|| check(operation, &draft, &context)), 0, "check");
        assert_eq!(left(|| predict(operation, &draft, &context)), 0, "predict");
        assert_eq!(left(|| client::problems(operation, &draft)), 0, "problems");
        let report = check(operation, &draft, &context);
        assert_eq!(left(|| CreateUserRequest::try_from(draft.clone())), 0, "request");
        assert_eq!(left(|| ModifyUserRequest::try_from(draft.clone())), 0, "request");
        assert_eq!(left(|| draft.for_operation(operation)), 0, "a copy for the operation");
        let debug = || {
            let mut debug = String::new();
            let _ = write!(debug, "{draft:?} {report:?}");
            debug
        };
        assert_eq!(left(debug), 0, "Debug");
    }
}

#[test]
fn fixing_leaves_nothing() {
    let draft = draft();
    let edits = [
        Edit::Move(Member::Passwords.into(), Path::ModePasswords),
        Edit::Move(Path::Password(0), Path::ModePassword(0)),
        Edit::Remove(Path::Password(1)),
        Edit::Replace(Path::Password(0), 0..0, "x".to_owned()),
        Edit::Remove(Member::Passwords.into()),
    ];
    for edit in edits {
        assert_eq!(left(|| apply(&draft, std::slice::from_ref(&edit))), 0, "{edit:?}");
    }
}

#[test]
fn an_emission_without_passwords_leaves_nothing() {
    let draft = draft();
    for target in TARGETS.iter().filter(|target| target.honors.contains(&"secrets")) {
        for secrets in [Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager] {
            let options = Options { secrets, ..Options::default() };
            let run = || emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
            assert_eq!(left(run), 0, "{} {secrets:?}", target.id);
        }
    }
}

/// While output with a password is assembled, parts of it may be left in memory; the finished output is wiped.
#[test]
fn emissions_with_passwords_are_wiped() {
    let draft = draft();
    for target in TARGETS {
        for secrets in [Secrets::Inline, Secrets::File] {
            let options = Options { secrets, ..Options::default() };
            let emission = emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
            assert_eq!(left(|| emission), 0, "{} {secrets:?}", target.id);
        }
    }
}

#[test]
fn imports_are_wiped() {
    let draft = draft();
    for target in TARGETS {
        let options = Options { secrets: Secrets::Inline, ..Options::default() };
        let emission = emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
        for file in &emission.files {
            let read = import(&file.text());
            assert_eq!(left(|| read), 0, "{}", target.id);
        }
    }
}
