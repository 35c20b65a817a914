mod chromium;
mod firefox;
mod webkit;

use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::capture::Capture;
use super::{Engine, Page, Window};
use crate::site::Site;

/// A browser with a profile of its own, and the driver before it.
pub(super) struct Driver {
    engine: Engine,
    session: WebDriver,
    /// The driver, and what it needs, in the order in which they end.
    processes: Vec<Child>,
    profile: TempDir,
    capture: Option<Capture>,
}

/// A driver that takes sessions.
struct Started {
    processes: Vec<Child>,
    address: String,
    capabilities: Capabilities,
}

impl Driver {
    pub(super) async fn start(
        engine: Engine,
        site: &Site,
        window: Window,
        is_captured: bool,
    ) -> Self {
        let profile = TempDir::with_prefix("twinlock-browser-").unwrap();
        std::fs::create_dir(downloads(profile.path())).unwrap();
        let capture = is_captured.then(|| Capture::new(engine, profile.path()));
        let captured = capture.as_ref();
        let Started {
            processes,
            address,
            capabilities,
        } = match engine {
            Engine::Chromium => chromium::start(site, window, profile.path(), captured).await,
            Engine::Firefox => firefox::start(site, profile.path(), captured).await,
            Engine::WebKit => webkit::start(site, profile.path(), captured).await,
        };
        let session = WebDriver::new(address, capabilities).await.unwrap();
        if engine != Engine::Chromium {
            let (width, height) = window.size();
            session.set_window_rect(0, 0, width, height).await.unwrap();
        }
        Self {
            engine,
            session,
            processes,
            profile,
            capture,
        }
    }

    pub(super) fn page(&self) -> Page {
        Page::new(
            self.engine,
            self.session.handle().clone(),
            downloads(self.profile.path()),
        )
    }

    /// Ends the browser; what was captured until then.
    pub(super) async fn end(self) -> Vec<String> {
        let quit = self.session.quit().await;
        for mut process in self.processes {
            process.kill().await.unwrap();
        }
        quit.unwrap();
        let captured = self.capture.map(|capture| capture.requests());
        drop(self.profile);
        captured.unwrap_or_default()
    }
}

/// Where the browser with this profile saves files.
fn downloads(profile: &Path) -> PathBuf {
    profile.join("downloads")
}

/// Starts a program that ends with this test.
fn spawn(command: &mut Command) -> Child {
    command.kill_on_drop(true).spawn().unwrap_or_else(|error| {
        let program = command.as_std().get_program().display();
        panic!("{program} does not start: {error}")
    })
}

/// Waits for the line in which a program says what follows `before`, as far as the next white space.
async fn said(output: impl AsyncRead + Unpin + Send + 'static, before: &str) -> String {
    let mut lines = BufReader::new(output).lines();
    let word = timeout(Duration::from_secs(60), async {
        while let Some(line) = lines.next_line().await.unwrap() {
            if let Some((_, rest)) = line.split_once(before) {
                let word = rest.split_whitespace().next().unwrap_or_default();
                return word.trim_end_matches('.').to_owned();
            }
        }
        panic!("it ended without saying {before:?}");
    })
    .await
    .unwrap_or_else(|_| panic!("it does not say {before:?}"));
    // It goes on writing, and must not block for want of a reader.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    word
}
