//! Serves the built page on this machine, with the headers a host should send.

mod files;
mod headers;

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, anyhow, bail};
use tiny_http::{Method, Request, Response, Server};

use crate::arguments::Serve;
use crate::build;
use crate::terminal::{complain, say};

/// Browsers open about this many connections at once to one host.
const THREADS: usize = 6;

/// Builds the page, unless told otherwise, and serves it until the process ends.
pub(crate) fn run(root: &Path, options: &Serve) -> anyhow::Result<()> {
    if options.build {
        build::run(root)?;
    }
    let site = Site::open(&root.join(build::DIST))?;
    let listener = listen(options.port)?;
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!(error))?;
    say(&format!(
        "Twinlock is at http://{address}/ until Ctrl+C ends it."
    ));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| answer_all(&server, &site));
        }
    });
    Ok(())
}

/// A built page, ready to be served.
struct Site(PathBuf);

impl Site {
    fn open(dist: &Path) -> anyhow::Result<Self> {
        let page = dist.join("index.html");
        let html = fs::read_to_string(&page)
            .with_context(|| format!("{} is not there: run `cargo xtask build`", page.display()))?;
        if build::of_page(&html).is_none() {
            bail!("{} has no policy: run `cargo xtask build`", page.display());
        }
        Ok(Self(dist.canonicalize()?))
    }

    fn answer(&self, request: Request) {
        let response = match request.method() {
            Method::Get | Method::Head => files::read(&self.0, request.url()).map_or_else(
                || text(404, "There is no such file.\n"),
                |file| {
                    let response = Response::from_data(file.bytes);
                    file.headers
                        .into_iter()
                        .fold(response, Response::with_header)
                },
            ),
            _ => text(405, "Only GET and HEAD are answered.\n"),
        };
        if let Err(error) = request.respond(response) {
            complain(&format!("a request was not answered: {error}"));
        }
    }
}

fn answer_all(server: &Server, site: &Site) {
    for request in server.incoming_requests() {
        site.answer(request);
    }
}

fn text(status: u16, message: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    Response::from_string(message).with_status_code(status)
}

/// Listens on this machine alone; on another port where the wanted one is taken.
fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    match TcpListener::bind(address(port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            say(&format!("Port {port} is taken, so another one is used."));
            Ok(TcpListener::bind(address(0))?)
        }
        bound => bound.with_context(|| format!("port {port} cannot be listened on")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_replaced() {
        let first = listen(0).unwrap();
        let taken = first.local_addr().unwrap().port();
        let second = listen(taken).unwrap();
        assert_ne!(second.local_addr().unwrap().port(), taken);
    }

    #[test]
    fn a_folder_without_a_page_says_what_to_run() {
        let folder = tempfile::tempdir().unwrap();
        let message = format!("{:#}", Site::open(folder.path()).err().unwrap());
        assert!(message.contains("cargo xtask build"), "{message}");
    }
}
