//! The page as one file, which opens from a disk: browsers refuse a page there every other file, so all that it
//! is made of stands in it, gzipped and in base64.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::build;
use crate::environment::Environment;
use crate::program;

/// The script that starts it, below the workspace's folder.
const START: &str = "crates/xtask/src/package/start.js";

/// The elements that hold what `START` unpacks, and the files they are made of.
const PACKED: [(&str, &str); 3] = [
    ("packed-worker-script", "worker.js"),
    ("packed-worker-wasm", "worker_bg.wasm"),
    ("packed-licences", "licences.txt"),
];
const PACKED_PAGE: &str = "packed-page-wasm";

/// Returns the page that was built into `dist` as one file.
///
/// # Errors
///
/// When the page asks for a file that has no place in it yet.
pub(super) fn of(environment: &Environment, dist: &Path) -> anyhow::Result<String> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let parts = Parts::of(environment, dist, &html)?;
    assemble(&html, &parts)
}

/// What takes the place of the files beside the page.
struct Parts {
    /// The text of the style sheet.
    style: String,
    /// The icon, as an address that holds it.
    icon: String,
    /// The text of the script.
    script: String,
    /// Ids of elements, and what they hold.
    packed: Vec<(&'static str, String)>,
}

impl Parts {
    fn of(environment: &Environment, dist: &Path, html: &str) -> anyhow::Result<Self> {
        let file = |end| beside(dist, html, end);
        let mut packed = vec![(PACKED_PAGE, pack(&file(".wasm")?)?)];
        for (id, name) in PACKED {
            packed.push((id, pack(&dist.join(name))?));
        }
        let icon = fs::read(file(".svg")?)?;
        Ok(Self {
            style: fs::read_to_string(file(".css")?)?,
            icon: format!("data:image/svg+xml;base64,{}", STANDARD.encode(icon)),
            script: script(environment, &file(".js")?)?,
            packed,
        })
    }
}

/// The file that a link of the page leads to, by the end of its name.
fn beside(dist: &Path, html: &str, end: &str) -> anyhow::Result<PathBuf> {
    let name = tags(html, "<link ")
        .filter_map(|tag| attribute(tag, "href"))
        .filter_map(|href| href.strip_prefix("./"))
        .find(|name| name.ends_with(end));
    let name = name.with_context(|| format!("the page has no link to a file {end}"))?;
    Ok(dist.join(name))
}

fn pack(file: &Path) -> anyhow::Result<String> {
    let octets = fs::read(file).with_context(|| file.display().to_string())?;
    // Its header has neither time nor name, so that the same octets give the same.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&octets)?;
    Ok(STANDARD.encode(encoder.finish()?))
}

/// `START` with the page's own script in it.
fn script(environment: &Environment, page: &Path) -> anyhow::Result<String> {
    let mut esbuild = build::esbuild(environment)?;
    esbuild
        .arg(environment.root().join(START))
        .args(["--bundle", "--format=esm", "--minify", "--charset=utf8"])
        .args(["--log-level=warning", "--legal-comments=none"])
        .arg(format!("--alias:twinlock-page={}", page.display()));
    program::output(&mut esbuild)
}

fn assemble(html: &str, parts: &Parts) -> anyhow::Result<String> {
    if parts.script.contains("</script") || parts.script.contains("<!--") {
        bail!("the script of the page has a text that ends it in HTML");
    }
    if parts.style.contains("</style") {
        bail!("the style sheet of the page has a text that ends it in HTML");
    }
    let mut html = without_comments(html);
    for tag in tags(&html.clone(), "<link ") {
        html = html.replacen(tag, &instead_of(tag, parts)?, 1);
    }
    let (before, rest) = html
        .split_once("<script type=\"module\">")
        .context("the page has no script")?;
    let (_, after) = rest
        .split_once("</script>")
        .context("the script has no end")?;
    let (body, end) = after
        .split_once("</body>")
        .context("the page has no body")?;
    let script = &parts.script;
    let packed: String = parts
        .packed
        .iter()
        .map(|(id, text)| {
            format!("<script type=\"application/gzip\" id=\"{id}\">{text}</script>\n")
        })
        .collect();
    let html =
        format!("{before}<script type=\"module\">{script}</script>{body}{packed}</body>{end}");
    build::restrict_to_itself(&html, &parts.style)
}

/// What stands in the single file where the hosted page has this link.
fn instead_of(tag: &str, parts: &Parts) -> anyhow::Result<String> {
    match attribute(tag, "rel") {
        Some("stylesheet") => Ok(format!("<style>{}</style>", parts.style)),
        Some("icon") => Ok(format!(r#"<link rel="icon" href="{}" />"#, parts.icon)),
        // Nothing is left to load, and what opens from a disk is not installed.
        Some("modulepreload" | "preload" | "manifest") => Ok(String::new()),
        _ => bail!("`{tag}` has no place in the single file: say in instead_of what becomes of it"),
    }
}

/// The elements that start like this, up to the end of their first tag.
fn tags<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    html.match_indices(start).filter_map(|(at, _)| {
        let rest = html.get(at..)?;
        rest.get(..=rest.find('>')?)
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// They speak of files that are not there.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        kept + part.split_once("-->").map_or("", |(_, after)| after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTED: &str = r#"<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="old" />
<link rel="icon" href="./icon-1.svg" integrity="x"/><link rel="stylesheet" href="./page-1.css"/>
<script type="module">import "./app-1.js";</script><!-- about worker.js -->
<link rel="preload" href="./app-1_bg.wasm" as="fetch"></head><body><p>text</p></body></html>"#;

    fn parts() -> Parts {
        Parts {
            style: "p{}".to_owned(),
            icon: "data:,icon".to_owned(),
            script: "start()".to_owned(),
            packed: vec![("packed-x", "eA==".to_owned())],
        }
    }

    #[test]
    fn nothing_is_left_to_load() {
        let page = assemble(HOSTED, &parts()).unwrap();
        assert!(!page.contains("./"), "{page}");
        assert!(!page.contains("worker.js"), "{page}");
        assert!(page.contains("<style>p{}</style>"), "{page}");
        assert!(page.contains(r#"<script type="module">start()</script>"#));
        assert!(page.contains(r#"id="packed-x">eA==</script>"#), "{page}");
    }

    #[test]
    fn the_policy_lets_it_reach_nothing() {
        let page = assemble(HOSTED, &parts()).unwrap();
        let policy = build::of_page(&page).unwrap();
        assert!(policy.contains("connect-src 'none'"), "{policy}");
        assert!(!policy.contains("'self'"), "{policy}");
        assert_eq!(page.matches("Content-Security-Policy").count(), 1);
    }

    #[test]
    fn a_link_without_a_place_is_named() {
        let html = HOSTED.replace("rel=\"preload\"", "rel=\"author\"");
        let message = format!("{:#}", assemble(&html, &parts()).unwrap_err());
        assert!(message.contains("rel=\"author\""), "{message}");
    }

    #[test]
    fn what_would_end_the_script_is_refused() {
        let mut parts = parts();
        parts.script = "'</script>'".to_owned();
        assert!(assemble(HOSTED, &parts).is_err());
    }

    #[test]
    fn packing_is_undone_by_unpacking_and_has_no_time_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "text").unwrap();
        let packed = STANDARD.decode(pack(&file).unwrap()).unwrap();
        // RFC 1952, 2.3: four octets of time after magic, method and flags.
        assert_eq!(packed.get(4..8).unwrap(), [0; 4]);
        let text = std::io::read_to_string(flate2::read::GzDecoder::new(&packed[..])).unwrap();
        assert_eq!(text, "text");
    }
}
