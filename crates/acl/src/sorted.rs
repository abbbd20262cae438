//! Sorting by a number, in one copy for all types: each copy of the standard library's sort adds 8 KB to a wasm.

use alloc::vec::Vec;

/// The items by their numbers, smallest first; those of the same number stay in order.
pub(crate) fn by_number<T>(items: Vec<T>, number: impl Fn(&T) -> usize) -> Vec<T> {
    let order = places(items.iter().map(number).enumerate().map(|(place, number)| (number, place)).collect());
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, place)| items.get_mut(place)?.take()).collect()
}

fn places(mut order: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    order.sort_unstable();
    order
}
