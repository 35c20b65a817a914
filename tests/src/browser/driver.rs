use std::process::Stdio;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities as _;
use thirtyfour::{CapabilitiesHelper as _, ChromeCapabilities, DesiredCapabilities, WebDriver};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::{Page, Window};
use crate::site::Site;

/// A browser with a profile of its own, and the driver before it.
pub(super) struct Driver {
    session: WebDriver,
    process: Child,
    profile: TempDir,
}

impl Driver {
    pub(super) async fn start(site: &Site, window: Window) -> Self {
        let profile = TempDir::with_prefix("twinlock-browser-").unwrap();
        let mut process = Command::new("/usr/bin/chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| {
                panic!("/usr/bin/chromedriver (chromium-driver) does not start: {error}")
            });
        let address = address(&mut process).await;
        let session = WebDriver::new(address, capabilities(site, window, &profile))
            .await
            .unwrap();
        Self {
            session,
            process,
            profile,
        }
    }

    pub(super) fn page(&self) -> Page {
        Page::new(
            self.session.handle().clone(),
            self.profile.path().join("downloads"),
        )
    }

    pub(super) async fn end(mut self) {
        let quit = self.session.quit().await;
        self.process.kill().await.unwrap();
        quit.unwrap();
        drop(self.profile);
    }
}

/// With `--port=0` the driver takes a free port and says which.
async fn address(process: &mut Child) -> String {
    let output = process.stdout.take().unwrap();
    let mut lines = BufReader::new(output).lines();
    let port = timeout(Duration::from_secs(20), async {
        while let Some(line) = lines.next_line().await.unwrap() {
            let Some((_, rest)) = line.split_once("started successfully on port ") else {
                continue;
            };
            return rest.trim_end_matches('.').to_owned();
        }
        panic!("chromedriver ended without a port");
    })
    .await
    .expect("chromedriver says no port");
    // It goes on writing, and must not block for want of a reader.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    format!("http://127.0.0.1:{port}")
}

fn capabilities(site: &Site, window: Window, profile: &TempDir) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let own = [
        format!("--user-data-dir={}", profile.path().join("user").display()),
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
    let downloads = profile.path().join("downloads");
    std::fs::create_dir(&downloads).unwrap();
    let preferences = json!({
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
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
