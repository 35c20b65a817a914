mod apple;
mod azure;
mod go;
mod java;
mod openssl;
mod traits;
mod windows;

use crate::report::Verdict;
use crate::x509::Certificate;

use super::{Reader, judge};
use traits::Trait;

pub(crate) fn certificate(certificate: &Certificate<'_>, root: bool, now: i64) -> Vec<Verdict> {
    judge(TABLE, &traits::of(certificate, root, now))
}

const ACCEPTED: &str = "Nothing in it is refused, once its CA is trusted.";

const TABLE: &[Reader<Trait>] = &[
    azure::API_MANAGEMENT,
    azure::KEY_VAULT,
    go::GO,
    openssl::OPENSSL_3,
    openssl::PYTHON_3_13,
    openssl::NODE_20,
    java::JAVA_8,
    java::JAVA_17,
    windows::DOTNET,
    windows::SERVER,
    windows::SCHANNEL,
    apple::MACOS,
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        super::super::check(super::TABLE);
    }
}
