//! Reading a file the user picked or dropped.

use diagnostics::Finding;
use gloo_file::File;
use gloo_file::futures::read_as_bytes;

/// The bytes of `file`, if there are at most `limit`.
///
/// # Errors
///
/// A finding at `place` when the file is larger, or the browser cannot read it (a folder, or changed since).
pub async fn read(
    file: &web_sys::File,
    limit: u32,
    place: &'static str,
) -> Result<Vec<u8>, Finding> {
    let file = File::from(file.clone());
    if file.size() > u64::from(limit) {
        return Err(Finding::error(
            "file-too-large",
            place,
            format!(
                "{} has {} bytes; at most {limit} are read.",
                file.name(),
                file.size()
            ),
            "Check that it is the right file.",
        ));
    }
    read_as_bytes(&file).await.map_err(|_| {
        Finding::error(
            "file-unreadable",
            place,
            format!("{} cannot be read.", file.name()),
            "Pick a file, not a folder, and pick it again if it has changed since.",
        )
    })
}
