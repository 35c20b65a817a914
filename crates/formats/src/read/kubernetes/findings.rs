use diagnostics::Finding;

use crate::read::PLACE;

pub(super) fn empty(key: &str, line: usize) -> Finding {
    Finding::error(
        "secret-value-empty",
        PLACE,
        format!(
            "Line {line}: the value of {key} is empty; kubectl takes it, and the controller finds nothing in it."
        ),
        "Check that the command or template that filled it found its file.",
    )
}

pub(super) fn not_in_base64(key: &str, line: usize, value: &str) -> Finding {
    let hint = match value.starts_with("ENC[") {
        true => "It is encrypted by SOPS; decrypt the file first: sops -d.",
        false => "Move it below stringData, or encode it on one line: base64 -w0.",
    };
    Finding::error(
        "secret-data-not-base64",
        PLACE,
        format!(
            "Line {line}: the value of {key} below data is not base64; kubectl refuses the Secret."
        ),
        hint,
    )
}

pub(super) fn wrapped(key: &str, line: usize) -> Finding {
    Finding::warning(
        "secret-data-wrapped",
        PLACE,
        format!(
            "Line {line}: the base64 of {key} has white space in it, which not every reader takes."
        ),
        "Encode it on one line: base64 -w0.",
    )
}

pub(super) fn double_base64(key: &str, line: usize) -> Finding {
    Finding::error(
        "secret-double-base64",
        PLACE,
        format!(
            "Line {line}: the value of {key} is base64 of base64; the controller finds no PEM in it."
        ),
        "Encode it once: base64 -d of the value must give -----BEGIN.",
    )
}

pub(super) fn not_pem(key: &str, line: usize) -> Finding {
    Finding::error(
        "secret-not-pem",
        PLACE,
        format!(
            "Line {line}: the value of {key} is binary, not PEM: ingress-nginx says `no valid PEM formatted block found`."
        ),
        "Convert it to PEM, which begins with -----BEGIN, and encode that.",
    )
}

pub(super) fn string_data_in_base64(key: &str, line: usize) -> Finding {
    Finding::error(
        "secret-string-data-in-base64",
        PLACE,
        format!(
            "Line {line}: the value of {key} below stringData is base64, and is encoded once more when it is stored."
        ),
        "Move it below data, or write the PEM itself.",
    )
}
