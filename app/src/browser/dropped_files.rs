//! The files in what was dropped, through folders.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DataTransferItem, File, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry,
};

/// Files that are taken from folders at most.
const FILES: usize = 2_000;

/// What was dropped. It has to be asked for while the event lasts; [`Dropped::files`] may take longer.
pub(crate) struct Dropped(Vec<Item>);

/// Why [`Dropped::files`] are not all.
#[derive(Clone, Copy)]
pub(crate) enum LeftOut {
    /// There are more than are taken at once.
    TooMany,
    /// The browser refuses: Chromium reads no folder for a page that was opened from a disk.
    Unread,
}

enum Item {
    /// A file with its path.
    File(String, File),
    /// Something in a folder, or a folder.
    Entry(FileSystemEntry),
}

impl Dropped {
    /// What is in the data of a drop.
    pub(crate) fn of(data: &DataTransfer) -> Self {
        let items = data.items();
        let items = (0..items.length()).filter_map(|index| items.get(index));
        Self(items.filter_map(|item| Item::of(&item)).collect())
    }

    /// All files with their paths, those of folders in the order in which the browser has them, and why there are
    /// not more.
    pub(crate) async fn files(self) -> (Vec<(String, File)>, Option<LeftOut>) {
        let mut open = self.0;
        open.reverse();
        let mut files = Vec::new();
        let mut left_out = None;
        while let Some(item) = open.pop() {
            if files.len() >= FILES {
                return (files, Some(LeftOut::TooMany));
            }
            match item {
                Item::File(path, file) => files.push((path, file)),
                Item::Entry(entry) if entry.is_file() => {
                    let path = entry.full_path().trim_start_matches('/').to_owned();
                    let entry: FileSystemFileEntry = entry.unchecked_into();
                    let file = called_back(|done, failed| {
                        entry.file_with_callback_and_callback(done, failed);
                    });
                    match file.await {
                        Ok(file) => files.push((path, file.unchecked_into())),
                        Err(_) => left_out = Some(LeftOut::Unread),
                    }
                }
                Item::Entry(folder) => {
                    let (inside, whole) = children(folder.unchecked_into()).await;
                    open.extend(inside.into_iter().rev().map(Item::Entry));
                    if !whole {
                        left_out = Some(LeftOut::Unread);
                    }
                }
            }
        }
        (files, left_out)
    }
}

impl Item {
    /// A file is taken as it is: Chromium reads no entry in a page that was opened from a disk. A text is none.
    fn of(item: &DataTransferItem) -> Option<Self> {
        match item.webkit_get_as_entry().ok().flatten() {
            Some(entry) if entry.is_directory() => Some(Self::Entry(entry)),
            _ => {
                let file = item.get_as_file().ok()??;
                Some(Self::File(file.name(), file))
            }
        }
    }
}

/// What is in a folder, and whether that is all. A browser hands it out in portions; the last is empty.
async fn children(folder: FileSystemDirectoryEntry) -> (Vec<FileSystemEntry>, bool) {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let portion = called_back(|done, failed| {
            // A refusal calls nothing back; the promise is then dropped with the page.
            let _ = reader.read_entries_with_callback_and_callback(done, failed);
        });
        let portion = portion.await.map(JsCast::unchecked_into::<Array>);
        match portion {
            Ok(portion) if portion.length() > 0 && entries.len() <= FILES => {
                entries.extend(
                    portion
                        .iter()
                        .map(JsCast::unchecked_into::<FileSystemEntry>),
                );
            }
            other => return (entries, other.is_ok()),
        }
    }
}

async fn called_back(
    mut ask: impl FnMut(&js_sys::Function, &js_sys::Function),
) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |done, failed| ask(&done, &failed))).await
}
