//! The files in what was dropped, through folders.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
};

/// Files that are taken from folders at most.
const FILES: usize = 2_000;

/// What was dropped. It has to be asked for while the event lasts; [`Dropped::files`] may take longer.
pub(crate) struct Dropped {
    entries: Vec<FileSystemEntry>,
    /// The same without folders, for a browser that has no entries.
    files: Option<FileList>,
}

impl Dropped {
    /// What is in the data of a drop.
    pub(crate) fn of(data: &DataTransfer) -> Self {
        let items = data.items();
        let entries = (0..items.length())
            .filter_map(|index| items.get(index)?.webkit_get_as_entry().ok()?)
            .collect();
        Self {
            entries,
            files: data.files(),
        }
    }

    /// All files with their paths, those of folders in the order in which the browser has them, and whether there are
    /// more. What the browser cannot read is left out.
    pub(crate) async fn files(self) -> (Vec<(String, File)>, bool) {
        let mut open = self.entries;
        open.reverse();
        let mut files = Vec::new();
        if let (true, Some(list)) = (open.is_empty(), self.files) {
            let all = (0..list.length()).filter_map(|index| list.get(index));
            files.extend(all.map(|file| (file.name(), file)));
        }
        while let Some(entry) = open.pop() {
            if files.len() >= FILES {
                return (files, true);
            }
            if entry.is_file() {
                let path = entry.full_path().trim_start_matches('/').to_owned();
                let entry: FileSystemFileEntry = entry.unchecked_into();
                let file = called_back(|done, failed| {
                    entry.file_with_callback_and_callback(done, failed);
                });
                if let Ok(file) = file.await {
                    files.push((path, file.unchecked_into()));
                }
            } else {
                open.extend(children(entry.unchecked_into()).await.into_iter().rev());
            }
        }
        (files, false)
    }
}

/// A browser hands the entries of a folder out in portions; the last is empty.
async fn children(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
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
            _ => return entries,
        }
    }
}

async fn called_back(
    mut ask: impl FnMut(&js_sys::Function, &js_sys::Function),
) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |done, failed| ask(&done, &failed))).await
}
