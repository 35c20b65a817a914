use plan::{Choice, Plan};

/// One field of the form.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    /// Its path in the plan, such as `names.server_hosts`.
    pub(crate) place: &'static str,
    /// Whether it has a meaning under the other choices.
    pub(crate) shown: fn(&Plan) -> bool,
    /// How it is entered.
    pub(crate) control: Control,
}

/// How a field is entered.
#[derive(Clone, Copy)]
pub(crate) enum Control {
    /// Text, as typed.
    Text {
        /// Reads it.
        get: fn(&Plan) -> &String,
        /// Changes it.
        get_mut: fn(&mut Plan) -> &mut String,
        /// How it looks.
        look: Look,
    },
    /// One of a few.
    Choice {
        /// What they are called.
        options: fn() -> Vec<&'static str>,
        /// The index of the chosen one.
        get: fn(&Plan) -> usize,
        /// Chooses by index; an index out of range changes nothing.
        set: fn(&mut Plan, usize),
    },
    /// Yes or no.
    Toggle {
        /// Reads it.
        get: fn(&Plan) -> bool,
        /// Changes it.
        set: fn(&mut Plan, bool),
    },
}

/// How a text field looks.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// Set in the fixed-width face: names and values that machines read.
    pub(crate) mono: bool,
    /// The least number of lines of a field that takes several; none: it takes one.
    pub(crate) lines: Option<usize>,
    /// Whether a phone should offer its number keys.
    pub(crate) numeric: bool,
}

impl Field {
    /// A text field.
    pub(crate) const fn text(
        place: &'static str,
        get: fn(&Plan) -> &String,
        get_mut: fn(&mut Plan) -> &mut String,
    ) -> Self {
        let look = Look {
            mono: true,
            lines: None,
            numeric: false,
        };
        Self::new(place, Control::Text { get, get_mut, look })
    }

    /// A list to choose from.
    pub(crate) const fn choice(
        place: &'static str,
        options: fn() -> Vec<&'static str>,
        get: fn(&Plan) -> usize,
        set: fn(&mut Plan, usize),
    ) -> Self {
        Self::new(place, Control::Choice { options, get, set })
    }

    /// A switch.
    pub(crate) const fn toggle(
        place: &'static str,
        get: fn(&Plan) -> bool,
        set: fn(&mut Plan, bool),
    ) -> Self {
        Self::new(place, Control::Toggle { get, set })
    }

    const fn new(place: &'static str, control: Control) -> Self {
        Self {
            place,
            shown: |_| true,
            control,
        }
    }

    /// Shows the field only where `shown` says so.
    pub(crate) const fn when(mut self, shown: fn(&Plan) -> bool) -> Self {
        self.shown = shown;
        self
    }

    /// Sets the text in the face of prose.
    pub(crate) const fn prose(self) -> Self {
        self.look(Look {
            mono: false,
            lines: None,
            numeric: false,
        })
    }

    /// Makes room for several lines.
    pub(crate) const fn lines(self, lines: usize) -> Self {
        self.look(Look {
            mono: true,
            lines: Some(lines),
            numeric: false,
        })
    }

    /// Asks for a number.
    pub(crate) const fn number(self) -> Self {
        self.look(Look {
            mono: true,
            lines: None,
            numeric: true,
        })
    }

    const fn look(mut self, new: Look) -> Self {
        if let Control::Text { get, get_mut, .. } = self.control {
            self.control = Control::Text {
                get,
                get_mut,
                look: new,
            };
        }
        self
    }
}

/// What the choices of a type are called.
pub(crate) fn labels<C: Choice>() -> Vec<&'static str> {
    C::ALL.iter().map(|choice| choice.label()).collect()
}

/// Where a choice stands in its list.
pub(crate) fn index_of<C: Choice>(chosen: C) -> usize {
    C::ALL
        .iter()
        .position(|choice| *choice == chosen)
        .unwrap_or_default()
}

/// The path of a field as text.
macro_rules! place {
    ($field:ident) => {
        stringify!($field)
    };
    ($section:ident . $field:ident) => {
        concat!(stringify!($section), ".", stringify!($field))
    };
}

/// A text field of the plan.
macro_rules! text {
    ($($path:ident).+) => {
        $crate::form::field::Field::text(
            $crate::form::field::place!($($path).+),
            |plan| &plan.$($path).+,
            |plan| &mut plan.$($path).+,
        )
    };
}

/// A choice of the plan, of this type.
macro_rules! choice {
    ($($path:ident).+ : $choice:ty) => {
        $crate::form::field::Field::choice(
            $crate::form::field::place!($($path).+),
            $crate::form::field::labels::<$choice>,
            |plan| $crate::form::field::index_of(plan.$($path).+),
            |plan, index| {
                if let Some(choice) = <$choice as plan::Choice>::ALL.get(index) {
                    plan.$($path).+ = *choice;
                }
            },
        )
    };
}

/// A switch of the plan.
macro_rules! toggle {
    ($($path:ident).+) => {
        $crate::form::field::Field::toggle(
            $crate::form::field::place!($($path).+),
            |plan| plan.$($path).+,
            |plan, on| plan.$($path).+ = on,
        )
    };
}

pub(crate) use {choice, place, text, toggle};
