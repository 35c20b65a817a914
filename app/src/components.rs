//! The parts of the page, one a file.

#![expect(
    unreachable_pub,
    reason = "`component` makes the type of its properties public, whatever the function is"
)]

mod action_bar;
mod app;
mod binary_view;
mod certificate_facts;
mod certificate_plan;
mod code_view;
mod copy_button;
mod dynamic;
mod explain_button;
mod fact;
mod field_frame;
mod field_row;
mod file_list;
mod findings_panel;
mod first_visit;
mod header;
mod icon;
mod later;
mod network;
mod next_steps;
mod notices;
mod overview;
mod passphrase_fields;
mod presets;
mod preview;
mod progress_view;
mod prose;
mod runbook;
mod section_view;
mod settings_menu;
mod severity;
mod sheet_view;
mod small_button;
mod strip;
mod theme_switch;
mod to_keep;
mod undo_buttons;
mod worker_status;

pub(crate) use action_bar::ActionBar;
pub(crate) use app::App;
pub(crate) use dynamic::dynamic;
pub(crate) use field_frame::Ids;
pub(crate) use file_list::FileList;
pub(crate) use findings_panel::FindingsPanel;
pub(crate) use first_visit::FirstVisit;
pub(crate) use header::Header;
pub(crate) use later::{Later, draw_in_steps};
pub(crate) use notices::Notices;
pub(crate) use overview::Overview;
pub(crate) use presets::Presets;
pub(crate) use preview::Preview;
pub(crate) use section_view::SectionView;
pub(crate) use settings_menu::SettingsMenu;
pub(crate) use sheet_view::PathPicture;
pub(crate) use strip::Strip;
pub(crate) use undo_buttons::UndoButtons;
