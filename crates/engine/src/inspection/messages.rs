use std::fmt;

use formats::Limits;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::{Artifact, Conversion, Passphrase, Sheet};

/// What the page asks about what a user wants to inspect or convert. Items are named by their number, which they keep
/// until something is forgotten.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inspect {
    /// Read these, beside what has been read before.
    Read {
        /// What was given.
        sources: Vec<Source>,
        /// How much work they may ask for.
        limits: Limits,
    },
    /// Open an item with a password.
    Unlock {
        /// Which item.
        item: usize,
        /// The password.
        password: Passphrase,
        /// How much work it may ask for.
        limits: Limits,
    },
    /// Throw a source away, or all of them.
    Forget {
        /// An item of the source.
        item: Option<usize>,
    },
    /// Draw lines of the list.
    List {
        /// The first line, from 0.
        from: usize,
        /// The line after the last.
        to: usize,
    },
    /// Draw what there is to say about an item.
    Show {
        /// Which item.
        item: usize,
        /// Which part.
        part: Part,
    },
    /// Draw how all of them belong together.
    Relate {
        /// The item around which to draw, where there are many.
        around: Option<usize>,
    },
    /// Compare two certificates or requests, the old one first.
    Compare {
        /// The old one.
        old: usize,
        /// The new one.
        new: usize,
    },
    /// What can be made of items.
    Offer {
        /// Which items; none for all that there is.
        items: Vec<usize>,
    },
    /// Make files of items.
    Convert(Conversion),
}

/// A part of what is said about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The report.
    Report,
    /// OpenSSL-like text.
    Text,
    /// The ASN.1 tree beside the octets.
    Tree {
        /// Whether octets of a private key are shown.
        secrets: bool,
    },
}

/// What was given.
#[derive(Serialize, Deserialize)]
pub struct Source {
    /// The name of the file, or what stands for it.
    pub name: String,
    /// Its content. It may hold keys: wiped when dropped.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, bytes } = self;
        f.debug_struct("Source")
            .field("name", name)
            .field("length", &bytes.len())
            .finish()
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

/// What the worker answers to [`Inspect`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inspected {
    /// What there is now.
    Overview(Overview),
    /// Lines of the list, or what there is to say.
    Sheet(Sheet),
    /// What was made.
    Converted {
        /// The files.
        artifacts: Vec<Artifact>,
        /// The report on them, read back.
        report: Sheet,
    },
}

/// What there is to inspect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Overview {
    /// How many lines the list has.
    pub lines: usize,
    /// What it holds, in words: `3 certificates, 1 private key`.
    pub told: String,
    /// The item to look at next; none where there is nothing.
    pub next: Option<usize>,
    /// The line of that item.
    pub line: usize,
    /// The items that open with a password.
    pub locked: Vec<usize>,
    /// The items that are private keys.
    pub keys: Vec<usize>,
    /// Whether a limit ended the reading of anything.
    pub limited: bool,
    /// Which source was thrown away, counted in the order in which they were given.
    pub forgotten: Option<usize>,
}
