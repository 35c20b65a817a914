//! The form as data: which fields there are, in which section, and when each has a meaning.
//!
//! A field is one line in one table. Its label, unit and help come from `plan::field`, so that page, findings and
//! documents use the same words; how it is drawn is up to the components.

mod field;
mod section;
mod sections;

pub(crate) use field::{Control, Field, Look};
pub(crate) use section::{Section, section_of};
pub(crate) use sections::SECTIONS;
