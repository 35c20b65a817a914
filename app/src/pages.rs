//! The pages, one for each route.

#![expect(
    unreachable_pub,
    reason = "`component` makes the type of its properties public, whatever the function is"
)]

mod about;
mod inspect;
mod setup;

pub(crate) use about::AboutPage;
pub(crate) use inspect::InspectPage;
pub(crate) use setup::SetupPage;
