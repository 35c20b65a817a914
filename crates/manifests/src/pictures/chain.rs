//! Who signs whom: each certificate with its names, its key, what it is good for, and the files that hold it.

use pki::{CertificateSpec, LeafUsage, Profile, Role};

use super::canvas::{CLIENT_FILE, Canvas, FILE, Face, LINE, NAME, NOTE, SERVER_FILE, lines};
use super::parties::server_ca;
use super::{Picture, Room, sentence_case};
use crate::{Caller, CertificateUpload, Intent, ServerCertificate};

/// One certificate, in words.
struct Node {
    class: &'static str,
    face: Face,
    name: String,
    /// What it is, its key, its use, its names.
    notes: Vec<String>,
    /// The files that hold it.
    files: Vec<String>,
    /// Where it goes.
    goes_to: String,
    /// What it signs.
    signed: Vec<Node>,
}

const GAP: i32 = 16;

/// Where the columns of issuers and of what they sign begin, and their width.
struct Plan {
    width: i32,
    columns: [i32; 2],
    box_width: [i32; 2],
    /// Whether what is signed stands below its issuer.
    below: bool,
}

static WIDE: Plan = Plan {
    width: 720,
    columns: [1, 389],
    box_width: [318, 330],
    below: false,
};

static NARROW: Plan = Plan {
    width: 360,
    columns: [1, 29],
    box_width: [358, 330],
    below: true,
};

pub(super) fn draw(intent: &Intent, room: Room) -> Picture {
    let plan = match room {
        Room::Wide => &WIDE,
        Room::Narrow => &NARROW,
    };
    let nodes = nodes(intent);
    let mut canvas = Canvas::new(plan.width);
    let mut y = 1;
    for issuer in &nodes {
        y = draw_family(&mut canvas, plan, issuer, y) + GAP;
    }
    let description: Vec<String> = nodes.iter().flat_map(sentences).collect();
    let title = format!("The certificates for {}", intent.call_host);
    canvas.picture(&title, &description.join(" "), y - GAP + 1)
}

/// Draws an issuer and what it signs; returns where that ends.
fn draw_family(canvas: &mut Canvas, plan: &Plan, issuer: &Node, top: i32) -> i32 {
    let place = |column: usize, y| ([plan.columns[column], y], plan.box_width[column]);
    if plan.below {
        let mut end = draw_node(canvas, issuer, place(0, top));
        let foot = end;
        for node in &issuer.signed {
            let (top, x) = (end + GAP, plan.columns[1]);
            end = draw_node(canvas, node, place(1, top));
            let (y, stem) = (
                top + node.height(plan.box_width[1]) / 2,
                plan.columns[0] + 12,
            );
            canvas.line("picture__arrow", format!("M{stem} {foot}V{y}H{}", x - 2));
            canvas.line("picture__arrow", head(x - 2, y));
        }
        return end;
    }
    let mut end = top;
    let mut middles = Vec::new();
    for node in &issuer.signed {
        middles.push(end + node.height(plan.box_width[1]) / 2);
        end = draw_node(canvas, node, place(1, end)) + GAP;
    }
    let end = (end - GAP).max(top + issuer.height(plan.box_width[0]));
    let from = top.midpoint(end);
    draw_node(
        canvas,
        issuer,
        place(0, from - issuer.height(plan.box_width[0]) / 2),
    );
    let (start, x) = (plan.columns[0] + plan.box_width[0], plan.columns[1] - 2);
    let bend = start.midpoint(x);
    for y in middles {
        canvas.line(
            "picture__arrow",
            format!("M{start} {from}C{bend} {from} {bend} {y} {x} {y}"),
        );
        canvas.line("picture__arrow", head(x, y));
    }
    end
}

fn head(x: i32, y: i32) -> String {
    format!("M{} {}L{x} {y}L{} {}", x - 6, y - 4, x - 6, y + 4)
}

fn draw_node(canvas: &mut Canvas, node: &Node, ([x, y], width): ([i32; 2], i32)) -> i32 {
    let (inside, room) = (x + 12, width - 24);
    canvas.frame(node.class, [x, y], [width, node.height(width)]);
    canvas.words(NAME, [inside, y + 22], room, &node.name);
    let mut line = y + 24;
    for (face, words) in node.paragraphs() {
        line = canvas.paragraph(face, [inside, line + LINE], room, words);
    }
    y + node.height(width)
}

impl Node {
    fn paragraphs(&self) -> impl Iterator<Item = (Face, &str)> {
        let notes = self.notes.iter().map(|note| (NOTE, note.as_str()));
        let files = self.files.iter().map(|file| (self.face, file.as_str()));
        notes.chain(files).chain([(NOTE, self.goes_to.as_str())])
    }

    /// The height of its box of this width.
    fn height(&self, width: i32) -> i32 {
        let count = |(face, words)| lines(face, width - 24, words).len();
        let lines: usize = self.paragraphs().map(count).sum();
        36 + LINE * i32::try_from(lines).unwrap_or(0)
    }
}

fn sentences(issuer: &Node) -> Vec<String> {
    let facts = |node: &Node| {
        let facts = [
            node.notes.join("; "),
            node.files.join(", "),
            node.goes_to.clone(),
        ];
        let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        format!("{} ({})", node.name, facts.join("; "))
    };
    let signed: Vec<String> = issuer.signed.iter().map(facts).collect();
    vec![format!("{} signs {}.", facts(issuer), signed.join(" and "))]
}

/// The issuers, each with what it signs.
fn nodes(intent: &Intent) -> Vec<Node> {
    let certificates = &intent.spec.certificates;
    let mut nodes: Vec<Node> = certificates
        .iter()
        .filter(|certificate| certificate.role.is_authority())
        .map(|authority| {
            let signed = certificates.iter().filter(|certificate| {
                certificate.issuer == authority.role && certificate.role != authority.role
            });
            Node {
                signed: signed.map(|leaf| leaf_node(intent, leaf)).collect(),
                ..authority_node(intent, authority)
            }
        })
        .collect();
    if intent.server_certificate == ServerCertificate::FromPublicCa {
        nodes.push(public_authority(intent));
    }
    nodes
}

fn authority_node(intent: &Intent, authority: &CertificateSpec) -> Node {
    let stem = authority.role.file_stem();
    let (clients, servers) = (
        intent.authorities.of_clients(),
        intent.authorities.of_servers(),
    );
    let roles = [
        (clients == authority.role, "the ingress, for clients"),
        (
            servers == authority.role && server_ca(intent).is_some(),
            "the caller, for the server",
        ),
    ];
    let trusted = roles.iter().filter_map(|(is, who)| is.then_some(*who));
    let trusted: Vec<&str> = trusted.collect();
    let goes_to = match trusted.is_empty() {
        true => "The caller does not look at who signed".to_owned(),
        false => format!("Trusted by {}", trusted.join("; ")),
    };
    Node {
        class: "picture__box",
        face: FILE,
        name: authority.subject.common_name.clone(),
        notes: vec![
            about(authority),
            "CA:TRUE, keyCertSign, cRLSign".to_owned(),
            format!(
                "{stem}.{}: yours alone, in no bundle",
                intent.ca_key_format.ending()
            ),
        ],
        files: vec![format!("pki/{stem}.crt, {stem}.cer")],
        goes_to,
        signed: Vec::new(),
    }
}

fn leaf_node(intent: &Intent, leaf: &CertificateSpec) -> Node {
    let usage = match leaf.profile {
        Profile::Authority => "CA:TRUE",
        Profile::Leaf(LeafUsage::Server) => "serverAuth",
        Profile::Leaf(LeafUsage::Client) => "clientAuth",
        Profile::Leaf(LeafUsage::Both) => "serverAuth, clientAuth",
    };
    let is_server = leaf.role == Role::Server;
    let (face, files, goes_to) = match is_server {
        true => (
            SERVER_FILE,
            "pki/server.crt, .key, .pfx, .csr",
            format!(
                "To {} of the cluster, by 10-secrets.yaml",
                intent.secrets.tls()
            ),
        ),
        false => (
            CLIENT_FILE,
            "pki/client.crt, .cer, .key, .pfx, .csr",
            client_goes_to(intent),
        ),
    };
    let names: Vec<String> = leaf
        .subject_alt_names
        .iter()
        .map(ToString::to_string)
        .collect();
    let mut notes = vec![about(leaf), format!("ExtendedKeyUsage: {usage}")];
    if !names.is_empty() {
        notes.push(names.join(", "));
    }
    Node {
        class: "picture__box",
        face,
        name: leaf.subject.common_name.clone(),
        notes,
        files: vec![files.to_owned()],
        goes_to,
        signed: Vec::new(),
    }
}

fn about(certificate: &CertificateSpec) -> String {
    let role = sentence_case(&certificate.role.to_string());
    format!("{role}, {}", certificate.algorithm)
}

fn client_goes_to(intent: &Intent) -> String {
    match &intent.caller {
        Caller::Other => "To the client, by hand".to_owned(),
        Caller::ApiManagement(apim) => match &apim.upload {
            CertificateUpload::Pfx => format!("client.pfx to {}, by 5-apim.sh", apim.service),
            CertificateUpload::KeyVault { vault } => {
                format!("client.pfx to {vault}, by 5-apim.sh")
            }
        },
    }
}

fn public_authority(intent: &Intent) -> Node {
    let place = intent.secrets.tls();
    let away = |name: &str, notes: Vec<String>, goes_to: String| Node {
        class: "picture__box--away",
        face: NOTE,
        name: name.to_owned(),
        notes,
        files: Vec::new(),
        goes_to,
        signed: Vec::new(),
    };
    let names: Vec<String> = intent
        .server_names
        .iter()
        .map(ToString::to_string)
        .collect();
    Node {
        signed: vec![away(
            "Your server certificate",
            vec![names.join(", ")],
            format!("To {place} of the cluster, by 3-deploy.sh"),
        )],
        ..away(
            "A public CA",
            Vec::new(),
            "Trusted by every caller".to_owned(),
        )
    }
}
