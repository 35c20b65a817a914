use plan::Plan;

use super::{Field, SECTIONS};

/// A part of the form.
pub(crate) struct Section {
    /// Its id in the page, such as `names`.
    pub(crate) id: &'static str,
    /// Its title.
    pub(crate) title: &'static str,
    /// What it is about, where the title does not say it.
    pub(crate) intro: Option<&'static str>,
    /// Whether it is open at first.
    pub(crate) open: bool,
    /// Whether it has a meaning under the other choices.
    pub(crate) shown: fn(&Plan) -> bool,
    /// What it holds, in a few words, for its closed state.
    pub(crate) summary: fn(&Plan) -> String,
    /// Its fields.
    pub(crate) fields: &'static [Field],
}

impl Section {
    /// Whether the field at this place stands here.
    pub(crate) fn holds(&self, place: &str) -> bool {
        self.fields.iter().any(|field| field.place == place)
            || place.split('.').next() == Some(self.id)
    }
}

/// The section that holds the field at `place`, if the form has it.
pub(crate) fn section_of(place: &str) -> Option<&'static Section> {
    SECTIONS
        .iter()
        .find(|section| section.holds(place))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_the_plan_and_the_passphrases_have_their_section() {
        let id = |place| section_of(place).map(|section| section.id);
        assert_eq!(id("caller"), Some("names"));
        assert_eq!(id("packaging.pfx_profile"), Some("passphrases"));
        assert_eq!(id("passphrases.pfx"), Some("passphrases"));
        assert_eq!(id("worker"), None);
    }
}
