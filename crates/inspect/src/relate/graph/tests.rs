use pki::{Algorithm, Role};

use super::*;
use crate::relate::samples::{certificate, files, key};
use crate::relate::{CHECKS, relate};
use crate::verify::test_set::issue;

fn places(graph: &Graph) -> Vec<(Option<usize>, usize, usize)> {
    let nodes = graph.nodes.iter();
    nodes
        .map(|node| (node.item, node.column, node.row))
        .collect()
}

#[test]
fn a_graph_leads_from_the_root_to_the_keys() {
    let set = issue(Algorithm::EcdsaP256);
    let items = files(vec![
        ("server.key", key(&set, Role::Server)),
        ("server", certificate(set.certificate(Role::Server))),
        ("ca", certificate(set.certificate(Role::Ca))),
        ("client", certificate(set.certificate(Role::Client))),
    ]);
    let relations = relate(&items, CHECKS);
    let drawn = graph(&items, &relations, None, 60);
    assert_eq!(
        places(&drawn),
        [
            (Some(0), 2, 0),
            (Some(1), 1, 0),
            (Some(2), 0, 0),
            (Some(3), 1, 1)
        ]
    );
    assert_eq!((drawn.columns, drawn.rows, drawn.left_out), (3, 2, 0));
    assert_eq!(drawn.nodes[2].label, "Contoso CA");
    assert!(drawn.nodes[2].root && drawn.nodes[2].kind == Kind::Authority);
    let ties: Vec<_> = drawn
        .edges
        .iter()
        .map(|edge| (edge.from, edge.to, edge.tie))
        .collect();
    assert_eq!(
        ties,
        [
            (1, 0, Tie::Key),
            (2, 1, Tie::Signature),
            (2, 3, Tie::Signature)
        ]
    );
    // The nearest are kept.
    let near = graph(&items, &relations, Some(3), 2);
    assert_eq!(places(&near), [(Some(2), 0, 0), (Some(3), 1, 0)]);
    assert_eq!(near.left_out, 2);
    assert_eq!(graph(&items, &relations, None, 0).nodes, []);
}

#[test]
fn a_graph_shows_what_is_missing() {
    let set = issue(Algorithm::EcdsaP256);
    let items = files(vec![("server", certificate(set.certificate(Role::Server)))]);
    let drawn = graph(&items, &relate(&items, CHECKS), None, 60);
    assert_eq!(places(&drawn), [(Some(0), 1, 0), (None, 0, 0)]);
    assert_eq!(drawn.nodes[1].label, "CN = Contoso CA");
}
