//! What is meant by a few letters.

/// The places of the texts that hold every word of `query`, the best first; all, in order, where it has none. Each text
/// is a name and what else it may be called.
pub(super) fn best<'a>(query: &str, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<usize> {
    let query = query.to_ascii_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let ranks: Vec<Option<usize>> = texts.map(|(name, also)| rank(&words, name, also)).collect();
    let worst = WORST * words.len();
    let of_rank = |wanted| {
        let ranks = ranks.iter().enumerate();
        ranks.filter_map(move |(place, rank)| (*rank == Some(wanted)).then_some(place))
    };
    (0..=worst).flat_map(of_rank).collect()
}

/// The rank of a word that the name does not hold, but something else it may be called does.
const WORST: usize = 3;

/// 0: the name begins so; 1: a word of it does; 2: the name holds it; 3: something else does. None: not all words are there.
fn rank(words: &[&str], name: &str, also: &str) -> Option<usize> {
    let name = name.to_ascii_lowercase();
    let also = also.to_ascii_lowercase();
    let ranks = words.iter().map(|word| {
        if name.starts_with(word) {
            Some(0)
        } else if name
            .split([' ', '.', '-', '/'])
            .any(|part| part.starts_with(word))
        {
            Some(1)
        } else if name.contains(word) {
            Some(2)
        } else {
            also.contains(word).then_some(WORST)
        }
    });
    ranks.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 4] = [
        ("Ingress class", "kubernetes.ingress_class"),
        ("40-ingress.yaml", "kubernetes/40-ingress.yaml"),
        ("Generate", "issue make"),
        ("TLS secret", "kubernetes.tls_secret"),
    ];

    #[test]
    fn without_words_everything_is_listed_in_order() {
        assert_eq!(best(" ", TEXTS.into_iter()), [0, 1, 2, 3]);
    }

    #[test]
    fn names_that_begin_so_come_before_those_that_hold_it() {
        assert_eq!(best("ingress", TEXTS.into_iter()), [0, 1]);
        assert_eq!(best("YAML", TEXTS.into_iter()), [1]);
    }

    #[test]
    fn every_word_must_be_there_and_other_names_count() {
        assert_eq!(best("kubernetes secret", TEXTS.into_iter()), [3]);
        assert_eq!(best("make", TEXTS.into_iter()), [2]);
        assert!(best("make secret", TEXTS.into_iter()).is_empty());
    }
}
