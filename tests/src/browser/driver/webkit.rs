use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::json;
use thirtyfour::Capabilities;
use tokio::net::TcpStream;
use tokio::process::Command;

use super::{Capture, Started, downloads, said, spawn};
use crate::site::Site;

const DRIVER: &str = "/usr/bin/WebKitWebDriver";
const BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// It has no mode without windows, so it gets a screen that nobody sees. Its driver takes the port it is given.
pub(super) async fn start(site: &Site, profile: &Path, capture: Option<&Capture>) -> Started {
    let mut screen = Command::new("Xvfb");
    screen.args(["-displayfd", "1", "-screen", "0", "1600x1200x24"]);
    let mut screen = spawn(screen.stdout(Stdio::piped()).stderr(Stdio::null()));
    let display = said(screen.stdout.take().unwrap(), "").await;
    settings(profile);
    let port = free_port();
    let mut driver = match capture {
        Some(capture) => capture.traced(DRIVER),
        None => Command::new(DRIVER),
    };
    driver
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("HOME", profile)
        .env("XDG_CONFIG_HOME", profile.join("config"))
        .env("XDG_DATA_HOME", profile.join("data"))
        .env("XDG_CACHE_HOME", profile.join("cache"))
        // Drawing by the processor, and without the sandbox that root cannot have.
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    let driver = spawn(driver.stdout(Stdio::null()).stderr(Stdio::null()));
    listening(port).await;
    Started {
        processes: vec![driver, screen],
        address: format!("http://127.0.0.1:{port}"),
        capabilities: capabilities(site),
    }
}

/// It saves files where the user's folders are said to be.
fn settings(profile: &Path) {
    let config = profile.join("config");
    std::fs::create_dir(&config).unwrap();
    let folder = downloads(profile);
    let line = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.display());
    std::fs::write(config.join("user-dirs.dirs"), line).unwrap();
}

fn capabilities(site: &Site) -> Capabilities {
    let mut capabilities = Capabilities::new();
    // Everything goes past the recorder.
    let proxy = format!("--proxy={}", site.proxy());
    let options = json!({ "binary": BROWSER, "args": ["--automation", proxy] });
    capabilities
        .set("webkitgtk:browserOptions", options)
        .unwrap();
    capabilities
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Waits until something listens on a port.
async fn listening(port: u16) {
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("WebKitWebDriver (webkit2gtk-driver) does not listen");
}
