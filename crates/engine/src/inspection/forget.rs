use super::{Inspection, Overview};

impl Inspection {
    /// Throws away the source that an item lies in, or all.
    pub(crate) fn forget(&mut self, item: Option<usize>, now: i64) -> Overview {
        let forgotten = match item {
            None => {
                *self = Self::default();
                None
            }
            Some(item) => {
                let source = self.source_of(item);
                self.remove(source);
                Some(self.sources_before(source))
            }
        };
        self.changed();
        Overview {
            forgotten,
            ..self.overview(Some(0), now)
        }
    }

    fn source_of(&self, mut item: usize) -> usize {
        while let Some(parent) = self.items.get(item).and_then(|item| item.parent) {
            item = parent;
        }
        item
    }

    /// How many sources were given before the one that stands, or stood, at this place.
    fn sources_before(&self, source: usize) -> usize {
        let before = self.items.iter().take(source);
        before.filter(|item| item.parent.is_none()).count()
    }

    fn remove(&mut self, source: usize) {
        // Where each item goes; none for those that go away. A parent stands before its children.
        let mut places: Vec<Option<usize>> = Vec::with_capacity(self.items.len());
        let mut next = 0;
        for (index, item) in self.items.iter().enumerate() {
            let gone = index == source
                || item
                    .parent
                    .is_some_and(|parent| places.get(parent).copied().flatten().is_none());
            places.push((!gone).then_some(next));
            next += usize::from(!gone);
        }
        let items = std::mem::take(&mut self.items);
        let place = |index: usize| places.get(index).copied().flatten();
        for (index, mut item) in items.into_iter().enumerate() {
            if place(index).is_some() {
                item.parent = item.parent.and_then(place);
                self.items.push(item);
            }
        }
        self.octets
            .retain_mut(|(index, _)| moved(index, place(*index)));
        self.passwords
            .retain_mut(|(index, _)| moved(index, place(*index)));
    }
}

/// What stays behind when items are taken out of the list, at its new place.
fn moved(index: &mut usize, place: Option<usize>) -> bool {
    *index = place.unwrap_or_default();
    place.is_some()
}
