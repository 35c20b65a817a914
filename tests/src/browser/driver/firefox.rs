use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use thirtyfour::Capabilities;
use tokio::process::Command;

use super::{Capture, Started, downloads, said, spawn};
use crate::site::Site;

/// With port 0 the driver takes a free port and says which.
pub(super) async fn start(site: &Site, profile: &Path, capture: Option<&Capture>) -> Started {
    let mut command = Command::new("geckodriver");
    command.args(["--port", "0"]);
    if let Some(capture) = capture {
        command.envs(capture.environment());
    }
    let mut process = spawn(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let output = process.stdout.take().unwrap();
    let address = said(output, "Listening on ").await;
    Started {
        processes: vec![process],
        address: format!("http://{address}"),
        capabilities: capabilities(site, profile),
    }
}

fn capabilities(site: &Site, profile: &Path) -> Capabilities {
    let mut capabilities = Capabilities::new();
    let options = json!({
        "binary": "/usr/bin/firefox-esr",
        "args": ["-headless"],
        "prefs": preferences(profile),
    });
    let address = site.proxy();
    let address = address.trim_start_matches("http://");
    let proxy = json!({ "proxyType": "manual", "httpProxy": address, "sslProxy": address });
    for (name, value) in [
        ("browserName", json!("firefox")),
        ("moz:firefoxOptions", options),
        ("proxy", proxy),
    ] {
        capabilities.set(name, value).unwrap();
    }
    capabilities
}

fn preferences(profile: &Path) -> Value {
    json!({
        // Everything goes past the recorder, localhost too.
        "network.proxy.allow_hijacking_localhost": true,
        "network.proxy.no_proxies_on": "",
        // Off by default in the driver's profile, though users have it: a file may not read its neighbours.
        "security.fileuri.strict_origin_policy": true,
        "browser.download.folderList": 2,
        "browser.download.dir": downloads(profile),
        "browser.download.alwaysOpenPanel": false,
        "browser.helperApps.neverAsk.saveToDisk": "application/zip,application/octet-stream",
        "intl.accept_languages": "en-US",
        // What the browser asks the net on its own must not stand among the page's requests.
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "services.settings.server": "data:,#remote-settings-dummy/v1",
        "browser.safebrowsing.downloads.remote.enabled": false,
        "browser.search.update": false,
        "dom.push.connection.enabled": false,
        "extensions.update.enabled": false,
        "extensions.getAddons.cache.enabled": false,
        "browser.region.network.url": "",
        "browser.newtabpage.activity-stream.feeds.topsites": false,
    })
}
