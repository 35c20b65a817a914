//! The roots that Mozilla trusts, as Debian ships them.

use formats::{Content, Item};
use inspect::relate::{CHECKS, Proof, relate};
use tests::tool::Tool;

const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";

#[test]
fn every_root_has_signed_itself() {
    let blocks = pem::parse_many(std::fs::read(BUNDLE).unwrap()).unwrap();
    let items: Vec<_> = blocks
        .iter()
        .enumerate()
        .map(|(index, block)| {
            let content = Content::Certificate(block.contents().to_vec());
            Item::new(None, format!("bundle.crt, block {}", index + 1), content)
        })
        .collect();
    let relations = relate(&items, CHECKS);
    let (mut proven, mut unchecked) = (0, Vec::new());
    for (index, block) in blocks.iter().enumerate() {
        let own = relations
            .links
            .iter()
            .find(|link| (link.subject, link.issuer) == (index, index));
        match &own
            .unwrap_or_else(|| panic!("root {index} is not self-signed"))
            .proof
        {
            Proof::Signature => proven += 1,
            Proof::Name(why) => unchecked.push(why.clone()),
            Proof::Failed => panic!("root {index} has another's signature"),
        }
        let pem = pem::encode(block);
        let folder = tests::folder::fresh("roots");
        std::fs::write(folder.join("root.crt"), pem).unwrap();
        let ended = Tool::new("openssl")
            .args([
                "verify",
                "-check_ss_sig",
                "-trusted",
                "root.crt",
                "root.crt",
            ])
            .within(&folder)
            .run();
        let expired = ended.all().contains("certificate has expired");
        assert!(ended.success || expired, "{}", ended.describe());
    }
    println!(
        "{} roots: {proven} verified, {} not checked: {unchecked:?}",
        blocks.len(),
        unchecked.len()
    );
    assert!(proven > 100 && !relations.exhausted && relations.missing.is_empty());
    assert!(unchecked.iter().all(|why| why.contains("P-521")));
    assert_eq!(relations.duplicates, Vec::<Vec<usize>>::new());
}
