//! The page before a real nginx that runs `.container/nginx.conf`, and its headers in a browser.
//!
//! `TWINLOCK_DIST` names the page as released; `cargo xtask test` builds it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;
use tests::browser::{Window, visit};
use tests::curl::ALONE;
use tests::host_headers::HostHeaders;
use tests::nginx::StaticNginx;
use tests::site::Site;
use tests::tool::Tool;

fn dist() -> PathBuf {
    let folder = std::env::var_os("TWINLOCK_DIST").unwrap_or_else(|| {
        panic!("TWINLOCK_DIST does not name the built page: `cargo xtask test` sets it")
    });
    PathBuf::from(folder)
}

/// Status and headers of an answer, the names in lower case.
fn head(url: &str, options: &[&str]) -> (String, BTreeMap<String, String>) {
    let printed = Tool::new("curl")
        .args(ALONE)
        .args(["--dump-header", "-", "--output", "/dev/null"])
        .args(options)
        .args([url])
        .succeed();
    let (status, rest) = printed.split_once("\r\n").unwrap();
    let mut headers = BTreeMap::new();
    for line in rest.lines().filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap();
        let before = headers.insert(name.to_lowercase(), value.to_owned());
        assert_eq!(before, None, "{name} is sent twice");
    }
    (status.to_owned(), headers)
}

/// The files of the page, by the paths at which a host has them.
fn paths(dist: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dist).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let names = files.map(|file| file.file_name().into_string().unwrap());
    let names = names.filter(|name| name != "_headers");
    names
        .map(|name| format!("/{name}"))
        .chain(["/".to_owned()])
        .collect()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap() {
        "/" | "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => panic!("what media type is {path} of?"),
    }
}

#[test]
fn nginx_sends_each_file_as_the_other_hosts_do() {
    let dist = dist();
    let nginx = StaticNginx::start(&dist);
    let told = HostHeaders::of_folder(&dist);
    let paths = paths(&dist);
    assert!(paths.len() > 7, "{paths:?}");
    for path in &paths {
        let (status, headers) = head(&nginx.url(path), &[]);
        assert_eq!(status, "HTTP/1.1 200 OK", "{path}");
        assert_eq!(headers["content-type"], media_type(path), "{path}");
        let expected = told.of_path(path);
        assert_eq!(expected.len(), 7, "{path}: {expected:?}");
        for (name, value) in expected {
            assert_eq!(headers.get(&name), Some(&value), "{path}: {name}");
        }
        let for_ever = headers["cache-control"].contains("immutable");
        let hashed = ["/app-", "/page-"]
            .iter()
            .any(|start| path.starts_with(start));
        assert_eq!(for_ever, hashed, "{path}");
    }
}

#[test]
fn what_is_not_there_has_the_headers_as_well() {
    let nginx = StaticNginx::start(&dist());
    for path in [
        "/absent.js",
        "/_headers",
        "/../nginx.conf",
        "/app-0123456789abcdef.js",
    ] {
        let (status, headers) = head(&nginx.url(path), &["--path-as-is"]);
        assert!(status.starts_with("HTTP/1.1 40"), "{path}: {status}");
        if path != "/../nginx.conf" {
            assert_eq!(headers["content-security-policy"], "frame-ancestors 'none'");
        }
    }
}

#[test]
fn what_is_large_is_sent_small_and_arrives_whole() {
    let dist = dist();
    let nginx = StaticNginx::start(&dist);
    for path in paths(&dist) {
        let (_, headers) = head(&nginx.url(&path), &["--header", "Accept-Encoding: gzip"]);
        assert_eq!(headers["content-encoding"], "gzip", "{path}");
        let name = if path == "/" { "/index.html" } else { &path };
        let whole = std::fs::read(dist.join(name.trim_start_matches('/'))).unwrap();
        let arrived = Tool::new("curl")
            .args([
                "--silent",
                "--compressed",
                "--noproxy",
                "*",
                &nginx.url(&path),
            ])
            .run();
        assert!(arrived.stdout == whole, "{path}");
    }
}

#[test]
fn a_browser_takes_every_header_and_refuses_the_page_all_but_the_clipboard() {
    let dist = dist();
    let site = Site::start(&dist);
    visit(&site, Window::Desktop, async |page| {
        page.wait_for_text("Worker ready").await;
        // A word that it does not know in a policy would be told here.
        let said = page.console().await;
        let refused = |line: &&String| line.starts_with("SEVERE") || line.contains("olicy");
        assert_eq!(said.iter().find(refused), None);
        let policy = HostHeaders::of_folder(&dist).of_path("/");
        let (_, policy) = policy
            .iter()
            .find(|(name, _)| name == "permissions-policy")
            .unwrap();
        let allowed = "return document.featurePolicy.allowedFeatures()";
        let allowed = page.script(allowed, &[]).await;
        let allowed = allowed.as_array().unwrap();
        assert!(allowed.contains(&json!("clipboard-write")), "{allowed:?}");
        for word in policy
            .split(", ")
            .filter_map(|word| word.strip_suffix("=()"))
        {
            assert!(!allowed.contains(&json!(word)), "{word}");
        }
        let known = page
            .script("return document.featurePolicy.features()", &[])
            .await;
        let known = known.as_array().unwrap();
        assert!(known.contains(&json!("camera")) && !allowed.contains(&json!("camera")));
    });
}

#[test]
fn no_other_page_can_hold_it_in_a_frame() {
    let dist = dist();
    let site = Site::start(&dist);
    visit(&site, Window::Desktop, async |page| {
        // The page's own policy lets it hold no frame; a page without one is its host's, too.
        page.open(&format!("{}icon", site.url())).await;
        let frame = "const [address] = arguments;
            const frame = document.createElement('iframe');
            frame.src = address;
            const loaded = new Promise(done => { frame.onload = done; });
            document.body.append(frame);
            return loaded.then(() => frame.contentDocument === null);";
        let refused = page.script(frame, &[json!(site.url())]).await;
        assert_eq!(refused, json!(true));
        let said = page.console().await.join("\n");
        assert!(said.contains("frame-ancestors"), "{said}");
    });
}
