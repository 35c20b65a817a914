use std::collections::{BTreeMap, BTreeSet};

use super::{Id, Whole};

pub(super) struct Layout<'a> {
    whole: &'a Whole<'a>,
    /// In order.
    kept: &'a [Id],
    columns: BTreeMap<Id, usize>,
    rows: BTreeMap<Id, usize>,
    next_row: usize,
}

impl<'a> Layout<'a> {
    /// Column and row of each that is kept; they come in order.
    pub(super) fn of(whole: &'a Whole<'a>, kept: &'a [Id]) -> Vec<(usize, usize)> {
        let mut layout = Self {
            whole,
            kept,
            columns: BTreeMap::new(),
            rows: BTreeMap::new(),
            next_row: 0,
        };
        layout.set_columns(kept);
        layout.set_rows(kept);
        let place = |id: &Id| {
            let of = |map: &BTreeMap<Id, usize>| map.get(id).copied().unwrap_or(0);
            (of(&layout.columns), of(&layout.rows))
        };
        kept.iter().map(place).collect()
    }

    /// Each stands one column after the last of those it hangs on. Where they hang on each other in a ring, the
    /// number of rounds ends it.
    fn set_columns(&mut self, kept: &[Id]) {
        for _ in 0..kept.len() {
            let mut moved = false;
            for id in kept {
                let ups = self.whole.ups(*id).filter(|up| self.keeps(*up));
                let column = ups
                    .map(|up| self.columns.get(&up).copied().unwrap_or(0) + 1)
                    .max()
                    .unwrap_or(0);
                let column = column.min(kept.len() - 1);
                moved |= self.columns.insert(*id, column) != Some(column);
            }
            if !moved {
                return;
            }
        }
    }

    /// Trees one below the other: what hangs on a node begins in its row, so that no line of a tree crosses another.
    fn set_rows(&mut self, kept: &[Id]) {
        let tops = kept
            .iter()
            .filter(|id| !self.whole.ups(**id).any(|up| self.keeps(up)));
        // What hangs in a ring hangs on no top.
        let order: Vec<_> = tops.chain(kept).copied().collect();
        for top in order {
            let mut open = vec![top];
            let (mut fresh, mut any) = (false, false);
            while let Some(id) = open.pop() {
                if self.rows.contains_key(&id) {
                    continue;
                }
                if fresh {
                    self.next_row += 1;
                }
                self.rows.insert(id, self.next_row);
                any = true;
                let below = self.below(id);
                fresh = below.is_empty();
                open.extend(below.into_iter().rev());
            }
            self.next_row += usize::from(any);
        }
    }

    /// What hangs on it and has no place yet, and on nothing that stands further to the right.
    fn keeps(&self, id: Id) -> bool {
        self.kept.binary_search(&id).is_ok()
    }

    fn below(&self, id: Id) -> Vec<Id> {
        let column = self.columns.get(&id).copied().unwrap_or(0);
        let mut below: Vec<_> = self
            .whole
            .down(id)
            .map(|(_, to, _)| to)
            .filter(|to| self.keeps(*to) && !self.rows.contains_key(to))
            .filter(|to| self.columns.get(to).is_none_or(|next| *next <= column + 1))
            .collect();
        let mut seen = BTreeSet::new();
        below.retain(|id| seen.insert(*id));
        below
    }
}
