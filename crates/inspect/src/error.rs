use std::fmt;

/// Why an item could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InspectError {
    /// The octets are no DER certificate (RFC 5280, 4.1), or more follows it.
    Certificate,
    /// The octets are no DER certification request (RFC 2986, 4), or more follows it.
    Request,
}

impl fmt::Display for InspectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Certificate => "this is not one certificate in DER",
            Self::Request => "this is not one certificate request in DER",
        })
    }
}

impl std::error::Error for InspectError {}
