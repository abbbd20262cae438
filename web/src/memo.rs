//! A derived value that is made anew when what it is made of changes, and told of when it is another one. Leptos's own is
//! compiled anew for each type; this is one for all of them.

use leptos::prelude::{Get, GetUntracked, Memo as Inner, Signal};
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// A handle of a derived value.
pub struct Memo<T> {
    inner: Inner<Kept>,
    of: PhantomData<fn() -> T>,
}

/// A value of any type, and how two of it are compared.
#[derive(Clone)]
struct Kept {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&Self, &Self) -> bool,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(self, other)
    }
}

impl Kept {
    fn as_ref<T: 'static>(&self) -> &T {
        // The handle's type says what is kept.
        let Some(value) = self.value.downcast_ref() else { unreachable!() };
        value
    }
}

fn is_same<T: PartialEq + 'static>(one: &Kept, other: &Kept) -> bool {
    one.as_ref::<T>() == other.as_ref::<T>()
}

type Derive = Box<dyn Fn(Option<&Kept>) -> Kept + Send + Sync>;

fn memo(derive: Derive) -> Inner<Kept> {
    Inner::new(move |before: Option<&Kept>| derive(before))
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A value by this derivation, which is given the value before.
    pub fn new(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let keep = move |before: Option<&Kept>| Kept {
            value: Arc::new(derive(before.map(Kept::as_ref))),
            is_same: is_same::<T>,
        };
        Self { inner: memo(Box::new(keep)), of: PhantomData }
    }

    /// Looks at the value, and follows it.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(self.inner.get().as_ref())
    }

    /// Looks at the value as it is now.
    pub fn with_untracked<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(self.inner.get_untracked().as_ref())
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Memo<T> {
    /// The value; follows it.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}
