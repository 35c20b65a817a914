//! A process to be looked at from outside: it makes private keys and passphrases, says `held`, waits for a line,
//! uses and drops them all, says `dropped`, and waits again.

use std::io::{self, BufRead as _, Write as _};

use plan::CaKeyFormat;
use tests::secrets::{ALGORITHMS, generate, pack};

const ENCRYPTED: CaKeyFormat = CaKeyFormat::EncryptedPkcs8;

fn main() -> io::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("packed") => show(ALGORITHMS.map(pack), drop),
        Some("generated") => show(generate(ENCRYPTED), drop),
        Some("shown") => {
            let generated = generate(ENCRYPTED);
            show((generated.show(), generated), drop)
        }
        Some("zipped") => show(generate(ENCRYPTED), |generated| drop(generated.zip())),
        other => Err(io::Error::other(format!("nothing is called {other:?}"))),
    }
}

fn show<T>(held: T, finish: fn(T)) -> io::Result<()> {
    say("held")?;
    finish(held);
    say("dropped")
}

/// Says where it is, and waits until it was looked at.
fn say(word: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{word}")?;
    output.flush()?;
    io::stdin().lock().read_line(&mut String::new()).map(drop)
}
