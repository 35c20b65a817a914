use std::collections::BTreeMap;

use super::names::NameId;
use super::survey::{Authority, Certificate, Signed, Survey};
use super::{Link, MissingIssuer, Proof};
use crate::verify::{self, Verified};
use crate::{distinguished_name, hex};

/// Different keys that are tried under one name. More certificates of one name with more keys than these are no CA
/// that was made again a few times, but somebody's attempt to make this slow.
const KEYS: usize = 16;

/// Certificates of one name and key that are linked to: renewals and cross-signed ones.
const SIBLINGS: usize = 8;

/// Who issued whom.
#[derive(Default)]
pub(super) struct Issued {
    pub(super) links: Vec<Link>,
    pub(super) missing: Vec<MissingIssuer>,
    /// Links that OpenSSL does not follow, because the key identifiers differ.
    pub(super) mismatched: Vec<Link>,
    pub(super) exhausted: bool,
}

/// Finds the issuer of each certificate and revocation list.
pub(super) fn find(survey: &Survey<'_>, checks: usize) -> Issued {
    let mut finder = Finder {
        survey,
        authorities: authorities(survey),
        left: checks,
        issued: Issued::default(),
        missing: BTreeMap::new(),
    };
    for certificate in &survey.certificates {
        finder.certificate(certificate);
    }
    for list in &survey.lists {
        finder.issuer_of(list);
    }
    finder.issued
}

/// The certificates of one name and one key.
struct Candidate {
    key: usize,
    /// Places among the certificates.
    certificates: Vec<usize>,
}

/// For each name, those that have it, CAs first.
fn authorities(survey: &Survey<'_>) -> Vec<Vec<Candidate>> {
    let mut of: Vec<Vec<Candidate>> = Vec::new();
    of.resize_with(survey.names, Vec::new);
    for rank in [Authority::Yes, Authority::Unsaid, Authority::No] {
        for (index, certificate) in survey.certificates.iter().enumerate() {
            if certificate.authority != rank {
                continue;
            }
            let Some(of) = certificate.subject.and_then(|name| of.get_mut(name)) else {
                continue;
            };
            if let Some(one) = of.iter_mut().find(|one| one.key == certificate.key) {
                if one.certificates.len() < SIBLINGS {
                    one.certificates.push(index);
                }
            } else if of.len() < KEYS {
                of.push(Candidate {
                    key: certificate.key,
                    certificates: vec![index],
                });
            }
        }
    }
    of
}

struct Finder<'a> {
    survey: &'a Survey<'a>,
    authorities: Vec<Vec<Candidate>>,
    /// What checking may still cost.
    left: usize,
    issued: Issued,
    /// Places among the missing, by name and key identifier.
    missing: BTreeMap<(Option<NameId>, Option<Vec<u8>>), usize>,
}

impl Finder<'_> {
    fn certificate(&mut self, certificate: &Certificate<'_>) {
        if certificate.self_issued() && self.signed_itself(certificate) {
            return;
        }
        self.issuer_of(&certificate.signed);
    }

    /// Whether it is self-signed, as far as that can be known.
    fn signed_itself(&mut self, certificate: &Certificate<'_>) -> bool {
        let item = certificate.item();
        let proof = match self.check(&certificate.signed, certificate.spki) {
            Verified::Yes => Proof::Signature,
            Verified::Unsupported(why) if may_be(certificate, &certificate.signed) => {
                Proof::Name(why)
            }
            Verified::No | Verified::Unsupported(_) => return false,
        };
        self.link(item, item, proof);
        true
    }

    fn issuer_of(&mut self, signed: &Signed<'_>) {
        let survey = self.survey;
        let authorities = std::mem::take(&mut self.authorities);
        let candidates = signed.issuer.and_then(|name| authorities.get(name));
        let tried = self.try_all(survey, signed, candidates.map_or(&[], Vec::as_slice));
        self.authorities = authorities;
        if !tried.proven && !tried.named {
            if let Some(issuer) = tried.failed {
                self.link(signed.item, issuer, Proof::Failed);
            }
            self.miss(signed);
        }
    }

    /// Tries those first whose key identifier fits; those whose does not only if none has signed.
    fn try_all(&mut self, survey: &Survey<'_>, signed: &Signed<'_>, all: &[Candidate]) -> Tried {
        let mut tried = Tried::default();
        for fits in [true, false] {
            if tried.proven || tried.named {
                break;
            }
            for candidate in all {
                let certificates = || {
                    let all = candidate.certificates.iter();
                    all.filter_map(|index| survey.certificates.get(*index))
                };
                let Some(first) = certificates().next() else {
                    continue;
                };
                // What names another key than its own does not mean itself.
                let itself = !fits && first.item() == signed.item;
                if itself || certificates().any(|one| may_be(one, signed)) != fits {
                    continue;
                }
                match self.check(signed, first.spki) {
                    Verified::Yes => {
                        tried.proven = true;
                        for one in certificates().filter(|one| one.item() != signed.item) {
                            self.prove(signed, one, fits);
                        }
                    }
                    Verified::Unsupported(why) if fits && first.authority != Authority::No => {
                        tried.named = true;
                        self.link(signed.item, first.item(), Proof::Name(why));
                    }
                    Verified::No if first.authority != Authority::No => {
                        tried.failed.get_or_insert(first.item());
                    }
                    Verified::No | Verified::Unsupported(_) => {}
                }
            }
        }
        tried
    }

    fn prove(&mut self, signed: &Signed<'_>, issuer: &Certificate<'_>, fits: bool) {
        self.link(signed.item, issuer.item(), Proof::Signature);
        if !fits {
            self.issued.mismatched.push(Link {
                subject: signed.item,
                issuer: issuer.item(),
                proof: Proof::Signature,
            });
        }
    }

    fn check(&mut self, signed: &Signed<'_>, spki: &[u8]) -> Verified {
        if !signed.agrees {
            return Verified::No;
        }
        let cost = verify::cost(spki, signed.der);
        if cost > self.left {
            self.issued.exhausted = true;
            return Verified::Unsupported(
                "So many signatures were to be checked that this one was not.".into(),
            );
        }
        self.left -= cost;
        verify::signed_object(spki, signed.der)
    }

    fn link(&mut self, subject: usize, issuer: usize, proof: Proof) {
        self.issued.links.push(Link {
            subject,
            issuer,
            proof,
        });
    }

    fn miss(&mut self, signed: &Signed<'_>) {
        let next = self.issued.missing.len();
        let who = (signed.issuer, signed.authority_key.clone());
        let place = *self.missing.entry(who).or_insert(next);
        if place == next {
            self.issued.missing.push(MissingIssuer {
                name: issuer_name(signed.der),
                key_identifier: signed.authority_key.as_deref().map(hex::upper),
                items: Vec::new(),
            });
        }
        if let Some(missing) = self.issued.missing.get_mut(place) {
            missing.items.push(signed.item);
        }
    }
}

/// What came of trying all of a name.
#[derive(Default)]
struct Tried {
    proven: bool,
    named: bool,
    /// A CA of that name that did not sign it.
    failed: Option<usize>,
}

/// Whether the key identifiers allow that the one issued the other.
fn may_be(issuer: &Certificate<'_>, signed: &Signed<'_>) -> bool {
    match (&signed.authority_key, &issuer.subject_key) {
        (Some(said), Some(has)) => said == has,
        _ => true,
    }
}

fn issuer_name(der: &[u8]) -> String {
    let certificate = crate::x509::Certificate::read(der).map(|one| one.issuer);
    let issuer =
        certificate.or_else(|| crate::x509::RevocationList::read(der).map(|one| one.issuer));
    issuer.map_or_else(String::new, |name| {
        diagnostics::visible(&distinguished_name::oneline(name.0))
    })
}
