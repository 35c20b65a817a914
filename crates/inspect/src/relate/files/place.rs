use std::collections::BTreeMap;

use formats::{Container, Content, Item};

/// Where a file lies: in which item, if in one, its folder, and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) owner: Option<usize>,
    folder: String,
    pub(super) name: String,
}

impl Place {
    /// A file, given on its own or in an archive.
    fn file(owner: Option<usize>, path: &str) -> Self {
        // `tls.crt, block 2` is in tls.crt.
        let path = match path.rsplit_once(", ") {
            Some((path, block)) if block.starts_with("block ") => path,
            _ => path,
        };
        let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
        Self {
            owner,
            folder: folder.into(),
            name: name.into(),
        }
    }

    /// A key of a Kubernetes object, which has no comma in it: `tls.crt, block 2` is in tls.crt, whatever the block is
    /// called.
    fn key(owner: usize, label: &str) -> Self {
        let name = label.split_once(", ").map_or(label, |(name, _)| name);
        Self {
            owner: Some(owner),
            folder: String::new(),
            name: name.into(),
        }
    }

    /// Where an item lies; none where the order of what holds it says nothing, as in a PFX.
    pub(super) fn of(items: &[Item], mut index: usize) -> Option<Self> {
        loop {
            let item = items.get(index)?;
            let Some(parent) = item.parent.filter(|parent| *parent < index) else {
                return Some(Self::file(None, &item.label));
            };
            match &items.get(parent)?.content {
                Content::Container(Container::Kubernetes(_)) => {
                    return Some(Self::key(parent, &item.label));
                }
                Content::Container(Container::Zip) => {
                    return Some(Self::file(Some(parent), &item.label));
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
        if let Some(user) = self.name.strip_suffix("client-certificate-data") {
            names.push(format!("{user}client-key-data"));
        }
        match self.name.as_str() {
            "cert.pem" => names.push("key.pem".into()),
            "fullchain.pem" => names.push("privkey.pem".into()),
            _ => {}
        }
        names
    }

    /// Whether it has its certificates and keys each at a place of its own, as OpenVPN has them, so that their order says
    /// nothing.
    pub(super) fn is_configuration(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        [".ovpn", ".conf"].iter().any(|end| name.ends_with(end))
    }

    pub(super) fn is_trust(&self) -> bool {
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
pub(super) struct File {
    pub(super) certificates: Vec<usize>,
    pub(super) keys: Vec<usize>,
}

pub(super) fn files(items: &[Item]) -> BTreeMap<Place, File> {
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

/// Another file beside this one, in the same Kubernetes object.
pub(super) fn beside<'a>(
    files: &'a BTreeMap<Place, File>,
    items: &[Item],
    place: &Place,
    name: &str,
) -> Option<&'a File> {
    let owner = &items.get(place.owner?)?.content;
    let is_object = matches!(owner, Content::Container(Container::Kubernetes(_)));
    let other = Place {
        name: name.into(),
        ..place.clone()
    };
    files.get(&other).filter(|_| is_object && other != *place)
}

/// The keys that a server would load with this file.
pub(super) fn keys_for<'a>(
    files: &'a BTreeMap<Place, File>,
    place: &Place,
    file: &'a File,
) -> &'a [usize] {
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
