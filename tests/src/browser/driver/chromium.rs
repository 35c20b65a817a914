use std::path::Path;
use std::process::Stdio;

use serde_json::json;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities as _;
use thirtyfour::{CapabilitiesHelper as _, ChromeCapabilities, DesiredCapabilities};
use tokio::process::Command;

use super::{Capture, Started, Window, downloads, said, spawn};
use crate::site::Site;

/// With `--port=0` the driver takes a free port and says which.
pub(super) async fn start(
    site: &Site,
    window: Window,
    profile: &Path,
    capture: Option<&Capture>,
) -> Started {
    let mut command = Command::new("/usr/bin/chromedriver");
    command.arg("--port=0");
    let mut process = spawn(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut capabilities = capabilities(site, window, profile);
    if let Some(capture) = capture {
        capabilities.add_arg(&capture.argument()).unwrap();
    }
    let output = process.stdout.take().unwrap();
    let port = said(output, "started successfully on port ").await;
    Started {
        processes: vec![process],
        address: format!("http://127.0.0.1:{port}"),
        capabilities: capabilities.into(),
    }
}

fn capabilities(site: &Site, window: Window, profile: &Path) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let own = [
        format!("--user-data-dir={}", profile.join("user").display()),
        format!("--window-size={window}"),
        // Everything goes past the recorder, localhost too.
        format!("--proxy-server={}", site.proxy()),
        "--proxy-bypass-list=<-loopback>".to_owned(),
    ];
    let usual = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=en-US",
        // What the browser asks the net on its own must not stand among the page's requests.
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--disable-sync",
        "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    ];
    for argument in own.iter().map(String::as_str).chain(usual) {
        capabilities.add_arg(argument).unwrap();
    }
    capabilities.set_binary("/usr/bin/chromium").unwrap();
    let preferences = json!({
        "download.default_directory": downloads(profile),
        "download.prompt_for_download": false,
        // What a page without TLS saves waits until its user chooses Keep, which no driver can.
        "profile.default_content_setting_values.mixed_script": 1,
    });
    capabilities
        .add_experimental_option("prefs", preferences)
        .unwrap();
    if window.is_phone() {
        let (width, height) = window.size();
        let metrics = json!({ "width": width, "height": height, "pixelRatio": 2 });
        let emulation = json!({ "deviceMetrics": metrics });
        capabilities
            .add_experimental_option("mobileEmulation", emulation)
            .unwrap();
    }
    capabilities
        .set("goog:loggingPrefs", json!({ "browser": "ALL" }))
        .unwrap();
    capabilities
}
