//! Many items, and broken ones.

use std::time::{Duration, Instant};

use formats::{Content, Item};
use inspect::compare::compare;
use inspect::relate::{CHECKS, graph, relate};
use inspect::{tree, verify};
use pki::{Algorithm, Authorities, Role};
use tests::specs;

fn place(der: &[u8], octets: &[u8]) -> usize {
    der.windows(octets.len())
        .position(|window| window == octets)
        .unwrap()
}

/// Copies of a certificate that differ in the places given.
fn different(der: &[u8], places: &[usize], count: usize) -> Vec<Item> {
    let copy = |index: usize| {
        let mut copy = der.to_vec();
        for at in places {
            copy[*at..*at + 4].copy_from_slice(&u32::try_from(index).unwrap().to_be_bytes());
        }
        Item::new(None, "tls.crt", Content::Certificate(copy))
    };
    (0..count).map(copy).collect()
}

fn fastest(items: &[Item]) -> Duration {
    let run = |_| {
        let start = Instant::now();
        let relations = relate(items, 100);
        let drawn = graph(items, &relations, Some(items.len() / 2), 60);
        assert!(drawn.nodes.len() <= 60);
        start.elapsed()
    };
    (0..3).map(run).min().unwrap()
}

#[test]
fn the_time_grows_with_the_number_of_items() {
    let issued = specs::issue(&specs::spec(
        Authorities::Single,
        Algorithm::EcdsaP256,
        false,
    ));
    let (ca, server) = (
        specs::of(&issued, Role::Ca),
        specs::of(&issued, Role::Server),
    );
    // Within the random serial number, and within the key.
    let serial = |der: &[u8]| place(der, &[0xa0, 3, 2, 1, 2, 2]) + 8;
    let key = |spki: &[u8], der: &[u8]| place(der, spki) + 40;
    let (ca, ca_key) = (&ca.certificate, key(&ca.key.spki, &ca.certificate));
    let server = &server.certificate;
    let kinds = [
        ("copies of one", different(server, &[], 50_000)),
        (
            "of one issuer",
            different(server, &[serial(server)], 50_000),
        ),
        (
            "CAs of one name, each its own key",
            different(ca, &[serial(ca), ca_key], 50_000),
        ),
        (
            "CAs of one name and key",
            different(ca, &[serial(ca)], 50_000),
        ),
    ];
    for (name, items) in kinds {
        let (few, many) = (fastest(&items[..5_000]), fastest(&items));
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        println!("{name}: 5,000 in {few:?}, 50,000 in {many:?}, {ratio:.1} times");
        assert!(
            ratio < 40.0,
            "{name}: ten times the items take {ratio:.1} times as long"
        );
    }
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }
}

#[test]
fn broken_octets_end_in_no_panic() {
    let mut chance = Chance(0x5eed);
    let mut ders = Vec::new();
    for algorithm in [Algorithm::EcdsaP256, Algorithm::Rsa2048, Algorithm::Ed25519] {
        for issued in specs::issue(&specs::spec(Authorities::Single, algorithm, true)) {
            ders.push(issued.certificate);
            ders.extend(issued.request);
        }
    }
    let mut read = 0;
    for _ in 0..2_000 {
        let broken: Vec<_> = (0..4).map(|_| damage(&ders, &mut chance)).collect();
        let contents = [
            Content::Certificate,
            Content::Certificate,
            Content::Request,
            Content::RevocationList,
        ];
        let items: Vec<_> = broken
            .iter()
            .zip(contents)
            .map(|(der, kind)| Item::new(None, "tls.crt", kind(der.clone())))
            .collect();
        let relations = relate(&items, CHECKS);
        let _ = graph(&items, &relations, None, 3);
        read += usize::from(compare(&broken[0], &broken[1]).is_ok());
        let _ = verify::signed_object(&broken[2], &broken[3]);
        let tree = tree::rows(&broken[0], 10_000, false);
        assert!(
            tree.rows
                .iter()
                .all(|row| row.start + row.header + row.length <= broken[0].len())
        );
    }
    println!("compared in spite of the damage: {read} of 2,000");
    assert!(read > 100);
}

fn damage(ders: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut der = ders[chance.below(ders.len())].clone();
    for _ in 0..chance.below(4) {
        let at = chance.below(der.len());
        der[at] ^= 1 << chance.below(8);
    }
    if chance.below(10) == 0 {
        der.truncate(chance.below(der.len()));
    }
    der
}
