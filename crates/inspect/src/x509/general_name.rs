use std::net::{Ipv4Addr, Ipv6Addr};

use crate::der::{OID, Value};
use crate::{distinguished_name, hex, objects};

use super::Name;

/// A `GeneralName` (RFC 5280, 4.2.1.6).
#[derive(Clone, Copy, Debug)]
pub(crate) struct GeneralName<'a>(pub(crate) Value<'a>);

impl<'a> GeneralName<'a> {
    /// The text of a DNS name.
    pub(crate) fn dns(&self) -> Option<String> {
        (self.0.tag == 0x82).then(|| latin(self.0.content))
    }

    /// The name in a `directoryName`.
    pub(crate) fn directory(&self) -> Option<Name<'a>> {
        (self.0.tag == 0xa4)
            .then(|| self.0.children().next())?
            .map(|name| Name(name.content))
    }

    /// The type and the value of an `otherName`.
    pub(crate) fn other(&self) -> Option<(&'a [u8], Value<'a>)> {
        if self.0.tag != 0xa0 {
            return None;
        }
        let mut fields = self.0.children();
        let kind = fields.read(OID)?.content;
        Some((kind, fields.read(0xa0)?.children().next()?))
    }

    /// As people type it, after the kind that OpenSSL names it by: `DNS:api.contoso.example`, `IP Address:2001:db8::1`.
    pub(crate) fn display(&self) -> String {
        let content = self.0.content;
        match self.0.tag {
            0x81 => format!("email:{}", latin(content)),
            0x82 => format!("DNS:{}", latin(content)),
            0x86 => format!("URI:{}", latin(content)),
            0x87 => format!("IP Address:{}", address(content)),
            0x88 => format!("Registered ID:{}", objects::name(content)),
            0xa4 => self.directory().map_or_else(
                || "DirName:".to_owned(),
                |name| format!("DirName:{}", distinguished_name::oneline(name.0)),
            ),
            0xa0 => match self.other() {
                Some((kind, value)) if matches!(value.tag, 0x0c | 0x16) => format!(
                    "{}:{}",
                    objects::name(kind),
                    String::from_utf8_lossy(value.content)
                ),
                Some((kind, value)) => format!("{}:{}", objects::name(kind), hex::lower(value.raw)),
                None => format!("other name:{}", hex::lower(content)),
            },
            tag => format!("name of kind {}:{}", tag & 0x1f, hex::lower(content)),
        }
    }
}

fn address(octets: &[u8]) -> String {
    if let Ok(four) = <[u8; 4]>::try_from(octets) {
        return Ipv4Addr::from(four).to_string();
    }
    match <[u8; 16]>::try_from(octets) {
        Ok(sixteen) => Ipv6Addr::from(sixteen).to_string(),
        Err(_) => format!("malformed, {}", hex::lower(octets)),
    }
}

/// ASCII, as it has to be; or else UTF-8, which some CAs write, or else one octet a character.
pub(crate) fn latin(octets: &[u8]) -> String {
    std::str::from_utf8(octets).map_or_else(
        |_| octets.iter().copied().map(char::from).collect(),
        str::to_owned,
    )
}
