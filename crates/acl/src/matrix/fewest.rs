//! The fewest command words that turn one set of commands into another.

use crate::simplify::{singles, singles_length};
use crate::sorted::by_number;
use crate::tables::{Category, Command, CommandSet, Table};
use alloc::string::String;
use alloc::vec::Vec;

/// What must be allowed afterwards, and what may be.
pub(super) struct Goal {
    pub(super) must: CommandSet,
    pub(super) may: CommandSet,
}

impl Goal {
    pub(super) fn is_met(&self, matters: &CommandSet, state: &CommandSet) -> bool {
        let state = state.and(matters);
        self.must.without(&state).is_empty() && state.without(&self.may).is_empty()
    }
}

/// How far words are looked for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Search {
    /// Only single commands: one way.
    SingleCommands,
    /// Also among all pairs of categories.
    Categories,
}

/// A way to the goal.
#[derive(Clone, Copy)]
struct Plan {
    /// Categories that are allowed or taken away, in this order, before single commands.
    steps: [Option<(Category, bool)>; 2],
    cost: usize,
}

/// How many ways are written out. The shortest may fail where first arguments play a part.
const MOST: usize = 4;

/// Words that lead from a state to a goal, the shortest first; the last are single commands alone. `allow`: whether rights
/// are added or taken away, and how far to look. At most two categories are written, the second to correct the first.
pub(super) fn words(
    table: &Table,
    matters: &CommandSet,
    state: &CommandSet,
    goal: &Goal,
    (allow, search): (bool, Search),
) -> Vec<Vec<String>> {
    let plain = Plan { steps: [None; 2], cost: 0 };
    let mut plans = vec![plain];
    if search == Search::SingleCommands {
        return vec![plain.words(table, matters, state, goal)];
    }
    let changed = if allow { goal.must.without(state) } else { state.without(&goal.may) };
    let categories = || Category::all().filter(|category| table.size(*category) > 0);
    for first in categories().filter(|category| !table.touched(*category).and(&changed).is_empty()) {
        plans.push(Plan { steps: [Some((first, allow)), None], cost: 0 });
        for second in categories().filter(|second| *second != first) {
            plans.push(Plan { steps: [Some((first, allow)), Some((second, !allow))], cost: 0 });
        }
    }
    let is_matter = |command: &Command| matters.contains(*command);
    for plan in &mut plans {
        let (granted, target) = plan.apply(table, state, goal);
        let steps = plan.steps.iter().flatten().map(|(category, _)| category.name().len() + 3);
        plan.cost = steps.sum::<usize>() + singles_length(table, &granted, &target, &is_matter);
    }
    plans = by_number(plans, |plan| plan.cost);
    plans.truncate(MOST);
    plans.push(plain);
    plans.iter().map(|plan| plan.words(table, matters, state, goal)).collect()
}

impl Plan {
    /// The state after the categories, and the target then.
    fn apply(&self, table: &Table, state: &CommandSet, goal: &Goal) -> (CommandSet, CommandSet) {
        let mut granted = *state;
        for (category, on) in self.steps.into_iter().flatten() {
            granted.set_all(table.touched(category), on);
        }
        let mut target = granted.and(&goal.may);
        target.set_all(&goal.must, true);
        (granted, target)
    }

    fn words(&self, table: &Table, matters: &CommandSet, state: &CommandSet, goal: &Goal) -> Vec<String> {
        let sign = |on: bool| if on { '+' } else { '-' };
        let steps = self.steps.iter().flatten();
        let mut words: Vec<String> = steps.map(|(category, on)| format!("{}{category}", sign(*on))).collect();
        let (granted, target) = self.apply(table, state, goal);
        let is_matter = |command: &Command| matters.contains(*command);
        singles(table, &granted, &target, &is_matter, |allow, command| {
            words.push(format!("{}{command}", sign(allow)));
        });
        words
    }
}
