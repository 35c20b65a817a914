use crc::{CRC_32_ISO_HDLC, Crc};

// One kilobyte of table. Larger ones are faster than any archive here needs, and no compression makes them smaller.
const ZIP: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// The checksum of files in zip archives (APPNOTE.TXT, 4.4.7).
pub fn crc32(octets: &[u8]) -> u32 {
    ZIP.checksum(octets)
}
