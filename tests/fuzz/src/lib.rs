//! What the fuzz targets run. The same functions are run over the corpus by `tests/tests/fuzz_corpus.rs`.

#[path = "../../src/fuzzing.rs"]
pub mod fuzzing;
