//! The worker's entry point.

fn main() {
    app::worker::serve();
}
