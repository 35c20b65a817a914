use std::collections::{BTreeMap, BTreeSet};

use diagnostics::Finding;
use formats::{Container, Content, Item};

use super::findings::subject;
use super::issuers::Issued;
use super::survey::{Authority, Certificate, Survey};
use super::{Proof, RelatedFinding};

/// What is to be said about files and the keys of Secrets: what stands in them, and in which order.
pub(super) fn findings(
    items: &[Item],
    survey: &Survey<'_>,
    issued: &Issued,
) -> Vec<RelatedFinding> {
    let files = files(items);
    let chains = Chains::new(items.len(), survey, issued);
    let mut findings = Vec::new();
    for (place, file) in &files {
        let keys = keys_for(&files, place, file);
        let chain = chains.of(file);
        if let Some(chain) = &chain {
            order(place, file, chain, !keys.is_empty(), &mut findings, &chains);
        }
        findings.extend(wrong_key(
            items,
            survey,
            place,
            file,
            keys,
            chain.as_deref(),
        ));
        findings.extend(chains.without_root(place, file));
    }
    findings.extend(authority_keys(items, survey));
    findings
}

/// Where a file lies: in which item, if in one, its folder, and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    owner: Option<usize>,
    folder: String,
    name: String,
}

impl Place {
    fn new(owner: Option<usize>, label: &str) -> Self {
        // `tls.crt, block 2` and `tls.crt block 2` are in tls.crt.
        let cut = [", block ", " block "]
            .iter()
            .filter_map(|word| label.rfind(word))
            .min();
        let path = cut.and_then(|cut| label.get(..cut)).unwrap_or(label);
        let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
        Self {
            owner,
            folder: folder.into(),
            name: name.into(),
        }
    }

    /// Where an item lies; none where the order of what holds it says nothing, as in a PFX.
    fn of(items: &[Item], mut index: usize) -> Option<Self> {
        loop {
            let item = items.get(index)?;
            let Some(parent) = item.parent.filter(|parent| *parent < index) else {
                return Some(Self::new(None, &item.label));
            };
            match &items.get(parent)?.content {
                Content::Container(Container::Kubernetes(_) | Container::Zip) => {
                    return Some(Self::new(Some(parent), &item.label));
                }
                Content::Container(Container::Source { .. }) => index = parent,
                _ => return None,
            }
        }
    }

    /// The names that a key for this file goes by.
    fn key_names(&self) -> Vec<String> {
        let stem = self
            .name
            .rsplit_once('.')
            .map_or(self.name.as_str(), |(stem, _)| stem);
        let mut names = vec![
            format!("{stem}.key"),
            format!("{stem}-key.pem"),
            format!("{stem}.key.pem"),
        ];
        match self.name.as_str() {
            "cert.pem" => names.push("key.pem".into()),
            "fullchain.pem" => names.push("privkey.pem".into()),
            _ => {}
        }
        names
    }

    fn is_trust(&self) -> bool {
        const NAMES: [&str; 6] = [
            "ca.crt",
            "ca.pem",
            "ca.cer",
            "cacert.pem",
            "ca-bundle.crt",
            "ca-bundle.pem",
        ];
        NAMES.contains(&self.name.to_ascii_lowercase().as_str())
    }
}

/// What stands in a file, in order.
#[derive(Default)]
struct File {
    certificates: Vec<usize>,
    keys: Vec<usize>,
}

fn files(items: &[Item]) -> BTreeMap<Place, File> {
    let mut files: BTreeMap<Place, File> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let is_key = match &item.content {
            Content::Certificate(_) => false,
            Content::PrivateKey(_) => true,
            _ => continue,
        };
        let Some(place) = Place::of(items, index) else {
            continue;
        };
        let file = files.entry(place).or_default();
        if is_key {
            file.keys.push(index);
        } else {
            file.certificates.push(index);
        }
    }
    files
}

/// The keys that a server would load with this file.
fn keys_for<'a>(files: &'a BTreeMap<Place, File>, place: &Place, file: &'a File) -> &'a [usize] {
    if !file.keys.is_empty() || file.certificates.is_empty() {
        return &file.keys;
    }
    let names = place.key_names().into_iter();
    let mut siblings = names.filter_map(|name| {
        files.get(&Place {
            name,
            ..place.clone()
        })
    });
    siblings
        .find(|sibling| !sibling.keys.is_empty())
        .map_or(&[], |sibling| &sibling.keys)
}

/// Who issued whom, by item.
struct Chains<'a> {
    survey: &'a Survey<'a>,
    issuers: Vec<Vec<usize>>,
}

impl<'a> Chains<'a> {
    fn new(items: usize, survey: &'a Survey<'a>, issued: &Issued) -> Self {
        let mut issuers = vec![Vec::new(); items];
        for link in issued
            .links
            .iter()
            .filter(|link| link.proof != Proof::Failed)
        {
            if let Some(of) = issuers.get_mut(link.subject) {
                of.push(link.issuer);
            }
        }
        Self { survey, issuers }
    }

    fn certificate(&self, item: usize) -> Option<&Certificate<'_>> {
        self.survey.certificate(item)
    }

    /// Its issuers, by the items that stand for all with the same octets.
    fn issuers(&self, item: usize) -> &[usize] {
        let first = self.certificate(item).map_or(item, Certificate::item);
        self.issuers.get(first).map_or(&[], Vec::as_slice)
    }

    fn is_root(&self, item: usize) -> bool {
        let first = self.certificate(item).map_or(item, Certificate::item);
        self.issuers(first).contains(&first)
    }

    fn is_leaf(&self, item: usize) -> bool {
        let Some(certificate) = self.certificate(item) else {
            return false;
        };
        match certificate.authority {
            Authority::Yes => false,
            Authority::No => true,
            // Of version 1: a root, or a leaf made without extensions.
            Authority::Unsaid => !self.is_root(item),
        }
    }

    /// The items of the file that are the chain of its only leaf, in the order they should have; none where it has
    /// another number of leaves.
    fn of(&self, file: &File) -> Option<Vec<usize>> {
        let mut leaves = file.certificates.iter().filter(|item| self.is_leaf(**item));
        let leaf = *leaves.next()?;
        if leaves.next().is_some() {
            return None;
        }
        let mut here = BTreeMap::new();
        for item in &file.certificates {
            let first = self.certificate(*item).map_or(*item, Certificate::item);
            here.entry(first).or_insert(*item);
        }
        let mut chain = vec![leaf];
        let mut seen = BTreeSet::from([leaf]);
        while let Some(last) = chain.last() {
            let found = self
                .issuers(*last)
                .iter()
                .filter_map(|issuer| here.get(issuer));
            let Some(next) = found.copied().find(|item| !seen.contains(item)) else {
                break;
            };
            seen.insert(next);
            chain.push(next);
        }
        Some(chain)
    }

    /// A file of trusted CAs without the root of one of them.
    fn without_root(&self, place: &Place, file: &File) -> Option<RelatedFinding> {
        if !place.is_trust() {
            return None;
        }
        let here: BTreeSet<_> = file
            .certificates
            .iter()
            .filter_map(|item| self.certificate(*item).map(Certificate::item))
            .collect();
        let ends = here.iter().copied().filter(|item| {
            !self
                .issuers(*item)
                .iter()
                .any(|issuer| here.contains(issuer))
        });
        let ends: Vec<_> = ends.collect();
        let first = self.certificate(*ends.first()?)?;
        let finding = Finding::warning(
            "root-missing",
            "relations",
            format!(
                "{} trusts \"{}\", which is no root, and does not hold its issuer.",
                place.name,
                subject(first)
            ),
            "Add the certificates up to the self-signed root: nginx and `openssl verify` say \"unable to get issuer \
             certificate\".",
        );
        Some(RelatedFinding::new(finding, ends))
    }
}

/// What is wrong with the order of a file that starts, or should start, with a leaf.
fn order(
    place: &Place,
    file: &File,
    chain: &[usize],
    served: bool,
    findings: &mut Vec<RelatedFinding>,
    chains: &Chains<'_>,
) {
    let served = served || place.name == "tls.crt";
    let in_chain: BTreeSet<_> = chain.iter().collect();
    let firsts = chain.iter().filter_map(|item| chains.certificate(*item));
    let known: BTreeSet<_> = firsts.map(Certificate::item).collect();
    let unrelated: Vec<_> = file
        .certificates
        .iter()
        .copied()
        .filter(|item| {
            let first = chains.certificate(*item).map(Certificate::item);
            !first.is_some_and(|first| known.contains(&first))
        })
        .collect();
    if !served && !unrelated.is_empty() {
        return;
    }
    let found: Vec<_> = file
        .certificates
        .iter()
        .copied()
        .filter(|item| in_chain.contains(item))
        .collect();
    if found != chain {
        findings.push(wrong_order(
            place,
            chain,
            served && found.first() != chain.first(),
            chains,
        ));
    }
    if !served {
        return;
    }
    if let Some(finding) = unrelated_finding(place, &unrelated, chain, chains) {
        findings.push(finding);
    }
    findings.extend(root_served(place, chain, chains));
}

fn name_of(chains: &Chains<'_>, item: Option<&usize>) -> String {
    item.and_then(|item| chains.certificate(*item))
        .map_or_else(String::new, subject)
}

fn wrong_order(
    place: &Place,
    chain: &[usize],
    refused: bool,
    chains: &Chains<'_>,
) -> RelatedFinding {
    let message = format!(
        "The certificates in {} are out of order: \"{}\" has to stand first and each issuer after what it issued.",
        place.name,
        name_of(chains, chain.first())
    );
    let hint = "Put the leaf first, then its issuer, and so on: nginx and Kubernetes take the first for the one that \
                the key fits and say \"private key does not match public key\".";
    let finding = if refused {
        Finding::error("chain-order", "relations", message, hint)
    } else {
        Finding::warning("chain-order", "relations", message, hint)
    };
    RelatedFinding::new(finding, chain.iter().copied())
}

fn unrelated_finding(
    place: &Place,
    unrelated: &[usize],
    chain: &[usize],
    chains: &Chains<'_>,
) -> Option<RelatedFinding> {
    let first = name_of(chains, Some(unrelated.first()?));
    let finding = Finding::warning(
        "chain-unrelated",
        "relations",
        format!(
            "{} holds \"{first}\", which is not in the chain of \"{}\".",
            place.name,
            name_of(chains, chain.first())
        ),
        "Take it out: it is sent with every handshake and helps nobody; CAs to trust belong into ca.crt.",
    );
    Some(RelatedFinding::new(finding, unrelated.iter().copied()))
}

fn root_served(place: &Place, chain: &[usize], chains: &Chains<'_>) -> Option<RelatedFinding> {
    let (root, before) = chain.split_last()?;
    if before.is_empty() || !chains.is_root(*root) {
        return None;
    }
    let finding = Finding::note(
        "root-in-chain",
        "relations",
        format!(
            "{} holds the root \"{}\".",
            place.name,
            name_of(chains, Some(root))
        ),
        "Take it out: it is sent with every handshake, and clients trust only the root that they have.",
    );
    Some(RelatedFinding::new(finding, [*root]))
}

fn wrong_key(
    items: &[Item],
    survey: &Survey<'_>,
    place: &Place,
    file: &File,
    keys: &[usize],
    chain: Option<&[usize]>,
) -> Option<RelatedFinding> {
    let [key] = keys else {
        return None;
    };
    let leaf = *chain
        .and_then(<[usize]>::first)
        .or(file.certificates.first())?;
    let has = survey.key(*key)?;
    let fits = |item: usize| survey.key(item) == Some(has);
    // Where there are several leaves, the key may be that of any.
    if fits(leaf) || chain.is_none() && file.certificates.iter().any(|item| fits(*item)) {
        return None;
    }
    let whose = survey
        .keys
        .get(has)
        .and_then(|group| group.certificates.first());
    let whose = whose.and_then(|item| survey.certificate(*item));
    let belongs = whose.map_or_else(
        || "no certificate here".to_owned(),
        |one| format!("\"{}\"", subject(one)),
    );
    let finding = Finding::error(
        "key-certificate-mismatch",
        "relations",
        format!(
            "The private key in {} is not the key of \"{}\" in {}; it belongs to {belongs}.",
            Place::of(items, *key).map_or_else(String::new, |place| place.name),
            survey.certificate(leaf).map_or_else(String::new, subject),
            place.name
        ),
        "Put the key that was made for this certificate beside it: nginx says \"key values mismatch\", Kubernetes \
         \"private key does not match public key\".",
    );
    Some(RelatedFinding::new(finding, [*key, leaf]))
}

/// The keys of CAs in Kubernetes objects.
fn authority_keys(items: &[Item], survey: &Survey<'_>) -> Vec<RelatedFinding> {
    let mut findings = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if !matches!(item.content, Content::PrivateKey(_)) {
            continue;
        }
        let Some(place) = Place::of(items, index) else {
            continue;
        };
        let owner = place.owner.and_then(|owner| items.get(owner));
        let Some(Content::Container(Container::Kubernetes(object))) =
            owner.map(|item| &item.content)
        else {
            continue;
        };
        let group = survey.key(index).and_then(|key| survey.keys.get(key));
        let certificates = group.into_iter().flat_map(|group| &group.certificates);
        let authority = certificates
            .filter_map(|item| survey.certificate(*item))
            .find(|one| one.authority == Authority::Yes);
        if let Some(authority) = authority {
            let finding = Finding::warning(
                "authority-key-in-cluster",
                "relations",
                format!(
                    "The {} \"{}\" holds the private key of the CA \"{}\" as {}.",
                    object.kind,
                    object.name,
                    subject(authority),
                    place.name
                ),
                "Keep the key of a CA outside of the cluster: whoever reads it can issue certificates that all trust.",
            );
            findings.push(RelatedFinding::new(finding, [index, authority.item()]));
        }
    }
    findings
}
