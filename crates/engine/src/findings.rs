//! What is said when something could not be made.

use diagnostics::Finding;
use formats::EncodeError;
use inspect::InspectError;
use pki::{IssueError, KeyError};

/// Where no field is to blame.
const GENERATE: &str = "generate";

pub(crate) fn of_key(error: KeyError) -> Finding {
    match error {
        KeyError::Unsupported(algorithm) => Finding::error(
            "key-unsupported",
            "keys",
            format!("{algorithm} keys cannot be made here."),
            "Choose another algorithm, or open the page in a current browser over https or from localhost.",
        ),
        error => Finding::error(
            "key-failed",
            "keys",
            format!("A key could not be made or used: {error}."),
            "Try again; if it happens again, choose another algorithm.",
        ),
    }
}

pub(crate) fn of_issue(error: IssueError) -> Finding {
    match error {
        IssueError::Key(error) => of_key(error),
        error => Finding::error(
            "issue-failed",
            GENERATE,
            format!("The certificates could not be made: {error}."),
            "Change the value that is named, and generate again.",
        ),
    }
}

/// `place` is the field of the passphrase.
pub(crate) fn of_encode(error: EncodeError, place: &'static str) -> Finding {
    match error {
        EncodeError::PassphraseEmpty => Finding::error(
            "passphrase-empty",
            place,
            "The passphrase is empty.",
            "Type one, or have one made.",
        ),
        EncodeError::PassphraseNotBmp => Finding::error(
            "passphrase-not-bmp",
            place,
            "The passphrase has a character, such as an emoji, that a PFX cannot use.",
            "Use letters, digits and signs of the keyboard.",
        ),
        EncodeError::Key(error) => of_key(error),
        error => Finding::error(
            "encode-failed",
            GENERATE,
            format!("A file could not be made: {error}."),
            "Try again; if it happens again, choose another algorithm or format.",
        ),
    }
}

pub(crate) fn of_inspect(error: InspectError) -> Finding {
    Finding::error(
        "check-failed",
        GENERATE,
        format!("What was issued cannot be read back: {error}."),
        "Change unusual names or values, and generate again.",
    )
}

/// The page wrote what cannot be read back: a fault of the page, not of the user.
pub(crate) fn of_plan() -> Finding {
    Finding::error(
        "plan-unread",
        "page",
        "The form could not be handed to the worker.",
        "Change the field that you changed last; if that does not help, reload the page.",
    )
}

pub(crate) fn of_zip(reason: &str) -> Finding {
    Finding::error(
        "zip-failed",
        "bundle",
        format!("The zip could not be made: {reason}."),
        "Download the files one by one.",
    )
}
