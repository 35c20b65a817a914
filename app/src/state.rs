//! What the page knows and can do. Components read signals and call methods; nothing here draws.

mod artifacts;
mod bundle;
mod derived;
mod dropped;
mod focus;
mod forgetting;
mod issued;
mod judging;
mod keeping;
mod keys_ahead;
mod notice;
mod origin;
mod passphrase;
mod progress;
mod restarts;
mod settings;
mod setup;
mod stale;
mod theme;
mod view;
mod work;

pub(crate) use artifacts::{Content, Entry, Group, file_name};
pub(crate) use focus::{FORM_TITLE, focus};
pub(crate) use issued::Issued;
pub(crate) use judging::Judging;
pub(crate) use keeping::Opens;
pub(crate) use keys_ahead::KeysAhead;
pub(crate) use notice::{Notice, Standing};
pub(crate) use origin::NEWER;
pub(crate) use passphrase::{Passphrases, fresh as fresh_passphrase};
pub(crate) use progress::{Progress, Step, StepState};
pub(crate) use setup::Setup;
pub(crate) use stale::Stale;
pub(crate) use theme::Theme;
pub(crate) use view::{Output, View};
pub(crate) use work::{CANCEL, GENERATE};
