//! What a browser asks the network for, in the words of the browser itself or as it goes out of its sockets: of all of
//! its processes, and whatever stands between them and the page.
//!
//! Chromium writes its own log of the network (`NetLog`), Firefox one of its HTTP. WebKit has none in a released build, so
//! strace writes down what its processes connect to and send.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use regex::Regex;
use serde_json::Value;
use tokio::process::Command;

use super::Engine;

/// What a browser does by itself at its start, or while it runs, and no switch turns off. The page cannot reach these
/// hosts: its policy allows it its own alone, which another test holds.
const OF_THE_BROWSER: [&str; 6] = [
    // Chromium points a socket at this address to learn whether there is IPv6; it sends nothing.
    "UDP [2001:4860:4860::8888]",
    // Chromium: clock, updates, accounts, and the start page of Debian's build.
    "clients2.google.com",
    "update.googleapis.com",
    "accounts.google.com",
    "start.duckduckgo.com",
    // Firefox: lists of its settings.
    "mozilla",
];

/// A log that a browser writes.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    engine: Engine,
    /// The log, or the start of its name.
    file: PathBuf,
}

impl Capture {
    /// The log of a browser with this profile.
    pub(super) fn new(engine: Engine, profile: &Path) -> Self {
        let file = profile.join("network.log");
        Self { engine, file }
    }

    /// What has Chromium write it.
    pub(super) fn argument(&self) -> String {
        format!("--log-net-log={}", self.file.display())
    }

    /// What has Firefox write it, whose driver hands the environment on.
    pub(super) fn environment(&self) -> [(&'static str, &OsStr); 2] {
        [
            ("MOZ_LOG", OsStr::new("sync,nsHttp:3")),
            ("MOZ_LOG_FILE", self.file.as_os_str()),
        ]
    }

    /// Runs a program, and writes down what it and all that it starts connect to and send. strace ends after them.
    pub(super) fn traced(&self, program: &str) -> Command {
        let mut command = Command::new("strace");
        command
            .args(["-D", "-f", "-qq", "-yy", "--seccomp-bpf"])
            .args(["-s", "256", "-e", "trace=connect,sendto,sendmsg,sendmmsg"])
            .arg("-o")
            .arg(&self.file)
            .arg(program);
        command
    }

    /// Everything that was asked for, in order, without what the browser asks for by itself.
    pub(super) fn requests(&self) -> Vec<String> {
        let text = std::fs::read(self.written()).unwrap();
        let text = String::from_utf8_lossy(&text);
        let all = match self.engine {
            Engine::Chromium => of_net_log(&text),
            Engine::Firefox => of_moz_log(&text),
            Engine::WebKit => of_strace(&text),
        };
        let own = |request: &String| !OF_THE_BROWSER.iter().any(|host| request.contains(host));
        all.into_iter().filter(own).collect()
    }

    /// Firefox adds an ending to the name; the process that has it without a number does the network's work.
    fn written(&self) -> PathBuf {
        match self.engine {
            Engine::Firefox => self.file.with_extension("log.moz_log"),
            Engine::Chromium | Engine::WebKit => self.file.clone(),
        }
    }
}

/// A line for each event; the first names their kinds.
fn of_net_log(text: &str) -> Vec<String> {
    let mut lines = text.lines();
    let head = lines.next().unwrap().trim_end_matches(',');
    let head: Value = serde_json::from_str(&format!("{head}}}")).unwrap();
    let kinds = &head["constants"]["logEventTypes"];
    let of = |event: &Value, kind: &str| event["type"] == kinds[kind];
    let events = lines.filter_map(|line| serde_json::from_str(line.trim_end_matches(',')).ok());
    let requests = events.filter_map(|event: Value| {
        let given = &event["params"];
        if of(&event, "URL_REQUEST_START_JOB") {
            let url = given["url"].as_str()?;
            Some(format!("{} {url}", given["method"].as_str()?))
        } else if of(&event, "UDP_CONNECT") {
            Some(format!("UDP {}", given["address"].as_str()?))
        } else {
            None
        }
    });
    requests.collect()
}

/// The lines after `http request [`, as they go to the proxy.
fn of_moz_log(text: &str) -> Vec<String> {
    let request = Regex::new(r"(?m)http request \[\n.*?nsHttp +([A-Z]+ \S+) HTTP/1").unwrap();
    let host = Regex::new(r"nsHttp +Host: (\S+)").unwrap();
    let requests = request.captures_iter(text).map(|found| {
        let rest = &text[found.get(0).unwrap().end()..];
        let host = host
            .captures(rest)
            .map_or("", |found| found.get(1).unwrap().as_str());
        let (method, path) = found[1].split_once(' ').unwrap();
        let path = path.trim_start_matches("http://").trim_start_matches(host);
        format!("{method} http://{host}{path}")
    });
    requests.collect()
}

/// What begins as a request does, and what is connected to that is no part of this machine.
fn of_strace(text: &str) -> Vec<String> {
    let sent = Regex::new(
        r#"send(?:to|msg|mmsg)\(.*?"((?:GET|HEAD|POST|PUT|CONNECT|OPTIONS) \S+) HTTP/1"#,
    );
    let sent = sent.unwrap();
    let to = Regex::new(r#"connect\(.*sa_family=AF_INET6?,.*?"([^"]+)"#).unwrap();
    let requests = text.lines().filter_map(|line| {
        if let Some(found) = sent.captures(line) {
            return Some(found[1].to_owned());
        }
        let address = &to.captures(line)?[1];
        let is_here = ["127.0.0.1", "::1"].contains(&address);
        (!is_here).then(|| format!("connect {address}"))
    });
    requests.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_and_who_is_connected_to_are_told_from_all_else() {
        let text = concat!(
            "7 connect(3<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0\n",
            "7 connect(3<UNIX-STREAM:[1]>, {sa_family=AF_UNIX, sun_path=\"/run/bus\"}, 16) = 0\n",
            "7 connect(4<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"192.0.2.1\")}, 16) = 0\n",
            "8 sendto(5<TCP:[1]>, \"GET http://a.example/b HTTP/1.1\\r\\nHost: a.example\\r\\n\"..., 300, 0, NULL, 0) = 300\n",
            "8 sendto(6<TCP:[1]>, \"HTTP/1.1 200 OK\\r\\n\"..., 300, 0, NULL, 0) = 300\n",
        );
        assert_eq!(
            of_strace(text),
            ["connect 192.0.2.1", "GET http://a.example/b"]
        );
    }
}
