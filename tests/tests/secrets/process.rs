//! The memory of another process.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::FileExt as _;
use std::process::{Child, ChildStdout, Command, Stdio};

/// How many octets of a secret are enough to know it by.
pub(crate) const WINDOW: usize = 16;

/// Parts of secrets, and what they are parts of.
pub(crate) type Needles = BTreeMap<[u8; WINDOW], String>;

/// The process that holds secrets; it ends when dropped.
pub(crate) struct Holder {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Holder {
    pub(crate) fn start(what: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_secret_holder"))
            .arg(what)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Self { child, said }
    }

    /// Waits until it says where it is.
    pub(crate) fn wait_for(&mut self, word: &str) {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), word);
    }

    pub(crate) fn go_on(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    /// What of `needles` is in what the process can write to: its heap, stacks and variables.
    pub(crate) fn find(&self, needles: &Needles) -> BTreeSet<String> {
        let process = format!("/proc/{}", self.child.id());
        let maps = std::fs::read_to_string(format!("{process}/maps")).unwrap();
        let memory = File::open(format!("{process}/mem")).unwrap();
        let mut found = BTreeSet::new();
        for (start, end) in maps.lines().filter_map(writable) {
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            memory.read_exact_at(&mut bytes, start).unwrap();
            search(&bytes, needles, &mut found);
        }
        found
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The addresses of a line of `/proc/PID/maps`, such as `7f00-7f10 rw-p ...`; none where nothing is written.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut parts = line.split(' ');
    let (start, end) = parts.next()?.split_once('-')?;
    let address = |text| u64::from_str_radix(text, 16).unwrap();
    parts
        .next()?
        .starts_with("rw")
        .then(|| (address(start), address(end)))
}

fn search(bytes: &[u8], needles: &Needles, found: &mut BTreeSet<String>) {
    // Most octets begin no needle, and are passed quickly.
    let mut begins = vec![false; 1 << 16];
    let start = |window: &[u8]| usize::from(u16::from_le_bytes([window[0], window[1]]));
    for needle in needles.keys() {
        begins[start(needle)] = true;
    }
    for window in bytes.windows(WINDOW) {
        if begins[start(window)] {
            found.extend(needles.get(window).cloned());
        }
    }
}
